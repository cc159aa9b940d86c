//! What running a scenario reports.
#![expect(clippy::panic, reason = "a test fails by panicking")]

use iamwhy_scenario::run::{CaseReport, FileReport};
use iamwhy_scenario::{NoFiles, Report, read_and_run};

const WORLD: &str = r#"
  "scenario": 1,
  "title": "A run.",
  "accounts": { "111122223333": { "blockPublicAccess": { "blockPublicPolicy": true } } },
  "principals": {
    "alice": {
      "user": "arn:aws:iam::111122223333:user/alice",
      "policies": [{ "Version": "2012-10-17", "Statement": [
        { "Sid": "Files", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutBucketPolicy"], "Resource": "*" },
        { "Sid": "Tagged", "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
          "Condition": { "StringEquals": { "aws:RequestTag/team": "pay" } } }
      ] }]
    },
    "broken": {
      "user": "arn:aws:iam::111122223333:user/broken",
      "policies": [{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*" }] }]
    }
  },
  "resources": { "site": { "arn": "arn:aws:s3:::acme-site", "account": "111122223333" } }"#;

const PUBLIC: &str = r#"{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-site/*" }] }"#;

fn run(cases: &str) -> FileReport {
    let text = format!("{{ {WORLD}, \"cases\": [{cases}] }}");
    match read_and_run("run.scenario.json", &text, &NoFiles) {
        Ok(report) => report,
        Err(errors) => panic!(
            "{}",
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        ),
    }
}

fn one(case: &str) -> CaseReport {
    run(case).cases.remove(0)
}

fn fields(case: &CaseReport) -> Vec<&'static str> {
    case.mismatches.iter().map(|mismatch| mismatch.field).collect()
}

#[test]
fn a_value_that_contradicts_a_parameter_is_told() {
    let told = |context: &str| {
        let case = one(&format!(
            r#"{{ "principal": "alice", "operation": {{ "name": "s3:ListObjectsV2", "resources": {{ "bucket": "site" }},
                 "parameters": {{ "prefix": "a", "maxKeys": 10 }} }}, "context": {context} }}"#
        ));
        let warnings = case.authorizations.into_iter().flat_map(|own| own.warnings);
        warnings.map(|own| own.message).collect::<Vec<_>>()
    };
    let other = "the context's own value of `s3:prefix` counts, where the operation's parameters say `a`";
    assert_eq!(told(r#"{ "S3:Prefix": "b" }"#), [other]);
    assert_eq!(told(r#"{ "s3:prefix": null }"#), [other]);
    assert!(told(r#"{ "s3:max-keys": "10", "s3:prefix": "a" }"#).is_empty());
    assert!(told(r#"{ "s3:prefix": { "unknown": true }, "s3:delimiter": "/" }"#).is_empty());
}

#[test]
fn a_case_without_expectation_is_shown() {
    let file = run(
        r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "site/1" },
                      { "principal": "alice", "action": "s3:GetObject", "resource": "site/1", "expect": "allow" },
                      { "principal": "alice", "action": "s3:GetObject", "resource": "site/1", "expect": "deny" }"#,
    );
    let report = Report { files: vec![file] };
    let summary = report.summary();
    assert_eq!((summary.passed, summary.failed, summary.shown), (1, 1, 1));
}

#[test]
fn every_field_that_does_not_hold_is_a_mismatch() {
    let case = one(
        r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "site/1", "expect": {
             "decision": "implicitDeny", "layer": "boundary", "blockers": ["boundary"], "statement": "Other", "policy": "Other", "rule": "STS-1",
             "unknowns": ["aws:SourceIp"], "failing": 0, "warnings": ["COND-24"], "public": true } }"#,
    );
    assert_eq!(case.passed, Some(false));
    assert_eq!(
        fields(&case),
        [
            "decision",
            "layer",
            "blockers",
            "statement",
            "policy",
            "rule",
            "unknowns",
            "failing",
            "warnings",
            "public"
        ]
    );
}

#[test]
fn every_field_that_holds_passes() {
    let case = one(
        r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "site/1", "expect": {
             "decision": "allow", "layer": "identity", "blockers": [], "statement": 0, "policy": "principals.alice.policies[0]",
             "unknowns": [], "public": false } }"#,
    );
    assert_eq!(case.mismatches, []);
}

#[test]
fn any_denied_authorization_denies_the_call() {
    let case = one(r#"{ "principal": "alice", "call": [
               { "action": "s3:GetObject", "resource": "site/1" },
               { "action": "s3:PutObject", "resource": "site/2" },
               { "action": "s3:DeleteObject", "resource": "site/3" }],
             "expect": { "decision": "implicitDeny", "failing": { "action": "s3:PutObject", "resource": "site/2" } } }"#);
    assert_eq!(case.mismatches, []);
    let decisions: Vec<_> = case.authorizations.iter().map(|asked| asked.decision).collect();
    assert_eq!(decisions, ["allow", "implicitDeny", "implicitDeny"]);
}

#[test]
fn request_tags_that_nobody_told_us_are_unknown() {
    let case = one(
        r#"{ "principal": "alice", "action": "ec2:CreateTags", "resource": "*", "tags": { "unknown": true },
             "expect": { "decision": "unknown", "unknowns": ["aws:RequestTag/team"] } }"#,
    );
    assert_eq!(case.mismatches, []);
}

#[test]
fn a_policy_that_aws_would_not_save_is_a_warning() {
    let case = one(
        r#"{ "principal": "broken", "action": "s3:GetObject", "resource": "site/1", "expect": { "decision": "implicitDeny", "warnings": ["TYPE-2"] } }"#,
    );
    assert_eq!(case.mismatches, []);
    let warning = case.authorizations[0]
        .warnings
        .iter()
        .find(|warning| warning.rule == "TYPE-2")
        .unwrap();
    assert!(
        warning.message.contains("principals.broken.policies[0]"),
        "{}",
        warning.message
    );
    assert_eq!(warning.span.as_ref().unwrap().file, "run.scenario.json");
}

#[test]
fn a_given_value_that_differs_is_a_warning() {
    let case = one(
        r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "site/1", "context": { "aws:PrincipalAccount": "444455556666", "aws:username": "alice" } }"#,
    );
    let rules: Vec<_> = case.authorizations[0]
        .warnings
        .iter()
        .map(|warning| warning.rule.as_str())
        .collect();
    assert_eq!(rules, ["AMEND-11"]);
}

/// The keys of the tags may be more than the pairs that somebody wrote; fewer contradict them.
#[test]
fn more_keys_than_the_written_pairs_are_no_contradiction() {
    for (keys, warned) in [(r#"["env", "team"]"#, false), (r#"["team"]"#, true)] {
        let case = one(&format!(
            r#"{{ "principal": "alice", "action": "sqs:TagQueue", "resource": "*",
                 "context": {{ "aws:TagKeys": {keys}, "aws:RequestTag/env": "x" }} }}"#
        ));
        let warnings = &case.authorizations[0].warnings;
        assert_eq!(
            warnings.iter().any(|own| own.rule == "AMEND-11"),
            warned,
            "{warnings:?}"
        );
    }
}

