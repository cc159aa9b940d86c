//! A scenario that reads other files, as one that carries everything itself.

mod document;
mod edits;
mod expected;
mod nodes;
mod organization;
mod principal;
mod shelf;

use iamwhy_policy::Listed;
use iamwhy_policy::layout::quoted;

use crate::{
    imports::{Imports, resolve},
    model::{Known, PolicySource, Scenario},
    policies::{Files, Policies, PolicyAt, each_place},
    read::{ReadError, read},
    run::Loaded,
    step::{Step, in_words},
};
use edits::{Edits, list};
use shelf::Shelf;

/// Most bytes that files may add to a scenario: a hostile one could ask for the same document over and over.
const MOST: usize = 64 << 20;

/// The text of a scenario that reads other files, with everything that it took from them written into it.
///
/// Every document stands once in `policies`, under the name that results call it by, so that cases come out as before and
/// what they expect still holds; where it was attached, that name stands. All else of the text stays as it is.
///
/// ```
/// use iamwhy_scenario::{Files, inlined};
///
/// struct One;
/// impl Files for One {
///     fn read(&self, _: &str) -> Result<String, String> {
///         Ok(r#"{ "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } }"#.to_owned())
///     }
/// }
/// let text = r#"{
///   "scenario": 1, "title": "Ann may read.",
///   "principals": { "ann": { "user": "arn:aws:iam::111122223333:user/ann", "policies": [{"file": "s3.json"}] } },
///   "cases": [{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1", "expect": { "policy": "s3.json" } }]
/// }"#;
/// let alone = inlined("ann.scenario.json", text, &One).unwrap();
/// assert_eq!(alone, r#"{
///   "scenario": 1, "title": "Ann may read.",
///   "policies": {
///     "s3.json": { "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } }
///   },
///   "principals": { "ann": { "user": "arn:aws:iam::111122223333:user/ann", "policies": ["s3.json"] } },
///   "cases": [{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1", "expect": { "policy": "s3.json" } }]
/// }"#);
/// ```
///
/// # Errors
/// Everything that is wrong with the scenario, or with the files that it names, as loading it says; and files so large that
/// no scenario should carry them.
pub fn inlined(file_name: &str, text: &str, files: &dyn Files) -> Result<String, Vec<ReadError>> {
    let (scenario, json) = read(file_name, text)?;
    let mut imports = Imports::new(files);
    let resolved = resolve(scenario.clone(), &json, file_name, &mut imports)?;
    let policies = Policies::load_with(&resolved, &json, file_name, &mut imports)?;
    let edits = Edits::of(&json);
    let mut inlining = Inlining {
        policies: &policies,
        shelf: Shelf::of(edits.unit()),
        edits,
    };
    inlining.entries(&scenario);
    inlining.slots(&scenario);
    inlining.principals(&scenario, &resolved);
    inlining.organization(&scenario, &resolved);
    inlining.edits.section("policies", inlining.shelf.entries());
    if inlining.shelf.size() > MOST {
        let message = format!("its files would add more than {} MiB to this scenario", MOST >> 20);
        let help = "leave the files beside it, or name fewer policies".to_owned();
        return Err(vec![ReadError::at(file_name, &json, json.root(), message, Some(help))]);
    }
    let made = inlining.edits.made();
    match inlining.shelf.renamed() {
        names if names.is_empty() => Ok(made),
        names => expected::kept(&Loaded::load(file_name, text, files)?, &made, names),
    }
}

/// What is known while files are written into a scenario.
struct Inlining<'a> {
    policies: &'a Policies,
    shelf: Shelf,
    edits: Edits<'a>,
}

impl Inlining<'_> {
    /// The entries of `policies`: each keeps its name, and a file's document comes in its place.
    fn entries(&mut self, scenario: &Scenario) {
        for (name, source) in &scenario.policies {
            let at = [Step::Key("policies"), Step::Key(name)];
            let body = match source {
                PolicySource::File(_) | PolicySource::Import(_) => match self.policies.at(&in_words(&at)) {
                    Some(PolicyAt::Known(policy)) => Some(self.shelf.document(policy)),
                    _ => {
                        self.edits.replace_at(&at, &unknown(arn(source)));
                        None
                    }
                },
                _ => None,
            };
            if let Some(body) = &body {
                self.edits.replace_at(&at, body);
            }
            self.shelf.keep(name, body);
        }
    }

    /// All other places where the author names a file.
    fn slots(&mut self, scenario: &Scenario) {
        each_place(scenario, &mut |at, source| {
            let is_entry = matches!(at, [Step::Key("policies"), _]);
            if matches!(source, PolicySource::File(_) | PolicySource::Import(_)) && !is_entry {
                let new = self.policy(&in_words(at), source);
                self.edits.replace_at(at, &new);
            }
        });
    }

    /// What comes to a place instead of a policy that stands in a file.
    fn policy(&mut self, place: &str, source: &PolicySource) -> String {
        match (source, self.policies.at(place)) {
            (PolicySource::Name(name), _) => quoted(name),
            (PolicySource::File(_) | PolicySource::Import(_), Some(PolicyAt::Known(policy))) => {
                quoted(&self.shelf.name(source, policy))
            }
            _ => unknown(arn(source)),
        }
    }

    fn list(&mut self, place: &str, policies: &Known<Vec<PolicySource>>) -> String {
        let Known::Known(policies) = policies else {
            return unknown(None);
        };
        let each = policies.iter().enumerate();
        let items: Vec<String> = each
            .map(|(index, policy)| self.policy(&format!("{place}[{index}]"), policy))
            .listed();
        list(&items, self.edits.unit())
    }
}

fn unknown(arn: Option<&str>) -> String {
    match arn {
        Some(arn) => ["{\"unknown\": true, \"arn\": ", &quoted(arn), "}"].concat(),
        None => "{\"unknown\": true}".to_owned(),
    }
}

/// The ARN that the author gave.
fn arn(source: &PolicySource) -> Option<&str> {
    match source {
        PolicySource::File(file) => file.arn.as_deref(),
        PolicySource::Import(import) => import.arn.as_deref(),
        _ => None,
    }
}
