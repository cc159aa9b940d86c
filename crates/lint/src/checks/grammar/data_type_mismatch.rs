//! DATA_TYPE_MISMATCH

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::{Json, Kind, NodeId};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "DATA_TYPE_MISMATCH",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An element has a value of another JSON type than it takes.",
    why: "AWS refuses the policy; a number or an object in the place of a string is never read as one.",
    fix: "Write a value of the type that the message names.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": { "Name": "s3:GetObject" }, "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-data-type-mismatch",
};

const LIST: &str = "a string or an array of strings";

/// Walks the document by what each element takes. Text that is no JSON has been reported.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let json = look.json;
    let root = look.policy.root;
    if !is(json, root, &[Kind::Object]) {
        return wrong(json, found, root, "a policy", "an object");
    }
    for (key, value) in json.members(root) {
        match look.text(key) {
            "Version" | "Id" => string(json, found, key, value),
            "Statement" => match json.kind(value) {
                Kind::Array => json.items(value).for_each(|item| statement(look, found, item)),
                Kind::Object => statement(look, found, value),
                _ => wrong(json, found, value, "`Statement`", "an object or an array of objects"),
            },
            _ => {}
        }
    }
}

fn statement(look: &Look<'_>, found: &mut Findings<'_>, node: NodeId) {
    let json = look.json;
    if !is(json, node, &[Kind::Object]) {
        return wrong(json, found, node, "a statement", "an object");
    }
    for (key, value) in json.members(node) {
        match look.text(key) {
            "Sid" | "Effect" => string(json, found, key, value),
            "Action" | "NotAction" | "Resource" | "NotResource" => strings(json, found, key, value),
            "Principal" | "NotPrincipal" => match json.kind(value) {
                Kind::Object => json
                    .members(value)
                    .for_each(|(kind, names)| strings(json, found, kind, names)),
                _ if is(json, value, &[Kind::String]) => {}
                _ => wrong(json, found, value, &name(json, key), "`\"*\"` or an object"),
            },
            "Condition" => condition(json, found, value),
            _ => {}
        }
    }
}

fn condition(json: &Json, found: &mut Findings<'_>, value: NodeId) {
    if !is(json, value, &[Kind::Object]) {
        return wrong(json, found, value, "`Condition`", "an object of operators");
    }
    for (operator, block) in json.members(value) {
        if !is(json, block, &[Kind::Object]) {
            wrong(json, found, block, &name(json, operator), "an object of condition keys");
            continue;
        }
        for (key, value) in json.members(block) {
            let scalar = [Kind::String, Kind::Number, Kind::Bool];
            match json.kind(value) {
                Kind::Array => {
                    for item in json.items(value).filter(|&item| !is(json, item, &scalar)) {
                        let what = format!("a value of {}", name(json, key));
                        wrong(json, found, item, &what, "a string, a number or a boolean");
                    }
                }
                _ if is(json, value, &scalar) => {}
                _ => wrong(
                    json,
                    found,
                    value,
                    &name(json, key),
                    "a string, a number, a boolean or an array of them",
                ),
            }
        }
    }
}

fn string(json: &Json, found: &mut Findings<'_>, key: NodeId, value: NodeId) {
    if !is(json, value, &[Kind::String]) {
        wrong(json, found, value, &name(json, key), "a string");
    }
}

fn strings(json: &Json, found: &mut Findings<'_>, key: NodeId, value: NodeId) {
    match json.kind(value) {
        Kind::Array => {
            for item in json.items(value).filter(|&item| !is(json, item, &[Kind::String])) {
                wrong(
                    json,
                    found,
                    item,
                    &format!("an entry of {}", name(json, key)),
                    "a string",
                );
            }
        }
        _ if is(json, value, &[Kind::String]) => {}
        _ => wrong(json, found, value, &name(json, key), LIST),
    }
}

/// Whether the value is of one of these kinds, or is no JSON at all.
fn is(json: &Json, value: NodeId, kinds: &[Kind]) -> bool {
    let kind = json.kind(value);
    kind == Kind::Broken || kinds.contains(&kind)
}

fn name(json: &Json, key: NodeId) -> String {
    iamwhy_policy::spelling::quote(json.string(key).unwrap_or_default())
}

fn wrong(json: &Json, found: &mut Findings<'_>, node: NodeId, what: &str, wanted: &str) {
    let kind = json.kind(node).words();
    found.at(&CHECK, node, format!("{what} must be {wanted}, not {kind}"));
}