#[test]
fn an_owner_that_nobody_told_us_is_an_assumption() {
    let case = one(r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::elsewhere/1" }"#);
    let assumed: Vec<_> = case.authorizations[0]
        .assumptions
        .iter()
        .map(|assumption| (assumption.id.as_str(), assumption.word.as_str(), assumption.flips))
        .collect();
    assert!(assumed.contains(&("MODEL-7", "callerAccount", false)), "{assumed:?}");
}

#[test]
fn what_a_list_action_is_asked_for_is_an_assumption_where_it_matters() {
    let assumed = |reading: &str, resource: &str| {
        let text = format!(
            r#"{{ "scenario": 1, "title": "t", "assume": {{ "UND-13": "{reading}" }}, "principals": {{ "alice": {{
                "user": "arn:aws:iam::111122223333:user/alice", "policies": [{{ "Version": "2012-10-17", "Statement": [
                {{ "Effect": "Allow", "Action": "iam:ListUsers", "Resource": "{resource}" }}] }}] }} }},
                "cases": [{{ "principal": "alice", "action": "iam:ListUsers" }}] }}"#
        );
        let report = read_and_run("und.scenario.json", &text, &NoFiles);
        let own = report.map(|mut file| file.cases.remove(0).authorizations.remove(0).assumptions);
        let own = own
            .unwrap_or_default()
            .into_iter()
            .map(|own| (own.id, own.word, own.flips));
        own.filter(|own| own.0 == "UND-13").collect::<Vec<_>>()
    };
    let one = |word: &str| vec![("UND-13".to_owned(), word.to_owned(), true)];
    let users = "arn:aws:iam::111122223333:user/*";
    assert_eq!(assumed("table", users), one("table"));
    assert_eq!(assumed("star", users), one("star"));
    assert_eq!(assumed("table", "*"), []);
}

