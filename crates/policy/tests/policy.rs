//! What a document says, element by element. What AWS would merely refuse to store is still read.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use iamwhy_policy::{
    Base, ConditionPair, Effect, Element, Json, NodeId, Parsed, Policy, PrincipalKind, Severity, Version,
};

/// A document with this one statement.
fn statement(text: &str) -> Parsed {
    Policy::parse(format!(r#"{{"Version": "2012-10-17", "Statement": {text}}}"#))
}

fn texts<'a>(parsed: &'a Parsed, nodes: &[NodeId]) -> Vec<&'a str> {
    nodes
        .iter()
        .map(|&node| parsed.policy.json.scalar(node).unwrap())
        .collect()
}

fn elements(parsed: &Parsed, elements: &[Element]) -> Vec<(bool, String)> {
    elements
        .iter()
        .map(|element| (element.negated, texts(parsed, &element.values).join(" ")))
        .collect()
}

/// That nothing is wrong with it.
fn clean(parsed: &Parsed) {
    assert_eq!(parsed.diagnostics, [], "{}", parsed.policy.json.text());
    assert!(parsed.policy.statements.iter().all(|statement| !statement.inert));
}

#[test]
fn a_document_is_read_into_statements() {
    let parsed = Policy::parse(
        r#"{
          "Statement": [
            { "Sid": "Read", "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*" },
            { "Effect": "Deny", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::b" }
          ],
          "Version": "2012-10-17", "Id": "note"
        }"#,
    );
    clean(&parsed);
    let policy = &parsed.policy;
    assert_eq!(policy.version, Version::V2012);
    let [read, deny] = policy.statements.as_slice() else {
        unreachable!()
    };
    assert_eq!(
        (policy.sid(read), read.index, read.effect),
        (Some("Read"), 0, Some(Effect::Allow))
    );
    assert_eq!(
        elements(&parsed, &read.actions),
        [(false, "s3:Get* s3:List*".to_owned())]
    );
    assert_eq!(
        (policy.sid(deny), deny.index, deny.effect),
        (None, 1, Some(Effect::Deny))
    );
    assert_eq!(elements(&parsed, &deny.actions), [(true, "iam:*".to_owned())]);
    assert_eq!(
        elements(&parsed, &deny.resources),
        [(true, "arn:aws:s3:::b".to_owned())]
    );
    assert_eq!(policy.json.raw(deny.actions[0].name), "\"NotAction\"");
}

