//! Reports as JSON: one shape for `iamwhy lint --format json` and for JavaScript.

use iamwhy_policy::save::Refusal;
use iamwhy_policy::{Position, Severity as Grade, Span};
use serde_json::{Map, Value, json};

use crate::{Counted, Finding, Quota, Report};

/// What is written for a place of the policy's text; [`place`] makes it.
pub type Places<'p> = dyn Fn(Span) -> Value + 'p;

/// Lines and columns from 1, and bytes from 0.
#[must_use]
pub fn place(start: Position, end: Position, bytes: Span) -> Value {
    json!({
        "line": start.line,
        "column": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "start": bytes.start,
        "end": bytes.end,
    })
}

/// What a policy was taken to be, and how much of its quota it takes.
#[must_use]
pub fn about(report: &Report) -> Map<String, Value> {
    let mut about = Map::new();
    about.insert("type".to_owned(), json!(report.kind.word()));
    if let Some(service) = &report.kind.service {
        about.insert("service".to_owned(), json!(service));
    }
    about.insert("typeGuessed".to_owned(), json!(!report.told));
    if let Some(quota) = report.quota {
        about.insert("quota".to_owned(), self::quota(quota));
    }
    about
}

/// A finding.
///
/// ```
/// use iamwhy_lint::{Options, json, lint};
/// use iamwhy_policy::{Policy, PolicyType, Position};
///
/// let text = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "allow", "Action": "s3:GetObject", "Resource": "*" } }"#;
/// let report = lint(&Policy::parse(text), &Options::of(PolicyType::Identity));
/// let places = |span: iamwhy_policy::Span| {
///     json::place(Position::of(text, span.start), Position::of(text, span.end), span)
/// };
/// let effect = json::finding(&report.findings[0], &places);
/// assert_eq!(effect["code"], "INVALID_EFFECT");
/// assert_eq!(effect["span"]["column"], 53);
/// assert_eq!(effect["fix"]["edits"][0]["text"], "\"Allow\"");
/// ```
#[must_use]
pub fn finding(own: &Finding, places: &Places<'_>) -> Value {
    let mut value = json!({
        "code": own.code(),
        "severity": own.severity().word(),
        "message": own.message,
        "pointer": own.pointer,
    });
    if let Some(statement) = own.statement {
        value["statement"] = json!(statement);
    }
    value["span"] = places(own.span);
    if !own.related.is_empty() {
        let related = own.related.iter();
        let related = related.map(|other| json!({ "message": other.message, "span": places(other.span) }));
        value["related"] = related.collect();
    }
    if let Some(fix) = &own.fix {
        let edits = fix.edits.iter();
        let edits = edits.map(|edit| json!({ "span": places(edit.span), "text": edit.text }));
        value["fix"] = json!({ "title": fix.title, "safe": fix.safe, "edits": edits.collect::<Vec<_>>() });
    }
    if let Some(shown) = &own.shows {
        value["shows"] = json!({ "title": shown.title, "scenario": shown.scenario });
    }
    value
}

/// What AWS says when the policy is saved.
#[must_use]
pub fn refusal(own: &Refusal, places: &Places<'_>) -> Value {
    json!({
        "rule": own.rule,
        "refused": own.severity == Grade::Error,
        "message": own.message,
        "why": own.why,
        "span": places(own.span),
    })
}

fn quota(quota: Quota) -> Value {
    let counted = match quota.counted {
        Counted::NoSpace => "charactersWithoutWhiteSpace",
        Counted::Characters => "characters",
        Counted::Bytes => "bytes",
    };
    json!({ "used": quota.used, "most": quota.most, "counted": counted })
}
