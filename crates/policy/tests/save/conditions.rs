//! Conditions: operators, dates, and values that never match.

use iamwhy_policy::PolicyType;

use crate::{NOTHING, inline, judged, policy};

fn statement(condition: &str) -> String {
    format!(r#"{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition}}}"#)
}

fn condition(condition: &str) -> Vec<String> {
    inline(&statement(condition))
}

/// PARSE-28, PARSE-29, PARSE-30
#[test]
fn operators() {
    assert_eq!(
        condition(r#"{"StringEqual": {"a": "b"}}"#),
        ["PARSE-28 Syntax errors in policy."]
    );
    assert_eq!(condition(r#"{"StringEqual": {}}"#), NOTHING);
    assert_eq!(
        condition(r#"{"ForAnyValue::StringEquals": {"a": "b", "c": "d"}}"#),
        ["PARSE-29 Syntax errors in policy."]
    );
    assert_eq!(
        condition(r#"{"ForAllValues:StringEqualsIfExists": {"a": "b"}}"#),
        NOTHING
    );
    assert_eq!(condition(r#"{"stringEquals": {"a": "b"}}"#), ["(PARSE-30)"]);
    assert_eq!(condition(r#"{"NullIfExists": {"a": "true"}}"#), ["(PARSE-29)"]);
}

/// PARSE-27, PARSE-31, PARSE-32
#[test]
fn forms() {
    for text in [
        "{}",
        r#"{"Bool": {"a": []}}"#,
        r#"{"DateGreaterThan": {"a": []}}"#,
        r#"{"Bool": {"a": [true, "false"]}}"#,
    ] {
        assert_eq!(condition(text), NOTHING, "{text}");
    }
    for text in ["[]", r#""x""#, r#"{"Bool": []}"#, r#"{"Bool": "x"}"#, "null"] {
        assert_eq!(condition(text), ["PARSE-27 Syntax errors in policy."], "{text}");
    }
    for text in [
        r#"{"Bool": {"a": {}}}"#,
        r#"{"Bool": {"a": null}}"#,
        r#"{"Bool": {"a": [["x"]]}}"#,
    ] {
        assert_eq!(condition(text), ["PARSE-31 Syntax errors in policy."], "{text}");
    }
}

/// PARSE-10, PARSE-12
#[test]
fn the_same_key_twice() {
    assert_eq!(
        condition(r#"{"Bool": {"a": "true", "a": "true"}}"#),
        ["PARSE-10 Syntax errors in policy."]
    );
    assert_eq!(
        condition(r#"{"Bool": {"aws:X": "true", "AWS:x": "true"}}"#),
        ["(PARSE-12)"]
    );
}

fn date(text: &str) -> Vec<String> {
    condition(&format!(r#"{{"DateLessThanIfExists": {{"aws:CurrentTime": {text}}}}}"#))
}

/// DATE-1, DATE-2
#[test]
fn dates_are_read_when_the_policy_is_saved() {
    for text in [
        "2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z",
        "2026-01-31T12:00:00.123456789+01:00",
        "2026-01-31T12:00-08",
        "2026-01-31T12",
        "2026-01-31",
        "2026-01",
        "-0044-03-15",
        // A year, by its hyphen.
        "-1",
        "2030-1-1",
        "2023-02-29",
        "292278993-12-31",
        "2026",
        "0",
        "9223372036854775807",
    ] {
        assert_eq!(date(&format!("\"{text}\"")), NOTHING, "{text}");
    }
    assert_eq!(date("1700000000"), NOTHING);
    for text in [
        "tomorrow",
        "",
        "2026-13-01",
        "2026-01-31T12:00:00Z05:00",
        "2026-01-32",
        "2026-01-31T24:00:00Z",
        "2026-01-31T12:60Z",
        "2026-01-31T12:00:00.1234567890Z",
        "2026-01-31T12:00:00ZZ",
        "2026-01-31T",
        "2026-01T12:00Z",
        "2026-01-31 12:00:00",
        "9223372036854775808",
        "292278994-01-01",
        "1.5",
        "${aws:CurrentTime}",
        "*",
        "31/01/2026",
    ] {
        assert_eq!(
            date(&format!("\"{text}\"")),
            ["PARSE-33 The policy failed legacy parsing"],
            "{text}"
        );
    }
    assert_eq!(date("true"), ["PARSE-33 The policy failed legacy parsing"]);
}

/// PARSE-34: nobody refuses other values.
#[test]
fn values_that_never_match_are_stored() {
    let doubtful = [
        r#"{"NumericEquals": {"k": "abc"}}"#,
        r#"{"NumericLessThan": {"k": "1,000"}}"#,
        r#"{"Bool": {"k": "yes"}}"#,
        r#"{"Null": {"k": "aws:x"}}"#,
        r#"{"IpAddress": {"aws:SourceIp": "10.0.0.0/33"}}"#,
        r#"{"NotIpAddress": {"aws:SourceIp": "10.0.0"}}"#,
        r#"{"BinaryEquals": {"k": "a"}}"#,
        r#"{"BinaryEquals": {"k": "=QAB"}}"#,
    ];
    for text in doubtful {
        assert_eq!(condition(text), ["(PARSE-34)"], "{text}");
    }
    let fine = [
        r#"{"NumericEquals": {"k": ["1", "-2.5", "+3", "1e5", 7, ".5", "5."]}}"#,
        r#"{"Bool": {"k": ["True", false, "${aws:MultiFactorAuthPresent}"]}}"#,
        r#"{"IpAddress": {"aws:SourceIp": ["10.0.0.1", "192.0.2.77/24", "2001:db8::/32", "::1"]}}"#,
        r#"{"BinaryEquals": {"k": "QmFzZTY0"}}"#,
        r#"{"StringLike": {"k": "anything"}}"#,
    ];
    for text in fine {
        assert_eq!(condition(text), NOTHING, "{text}");
    }
}

/// Only IAM is known to read dates.
#[test]
fn other_services_store_bad_dates() {
    let text = policy(&statement(r#"{"DateLessThan": {"k": "tomorrow"}}"#));
    assert_eq!(judged(&text, PolicyType::Scp, None), ["(PARSE-33)"]);
}
