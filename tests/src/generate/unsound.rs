//! What could not be saved, or only just: the rest of the policy counts as if it were not there.

use serde_json::{Value, json};

use super::Dice;

/// Spoils a document, or gives it what decides nothing.
pub(super) fn document(dice: &mut Dice, mut document: Value) -> Value {
    match dice.below(8) {
        0 => document["Version"] = json!("2012-10-18"),
        1 => document["Version"] = json!("2012-10-17 "),
        2 => document["Id"] = json!("Some id"),
        3 => document["version"] = json!("2012-10-17"),
        4 => document["Statement"] = json!([]),
        5 => document["Statement"] = json!([document["Statement"], "Allow"]),
        6 => document["Id"] = json!(7),
        _ => document["statement"] = json!({ "Effect": "Deny", "Action": "*", "Resource": "*" }),
    }
    document
}

/// Spoils a statement, or gives it what demands nothing.
pub(super) fn statement(dice: &mut Dice, statement: &mut Value) {
    let other = |name: &str| {
        if statement.get(name).is_some() {
            format!("Not{name}")
        } else {
            name.to_owned()
        }
    };
    let (action, resource, principal) = (other("Action"), other("Resource"), other("Principal"));
    match dice.below(22) {
        0 => statement["Effect"] = json!("allow"),
        1 => statement["Effect"] = json!("DENY"),
        2 => statement["Effect"] = json!(["Allow"]),
        3 => statement["Effect"] = Value::Null,
        4 => statement[action] = json!([]),
        5 => statement[resource] = json!([]),
        6 => statement[principal] = json!("*"),
        7 => statement["Action"] = json!(["s3:*", 7]),
        8 => statement["Action"] = json!([["s3:*"]]),
        9 => statement["Action"] = json!({ "a": "s3:*" }),
        10 => statement["Resource"] = json!([["*"]]),
        11 => statement["Resource"] = json!(true),
        12 => statement["Condition"] = json!([]),
        13 => statement["Condition"] = json!("none"),
        14 => statement["Condition"] = json!({}),
        15 => statement["Condition"] = json!({ "StringEquals": {} }),
        16 => statement["Condition"] = json!({ "StringNotEquals": { "app:color": { "a": "red" } } }),
        17 => statement["Condition"] = json!({ "StringEquals": ["app:color"] }),
        18 => statement["Actions"] = json!("s3:*"),
        19 => statement["effect"] = json!("Allow"),
        20 => statement["Sid"] = json!("not for IAM!"),
        _ => statement["Condition"] = json!({ "StringEquals": { "app:color": ["red", null] } }),
    }
}
