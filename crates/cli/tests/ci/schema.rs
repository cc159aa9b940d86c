//! The SARIF standard's own schema, as far as JSON Schema goes in it; what it would use beyond that is an error here.

use serde_json::Value;

const SARIF: &str = include_str!("../schemas/sarif-2.1.0.json");
/// Keywords that say nothing about what is valid.
const SILENT: [&str; 6] = ["$schema", "$id", "title", "description", "default", "definitions"];

/// Where a document does not keep to the schema of SARIF 2.1.0.
pub(crate) fn violations(document: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SARIF).unwrap();
    let mut found = Vec::new();
    check(&schema, &schema, document, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let mut wrong = |what: String| found.push(format!("{at}: {what}"));
    for (keyword, says) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$ref" => {
                let pointer = says.as_str().unwrap().trim_start_matches('#');
                return check(root, root.pointer(pointer).unwrap(), value, at, found);
            }
            "type" => {
                let is = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(number) if number.is_f64() => "number",
                    Value::Number(_) => "integer",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                if !(says == is || (is == "integer" && says == "number")) {
                    wrong(format!("is {is}, not {says}"));
                }
            }
            "enum" if !says.as_array().unwrap().contains(value) => wrong(format!("is none of {says}")),
            "minimum" if value.as_f64() < says.as_f64() => wrong(format!("is below {says}")),
            "maximum" if value.as_f64() > says.as_f64() => wrong(format!("is above {says}")),
            "minItems" if value.as_array().map(|own| own.len() as u64) < says.as_u64() => wrong("is too short".into()),
            "uniqueItems" => {
                let items = value.as_array().unwrap();
                if items.iter().enumerate().any(|(at, item)| items[..at].contains(item)) {
                    wrong("repeats itself".into());
                }
            }
            "required" => {
                for name in says.as_array().unwrap() {
                    if value.get(name.as_str().unwrap()).is_none() {
                        wrong(format!("lacks {name}"));
                    }
                }
            }
            "format" if says == "uri-reference" || says == "uri" => {
                let text = value.as_str().unwrap();
                if text.contains(|letter: char| !letter.is_ascii_graphic() || "<>\"{}|\\^`".contains(letter)) {
                    wrong(format!("`{text}` is no {says}"));
                }
            }
            "anyOf" | "oneOf" => {
                let fits = says.as_array().unwrap().iter().filter(|own| {
                    let mut inside = Vec::new();
                    check(root, own, value, at, &mut inside);
                    inside.is_empty()
                });
                if fits.count() == 0 {
                    wrong(format!("fits no {keyword}"));
                }
            }
            "items"
            | "properties"
            | "additionalProperties"
            | "pattern"
            | "enum"
            | "minimum"
            | "maximum"
            | "minItems"
            | "format" => {}
            other => assert!(
                SILENT.contains(&other),
                "the schema says `{other}`, which nobody reads here"
            ),
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(items) = schema.get("items") {
            check(root, items, item, &format!("{at}/{index}"), found);
        }
    }
    for (name, member) in value.as_object().into_iter().flatten() {
        let inside = format!("{at}/{name}");
        match (
            schema.pointer(&format!("/properties/{name}")),
            &schema["additionalProperties"],
        ) {
            (Some(own), _) => check(root, own, member, &inside, found),
            (None, Value::Bool(false)) => found.push(format!("{inside}: there is no such property")),
            (None, own @ Value::Object(_)) => check(root, own, member, &inside, found),
            _ => {}
        }
    }
}

#[test]
fn sees_what_is_wrong() {
    let wrong = serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {}, "colour": 1, "results": [{ "level": "bad" }] }] });
    let found = violations(&wrong).join("\n");
    for part in [
        "/runs/0/tool: lacks",
        "/runs/0/colour: there",
        "/runs/0/results/0/level: is none",
        "lacks \"message\"",
    ] {
        assert!(found.contains(part), "{part} in\n{found}");
    }
}
