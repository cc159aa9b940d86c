//! What the checks found, as the page shows it; and which word stands where.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use iamwhy_workbench::check_list::{CheckList, Grade};
use iamwhy_workbench::{Bench, Lens, WordKind, statement_at, word};

const TEXT: &str = r#"{
  "scenario": 1,
  "title": "Alice reads.",
  "policies": { "read": { "Version": "2012-10-17", "Statement": [{ "Effect": "allow", "Action": "s3:GetObject", "Resource": "*" }] } },
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["read"] } },
  "resources": { "b": { "arn": "arn:aws:s3:::b", "account": "111122223333" } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "b/k" }]
}"#;

/// What the worker would say of it.
fn found() -> String {
    let start = TEXT.find("\"allow\"").unwrap_or_default();
    let end = start + "\"allow\"".len();
    let column = start - TEXT[..start].rfind('\n').unwrap_or_default();
    let span = format!(
        r#""line": 4, "column": {column}, "endLine": 4, "endColumn": {}"#,
        column + end - start
    );
    format!(
        r#"{{ "version": 1, "policies": [{{
  "file": "playground.scenario.json", "name": "read", "source": "/policies/read", "place": "policies.read",
  "findings": [
    {{ "code": "LATER", "severity": "SUGGESTION", "message": "later", "span": {{ {span} }} }},
    {{ "code": "INVALID_EFFECT", "severity": "ERROR", "message": "wrong", "span": {{ {span} }},
      "fix": {{ "title": "write `Allow`", "safe": true, "edits": [{{
        "policy": "read", "layer": "identity", "range": [{start}, {end}], "text": "\"Allow\"",
        "span": {{ "file": "playground.scenario.json", {span} }} }}] }} }},
    {{ "code": "UNTOLD", "severity": "ERROR", "message": "no check of this code", "span": {{ {span} }} }}
  ],
  "refusals": [{{ "refused": true, "message": "The policy failed legacy parsing", "why": null, "span": {{ {span} }} }}]
}}], "checks": {{
  "INVALID_EFFECT": {{ "why": "w", "fix": "f", "page": "https://docs.aws.amazon.com/", "origin": "o" }},
  "LATER": {{ "why": "w", "fix": "f", "page": "https://docs.aws.amazon.com/", "origin": "o" }}
}} }}"#
    )
}

#[test]
fn the_worst_comes_first_and_its_fix_is_one_step() {
    let list = CheckList::read(&found(), &Arc::from(TEXT)).unwrap();
    let codes: Vec<&str> = list.findings.iter().map(|own| own.code.as_str()).collect();
    assert_eq!(codes, ["INVALID_EFFECT", "LATER"]);
    assert_eq!(list.summary(), "1 error, 1 suggestion in 1 policy");
    assert_eq!((list.count(Grade::Error), list.refusals.len()), (1, 1));
    let first = &list.findings[0];
    let [line, column, ..] = first.place.lines;
    let span = first.place.span(&Lens::plain(TEXT)).unwrap();
    assert_eq!((span.line, span.column), (line, column));
    let fix = first.fix.as_ref().unwrap();
    assert_eq!(
        (fix.changes[0].removed[0].as_str(), fix.changes[0].added[0].as_str()),
        ("\"allow\"", "\"Allow\"")
    );
    let mut bench = Bench::open(TEXT);
    bench.apply_flip_json(&fix.json).unwrap();
    assert_eq!(bench.text(), TEXT.replace("allow\"", "Allow\""));
    assert!(bench.undo());
    assert_eq!(bench.text(), TEXT);
}

#[test]
fn what_the_worker_could_not_read_gives_no_list() {
    for found in [
        "",
        "{",
        r#"{"version": 1, "errors": []}"#,
        r#"{"policies": 1, "checks": 2}"#,
    ] {
        let list = CheckList::read(found, &Arc::from(TEXT));
        assert!(list.is_none_or(|own| own.findings.is_empty()), "{found}");
    }
}

#[test]
fn the_word_at_a_place() {
    let at = |piece: &str| u32::try_from(TEXT.find(piece).unwrap() + 2).unwrap();
    let own = word(TEXT, at("s3:GetObject")).unwrap();
    assert_eq!((own.kind, own.text.as_str()), (WordKind::Action, "s3:GetObject"));
    assert_eq!(TEXT.get(own.from as usize..own.to as usize), Some("s3:GetObject"));
    let policy = "{ \"Id\": \"é𝒳\", \"Statement\": [{}, { \"Resource\": [\"*\", \"a\"], \"Condition\": { \"Bool\": { \"aws:X\": \"true\" } } }] }";
    let at = |piece: &str| u32::try_from(policy[..policy.find(piece).unwrap()].encode_utf16().count() + 1).unwrap();
    assert_eq!(
        word(policy, at("aws:X")).map(|own| (own.kind, own.text)),
        Some((WordKind::Key, "aws:X".to_owned()))
    );
    assert_eq!(word(policy, at("a\"")).map(|own| own.kind), Some(WordKind::Resource));
    assert_eq!(word(policy, at("true")), None);
    assert_eq!(word(policy, at("é")), None);
    assert_eq!(statement_at(policy, at("aws:X")), Some(1));
    assert_eq!(statement_at(policy, 1), None);
}

#[test]
fn an_action_that_aws_does_not_have_is_found_by_its_name() {
    let told = found().replace("LATER", "REQUEST_INVALID_ACTION");
    let told = told.replace("\"later\"", "\"the action `s3:HeadObject` is not there\"");
    let list = CheckList::read(&told, &Arc::from(TEXT)).unwrap();
    let found = list.of_action("s3:HeadObject").unwrap();
    assert_eq!(found.message, "the action `s3:HeadObject` is not there");
    assert!(list.of_action("s3:Head").is_none() && list.of_action("").is_none());
}
