//! PROP-4, 5 and 6: operators, their negations and their quantifiers; two ways of matching.

use iamwhy_tests::generate::Dice;
use iamwhy_tests::oracle::decide;
use iamwhy_tests::oracle::glob::{Token, matches, naive, pattern};
use serde_json::{Value, json};

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
                Token::Star(_) => Token::Star(dice.chance(50)),
                other => other,
            };
        }
        assert_eq!(matches(&tokens, &text), naive(&tokens, &text), "{tokens:?} {text:?}");
    }
}
