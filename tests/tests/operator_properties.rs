//! PROP-4 to PROP-7: operators, their negations and their quantifiers; ways of matching.

use std::time::{Duration, Instant};

use iamwhy_engine::{PatternKind, pattern_matches};
use iamwhy_tests::generate::Dice;
use iamwhy_tests::oracle::glob::{Token, glob, matches, naive, pattern};
use iamwhy_tests::{engine, oracle};
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
    let answer = engine::decide(&scenario, &case).map(|verdict| verdict.decision);
    let expected = oracle::decide(&scenario, &case).map(|verdict| verdict.decision);
    assert_eq!(
        answer.as_deref().ok(),
        expected.as_deref().ok(),
        "{operator} {policy:?} {sent:?}"
    );
    answer.is_ok_and(|decision| decision == "allow")
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
        let plain: String = text.iter().collect();
        assert_eq!(
            pattern_matches(PatternKind::Text, &written, &plain),
            glob(&written, &plain),
            "{written} {plain}"
        );
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

/// The steps are bounded by pattern times text; trying everything would not end.
#[test]
fn prop_6_no_pattern_takes_long() {
    let started = Instant::now();
    let text = "a".repeat(5_000);
    let arn = format!("arn:aws:sqs:{text}:{text}:{text}");
    for piece in ["*a", "a*", "*?", "**a", "*a?", "*aa*"] {
        let long = piece.repeat(400);
        assert!(
            !pattern_matches(PatternKind::Text, &format!("{long}b"), &text),
            "{piece}"
        );
        assert!(
            pattern_matches(PatternKind::Text, &format!("{long}*"), &text),
            "{piece}"
        );
        let parts = [long.as_str(); 3].join(":");
        assert!(
            !pattern_matches(PatternKind::Resource, &format!("arn:aws:sqs:{parts}b"), &arn),
            "{piece}"
        );
    }
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "took {:?}",
        started.elapsed()
    );
}

#[test]
fn prop_7_segments_imply_tail_expansion_implies_a_flat_pattern() {
    let mut dice = Dice::new(7);
    let mut principals = json!({});
    let mut cases = Vec::new();
    for index in 0..3_000 {
        let mut text = |pieces: &[&str], most: usize| dice.several(1, most, |dice| dice.pick(pieces)).concat();
        let (region, tail) = (
            text(&["a", "b", "aa"], 2),
            text(&["a", "b", ":", ":111122223333:", "a"], 3),
        );
        let wild = [
            text(&["sqs", "*", "s*", "s?s"], 1),
            text(&["a", "b", "*", "?", "a*"], 2),
            text(&["111122223333", "*", "1*", "*3", "1?1*"], 1),
            text(&["a", "b", "*", "?", ":"], 3),
        ];
        let written = format!("arn:aws:{}", wild.join(":"));
        let name = format!("p{index}");
        let statement = json!({ "Effect": "Allow", "Action": "*", "Resource": written });
        principals[&name] = json!({ "user": format!("arn:aws:iam::111122223333:user/{name}"), "policies": [{ "Version": "2012-10-17", "Statement": statement }] });
        cases.push(json!({ "principal": name, "action": "x:Y", "resource": format!("arn:aws:sqs:{region}:111122223333:{tail}") }));
    }
    let scenario = |word: &str| json!({ "scenario": 1, "title": "Patterns.", "principals": principals, "cases": cases, "assume": { "UND-31": word } });
    let asked = |word: &str| match engine::answers(&scenario(word)) {
        Ok(answers) => answers,
        Err(why) => panic!("{why}"),
    };
    let (segments, tails) = (asked("segments"), asked("tailExpand"));
    assert_eq!(segments.len(), 3_000);
    let mut hits = [0; 3];
    for (segment, tail) in segments.iter().zip(&tails) {
        let allows = |answer: &engine::Answer| answer.verdict.decision == "allow";
        let name = segment.case["principal"].as_str().unwrap_or_default();
        let written = principals[name]["policies"][0]["Statement"]["Resource"]
            .as_str()
            .unwrap_or_default();
        let flat = glob(written, segment.case["resource"].as_str().unwrap_or_default());
        assert!(!allows(segment) || allows(tail), "{written} {}", segment.case);
        assert!(!allows(tail) || flat, "{written} {}", tail.case);
        for (count, hit) in hits.iter_mut().zip([allows(segment), allows(tail), flat]) {
            *count += usize::from(hit);
        }
    }
    assert!(
        hits[0] > 0 && hits[0] < hits[1] && hits[1] < hits[2],
        "{hits:?} hits tell nothing apart"
    );
}
