//! What more statements can do: a Deny only takes away, an Allow only gives.

use serde_json::{Value, json};

use super::{compare, each_document, without};

/// Adds a statement that matches everything to a document.
fn add(document: &mut Value, principals: bool, effect: &str) {
    let mut statement = json!({ "Effect": effect, "Action": "*:*", "Resource": "*" });
    if principals {
        statement["Principal"] = json!("*");
    }
    match &mut document["Statement"] {
        Value::Array(list) => list.push(statement),
        one => *one = json!([one.take(), statement]),
    }
}

/// The same for a trust policy, which has no resources.
fn add_to_trusts(scenario: &mut Value, effect: &str) {
    for (_, principal) in scenario["principals"].as_object_mut().into_iter().flatten() {
        if let Some(list) = principal.pointer_mut("/trust/Statement") {
            let statement = json!({ "Effect": effect, "Action": "sts:*", "Principal": "*" });
            *list = match list.take() {
                Value::Array(mut list) => {
                    list.push(statement);
                    list.into()
                }
                one => json!([one, statement]),
            };
        }
    }
}

fn add_everywhere(scenario: &mut Value, effect: &str) {
    each_document(scenario, false, &|document, principals| {
        add(document, principals, effect)
    });
    add_to_trusts(scenario, effect);
}

#[test]
fn prop_1_a_deny_never_allows() {
    compare(
        |_| {},
        |scenario| add_everywhere(scenario, "Deny"),
        |old, new| new.verdict.decision != "allow" || old.verdict.decision == "allow",
    );
}

#[test]
fn prop_1_a_deny_for_everybody_denies() {
    compare(
        |_| {},
        |scenario| {
            for (_, principal) in scenario["principals"].as_object_mut().into_iter().flatten() {
                if let Some(list) = principal.get_mut("policies").and_then(Value::as_array_mut) {
                    list.push(json!({ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }));
                }
            }
        },
        |old, new| new.verdict.decision != "allow" || old.verdict.decision == "allow",
    );
}

#[test]
fn prop_3_an_allow_never_denies() {
    compare(
        // Whether a policy is public may change what is allowed (S3-6).
        |scenario| without(scenario, "blockPublicAccess"),
        |scenario| add_everywhere(scenario, "Allow"),
        |old, new| match old.verdict.decision.as_str() {
            "allow" => new.verdict.decision == "allow",
            "unknown" => !new.verdict.decision.ends_with("Deny"),
            _ => true,
        },
    );
}
