//! Further cases for a world that is compiled already.

use iamwhy_policy::{Json, Kind, Listed, NodeId};

use super::{FileReport, Loaded, Run};
use crate::{
    cases::Cases,
    check,
    model::{Case, Scenario},
    read::{Errors, NodeReader, Read, ReadError, duplicates},
};

impl Loaded {
    /// The same world with the cases of `text`, `{"cases": […]}`, instead of its own: nothing is compiled again. A document that a
    /// case would store belongs to the file itself.
    ///
    /// # Errors
    /// Everything that is wrong with the cases.
    pub fn asked(&self, name: &str, text: &str) -> Result<Scenario, Vec<ReadError>> {
        let json = Json::read(text).map_err(|error| vec![ReadError::syntax(name, text, &error)])?;
        let mut errors = Errors::new(name, &json);
        duplicates(&json, json.root(), &mut errors);
        let mut cases = Vec::new();
        for (key, value) in json.members(json.root()) {
            match json.string(key) {
                Some("cases") if json.kind(value) == Kind::Array => {
                    json.items(value)
                        .for_each(|item| one(&json, item, &mut cases, &mut errors));
                }
                Some("cases") => errors.add(NodeReader::new(&json, value).wrong("a list of cases")),
                _ => errors.push(key, "only `cases` can be asked of a scene".to_owned(), None),
            }
        }
        if json.get(json.root(), "cases").is_none() {
            let help = "write `{\"cases\": [{\"principal\": …, \"action\": …}]}`";
            errors.push(
                json.root(),
                "there is no field `cases`".to_owned(),
                Some(help.to_owned()),
            );
        }
        if errors.is_empty() {
            let scenario = Scenario {
                cases,
                ..self.scenario.clone()
            };
            check::check_cases(&scenario, &json, &mut errors);
            if errors.is_empty() {
                return Ok(scenario);
            }
        }
        Err(errors.finish())
    }

    /// Decides the cases of [`Loaded::asked`].
    #[must_use]
    pub fn answers(&self, asked: &Scenario) -> FileReport {
        let cases = Cases::of(asked);
        let run = Run::of(self, &cases);
        FileReport {
            file: self.file_name.clone(),
            title: asked.title.clone(),
            cases: cases.all().map(|case| run.case(&case)).listed(),
        }
    }
}

fn one(json: &Json, item: NodeId, cases: &mut Vec<Case>, errors: &mut Errors<'_>) {
    match Case::read(NodeReader::new(json, item)) {
        Ok(case) if case.writes.is_some() => {
            let help = "put the case into the scenario".to_owned();
            errors.push(item, "`writes` cannot be asked of a scene".to_owned(), Some(help));
        }
        Ok(case) => cases.push(case),
        Err(failure) => errors.add(failure),
    }
}
