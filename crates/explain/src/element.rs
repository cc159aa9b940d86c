//! Elements of a statement and how they came out.

use iamwhy_engine::{EntryDetail, Event, OwnedValue, Reason, Site, StatementView, Truth};
use iamwhy_policy::{Json, Listed, NodeId, Statement, Version};

use crate::because;
use crate::case::Case;
use crate::explanation::{ElementNode, TextSpan, ValueNode};
use crate::place;
use crate::reason;
use crate::rests;

/// What an element needs to know of its statement.
pub(crate) struct Around<'c, 'a> {
    pub(crate) case: &'c Case<'a>,
    pub(crate) view: &'c StatementView<'a>,
    pub(crate) statement: &'c Statement,
    pub(crate) id: u32,
    /// The ARN that the gate saw.
    pub(crate) seen: &'c str,
    /// Where it stands in its policy.
    pub(crate) pointer: &'c str,
    pub(crate) detail: Detail,
}

/// How much is said of the elements of a statement.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Names and outcomes.
    Bare,
    /// Whatever is shown.
    Shown,
    /// The rules that the outcome rests on, too; they are asked for only where a statement decided or nearly did.
    Rules,
}

impl Around<'_, '_> {
    /// Where one of its elements stands.
    fn pointer_to(&self, name: NodeId) -> String {
        let json = &self.view.attached.policy.json;
        let mut pointer = String::with_capacity(self.pointer.len() + 48);
        pointer.push_str(self.pointer);
        json.write_pointer(name, self.view.node, &mut pointer);
        pointer
    }
}

/// An element in as much detail as its statement deserves.
pub(crate) fn node(around: &Around<'_, '_>, event: &Event) -> Option<ElementNode> {
    match around.detail {
        Detail::Bare => bare(around, event),
        Detail::Shown | Detail::Rules => element(around, event),
    }
}

/// The name and the outcome of an element.
fn bare(around: &Around<'_, '_>, event: &Event) -> Option<ElementNode> {
    let name = match event.site {
        Site::Condition => "Condition",
        site => {
            let (_, negated) = named(around.statement, site, usize::from(event.extra))?;
            word(site, negated)
        }
    };
    Some(ElementNode {
        name,
        operator: None,
        key: None,
        matched: event.truth,
        because: String::new(),
        request: None,
        rule: "",
        beside: Vec::new(),
        values: Vec::new(),
        span: TextSpan::default(),
        pointer: String::new(),
    })
}

/// An element, or one operator and key, from its event.
fn element(around: &Around<'_, '_>, event: &Event) -> Option<ElementNode> {
    if event.site == Site::Condition {
        return condition(around, event);
    }
    let (name, negated) = named(around.statement, event.site, usize::from(event.extra))?;
    let attached = around.view.attached;
    let json = &*attached.policy.json;
    let case = around.case;
    let entries = case.asked.entries(around.id, event.site, event.extra, around.seen);
    let facts = because::Clause {
        case,
        json,
        site: event.site,
        reason: event.reason,
        effect: around.view.effect,
        kind: around.view.kind,
        entries: &entries,
    };
    Some(ElementNode {
        name: word(event.site, negated),
        operator: None,
        key: None,
        matched: event.truth,
        because: because::settled(event, None).unwrap_or_else(|| because::clause(&facts))
            + literal(around, event, &entries),
        request: None,
        rule: reason::clause(&facts),
        beside: rules(around, || rests::clause(around, &facts)),
        values: values(around, json, &entries),
        span: place::member(attached, name),
        pointer: around.pointer_to(name),
    })
}

/// The name of an element, and whether it is negated.
fn named(statement: &Statement, site: Site, place: usize) -> Option<(NodeId, bool)> {
    let elements = match site {
        Site::Action => &statement.actions,
        Site::Resource => &statement.resources,
        _ => return statement.principals.get(place).map(|own| (own.name, own.negated)),
    };
    elements.get(place).map(|own| (own.name, own.negated))
}

