//! A broken statement becomes a diagnostic and an inert statement; the rest is kept, also while
//! somebody is typing.

use iamwhy_policy::{Parsed, Policy, Severity};

const GOOD: &str = r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}"#;

/// The errors of a document that has this statement and a good one, as `RULE message`.
fn errors(statement: &str) -> Vec<String> {
    let parsed = Policy::parse(format!(r#"{{"Statement": [{statement}, {GOOD}]}}"#));
    let inert: Vec<bool> = parsed
        .policy
        .statements
        .iter()
        .map(|statement| statement.inert)
        .collect();
    assert_eq!(inert, [true, false], "{statement}");
    messages(&parsed)
}

fn messages(parsed: &Parsed) -> Vec<String> {
    let errors = parsed
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors
        .map(|found| format!("{} {}", found.rule, found.message))
        .collect()
}

#[test]
fn what_breaks_a_statement() {
    let cases = [
        (r#""Allow""#, "PARSE-8 a statement must be an object, not a string"),
        (
            r#"{"Effect": "allow", "Action": "*"}"#,
            "PARSE-21 `Effect` must be `Allow` or `Deny`, not `allow`; did you mean `Allow`?",
        ),
        (
            r#"{"Effect": "Permit", "Action": "*"}"#,
            "PARSE-21 `Effect` must be `Allow` or `Deny`, not `Permit`",
        ),
        (
            r#"{"Effect": true, "Action": "*"}"#,
            "PARSE-21 `Effect` must be `Allow` or `Deny`, not a boolean",
        ),
        (
            r#"{"Action": "*"}"#,
            "PARSE-21 the statement needs an `Effect`: `Allow` or `Deny`",
        ),
        (
            r#"{"Effect": "Deny"}"#,
            "PARSE-22 the statement needs an `Action` or a `NotAction`",
        ),
        (
            r#"{"Effect": "Deny", "Actions": "*"}"#,
            "PARSE-20 unknown element `Actions`; did you mean `Action`?",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "resource": "*"}"#,
            "PARSE-20 unknown element `resource`; did you mean `Resource`?",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Comment": ""}"#,
            "PARSE-20 unknown element `Comment`",
        ),
        (
            r#"{"Effect": "Deny", "Action": 1}"#,
            "PARSE-23 `Action` must be a string or an array of strings, not a number",
        ),
        (
            r#"{"Effect": "Deny", "Action": ["*", ["*"]]}"#,
            "PARSE-23 an entry of `Action` must be a string, not an array",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Resource": {}}"#,
            "PARSE-23 `Resource` must be a string or an array of strings, not an object",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Principal": ["*"]}"#,
            "PRIN-1 `Principal` must be `\"*\"` or an object, not an array",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Principal": {"AWS": 111122223333}}"#,
            "PRIN-1 `AWS` must be a string or an array of strings, not a number",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Condition": []}"#,
            "PARSE-27 `Condition` must be an object of operators, not an array",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Condition": {"Bool": "a"}}"#,
            "PARSE-27 `Bool` must be an object of condition keys, not a string",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Condition": {"Bool": {"a": null}}}"#,
            "PARSE-31 a condition must be a string, a number or a boolean, not `null`",
        ),
        (
            r#"{"Effect": "Deny", "Action": "*", "Condition": {"Bool": {"a": [{}]}}}"#,
            "PARSE-31 a value of a condition must be a string, a number or a boolean, not an object",
        ),
    ];
    for (statement, expected) in cases {
        assert_eq!(errors(statement), [expected], "{statement}");
    }
}

#[test]
fn what_breaks_a_document() {
    let cases = [
        ("[]", "PARSE-1 a policy must be an object, not an array"),
        ("{}", "PARSE-8 a policy needs a `Statement`"),
        (
            r#"{"Statement": "x"}"#,
            "PARSE-8 `Statement` must be an object or an array of objects, not a string",
        ),
        (
            r#"{"Statement": [], "version": "2012-10-17"}"#,
            "PARSE-2 unknown element `version`; did you mean `Version`?",
        ),
        (
            r#"{"Statement": [], "Version": 2012}"#,
            "PARSE-4 `Version` must be a string, not a number",
        ),
    ];
    for (document, expected) in cases {
        assert_eq!(messages(&Policy::parse(document)), [expected], "{document}");
    }
}

/// Neither `Sid` nor `Id` decides anything.
#[test]
fn a_bad_name_breaks_nothing() {
    let text = r#"{"Id": 1, "Statement": {"Sid": 2, "Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
    let parsed = Policy::parse(text);
    assert_eq!(messages(&parsed), Vec::<String>::new());
    assert_eq!(parsed.diagnostics.len(), 2);
    assert!(!parsed.policy.statements[0].inert);
}

/// The playground's case: one statement is being typed, the others are still explained.
#[test]
fn a_statement_that_is_being_typed_is_inert() {
    let half = [
        r#"{"Effect": "Allow", "Act"#,
        r#"{"Effect": "Allow", "Action": "s3:Get"#,
        r#"{"Effect": "Allow", "Action": }"#,
        r#"{"Effect": "Allow", "Action": ["s3:Get*", }"#,
        r#"{"Effect": Allow, "Action": "s3:*"}"#,
    ];
    for statement in half {
        let parsed = Policy::parse(format!("{{\"Statement\": [{GOOD},\n {statement}\n]}}"));
        assert!(!parsed.diagnostics.is_empty(), "{statement}");
        assert!(
            parsed.diagnostics.iter().any(|found| found.rule == "PARSE-1"),
            "{statement}"
        );
        let inert: Vec<bool> = parsed
            .policy
            .statements
            .iter()
            .map(|statement| statement.inert)
            .collect();
        assert_eq!(inert.first(), Some(&false), "{statement}");
        if !statement.contains('[') {
            assert_eq!(inert, [false, true], "{statement}");
        }
    }
}

#[test]
fn a_syntax_error_has_a_place_and_a_node() {
    let parsed = Policy::parse("{\"Statement\": [\n  {\"Effect\": oops}\n]}");
    let found = parsed.diagnostics.first().unwrap();
    let json = &parsed.policy.json;
    assert_eq!(json.position(found.span.start).line, 2);
    assert_eq!(json.pointer(found.node, json.root()), "/Statement/0/Effect");
}