#[test]
fn a_document_alone_is_accepted_or_refused() {
    let accepted = one(&format!(
        r#"{{ "writes": {{ "type": "s3", "policy": {PUBLIC} }}, "expect": "accepted" }}"#
    ));
    assert_eq!(accepted.mismatches, []);
    assert_eq!(accepted.findings, Some(Vec::new()));
    let refused = one(&format!(
        r#"{{ "writes": {{ "type": "identity", "policy": {PUBLIC} }}, "expect": {{ "decision": "refused", "rule": "TYPE-2" }} }}"#
    ));
    assert_eq!(refused.mismatches, []);
    for text in ["{", "[]", "{}", "{ \\\"Statement\\\": [], \\\"Statement\\\": [] }"] {
        let refused = one(&format!(
            r#"{{ "writes": {{ "type": "identity", "policy": {{ "text": "{text}" }} }}, "expect": "refused" }}"#
        ));
        assert_eq!(refused.mismatches, [], "{text}");
    }
}

#[test]
fn a_public_bucket_policy_is_blocked_by_the_service() {
    let case = one(&format!(
        r#"{{ "principal": "alice", "action": "s3:PutBucketPolicy", "resource": "site", "writes": {{ "type": "s3", "policy": {PUBLIC} }},
             "expect": {{ "decision": "implicitDeny", "layer": "service", "blockers": ["service"], "rule": "S3-5", "failing": 0 }} }}"#
    ));
    assert_eq!(case.mismatches, []);
    let message = case.authorizations[0].message.as_deref().unwrap();
    assert!(
        message.contains("because public policies are prevented by the BlockPublicPolicy"),
        "{message}"
    );
}

