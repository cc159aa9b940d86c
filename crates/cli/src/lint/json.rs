//! Findings for programs.

use std::io::{self, Write};

use iamwhy_lint::{Counted, Finding, Quota};
use iamwhy_policy::save::Refusal;
use iamwhy_policy::{Severity as Grade, Span};
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
    if let Some(exported) = &subject.exported {
        policy.insert("select".to_owned(), json!(exported.select));
    }
    if one.seen.len() > 1 {
        policy.insert("scenarios".to_owned(), scenarios(&one.seen));
    }
    let kind = &report.kind;
    policy.insert("type".to_owned(), json!(kind.word()));
    if let Some(service) = &kind.service {
        policy.insert("service".to_owned(), json!(service));
    }
    policy.insert("typeGuessed".to_owned(), json!(!report.told));
    if let Some(quota) = report.quota {
        policy.insert("quota".to_owned(), self::quota(quota));
    }
    policy.insert("findings".to_owned(), findings(one));
    let refusals = report.refusals.iter().map(|own| refusal(subject, own));
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

fn quota(quota: Quota) -> Value {
    let counted = match quota.counted {
        Counted::NoSpace => "charactersWithoutWhiteSpace",
        Counted::Characters => "characters",
        Counted::Bytes => "bytes",
    };
    json!({ "used": quota.used, "most": quota.most, "counted": counted })
}

fn finding(subject: &Subject, own: &Finding, reason: Option<&str>) -> Value {
    let mut value = json!({
        "code": own.code(),
        "severity": own.severity().word(),
        "message": own.message,
        "pointer": own.pointer,
    });
    if let Some(statement) = own.statement {
        value["statement"] = json!(statement);
    }
    value["span"] = span(subject, own.span);
    if !own.related.is_empty() {
        let related = own.related.iter();
        let related = related.map(|other| json!({ "message": other.message, "span": span(subject, other.span) }));
        value["related"] = related.collect();
    }
    if let Some(fix) = &own.fix {
        let edits = fix.edits.iter();
        let edits = edits.map(|edit| json!({ "span": span(subject, edit.span), "text": edit.text }));
        value["fix"] = json!({ "title": fix.title, "safe": fix.safe, "edits": edits.collect::<Vec<_>>() });
    }
    if let Some(shown) = &own.shows {
        value["shows"] = json!({ "title": shown.title, "scenario": shown.scenario });
    }
    if let Some(reason) = reason {
        value["suppressed"] = json!(reason);
    }
    value
}

fn refusal(subject: &Subject, own: &Refusal) -> Value {
    json!({
        "rule": own.rule,
        "refused": own.severity == Grade::Error,
        "message": own.message,
        "why": own.why,
        "span": span(subject, own.span),
    })
}

/// Lines and columns from 1, and bytes from 0.
fn span(subject: &Subject, own: Span) -> Value {
    let at = subject.shown(own);
    let own = subject.bytes(own);
    json!({
        "line": at.line,
        "column": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "start": own.start,
        "end": own.end,
    })
}
