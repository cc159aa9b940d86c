//! Findings for programs.

use std::io::{self, Write};

use iamwhy_lint::{Finding, json as report};
use iamwhy_policy::{Position, Span};
use serde_json::{Map, Value, json};

use super::subject::Subject;
use super::together::Seen;
use super::{Linted, One};

pub(super) fn write(out: &mut dyn Write, linted: &Linted<'_>) -> io::Result<()> {
    let unused = linted.unused.iter().map(
        |own| json!({ "file": own.at.file, "line": own.at.line, "column": own.at.column, "message": own.message }),
    );
    let requests = linted.policies.iter().filter(|one| one.report.is_none());
    let document = json!({
        "policies": linted.policies.iter().filter_map(policy).collect::<Vec<_>>(),
        "requests": requests.map(self::requests).collect::<Vec<_>>(),
        "unusedSuppressions": unused.collect::<Vec<_>>(),
    });
    writeln!(out, "{}", serde_json::to_string_pretty(&document)?)
}

/// The requests of a scenario.
fn requests(one: &One<'_>) -> Value {
    json!({ "file": one.subject.file, "place": one.subject.part(), "findings": findings(one) })
}

fn policy(one: &One<'_>) -> Option<Value> {
    let report = one.report.as_ref()?;
    let subject = one.subject;
    let mut policy = Map::new();
    policy.insert("file".to_owned(), json!(subject.file));
    if let Some((_, place)) = &subject.world {
        policy.insert("place".to_owned(), json!(place));
    }
    if let Some(exported) = subject.exported.as_ref().filter(|_| subject.world.is_none()) {
        policy.insert("select".to_owned(), json!(exported.select));
    }
    if one.seen.len() > 1 {
        policy.insert("scenarios".to_owned(), scenarios(&one.seen));
    }
    policy.extend(report::about(report));
    policy.insert("findings".to_owned(), findings(one));
    let refusals = report.refusals.iter();
    let refusals = refusals.map(|own| report::refusal(own, &|at| span(subject, at)));
    policy.insert("refusals".to_owned(), refusals.collect());
    Some(Value::Object(policy))
}

/// Those that somebody lets be are last.
fn findings(one: &One<'_>) -> Value {
    let subject = one.subject;
    let open = one.findings.iter().enumerate().map(|(at, own)| {
        let mut value = finding(subject, own, None);
        let seen = one.scenarios(at);
        if seen.len() < one.seen.len() && !seen.is_empty() {
            value["scenarios"] = scenarios(&seen);
        }
        value
    });
    let let_be = one
        .suppressed
        .iter()
        .map(|(own, reason)| finding(subject, own, Some(reason)));
    open.chain(let_be).collect()
}

fn scenarios(all: &[Seen<'_>]) -> Value {
    let each = all
        .iter()
        .map(|own| json!({ "file": own.scenario, "place": own.place }));
    each.collect()
}

fn finding(subject: &Subject, own: &Finding, reason: Option<&str>) -> Value {
    let mut value = report::finding(own, &|at| span(subject, at));
    if let Some(reason) = reason {
        value["suppressed"] = json!(reason);
    }
    value
}

fn span(subject: &Subject, own: Span) -> Value {
    let at = subject.shown(own);
    let position = |line, column| Position { line, column };
    let (start, end) = (position(at.line, at.column), position(at.end_line, at.end_column));
    report::place(start, end, subject.bytes(own))
}
