//! For programs.

use std::io::{self, Write};

use iamwhy_coverage::{Element, Share, Statement, Summary};
use iamwhy_policy::Effect;
use iamwhy_scenario::run::Span;
use serde_json::{Map, Value, json};

use super::Covered;

pub(super) fn write(out: &mut dyn Write, covered: &Covered) -> io::Result<()> {
    let documents: Vec<Value> = covered
        .coverage
        .documents
        .iter()
        .map(|document| {
            json!({
                "policy": document.name,
                "span": span(&document.span),
                "summary": summary(&document.summary()),
                "statements": document.statements.iter().map(statement).collect::<Vec<_>>(),
            })
        })
        .collect();
    let whole = json!({ "version": 1, "summary": summary(&covered.coverage.summary()), "documents": documents });
    writeln!(out, "{}", serde_json::to_string_pretty(&whole)?)
}

fn summary(summary: &Summary) -> Value {
    let share = |share: Share| json!({ "hit": share.hit, "all": share.all });
    json!({
        "decisive": share(summary.decisive),
        "matched": share(summary.matched),
        "values": share(summary.values),
        "outcomes": share(summary.outcomes),
    })
}

fn statement(own: &Statement) -> Value {
    let effect = own.effect.map(|effect| match effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    });
    present(json!({
        "statement": own.index,
        "sid": own.sid,
        "effect": effect,
        "void": own.void,
        "span": span(&own.span),
        "matched": own.matched,
        "decisive": own.decisive,
        "elements": own.elements.iter().map(element).collect::<Vec<_>>(),
    }))
}

fn element(own: &Element) -> Value {
    let values: Vec<Value> = own
        .values
        .iter()
        .map(|value| {
            json!({
                "text": value.text,
                "span": span(&value.span),
                "matched": value.matched,
                "unmatched": value.unmatched,
            })
        })
        .collect();
    present(json!({
        "name": own.name,
        "operator": own.operator,
        "key": own.key,
        "span": span(&own.span),
        "held": own.held,
        "failed": own.failed,
        "values": values,
    }))
}

/// As in all our results.
pub(crate) fn span(span: &Span) -> Value {
    json!({
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    })
}

/// What is absent is left out.
pub(crate) fn present(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let there = members.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(there.collect::<Map<String, Value>>())
        }
        other => other,
    }
}
