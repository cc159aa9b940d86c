//! The properties of section 11, held by the oracle. A change to the rules that breaks one is a mistake in the rules.

use iamwhy_tests::generate::{Dice, scenario};
use iamwhy_tests::oracle::glob::{matches, naive, pattern};
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

/// Whether one condition holds for a key that has these values; an empty list is an absent key.
fn holds(operator: &str, policy: &[&str], sent: &[&str], single: bool) -> bool {
    let value = if sent.is_empty() {
        Value::Null
    } else if single {
        json!(sent[0])
    } else {
        json!(sent)
    };
    let statement =
        json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { operator: { "app:key": policy } } });
    let scenario = json!({
        "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "Version": "2012-10-17", "Statement": statement }] } },
        "context": { "app:key": value }
    });
    let case = json!({ "principal": "alice", "action": "s3:ListAllMyBuckets", "resource": "*" });
    decide(&scenario, &case).is_ok_and(|verdict| verdict.decision == "allow")
}

const PAIRS: [(&str, &str); 7] = [
    ("StringEquals", "StringNotEquals"),
    ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
    ("StringLike", "StringNotLike"),
    ("NumericEquals", "NumericNotEquals"),
    ("DateEquals", "DateNotEquals"),
    ("IpAddress", "NotIpAddress"),
    ("ArnLike", "ArnNotLike"),
];

const TEXTS: [&str; 12] = [
    "a",
    "A",
    "a*",
    "*",
    "",
    "10",
    "1e1",
    "2026-01-01",
    "192.0.2.0/24",
    "192.0.2.1",
    "arn:aws:s3:::b*",
    "arn:aws:s3:::bx",
];

#[test]
fn prop_4_an_operator_and_its_negation_differ() {
    for (positive, negated) in PAIRS {
        for (policy, sent) in TEXTS.iter().flat_map(|p| TEXTS.iter().map(move |s| (*p, *s))) {
            assert_ne!(
                holds(positive, &[policy], &[sent], true),
                holds(negated, &[policy], &[sent], true),
                "{positive} {policy} {sent}"
            );
        }
        for operator in [positive, negated] {
            assert!(
                holds(&format!("{operator}IfExists"), &["a"], &[], true),
                "{operator}IfExists without the key"
            );
        }
    }
}

#[test]
fn prop_5_all_is_not_any_not() {
    let mut dice = Dice::new(5);
    for _ in 0..1_500 {
        let (positive, negated) = dice.pick(&PAIRS);
        let policy = dice.several(1, 3, |dice| dice.pick(&TEXTS));
        let sent = dice.several(0, 3, |dice| dice.pick(&TEXTS));
        if !sent.is_empty() && sent.iter().all(|s| s.is_empty()) {
            continue; // COND-14b
        }
        for (one, other) in [(positive, negated), (negated, positive)] {
            let all = holds(&format!("ForAllValues:{one}"), &policy, &sent, false);
            let any = holds(&format!("ForAnyValue:{other}"), &policy, &sent, false);
            assert_ne!(all, any, "{one} {policy:?} {sent:?}");
        }
    }
}

#[test]
fn prop_6_two_ways_of_matching_agree() {
    let mut dice = Dice::new(6);
    for _ in 0..40_000 {
        let written: String = dice
            .several(0, 7, |dice| dice.pick(&['a', 'b', ':', '*', '*', '?']))
            .into_iter()
            .collect();
        let text: Vec<char> = dice.several(0, 9, |dice| dice.pick(&['a', 'b', ':']));
        let mut tokens = pattern(&written);
        for token in &mut tokens {
            *token = match *token {
                iamwhy_tests::oracle::glob::Token::Star(_) => iamwhy_tests::oracle::glob::Token::Star(dice.chance(50)),
                other => other,
            };
        }
        assert_eq!(matches(&tokens, &text), naive(&tokens, &text), "{tokens:?} {text:?}");
    }
}