fn word(site: Site, negated: bool) -> &'static str {
    match (site, negated) {
        (Site::Action, false) => "Action",
        (Site::Action, true) => "NotAction",
        (Site::Resource, false) => "Resource",
        (Site::Resource, true) => "NotResource",
        (_, false) => "Principal",
        (_, true) => "NotPrincipal",
    }
}

fn condition(around: &Around<'_, '_>, event: &Event) -> Option<ElementNode> {
    let attached = around.view.attached;
    let case = around.case;
    let view = case.program.condition(event.node, &attached.policy)?;
    let detail = case.asked.condition(event.node)?;
    let json = &*attached.policy.json;
    let facts = because::Test {
        json,
        view: &view,
        detail: &detail,
    };
    let settled = because::settled(event, Some(view.key));
    let compared = || settled.as_ref().and(view.operator).map(reason::compared);
    Some(ElementNode {
        name: "Condition",
        operator: Some(view.operator_text.to_owned()),
        key: Some(view.key.to_owned()),
        matched: event.truth,
        because: settled.clone().unwrap_or_else(|| because::test(&facts)),
        request: Some(value_words(&detail.value)),
        rule: reason::test(&facts),
        beside: rules(around, || {
            rests::test(around, &facts).into_iter().chain(compared()).listed()
        }),
        values: values(around, json, &detail.values),
        span: place::member(attached, view.key_node),
        pointer: around.pointer_to(view.key_node),
    })
}

/// Said of a resource whose variable is none, as the policy's version has none (VAR-1).
pub(crate) const LITERAL: &str = "; variables need `Version` 2012-10-17";

fn literal(around: &Around<'_, '_>, event: &Event, entries: &[EntryDetail]) -> &'static str {
    let policy = &around.view.attached.policy;
    let variable = |own: &EntryDetail| {
        let text = policy.json.scalar(own.node);
        own.matched != Truth::Yes && text.is_some_and(|text| text.contains("${"))
    };
    let missed = event.site == Site::Resource && matches!(event.reason, Reason::NoValueMatched | Reason::NotExcluded);
    match missed && policy.version != Version::V2012 && entries.iter().any(variable) {
        true => LITERAL,
        false => "",
    }
}

fn rules(around: &Around<'_, '_>, rules: impl FnOnce() -> Vec<&'static str>) -> Vec<&'static str> {
    match around.detail {
        Detail::Rules => rules(),
        Detail::Bare | Detail::Shown => Vec::new(),
    }
}

fn values(around: &Around<'_, '_>, json: &Json, entries: &[EntryDetail]) -> Vec<ValueNode> {
    let node = |entry: &EntryDetail| ValueNode {
        text: json.scalar(entry.node).unwrap_or("").to_owned(),
        resolved: entry.resolved.clone(),
        unset: entry.unset,
        open: entry.open,
        matched: entry.matched,
        span: place::span(around.view.attached, entry.node, entry.node),
    };
    entries.iter().map(node).listed()
}

/// What the request has for a key.
pub(crate) fn value_words(value: &OwnedValue) -> String {
    let quote = |text: &str| ["\"", text, "\""].concat();
    match value {
        OwnedValue::Absent => "absent".to_owned(),
        OwnedValue::Unknown(false) => "not known".to_owned(),
        OwnedValue::Unknown(true) => "not known, nor whether it is there".to_owned(),
        OwnedValue::One(text) => quote(text),
        OwnedValue::Many(list) => {
            let items: Vec<String> = list.iter().map(|item| quote(item)).listed();
            ["[", &items.join(", "), "]"].concat()
        }
        OwnedValue::Ambiguous(tags) => {
            let items: Vec<String> = tags.iter().map(|(key, value)| [key, "=", value].concat()).listed();
            items.join(" or ")
        }
    }
}
