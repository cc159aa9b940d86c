//! The requests of a scenario, each with its place in the file.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_catalog::{Action, Catalog};
use iamwhy_policy::{Json, NodeId};
use iamwhy_scenario::cases::{Asked as Why, Authorization, Cases, ExpandedCase};
use iamwhy_scenario::{ContextValue, Loaded, Named, Scenario};

use crate::checks::{FAMILIES, Find};
use crate::findings::Findings;
use crate::look::quoted;
use crate::{Edit, Finding};

/// Most combinations of one matrix that are looked at; principals vary slowest, and no check asks who calls.
const MOST: usize = 2_000;
/// Most requests of one file.
const MOST_OF_FILE: usize = 20_000;

/// What is wrong with the requests of a scenario: what AWS does not have, and so cannot be asked. The places are in the
/// scenario's own text.
///
/// ```
/// use iamwhy_catalog::Catalog;
/// use iamwhy_lint::requests;
/// use iamwhy_scenario::{Loaded, NoFiles};
///
/// let text = r#"{ "scenario": 1, "title": "Nobody reads.", "principals": { "a": { "user": "arn:aws:iam::111111111111:user/a" } },
///   "cases": [{ "principal": "a", "action": "s3:GetObjects", "resource": "arn:aws:s3:::b/k", "expect": "deny" }] }"#;
/// let loaded = Loaded::load("x.scenario.json", text, &NoFiles).map_err(|errors| errors[0].to_string())?;
/// let finding = &requests(&loaded, Catalog::embedded())[0];
/// assert_eq!((finding.code(), finding.pointer.as_str()), ("REQUEST_INVALID_ACTION", "/cases/0/action"));
/// assert!(finding.message.ends_with("did you mean `s3:GetObject`?"));
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn requests(loaded: &Loaded, catalog: &Catalog) -> Vec<Finding> {
    let requests = Requests::of(loaded, catalog);
    let mut found = Findings::in_file(requests.json);
    for rule in FAMILIES.iter().flat_map(|family| family.rules) {
        if let Find::Requests(find) = rule.find {
            find(&requests, &mut found);
        }
    }
    let mut findings = found.list;
    findings.sort_by_key(|own| (own.span.start, own.severity(), own.span.end));
    let mut seen = BTreeSet::new();
    findings.retain(|own| seen.insert((own.span.start, own.code(), own.message.clone())));
    findings
}

/// The requests of a scenario.
pub(crate) struct Requests<'a> {
    pub(crate) loaded: &'a Loaded,
    pub(crate) json: &'a Json,
    pub(crate) catalog: &'a Catalog,
    /// What is asked, once for each case, action and resource.
    pub(crate) asked: Vec<Asked>,
    /// The context that the file gives.
    pub(crate) given: Vec<Given<'a>>,
}

/// A request, and where its parts stand.
pub(crate) struct Asked {
    pub(crate) action: String,
    /// Where the action stands; none where it follows from an operation.
    pub(crate) action_at: Option<NodeId>,
    /// As an ARN, or `*`.
    pub(crate) resource: String,
    /// Where the resource stands; none where nobody wrote it.
    pub(crate) resource_at: Option<NodeId>,
    /// The action, or the operation that it follows from.
    pub(crate) at: NodeId,
    /// Who asks, as the cases name them.
    pub(crate) principals: BTreeSet<String>,
    context: Named<ContextValue>,
    case: usize,
    call: Option<usize>,
}

/// A context key with its value, as somebody wrote it.
pub(crate) struct Given<'a> {
    pub(crate) key: &'a str,
    /// Where the key stands.
    pub(crate) node: NodeId,
    /// Its values, as far as they are known, each with its place.
    pub(crate) values: Vec<(NodeId, &'a str)>,
    /// The requests that it belongs to, by their index.
    of: Vec<usize>,
}