const ROLE_SESSION: [(&str, &str); 5] = [
    ("nothing", "10000000"),
    ("111122223333", "10000000"),
    ("arn:aws:iam::111122223333:role/team/app", "10001000"),
    ("arn:aws:sts::111122223333:assumed-role/app/ci", "11111111"),
    ("*", "11111111"),
];
const FEDERATED: [(&str, &str); 5] = [
    ("nothing", "10000000"),
    ("arn:aws:iam::111122223333:root", "10000000"),
    ("arn:aws:iam::111122223333:user/alice", "10001000"),
    ("arn:aws:sts::111122223333:federated-user/fred", "11111111"),
    ("*", "11111111"),
];

/// One cell: who calls, who is named, and the bits of identity, boundary and session policy.
fn cell(caller: &str, named: &str, bits: usize, owner: &str, gated: bool) -> String {
    let only = |bit: usize| {
        if bits & bit != 0 {
            document("Allow")
        } else {
            json!({ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "ec2:*", "Resource": "*" } })
        }
    };
    let (action, arn) = if gated {
        ("kms:Decrypt", format!("arn:aws:kms:eu-west-1:{owner}:key/k"))
    } else {
        ("s3:GetObject", "arn:aws:s3:::b".to_owned())
    };
    let policy = json!({ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": named }, "Action": "*", "Resource": "*" } });
    let scenario = json!({
        "principals": {
            "app": { "role": "arn:aws:iam::111122223333:role/team/app", "session": "ci", "policies": [only(4)], "boundary": only(2), "sessionPolicies": [only(1)] },
            "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [only(4)], "boundary": only(2) },
            "fred": { "federatedUser": "arn:aws:sts::111122223333:federated-user/fred", "of": "alice", "sessionPolicies": [only(1)] },
        },
        "resources": { "r": { "arn": arn, "account": owner, "policy": policy } },
    });
    let resource = if gated { arn } else { format!("{arn}/k") };
    decide(
        &scenario,
        &json!({ "principal": caller, "action": action, "resource": resource }),
    )
    .map(|v| v.decision)
    .unwrap_or_default()
}

#[test]
fn prop_10_the_tables_of_the_same_account() {
    for (caller, table) in [("app", ROLE_SESSION), ("fred", FEDERATED)] {
        for (named, row) in table {
            for (column, expected) in row.chars().enumerate() {
                let bits = 7 - column;
                let allows = |gated| cell(caller, named, bits, "111122223333", gated) == "allow";
                assert_eq!(allows(false), expected == '1', "{caller}, {named}, {bits:03b}");
                assert_eq!(
                    allows(true),
                    expected == '1' && named != "nothing",
                    "{caller}, {named}, {bits:03b}, gated"
                );
            }
        }
    }
    for (named, row) in [
        ("nothing", "1000"),
        ("111122223333", "1000"),
        ("arn:aws:iam::111122223333:user/alice", "1111"),
        ("*", "1111"),
    ] {
        for (column, expected) in row.chars().enumerate() {
            let bits = (3 - column) << 1;
            assert_eq!(
                cell("alice", named, bits, "111122223333", false) == "allow",
                expected == '1',
                "alice, {named}, {bits:03b}"
            );
        }
    }
}

#[test]
fn prop_9_what_is_allowed_across_accounts_is_allowed_within_one() {
    for (caller, table) in [("app", ROLE_SESSION), ("fred", FEDERATED)] {
        for ((named, _), bits) in table.iter().flat_map(|row| (0..8).map(move |bits| (row, bits))) {
            let across = cell(caller, named, bits, "444455556666", false);
            assert_eq!(
                across == "allow",
                bits == 7 && *named != "nothing",
                "{caller}, {named}, {bits:03b}: {across}"
            );
            assert!(
                across != "allow" || cell(caller, named, bits, "111122223333", false) == "allow",
                "{caller}, {named}, {bits:03b}"
            );
        }
    }
}
