//! Findings as SARIF 2.1.0: every check a rule, fixes included, suppressed findings marked as such.

use std::io::{self, Write};

use iamwhy_lint::{Check, Finding, Severity, checks};
use serde_json::{Value, json};

use super::{Linted, One};
use crate::report::sarif::{document, location};

/// What AWS refuses to save.
const REFUSED: &str = "REFUSED_BY_AWS";

pub(super) fn write(out: &mut dyn Write, linted: &Linted<'_>) -> io::Result<()> {
    let mut rules: Vec<Value> = checks::all().map(rule).collect();
    rules.push(json!({
        "id": REFUSED,
        "shortDescription": { "text": "AWS saves the policy" },
        "defaultConfiguration": { "level": "error" },
    }));
    let mut results = Vec::new();
    for one in &linted.policies {
        results.extend(one.findings.iter().enumerate().map(|(at, own)| {
            let mut value = result(one, own, None);
            let seen: Vec<&str> = one.scenarios(at).iter().map(|own| own.scenario).collect();
            if !seen.is_empty() {
                value["properties"] = json!({ "scenarios": seen });
            }
            value
        }));
        results.extend(
            one.suppressed
                .iter()
                .map(|(own, reason)| result(one, own, Some(reason))),
        );
        if let Some(refusal) = one.lone_refusal() {
            results.push(json!({
                "ruleId": REFUSED,
                "level": "error",
                "message": { "text": format!("AWS does not save this: {}", refusal.message) },
                "locations": [location(&one.subject.place(refusal.span))],
            }));
        }
    }
    writeln!(out, "{}", serde_json::to_string_pretty(&document(&rules, results))?)
}

fn rule(check: &'static Check) -> Value {
    json!({
        "id": check.code,
        "shortDescription": { "text": check.what },
        "fullDescription": { "text": format!("{} {}", check.why, check.fix) },
        "helpUri": check.page(),
        "defaultConfiguration": { "level": level(check.severity) },
        "properties": { "tags": [check.severity.word()] },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::SecurityWarning | Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn result(one: &One<'_>, own: &Finding, reason: Option<&str>) -> Value {
    let mut result = json!({
        "ruleId": own.code(),
        "level": level(own.severity()),
        "message": { "text": own.message },
        "locations": [location(&one.subject.place(own.span))],
        "partialFingerprints": { "finding/v1": format!("{}#{}:{}", one.name(), own.pointer, own.code()) },
    });
    let related = own.related.iter().zip(0..).map(|(other, id)| {
        let mut place = location(&one.subject.place(other.span));
        place["id"] = json!(id);
        place["message"] = json!({ "text": other.message });
        place
    });
    if !own.related.is_empty() {
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = own
        .fix
        .as_ref()
        .filter(|_| one.subject.outside.is_none() && one.subject.exported.is_none())
    {
        result["fixes"] = json!([self::fix(one, fix)]);
    }
    if let Some(reason) = reason {
        result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    result
}

fn fix(one: &One<'_>, fix: &iamwhy_lint::Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let place = location(&one.subject.place(edit.span));
        json!({
            "deletedRegion": place["physicalLocation"]["region"],
            "insertedContent": { "text": edit.text },
        })
    });
    let replacements: Vec<Value> = replacements.collect();
    let first = fix.edits.first().map(|edit| location(&one.subject.place(edit.span)));
    let artifact = first.map(|place| place["physicalLocation"]["artifactLocation"].clone());
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }],
    })
}
