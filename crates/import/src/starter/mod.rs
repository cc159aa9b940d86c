//! A scenario to start from: what files of other tools say, and a first question about it.

mod cases;
mod inline;
mod organization;
mod principals;
mod resources;

use std::collections::{BTreeMap, BTreeSet};

pub use inline::json_of;

use crate::export::{Attached, Export, ParameterValue, Parameters};
use crate::value::Value;

/// A file that a scenario is made of.
#[derive(Clone, Debug)]
pub struct Part<'p> {
    /// The file, as the scenario will name it.
    pub file: &'p str,
    /// What it says.
    pub export: &'p Export,
    /// Values that are written beside it.
    pub parameters: &'p Parameters,
    /// The file of further values, as the scenario will name it.
    pub parameters_file: Option<&'p str>,
}

/// Makes a scenario of files. Policies stay where they are and are named, or are written into the scenario with `inline`.
///
/// ```
/// use std::sync::Arc;
/// use iamwhy_import::{Export, Parameters, Part, Source, starter};
/// use iamwhy_policy::Json;
///
/// let json = Arc::new(Json::read(r#"{ "RoleDetailList": [ { "RoleName": "app", "Arn": "arn:aws:iam::111122223333:role/app" } ] }"#)?);
/// let parameters = Parameters::default();
/// let export = Export::read(Source::AccountDetails, &json, &parameters).unwrap();
/// let text = starter(&[Part { file: "account.json", export: &export, parameters: &parameters, parameters_file: None }], false, None);
/// assert!(text.contains(r#""app": {"from": "accountDetails", "file": "account.json", "select": "arn:aws:iam::111122223333:role/app"}"#));
/// # Ok::<(), iamwhy_policy::JsonError>(())
/// ```
///
/// `region` is where the first cases are asked.
#[must_use]
pub fn starter(parts: &[Part<'_>], inline: bool, region: Option<&str>) -> String {
    let mut start = Starter {
        inline,
        region: region.map(str::to_owned),
        ..Starter::default()
    };
    for part in parts {
        start.principals(part);
        start.resources(part);
        start.organization(part);
    }
    // Behind the organization, which says more of its accounts.
    for part in parts {
        start.settings_of_accounts(part);
    }
    start.unseen.retain(|arn| !start.seen.contains(arn));
    start.scenario(parts).pretty()
}

/// A scenario while it is made.
#[derive(Default)]
struct Starter {
    inline: bool,
    region: Option<String>,
    principals: Vec<(String, Value)>,
    resources: Vec<(String, Value)>,
    /// Places of resources by ARN.
    by_arn: BTreeMap<String, usize>,
    /// ARNs of resources of which two files do not say the same.
    differing: BTreeSet<String>,
    endpoints: Vec<(String, Value)>,
    accounts: Vec<(String, Value)>,
    organization: Option<Value>,
    /// Names that are taken.
    taken: BTreeSet<String>,
    /// ARNs of policies that no file holds.
    unseen: BTreeSet<String>,
    /// ARNs of policies that some file holds.
    seen: BTreeSet<String>,
}

impl Starter {
    fn scenario(mut self, parts: &[Part<'_>]) -> Value {
        let files: Vec<String> = parts.iter().map(|part| ["`", part.file, "`"].concat()).collect();
        let mut members = vec![
            ("scenario".to_owned(), Value::Number("1".to_owned())),
            (
                "title".to_owned(),
                ["What ", &files.join(", "), " allows"].concat().into(),
            ),
            ("about".to_owned(), self.about(parts).into()),
        ];
        let cases = self.cases();
        let policies: Vec<(String, Value)> = std::mem::take(&mut self.unseen)
            .into_iter()
            .map(|arn| {
                let name = arn.rsplit('/').next().unwrap_or(&arn).to_owned();
                (self.free(&name), Value::unseen(&arn))
            })
            .collect();
        for (name, section) in [("policies", policies)] {
            if !section.is_empty() {
                members.push((name.to_owned(), Value::Object(section)));
            }
        }
        members.extend(self.organization.take().map(|own| ("organization".to_owned(), own)));
        for (name, section) in [
            ("accounts", self.accounts),
            ("principals", self.principals),
            ("resources", self.resources),
            ("endpoints", self.endpoints),
        ] {
            if !section.is_empty() {
                members.push((name.to_owned(), Value::Object(section)));
            }
        }
        members.push(("cases".to_owned(), Value::List(cases)));
        Value::Object(members)
    }

    /// A name that nothing has yet.
    fn free(&mut self, name: &str) -> String {
        let plain = name.trim_matches(['‹', '›']);
        let name = match plain.starts_with("arn:") || plain.is_empty() {
            true => ["the ", plain].concat(),
            false => plain.to_owned(),
        };
        let mut free = name.clone();
        let mut number = 1;
        while !self.taken.insert(free.clone()) {
            number += 1;
            free = format!("{name} {number}");
        }
        free
    }

    /// A policy that is attached somewhere: named, or written out.
    fn policy(&mut self, part: &Part<'_>, attached: &Attached) -> Value {
        let policy = match attached {
            Attached::BuiltIn(name) => return Value::from(*name),
            Attached::Unseen { arn: Some(arn) } => {
                self.unseen.insert(arn.clone());
                return Value::unseen(arn);
            }
            Attached::Unseen { arn: None } => return Value::unknown(),
            Attached::Policy(at) => part.export.policies.get(*at),
        };
        let Some(policy) = policy else { return Value::unknown() };
        self.seen.extend(policy.arn.clone());
        match self.inline {
            true => inline::policy(part.export, policy),
            false => from(part, Some(&policy.select)),
        }
    }

    fn list(&mut self, part: &Part<'_>, attached: Option<&[Attached]>) -> Value {
        match attached {
            Some(all) => Value::List(all.iter().map(|own| self.policy(part, own)).collect()),
            None => Value::unknown(),
        }
    }
}

/// `{"from": …}`.
fn from(part: &Part<'_>, select: Option<&str>) -> Value {
    let mut members = vec![
        ("from".to_owned(), part.export.source.word().into()),
        ("file".to_owned(), part.file.into()),
    ];
    members.extend(select.map(|select| ("select".to_owned(), select.into())));
    if !part.parameters.is_empty() {
        let value = |value: &ParameterValue| match value {
            ParameterValue::One(text) => Value::Text(text.clone()),
            ParameterValue::Many(texts) => Value::List(texts.iter().map(|text| Value::Text(text.clone())).collect()),
        };
        let parameters = part.parameters.iter().map(|(name, own)| (name.to_owned(), value(own)));
        members.push(("parameters".to_owned(), Value::Object(parameters.collect())));
    }
    let file = part.parameters_file;
    members.extend(file.map(|file| ("parametersFile".to_owned(), file.into())));
    Value::Object(members)
}

/// Tags, unknown ones too; none where there are none.
fn tags(tags: Option<&[(String, String)]>) -> Option<Value> {
    match tags {
        None => Some(Value::unknown()),
        Some([]) => None,
        Some(tags) => {
            let pairs = tags.iter().map(|(key, value)| (key.clone(), value.as_str().into()));
            Some(Value::Object(pairs.collect()))
        }
    }
}

impl Starter {
    /// What the reader should know before he trusts the answers.
    fn about(&self, parts: &[Part<'_>]) -> String {
        let mut text = "Made by `iamwhy import`, to start from. Say in `expect` what you believe.".to_owned();
        if !self.unseen.is_empty() {
            text.push_str(
                " Policies that are attached and in no file stand under `policies` as unknown: put their documents there and keep the `arn`.",
            );
        }
        let of_files = parts.iter().flat_map(|part| &part.export.notes);
        let differing = self
            .differing
            .iter()
            .map(|arn| format!("two files speak of {arn}, and not alike: where they differ, the first counts"));
        let notes = differing.chain(of_files.map(|note| note.message.clone()));
        let mut seen = BTreeSet::new();
        for note in notes {
            if seen.insert(note.clone()) && seen.len() <= NOTES {
                text.push_str("\n- ");
                text.push_str(&note);
            }
        }
        if seen.len() > NOTES {
            let more = seen.len() - NOTES;
            text.push_str(&format!("\n- and {more} more, which `iamwhy import` says as it runs"));
        }
        text
    }
}

/// How many notes a scenario repeats.
const NOTES: usize = 20;
