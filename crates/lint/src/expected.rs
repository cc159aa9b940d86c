//! What the cases of a scenario expect among the findings of checks.

use std::collections::BTreeMap;

use iamwhy_catalog::Catalog;
use iamwhy_policy::spelling::{nearest, quote};
use iamwhy_policy::{Json, NodeId};
use iamwhy_scenario::cases::{Coordinate, ExpandedCase};
use iamwhy_scenario::run::Checked;
use iamwhy_scenario::{ContextValue, Loaded, ReadError, is_code};

use crate::{Document, Options, World, checks, documents, lint, requests, rules};

/// The codes of all findings in a scenario, by what they are about, so that cases can expect them.
///
/// ```
/// use iamwhy_catalog::Catalog;
/// use iamwhy_lint::Expected;
/// use iamwhy_scenario::{Loaded, NoFiles, run};
///
/// let text = r#"{ "scenario": 1, "title": "A typing error grants nothing.", "principals": { "ann": {
///   "user": "arn:aws:iam::111111111111:user/ann", "policies": [{ "Version": "2012-10-17", "Statement":
///     [{ "Effect": "Allow", "Action": "s3:GetObjects", "Resource": "arn:aws:s3:::b/*" }] }] } },
///   "cases": [{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k",
///     "expect": { "decision": "implicitDeny", "warnings": ["INVALID_ACTION"] } }] }"#;
/// let mut loaded = Loaded::load("x.scenario.json", text, &NoFiles).map_err(|errors| errors[0].to_string())?;
/// assert_eq!(run::run(&loaded).cases[0].passed, None, "nobody looks for findings");
///
/// loaded.checks = Some(|loaded| Box::new(Expected::of(loaded, Catalog::embedded())));
/// assert_eq!(run::run(&loaded).cases[0].passed, Some(true));
/// # Ok::<(), String>(())
/// ```
pub struct Expected {
    /// By the policy's name.
    policies: BTreeMap<String, Vec<&'static str>>,
    requests: Vec<Found>,
}

/// A finding about requests.
struct Found {
    code: &'static str,
    /// The case that it stands in; none where it is about what all cases share.
    case: Option<usize>,
    /// The entry of a matrix that it stands at.
    entry: Option<String>,
}

impl Expected {
    /// Looks at everything in a scenario.
    #[must_use]
    pub fn of(loaded: &Loaded, catalog: &Catalog) -> Expected {
        let mut policies: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
        for Document { place, policy, kind } in documents(loaded) {
            let options = Options {
                kind,
                world: Some(World { loaded, place: &place }),
                catalog: Some(catalog),
            };
            let found = lint(&policy.parse(), &options).findings;
            let codes = policies.entry(policy.name.clone()).or_default();
            codes.extend(found.iter().map(crate::Finding::code));
        }
        let found = requests(loaded, catalog);
        let requests = found
            .iter()
            .map(|own| Found::of(&loaded.json, own.code(), &own.pointer));
        Expected {
            policies,
            requests: requests.collect(),
        }
    }
}

impl Checked for Expected {
    fn of(&self, case: &ExpandedCase<'_>, policies: &[&str]) -> Vec<&'static str> {
        let own = self.requests.iter().filter(|found| found.is_about(case));
        let policies = policies.iter().filter_map(|name| self.policies.get(*name)).flatten();
        let mut codes: Vec<&'static str> = policies.copied().chain(own.map(|found| found.code)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

impl Found {
    fn of(json: &Json, code: &'static str, pointer: &str) -> Found {
        let mut steps = pointer.split('/').skip(1);
        let in_case = steps.next() == Some("cases");
        let case = steps.next().filter(|_| in_case).and_then(|index| index.parse().ok());
        let in_matrix = case.is_some() && steps.next() == Some("matrix");
        let entry = in_matrix.then(|| json.at_pointer(pointer, json.root())).flatten();
        Found {
            code,
            case,
            entry: entry.and_then(|node| json.string(node)).map(str::to_owned),
        }
    }

    fn is_about(&self, case: &ExpandedCase<'_>) -> bool {
        let at = |entry: &String| {
            let mut all = case.coordinates.iter();
            all.any(|coordinate| match coordinate {
                Coordinate::Principal(text) | Coordinate::Action(text) | Coordinate::Resource(text) => text == entry,
                Coordinate::Context(_, ContextValue::One(value)) => value.as_str() == entry,
                Coordinate::Context(_, ContextValue::Many(values)) => values.iter().any(|own| own.as_str() == entry),
                Coordinate::Context(..) => false,
            })
        };
        self.case.is_none_or(|index| index == case.index) && self.entry.as_ref().is_none_or(at)
    }
}

/// What cases expect by an ID that no rule and a code that no check has, each with its place.
#[must_use]
pub fn unknown_expectations(loaded: &Loaded) -> Vec<ReadError> {
    let json = &loaded.json;
    let items = |node: Option<NodeId>| node.into_iter().flat_map(|node| json.items(node));
    let mut errors = Vec::new();
    for case in items(json.get(json.root(), "cases")) {
        let Some(expect) = json.get(case, "expect") else {
            continue;
        };
        for one in std::iter::once(expect).chain(json.items(expect)) {
            let rule = json.get(one, "rule").map(|node| (node, false));
            let findings = items(json.get(one, "warnings")).map(|node| (node, true));
            for (node, finding) in rule.into_iter().chain(findings) {
                let text = json.string(node).unwrap_or_default();
                let is_check = finding && is_code(text);
                let known = match is_check {
                    true => checks::find(text).is_some(),
                    false => rules::exists(text),
                };
                if !known {
                    let (message, help) = unknown(text, is_check);
                    errors.push(ReadError::at(&loaded.file_name, json, node, message, Some(help)));
                }
            }
        }
    }
    errors
}

/// What to say of one, and what was perhaps meant.
fn unknown(text: &str, is_check: bool) -> (String, String) {
    let quoted = quote(text);
    let (message, near) = match is_check {
        true => {
            let near = nearest(text, &mut checks::all().map(|check| check.code));
            (format!("there is no check {quoted}"), near.map(str::to_owned))
        }
        false => (format!("there is no rule {quoted}"), rules::nearest(text)),
    };
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_check => "`iamwhy lint --list` lists the checks".to_owned(),
        None => "`docs/semantics.md` has the rules".to_owned(),
    };
    (message, help)
}
