//! What a scenario takes from files of other tools: `{"from": …}`.

mod attached;
mod organization;
mod principal;

use std::sync::Arc;

use iamwhy_import::Export;
#[cfg(feature = "imports")]
use iamwhy_import::{ParameterValue, Parameters};
use iamwhy_policy::{Add, Json};

use crate::{
    model::{ContextValue, ImportKind, ImportedPolicy, Named, OrganizationSource, Principal, Scenario},
    policies::{Files, tree},
    read::{Errors, ReadError, shortened},
    step::Step::{self, Key},
};

/// Files that a scenario names, each read once.
pub(crate) struct Imports<'f> {
    files: &'f dyn Files,
    /// Nothing where reading failed, which is said once.
    trees: Named<Option<Arc<Json>>>,
    exports: Named<Option<Arc<Export>>>,
}

/// Why something is not there.
pub(crate) enum Unread {
    /// To be said at the place that asks for it: what is wrong, and what to do.
    Here(String, String),
    /// Said in the file itself.
    There(Vec<ReadError>),
    /// It was said before.
    Before,
}

/// Where to import from, as all forms write it.
#[derive(Copy, Clone)]
pub(crate) struct From<'a> {
    from: ImportKind,
    pub(crate) file: &'a str,
    parameters: &'a Named<ContextValue>,
    parameters_file: Option<&'a str>,
}

impl ImportedPolicy {
    pub(crate) fn source(&self) -> From<'_> {
        From {
            from: self.from,
            file: &self.file,
            parameters: &self.parameters,
            parameters_file: self.parameters_file.as_deref(),
        }
    }
}

impl<'f> Imports<'f> {
    pub(crate) fn new(files: &'f dyn Files) -> Imports<'f> {
        Imports {
            files,
            trees: Named::default(),
            exports: Named::default(),
        }
    }

    /// The tree of a file.
    pub(crate) fn tree(&mut self, path: &str) -> Result<Arc<Json>, Unread> {
        if let Some(known) = self.trees.get(path) {
            return known.clone().ok_or(Unread::Before);
        }
        let read = match self.files.read(path) {
            Ok(text) => tree(path, &text, false).map_err(Unread::There),
            Err(reason) => Err(Unread::Here(
                format!("cannot read `{}`: {reason}", shortened(path)),
                "the path is relative to the scenario".to_owned(),
            )),
        };
        self.trees.insert(path.to_owned(), read.as_ref().ok().cloned());
        read
    }

    /// What a file of another tool says.
    pub(crate) fn export(&mut self, from: From<'_>) -> Result<Arc<Export>, Unread> {
        let key = from.key();
        if let Some(known) = self.exports.get(&key) {
            return known.clone().ok_or(Unread::Before);
        }
        let read = self.read_export(from);
        self.exports.insert(key, read.as_ref().ok().cloned());
        read
    }

    #[cfg(not(feature = "imports"))]
    fn read_export(&mut self, from: From<'_>) -> Result<Arc<Export>, Unread> {
        Err(Unread::Here(
            format!(
                "`{}` is a file of another tool, which is not read here",
                shortened(from.file)
            ),
            "put its policies into the scenario: `iamwhy import --inline` writes it so".to_owned(),
        ))
    }

    #[cfg(feature = "imports")]
    fn read_export(&mut self, from: From<'_>) -> Result<Arc<Export>, Unread> {
        let json = self.tree(from.file)?;
        let mut parameters = match from.parameters_file {
            None => Parameters::default(),
            Some(path) => {
                let json = self.tree(path)?;
                Parameters::read(&json).map_err(|fault| at_fault(path, &json, fault))?
            }
        };
        for (name, value) in from.parameters {
            let value = match value {
                ContextValue::One(value) => ParameterValue::One(value.as_str().to_owned()),
                ContextValue::Many(values) => {
                    ParameterValue::Many(values.iter().map(|value| value.as_str().to_owned()).collect())
                }
                ContextValue::Absent | ContextValue::Unknown(_) => continue,
            };
            parameters.set(name.as_str(), value);
        }
        let export = Export::read(from.from.into(), &json, &parameters);
        export.map(Arc::new).map_err(|fault| at_fault(from.file, &json, fault))
    }
}

impl From<'_> {
    /// The same for the same import.
    pub(crate) fn key(&self) -> String {
        let source = iamwhy_import::Source::from(self.from);
        let mut key = [
            source.word(),
            " ",
            self.file,
            " ",
            self.parameters_file.unwrap_or_default(),
        ]
        .concat();
        for (name, value) in self.parameters {
            key.push_str(&format!("\n{name}={value}"));
        }
        key
    }
}

#[cfg(feature = "imports")]
fn at_fault(file: &str, json: &Json, fault: iamwhy_import::Fault) -> Unread {
    let help = Some(fault.help).filter(|help| !help.is_empty());
    Unread::There(vec![ReadError::at(file, json, fault.node, fault.message, help)])
}

/// The scenario with everything in it that stood in other files; only the documents of policies are still there.
pub(crate) fn resolve(
    scenario: Scenario,
    json: &Json,
    file_name: &str,
    imports: &mut Imports<'_>,
) -> Result<Scenario, Vec<ReadError>> {
    let is_imported = |principal: &Principal| matches!(principal, Principal::Imported(_));
    let organization = matches!(scenario.organization, Some(OrganizationSource::Imported(_)));
    if !organization && !scenario.principals.values().any(is_imported) {
        return Ok(scenario);
    }
    let mut errors = Vec::new();
    let mut failed = |at: &[Step<'_>], unread: Unread| match unread {
        Unread::Here(message, help) => {
            let node = crate::step::node(json, at);
            errors.push(ReadError::at(file_name, json, node, message, Some(help)));
        }
        Unread::There(found) => errors.add(found),
        Unread::Before => {}
    };
    let mut resolved = scenario.clone();
    let by_arn = attached::by_arn(&scenario, json);
    for (name, principal) in &scenario.principals {
        let Principal::Imported(imported) = principal else {
            continue;
        };
        match principal::resolved(imported, imports, &by_arn) {
            Ok(principal) => {
                resolved.principals.insert(name.clone(), principal);
            }
            Err(unread) => failed(&[Key("principals"), Key(name)], unread),
        }
    }
    if let Some(OrganizationSource::Imported(imported)) = &scenario.organization
        && let Err(unread) = organization::resolve(imported, imports, &by_arn, &mut resolved)
    {
        failed(&[Key("organization")], unread);
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut errors = Errors::new(file_name, json);
    crate::check::check(&resolved, json, &mut errors);
    match errors.is_empty() {
        true => Ok(resolved),
        false => Err(errors.finish()),
    }
}