#[test]
fn a_single_statement_needs_no_array() {
    let parsed = statement(r#"{ "Effect": "Allow", "Action": "*", "Resource": "*" }"#);
    clean(&parsed);
    assert_eq!(parsed.policy.statements.len(), 1);
}

/// PARSE-5: without the later version there are no policy variables.
#[test]
fn the_version_defaults_to_the_old_one() {
    let version = |text: &str| {
        let parsed = Policy::parse(format!(r#"{{{text} "Statement": []}}"#));
        (
            parsed.policy.version,
            parsed
                .diagnostics
                .iter()
                .filter(|found| found.rule == "PARSE-4")
                .count(),
        )
    };
    assert_eq!(version(""), (Version::V2008, 0));
    assert_eq!(version(r#""Version": "2008-10-17","#), (Version::V2008, 0));
    assert_eq!(version(r#""Version": "2012-10-17","#), (Version::V2012, 0));
    assert_eq!(version(r#""Version": "2012-10-18","#), (Version::V2008, 1));
}

#[test]
fn principals_have_kinds() {
    let parsed = statement(
        r#"{ "Effect": "Allow", "Action": "*", "Resource": "*", "Principal":
             { "AWS": ["111122223333", "*"], "Service": "s3.amazonaws.com", "Federated": "f", "CanonicalUser": "c" } }"#,
    );
    clean(&parsed);
    let entries = &parsed.policy.statements[0].principals[0].entries;
    let kinds: Vec<_> = entries
        .iter()
        .map(|entry| (entry.kind, texts(&parsed, &[entry.value])[0]))
        .collect();
    assert_eq!(
        kinds,
        [
            (PrincipalKind::Aws, "111122223333"),
            (PrincipalKind::Aws, "*"),
            (PrincipalKind::Service, "s3.amazonaws.com"),
            (PrincipalKind::Federated, "f"),
            (PrincipalKind::CanonicalUser, "c"),
        ]
    );
}

/// PRIN-1, PARSE-25: principals that AWS does not know match nobody; the statement stands.
#[test]
fn principals_that_name_nobody() {
    let kinds = |principal: &str| {
        let text = format!(r#"{{ "Effect": "Deny", "Action": "*", "Resource": "*", "Principal": {principal} }}"#);
        let parsed = statement(&text);
        let statement = &parsed.policy.statements[0];
        assert!(
            !statement.inert
                && parsed
                    .diagnostics
                    .iter()
                    .all(|found| found.severity == Severity::Warning)
        );
        statement.principals[0]
            .entries
            .iter()
            .map(|entry| entry.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(r#""*""#), [PrincipalKind::Any]);
    assert_eq!(kinds(r#""111122223333""#), [PrincipalKind::Invalid]);
    assert_eq!(
        kinds(r#"{"aws": "*", "AWS": "*"}"#),
        [PrincipalKind::Invalid, PrincipalKind::Aws]
    );
    assert_eq!(kinds("{}"), []);
    assert_eq!(kinds(r#"{"AWS": []}"#), []);
}

fn conditions(condition: &str) -> (Parsed, Vec<ConditionPair>) {
    let text = format!(r#"{{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition} }}"#);
    let parsed = statement(&text);
    let pairs = parsed.policy.statements[0].conditions.to_vec();
    (parsed, pairs)
}

/// PARSE-31: numbers and booleans are read as they are written.
#[test]
fn condition_values_keep_their_text() {
    let (parsed, pairs) =
        conditions(r#"{"NumericLessThan": {"a": 1.0, "b": [10, 1e2]}, "Bool": {"c": [true, "x"], "d": []}}"#);
    clean(&parsed);
    let values: Vec<_> = pairs
        .iter()
        .map(|pair| (texts(&parsed, &[pair.key])[0], texts(&parsed, &pair.values), pair.list))
        .collect();
    assert_eq!(
        values,
        [
            ("a", vec!["1.0"], false),
            ("b", vec!["10", "1e2"], true),
            ("c", vec!["true", "x"], true),
            ("d", vec![], true)
        ]
    );
    assert_eq!(pairs[0].parsed.unwrap().base, Base::NumericLessThan);
}

/// PARSE-27: what is empty imposes nothing, whatever it is called.
#[test]
fn empty_conditions_impose_nothing() {
    for condition in ["{}", r#"{"StringEquals": {}}"#, r#"{"NoSuchThing": {}}"#] {
        let (parsed, pairs) = conditions(condition);
        clean(&parsed);
        assert_eq!(pairs, []);
    }
}

/// PARSE-28
#[test]
fn an_unknown_operator_is_kept_but_never_holds() {
    let (parsed, pairs) = conditions(r#"{"StringEqual": {"aws:x": "y"}}"#);
    assert_eq!((pairs.len(), pairs[0].parsed), (1, None));
    assert!(!parsed.policy.statements[0].inert);
    let found = &parsed.diagnostics[0];
    assert_eq!((found.severity, found.rule), (Severity::Warning, "PARSE-28"));
    assert_eq!(
        found.message,
        "unknown operator `StringEqual`, it never holds; did you mean `StringEquals`?"
    );
}

/// PARSE-12: keys that differ in case only are two tests.
#[test]
fn condition_keys_that_differ_in_case_are_both_tested() {
    let (parsed, pairs) = conditions(r#"{"StringEquals": {"aws:PrincipalTag/T": "a", "AWS:principaltag/t": "b"}}"#);
    clean(&parsed);
    assert_eq!(pairs.len(), 2);
}

/// PARSE-22, PARSE-24 and others: such documents cannot be saved, but what they say is plain.
#[test]
fn what_aws_refuses_is_still_read() {
    let parsed = statement(
        r#"{ "Sid": "a b", "Effect": "Deny", "Principal": "*", "NotPrincipal": {"AWS": "111122223333"},
             "Action": ["s*:Get*", "*:Get*"], "NotAction": [], "Resource": [], "NotResource": "x" }"#,
    );
    clean(&parsed);
    let statement = &parsed.policy.statements[0];
    assert_eq!(
        elements(&parsed, &statement.actions),
        [(false, "s*:Get* *:Get*".to_owned()), (true, String::new())]
    );
    assert_eq!(
        elements(&parsed, &statement.resources),
        [(false, String::new()), (true, "x".to_owned())]
    );
    assert_eq!(
        statement
            .principals
            .iter()
            .map(|element| element.negated)
            .collect::<Vec<_>>(),
        [false, true]
    );
}

/// PARSE-11: policies stored before AWS looked for duplicates.
#[test]
fn stored_duplicates_count_together_and_the_last_effect_wins() {
    let text = r#"{ "Statement": { "Effect": "Deny", "Action": "s3:GetObject", "Action": ["s3:PutObject"],
                     "Resource": "a", "Resource": "b", "Effect": "Allow" } }"#;
    let json = Arc::new(Json::read(text).unwrap());
    let stored = Policy::parse_at(json.clone(), json.root(), true);
    clean(&stored);
    let statement = &stored.policy.statements[0];
    assert_eq!(statement.effect, Some(Effect::Allow));
    assert_eq!(
        elements(&stored, &statement.actions),
        [(false, "s3:GetObject s3:PutObject".to_owned())]
    );
    assert_eq!(elements(&stored, &statement.resources), [(false, "a b".to_owned())]);

    let written = Policy::parse(text);
    assert_eq!(written.policy.statements, stored.policy.statements);
    let rules: Vec<_> = written
        .diagnostics
        .iter()
        .map(|found| (found.severity, found.rule))
        .collect();
    assert_eq!(rules, [(Severity::Error, "PARSE-10"); 3]);
    assert_eq!(
        written.diagnostics[0].message,
        "`Action` appears twice in the same object: remove one"
    );
}

#[test]
fn a_policy_within_a_larger_document_keeps_its_place() {
    let text =
        "{ \"policies\": [\n { \"Statement\": { \"Effect\": \"Allow\", \"Action\": \"*\", \"Resourse\": 1 } } ] }";
    let json = Arc::new(Json::read(text).unwrap());
    let root = json.at_pointer("/policies/0", json.root()).unwrap();
    let parsed = Policy::parse_at(json.clone(), root, false);
    assert_eq!(parsed.policy.root, root);
    let found = &parsed.diagnostics[0];
    assert_eq!(found.message, "unknown element `Resourse`; did you mean `Resource`?");
    assert_eq!(json.position(found.span.start).line, 2);
    assert_eq!(json.pointer(found.node, root), "/Statement/Resourse");
}

#[test]
fn parsing_copies_no_text() {
    let parsed = statement(r#"{ "Sid": "x", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }"#);
    let json = &parsed.policy.json;
    let within = json.text().as_bytes().as_ptr_range();
    assert!(within.contains(&parsed.policy.sid(&parsed.policy.statements[0]).unwrap().as_ptr()));
    assert_eq!(Arc::strong_count(json), 1);
}