#[test]
fn a_blocked_document_is_explained_as_refused() {
    let case = format!(
        r#"{{ "principal": "alice", "action": "s3:PutBucketPolicy", "resource": "site", "writes": {{ "type": "s3", "policy": {PUBLIC} }} }}"#
    );
    let text = format!("{{ {WORLD}, \"cases\": [{case}] }}");
    let loaded = iamwhy_scenario::Loaded::load("run.scenario.json", &text, &NoFiles).unwrap();
    let explained = iamwhy_scenario::explain_json(&loaded, &[0]);
    assert!(
        explained
            .contains("alice may not change the policy of acme-site: policies allow it, but S3 block public access"),
        "{explained}"
    );
    assert!(explained.contains(r#""flips": []"#), "{explained}");
    assert!(!explained.contains(r#""decisive": true"#), "{explained}");
    // As the page asks: nothing turns it around, and nothing holds it open.
    let flips = iamwhy_scenario::flips_json(&loaded, 0, 0).unwrap();
    assert!(flips.contains(r#""flips": []"#), "{flips}");
    assert!(flips.contains(r#""needed": []"#), "{flips}");
}

#[test]
fn a_blocked_caller_keeps_its_name() {
    let case = format!(
        r#"{{ "principal": "a may b: c", "action": "s3:PutBucketPolicy", "resource": "site", "writes": {{ "type": "s3", "policy": {PUBLIC} }} }}"#
    );
    let world = WORLD.replace("\"alice\"", "\"a may b: c\"");
    let text = format!("{{ {world}, \"cases\": [{case}] }}");
    let loaded = iamwhy_scenario::Loaded::load("run.scenario.json", &text, &NoFiles).unwrap();
    let explained = iamwhy_scenario::explain_json(&loaded, &[0]);
    assert!(
        explained.contains("\"a may b: c may not change the policy of acme-site: policies allow it, but"),
        "{explained}"
    );
}

#[test]
fn a_document_is_not_looked_at_where_the_call_is_denied() {
    let case = one(
        r#"{ "principal": "alice", "action": "sqs:SetQueueAttributes", "resource": "arn:aws:sqs:eu-west-1:111122223333:jobs",
             "writes": { "type": "sqs", "policy": { "text": "{" } }, "expect": { "decision": "implicitDeny", "layer": "identity" } }"#,
    );
    assert_eq!(case.mismatches, []);
    assert_eq!(case.findings, None);
}

#[test]
fn results_are_the_same_bytes_every_time() {
    let cases =
        r#"{ "name": "a", "principal": "alice", "action": "s3:GetObject", "resource": "site/1", "expect": "allow" }"#;
    let once = Report {
        files: vec![run(cases)],
    }
    .to_json();
    assert_eq!(
        once,
        Report {
            files: vec![run(cases)]
        }
        .to_json()
    );
    let start = r#"{
  "version": 1,
  "summary": {
    "passed": 1,
    "failed": 0,
    "shown": 0
  },
  "files": [
    {
      "file": "run.scenario.json",
      "title": "A run.",
      "cases": [
        {
          "name": "a",
          "passed": true,
          "decision": "allow",
          "layer": "identity",
          "blockers": [],
          "authorizations": [
            {
              "principal": "arn:aws:iam::111122223333:user/alice",
              "action": "s3:GetObject",
              "resource": "arn:aws:s3:::acme-site/1",
              "decision": "allow",
              "layer": "identity",
              "deciding": [
                {
                  "policy": "principals.alice.policies[0]",
                  "layer": "identity",
                  "statement": 0,
                  "sid": "Files",
"#;
    assert!(once.starts_with(start), "{once}");
    assert!(
        once.ends_with("          \"mismatches\": []\n        }\n      ]\n    }\n  ]\n}"),
        "{once}"
    );
}

#[test]
fn only_who_comes_from_another_account_has_crossed_one() {
    let text = r#"{
      "scenario": 1,
      "title": "Ways to a session.",
      "policies": { "All": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } } },
      "principals": {
        "token": { "webIdentity": "accounts.google.com" },
        "near": { "role": "arn:aws:iam::111122223333:role/near", "policies": ["All"], "assumedBy": "token" },
        "again": { "sessionOf": "near", "session": "again", "assumedBy": "other" },
        "other": { "sessionOf": "near", "session": "other" },
        "far": { "role": "arn:aws:iam::444455556666:role/far" },
        "from far": { "sessionOf": "near", "session": "from", "assumedBy": "far" }
      },
      "resources": { "data": { "arn": "arn:aws:s3:::acme-data", "account": "111122223333" } },
      "cases": [
        { "matrix": { "principal": ["near", "again", "from far"] }, "action": "s3:GetObject", "resource": "data/1",
          "expect": { "decision": "allow", "rule": "XACCT-7" } }
      ]
    }"#;
    let Ok(report) = read_and_run("run.scenario.json", text, &NoFiles) else {
        panic!("it is read")
    };
    let crossed: Vec<bool> = report.cases.iter().map(|case| case.mismatches.is_empty()).collect();
    assert_eq!(crossed, [false, false, true]);
}
