//! SARIF 2.1.0: each failed case at the statement that decided it, the case itself as a related place.

use std::io::{self, Write};

use iamwhy_scenario::run::Span;
use serde_json::{Value, json};

use super::{Failure, Results};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What each field of an expectation says, as a rule.
const RULES: [(&str, &str); 11] = [
    ("decision", "the request is decided as expected"),
    ("layer", "the expected layer decides"),
    ("blockers", "exactly the expected layers block"),
    ("statement", "the expected statement decides"),
    ("policy", "the expected policy decides"),
    ("rule", "the decision rests on the expected rule"),
    ("unknowns", "exactly the expected unknowns decide"),
    ("failing", "the expected authorization is the refused one"),
    ("warnings", "the expected warnings are given"),
    ("public", "the resource is as public as expected"),
    ("expectation", "the expectation holds"),
];

pub(super) fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let failures = results.failures();
    let rules = RULES.map(|(id, text)| rule(id, text));
    let text = serde_json::to_string_pretty(&document(&rules, failures.iter().map(result).collect()))?;
    writeln!(out, "{text}")
}

/// A rule that results name.
pub(crate) fn rule(id: &str, text: &str) -> Value {
    json!({ "id": id, "shortDescription": { "text": text }, "defaultConfiguration": { "level": "error" } })
}

/// A whole document of one run.
pub(crate) fn document(rules: &[Value], results: Vec<Value>) -> Value {
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "iamwhy",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "SRCROOT": { "description": { "text": "the folder in which iamwhy ran" } } },
            "results": results,
        }],
    })
}

fn result(failure: &Failure<'_>) -> Value {
    let field = failure.field();
    let known = RULES.iter().any(|(id, _)| *id == field);
    let mut test = location(&failure.test);
    test["id"] = json!(0);
    test["message"] = json!({ "text": format!("the case `{}`", failure.case.name) });
    let mut related = vec![test];
    if let Some(expected) = &failure.expected {
        let mut place = location(&expected.span);
        place["id"] = json!(1);
        place["message"] = json!({ "text": expected.words });
        related.push(place);
    }
    json!({
        "ruleId": if known { field } else { "expectation" },
        "level": "error",
        "message": { "text": format!("{}: {}", failure.case.name, failure.message()) },
        "locations": [location(failure.place())],
        "relatedLocations": related,
        "partialFingerprints": { "case/v1": failure.name() },
    })
}

/// A place in a file.
pub(crate) fn location(span: &Span) -> Value {
    let mut artifact = json!({ "uri": uri(&span.file) });
    if !span.file.starts_with('/') {
        artifact["uriBaseId"] = json!("SRCROOT");
    }
    json!({ "physicalLocation": {
        "artifactLocation": artifact,
        "region": {
            "startLine": span.line.max(1),
            "startColumn": span.column.max(1),
            "endLine": span.end_line.max(1),
            "endColumn": span.end_column.max(1),
        },
    } })
}

/// A path as a URI reference.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("policies/my app é.json"), "policies/my%20app%20%C3%A9.json");
    }
}