impl Asked {
    /// Whether a context key is given for it, be it as absent.
    pub(crate) fn is_given(&self, key: &str) -> bool {
        self.context.keys().any(|own| own.eq_ignore_ascii_case(key))
    }

    /// The id of the VPC endpoint that it comes through.
    pub(crate) fn endpoint<'s>(&self, scenario: &'s Scenario) -> Option<&'s str> {
        scenario.cases.get(self.case)?.endpoint.as_deref()
    }

    /// The value of a context key.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        let mut all = self.context.iter();
        match all.find(|(own, _)| own.eq_ignore_ascii_case(key)) {
            Some((_, ContextValue::One(value))) => Some(value.as_str()),
            _ => None,
        }
    }
}

impl<'a> Requests<'a> {
    fn of(loaded: &'a Loaded, catalog: &'a Catalog) -> Requests<'a> {
        let mut requests = Requests {
            loaded,
            json: &loaded.json,
            catalog,
            asked: Vec::new(),
            given: Vec::new(),
        };
        let cases = Cases::of(&loaded.scenario);
        let root = loaded.json.root();
        let Some(list) = loaded.json.get(root, "cases") else {
            return requests;
        };
        let mut seen = BTreeMap::new();
        for (index, node) in loaded.json.items(list).enumerate() {
            let from = requests.asked.len();
            let left = MOST.min(MOST_OF_FILE.saturating_sub(from));
            for expanded in cases.expand(index).take(left) {
                for (at, asked) in expanded.authorizations.iter().enumerate() {
                    let call = expanded.case.call.is_some().then_some(at);
                    let key = (index, call, asked.action.clone(), asked.resource.clone());
                    let at = *seen.entry(key).or_insert(requests.asked.len());
                    if at == requests.asked.len() {
                        requests.ask(&cases, &expanded, node, asked, call);
                    }
                    if let Some(own) = requests.asked.get_mut(at) {
                        own.principals.extend(expanded.principal.map(str::to_owned));
                    }
                }
            }
            requests.context_of_case(index, node, from);
        }
        let all = (0..requests.asked.len()).collect();
        requests.context(root, &loaded.scenario.context, all);
        requests
    }

    /// The requests that a value of the context belongs to.
    pub(crate) fn of_given(&self, given: &Given<'_>) -> impl Iterator<Item = &Asked> {
        given.of.iter().filter_map(|index| self.asked.get(*index))
    }

    /// The action of a request, if AWS has it.
    pub(crate) fn action(&self, asked: &Asked) -> Option<Action<'a>> {
        self.catalog.action(&asked.action)
    }

    /// `the catalogue of 2026-09-26`
    pub(crate) fn source(&self) -> String {
        format!("the catalogue of {}", self.catalog.date())
    }

    /// Another string in the place of one.
    pub(crate) fn rewrite(&self, node: NodeId, text: &str) -> Vec<Edit> {
        vec![Edit {
            span: self.json.span(node),
            text: quoted(text),
        }]
    }

    fn ask(
        &mut self,
        cases: &Cases<'_>,
        expanded: &ExpandedCase<'_>,
        case: NodeId,
        asked: &Authorization,
        call: Option<usize>,
    ) {
        let json = self.json;
        let (action_at, resource_at) = match call {
            Some(call) => {
                let node = json.get(case, "call").and_then(|list| json.items(list).nth(call));
                let field = |name| node.and_then(|node| json.get(node, name));
                (field("action"), field("resource"))
            }
            // Of what follows from an operation, only what somebody wrote has a place.
            None if asked.asked != Why::ByCase => {
                let wrote = |text: &str| cases.arn(text) == asked.resource;
                (None, self.of_operation(case, expanded.resource, &wrote))
            }
            None => (
                self.of_case(case, "action", expanded.action),
                self.of_case(case, "resource", expanded.resource),
            ),
        };
        let operation = || {
            let own = json.get(case, "operation")?;
            json.get(own, "name").or(Some(own))
        };
        self.asked.push(Asked {
            action: asked.action.clone(),
            action_at,
            resource: asked.resource.clone(),
            resource_at: resource_at.filter(|_| asked.sent.is_none()),
            at: action_at.or_else(operation).unwrap_or(case),
            principals: BTreeSet::new(),
            context: asked.context.clone(),
            case: expanded.index,
            call,
        });
    }

    /// Where a field of a case stands, in its matrix or beside it.
    fn of_case(&self, case: NodeId, field: &str, text: Option<&str>) -> Option<NodeId> {
        let json = self.json;
        let text = text?;
        let list = json.get(case, "matrix").and_then(|matrix| json.get(matrix, field));
        let mut items = list.into_iter().flat_map(|list| json.items(list));
        items
            .find(|node| json.string(*node) == Some(text))
            .or_else(|| json.get(case, field))
    }

    /// Where the resource of an operation stands, in its slots or as that of the case.
    fn of_operation(&self, case: NodeId, resource: Option<&str>, wrote: &dyn Fn(&str) -> bool) -> Option<NodeId> {
        let json = self.json;
        let slots = json.get(case, "operation").and_then(|own| json.get(own, "resources"));
        let mut all = slots.into_iter().flat_map(|slots| json.descendants(slots));
        all.find(|node| !json.is_key(*node) && json.string(*node).is_some_and(wrote))
            .or_else(|| self.of_case(case, "resource", resource.filter(|text| wrote(text))))
    }

    fn context_of_case(&mut self, index: usize, node: NodeId, from: usize) {
        let (json, scenario) = (self.json, &self.loaded.scenario);
        let Some(case) = scenario.cases.get(index) else { return };
        let of = |requests: &Self, call: Option<usize>| {
            let own = requests.asked.iter().enumerate().skip(from);
            let own = own.filter(|(_, own)| own.case == index && (call.is_none() || own.call == call));
            own.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let all = of(self, None);
        self.context(node, &case.context, all.clone());
        let calls = json.get(node, "call").into_iter().flat_map(|list| json.items(list));
        for ((at, call), own) in case.call.iter().flatten().enumerate().zip(calls) {
            let one = of(self, Some(at));
            self.context(own, &call.context, one);
        }
        let Some((matrix, lists)) = json.get(node, "matrix").zip(case.matrix.as_ref()) else {
            return;
        };
        for (key, values) in &lists.context {
            let name = format!("{}{key}", iamwhy_scenario::Matrix::CONTEXT);
            let mut members = json.members(matrix);
            let Some((node, list)) = members.find(|(key, _)| json.string(*key) == Some(&name)) else {
                continue;
            };
            let items = json.items(list).zip(values);
            let values = items.flat_map(|(node, value)| self.values(node, value)).collect();
            self.given.push(Given {
                key,
                node,
                values,
                of: all.clone(),
            });
        }
    }

    /// The member `context` of a node.
    fn context(&mut self, node: NodeId, context: &'a Named<ContextValue>, of: Vec<usize>) {
        let json = self.json;
        let Some(object) = json.get(node, "context") else {
            return;
        };
        for (at, value_at) in json.members(object) {
            let name = json.string(at).unwrap_or_default();
            // What is said to be absent is not sent.
            let Some((key, value)) = context
                .iter()
                .find(|(key, value)| *key == name && **value != ContextValue::Absent)
            else {
                continue;
            };
            let values = self.values(value_at, value);
            self.given.push(Given {
                key,
                node: at,
                values,
                of: of.clone(),
            });
        }
    }

    fn values(&self, node: NodeId, value: &'a ContextValue) -> Vec<(NodeId, &'a str)> {
        match value {
            ContextValue::One(value) => vec![(node, value.as_str())],
            ContextValue::Many(values) => {
                let all = self.json.items(node).zip(values);
                all.map(|(node, value)| (node, value.as_str())).collect()
            }
            ContextValue::Absent | ContextValue::Unknown(_) => Vec::new(),
        }
    }
}
