//! PROP-1, 2, 3 and 8 on generated scenarios: what adding, turning and respelling policies may not change.

use iamwhy_tests::generate::scenario;
use iamwhy_tests::oracle::{Verdict, decide, expand};
use serde_json::{Value, json};

const SEEDS: std::ops::Range<u64> = 1_000..1_060;

/// Each generated scenario, a changed one, and what the two say about each case.
fn compare(change: impl Fn(&mut Value), skip: impl Fn(&Value) -> bool, check: impl Fn(&Verdict, &Verdict) -> bool) {
    for seed in SEEDS {
        let before = scenario(seed);
        if skip(&before) {
            continue;
        }
        let mut after = before.clone();
        change(&mut after);
        for (index, case) in expand(&before).iter().enumerate() {
            if let (Ok(old), Ok(new)) = (decide(&before, case), decide(&after, case)) {
                assert!(check(&old, &new), "seed {seed}, case {index}: {old:?} became {new:?}");
            }
        }
    }
}

/// Applies `change` to every statement of every document.
fn each_document(value: &mut Value, change: &impl Fn(&mut Value)) {
    if value.get("Statement").is_some() {
        change(value);
        return;
    }
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|field| each_document(field, change)),
        Value::Array(list) => list.iter_mut().for_each(|item| each_document(item, change)),
        _ => {}
    }
}

/// Adds a policy to the identity policies of everybody who has any.
fn give_everybody(scenario: &mut Value, policy: &Value) {
    for (_, principal) in scenario["principals"].as_object_mut().into_iter().flatten() {
        if let Some(list) = principal.get_mut("policies").and_then(Value::as_array_mut) {
            list.push(policy.clone());
        }
    }
}

fn document(effect: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": { "Effect": effect, "Action": "*", "Resource": "*" } })
}

#[test]
fn prop_1_a_deny_never_allows() {
    compare(
        |s| give_everybody(s, &document("Deny")),
        |_| false,
        |old, new| new.decision != "allow" || old.decision == "allow" || old.decision == "unknown",
    );
}

#[test]
fn prop_3_an_allow_never_denies() {
    compare(
        |s| give_everybody(s, &document("Allow")),
        |_| false,
        |old, new| old.decision != "allow" || new.decision == "allow",
    );
}

#[test]
fn prop_2_order_is_nothing() {
    fn reversed(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                let turned = fields
                    .iter()
                    .rev()
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                *fields = turned;
                fields.values_mut().for_each(reversed);
            }
            Value::Array(list) => {
                list.reverse();
                list.iter_mut().for_each(reversed);
            }
            _ => {}
        }
    }
    let turn = |scenario: &mut Value| {
        each_document(scenario, &reversed);
        for (_, principal) in scenario["principals"].as_object_mut().into_iter().flatten() {
            ["policies", "sessionPolicies"]
                .iter()
                .filter_map(|list| principal.get(*list).cloned().map(|v| (list, v)))
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|(list, v)| {
                    if let Value::Array(mut items) = v {
                        items.reverse();
                        principal[*list] = items.into();
                    }
                });
        }
    };
    compare(turn, |s| s["assume"]["UND-33"] == "lastWins", |old, new| old == new);
}

#[test]
fn prop_8_the_case_of_actions_keys_and_variables_is_nothing() {
    fn swapped(text: &str) -> String {
        text.chars()
            .map(|c| {
                if c.is_ascii_uppercase() {
                    c.to_ascii_lowercase()
                } else {
                    c.to_ascii_uppercase()
                }
            })
            .collect()
    }
    fn variables(value: &mut Value) {
        match value {
            Value::String(text) => {
                let mut out = String::new();
                let mut rest = text.as_str();
                while let Some((before, after)) = rest.split_once("${") {
                    let Some((inside, behind)) = after.split_once('}') else {
                        break;
                    };
                    let (key, default) = inside
                        .split_once(", ")
                        .map_or((inside, None), |(key, default)| (key, Some(default)));
                    out += &format!(
                        "{before}${{{}{}}}",
                        swapped(key),
                        default.map(|d| format!(", {d}")).unwrap_or_default()
                    );
                    rest = behind;
                }
                *text = out + rest;
            }
            Value::Array(list) => list.iter_mut().for_each(variables),
            Value::Object(fields) => fields.values_mut().for_each(variables),
            _ => {}
        }
    }
    fn actions(value: &mut Value) {
        match value {
            Value::String(text) => *text = swapped(text),
            Value::Array(list) => list.iter_mut().for_each(actions),
            _ => {}
        }
    }
    let change = |document: &mut Value| {
        let statements = match &mut document["Statement"] {
            Value::Array(list) => list.iter_mut().collect::<Vec<_>>(),
            one => vec![one],
        };
        for statement in statements {
            for (name, element) in statement.as_object_mut().into_iter().flatten() {
                match name.as_str() {
                    "Action" | "NotAction" => actions(element),
                    "Resource" | "NotResource" => variables(element),
                    "Condition" => {
                        variables(element);
                        for (_, keys) in element.as_object_mut().into_iter().flatten() {
                            *keys = keys
                                .as_object()
                                .into_iter()
                                .flatten()
                                .map(|(key, v)| (swapped(key), v.clone()))
                                .collect::<serde_json::Map<_, _>>()
                                .into();
                        }
                    }
                    _ => {}
                }
            }
        }
    };
    // Without the version, `${...}` is text, and the case of text counts.
    fn old(value: &Value) -> bool {
        match value {
            Value::Object(fields) => {
                fields.contains_key("Statement") && fields.get("Version").is_none_or(|v| v != "2012-10-17")
                    || fields.values().any(old)
            }
            Value::Array(list) => list.iter().any(old),
            _ => false,
        }
    }
    let upgrade = |value: &mut Value| each_document(value, &|document| document["Version"] = json!("2012-10-17"));
    for seed in SEEDS {
        let mut before = scenario(seed);
        upgrade(&mut before);
        assert!(!old(&before));
        let mut after = before.clone();
        each_document(&mut after, &change);
        for (index, case) in expand(&before).iter().enumerate() {
            if let (Ok(one), Ok(two)) = (decide(&before, case), decide(&after, case)) {
                assert_eq!(one, two, "seed {seed}, case {index}");
            }
        }
    }
}
