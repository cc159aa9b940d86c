//! Whole statements.

use iamwhy_policy::{Add, Json, Kind, NodeId, Policy};

use super::TextEdit;
use super::list::{cut, spans};
use super::style::{indent_of, indent_of_line, inline, newline, quoted, separator, spread, unit};

/// A statement to be written.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) sid: String,
    /// JSON text, where the policy says whom it is about.
    pub(crate) principal: Option<String>,
    pub(crate) action: String,
    /// None in trust policies.
    pub(crate) resource: Option<String>,
    /// JSON text.
    pub(crate) condition: Option<String>,
}

impl Draft {
    fn members(&self) -> Vec<(&'static str, String)> {
        let mut members = vec![("Sid", quoted(&self.sid)), ("Effect", quoted("Allow"))];
        if let Some(principal) = &self.principal {
            members.push(("Principal", principal.clone()));
        }
        members.push(("Action", quoted(&self.action)));
        if let Some(resource) = &self.resource {
            members.push(("Resource", quoted(resource)));
        }
        members.add(self.condition.clone().map(|own| ("Condition", own)));
        members
    }

    /// A document that holds nothing else.
    pub(crate) fn document(&self) -> String {
        let statement = spread(&self.members(), "    ", "  ", "\n");
        [
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    ",
            &*statement,
            "\n  ]\n}",
        ]
        .concat()
    }
}

fn statements(policy: &Policy) -> Option<NodeId> {
    policy.json.get(policy.root, "Statement")
}

/// Adds a statement behind the last one.
pub(crate) fn add_statement(policy: &Policy, draft: &Draft) -> Option<Vec<TextEdit>> {
    let json: &Json = &policy.json;
    let value = statements(policy)?;
    let span = json.span(value);
    let text = json.text();
    let lines = newline(text);
    match json.kind(value) {
        Kind::Array => {
            let own = spans(json, json.items(value));
            let Some(last) = json.items(value).last() else {
                let indent = indent_of_line(text, span.start);
                let inner = [indent, "  "].concat();
                let statement = spread(&draft.members(), &inner, "  ", lines);
                let text = ["[", lines, &inner, &statement, lines, indent, "]"].concat();
                return Some(vec![TextEdit {
                    start: span.start,
                    end: span.end,
                    text,
                }]);
            };
            let end = json.span(last).end;
            let statement = written(json, last, draft);
            Some(vec![TextEdit::insert(end, separator(text, &own) + &statement)])
        }
        Kind::Object => {
            let statement = written(json, value, draft);
            Some(vec![
                TextEdit::insert(span.start, "[".to_owned()),
                TextEdit::insert(span.end, [", ", &*statement, "]"].concat()),
            ])
        }
        _ => None,
    }
}

/// The statement in the layout of its neighbour.
fn written(json: &Json, neighbour: NodeId, draft: &Draft) -> String {
    let text = json.text();
    let (unit, lines) = unit(json, neighbour);
    if !lines {
        return inline(&draft.members(), json.raw(neighbour));
    }
    let start = json.span(neighbour).start;
    let indent = indent_of(text, start).unwrap_or_else(|| indent_of_line(text, start));
    spread(&draft.members(), indent, &unit, newline(text))
}

/// Writes another statement in the place of one.
pub(crate) fn replace_statement(policy: &Policy, statement: NodeId, draft: &Draft) -> TextEdit {
    let span = policy.json.span(statement);
    TextEdit {
        start: span.start,
        end: span.end,
        text: written(&policy.json, statement, draft),
    }
}

/// Removes a statement; the only one leaves an empty list, which says nothing.
pub(crate) fn remove_statement(policy: &Policy, statement: NodeId) -> Option<TextEdit> {
    let json: &Json = &policy.json;
    let value = statements(policy)?;
    if let Some(place) = json.items(value).position(|item| item == statement)
        && let Some(edit) = cut(&spans(json, json.items(value)), place)
    {
        return Some(edit);
    }
    let span = json.span(value);
    Some(TextEdit {
        start: span.start,
        end: span.end,
        text: "[]".to_owned(),
    })
}
