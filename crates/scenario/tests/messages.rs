//! What S3 says when it denies: it has words of its own, and none for outsiders (ERR-7, ERR-12, ERR-13).
#![expect(clippy::panic, reason = "a test fails by panicking")]

use iamwhy_scenario::{NoFiles, read_and_run};

const WORLD: &str = r#"
  "scenario": 1,
  "title": "Messages of S3.",
  "organization": {
    "id": "o-a1b2c3d4e5",
    "managementAccount": "999999999999",
    "root": { "id": "r-ab12", "accounts": ["999999999999", "111122223333", "555566667777"] }
  },
  "policies": {
    "All": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] },
    "NoDeletes": {
      "arn": "arn:aws:iam::111122223333:policy/no-deletes",
      "text": "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":[\"s3:DeleteObject\",\"sqs:DeleteMessage\"],\"Resource\":\"*\"}}"
    }
  },
  "principals": {
    "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["All", "NoDeletes"] },
    "colleague": { "user": "arn:aws:iam::555566667777:user/colleague", "policies": ["All"] },
    "carol": { "user": "arn:aws:iam::444455556666:user/carol", "policies": ["All"] },
    "stranger": { "anonymous": true }
  },
  "endpoints": {
    "vpce-0app": {
      "vpc": "vpc-0abc", "account": "555566667777", "type": "gateway",
      "policy": { "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "*" }] }
    }
  },
  "resources": {
    "site": {
      "arn": "arn:aws:s3:::acme-site", "account": "111122223333",
      "blockPublicAccess": { "restrictPublicBuckets": true },
      "policy": { "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-site/*" }] }
    },
    "logs": { "arn": "arn:aws:s3:::acme-logs", "account": "111122223333" },
    "jobs": { "arn": "arn:aws:sqs:eu-west-1:111122223333:jobs" }
  }"#;

fn message(case: &str) -> String {
    said(&format!("{{ {WORLD}, \"cases\": [{case}] }}"))
}

/// The message of the first case of a scenario.
fn said(text: &str) -> String {
    match read_and_run("messages.scenario.json", text, &NoFiles) {
        Ok(report) => report.cases[0].authorizations[0].message.clone().unwrap_or_default(),
        Err(errors) => panic!(
            "{}",
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        ),
    }
}

#[test]
fn s3_puts_a_colon_before_the_arn_like_everybody() {
    let s3 = message(r#"{ "principal": "alice", "action": "s3:DeleteObject", "resource": "logs/1" }"#);
    assert_eq!(
        s3,
        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:DeleteObject on resource: \
         \"arn:aws:s3:::acme-logs/1\" with an explicit deny in an identity-based policy: \
         arn:aws:iam::111122223333:policy/no-deletes"
    );
    let sqs = message(r#"{ "principal": "alice", "action": "sqs:DeleteMessage", "resource": "jobs" }"#);
    assert!(
        sqs.ends_with("in an identity-based policy: arn:aws:iam::111122223333:policy/no-deletes"),
        "{sqs}"
    );
}

#[test]
fn outsiders_are_told_nothing_by_s3() {
    let case = |who: &str| format!(r#"{{ "principal": "{who}", "action": "s3:PutObject", "resource": "logs/1" }}"#);
    assert_eq!(message(&case("carol")), "Access Denied");
    assert_eq!(message(&case("stranger")), "Access Denied");
    let colleague = message(&case("colleague"));
    assert!(
        colleague.ends_with("because no resource-based policy allows the s3:PutObject action"),
        "{colleague}"
    );
}

#[test]
fn an_endpoint_is_named_within_the_account_only() {
    let case = |who: &str| {
        format!(
            r#"{{ "principal": "{who}", "action": "s3:GetObject", "resource": "site/1", "endpoint": "vpce-0app" }}"#
        )
    };
    assert_eq!(message(&case("colleague")), "Access Denied");
    let alice = message(&case("alice"));
    assert!(
        alice.ends_with("with an explicit deny in a VPC endpoint policy"),
        "{alice}"
    );
}

#[test]
fn restricted_public_buckets_are_called_an_explicit_deny() {
    let case = |who: &str| format!(r#"{{ "principal": "{who}", "action": "s3:GetObject", "resource": "site/1" }}"#);
    let colleague = message(&case("colleague"));
    assert!(
        colleague.ends_with("with an explicit deny in a resource-based policy"),
        "{colleague}"
    );
    assert_eq!(message(&case("carol")), "Access Denied");
    assert_eq!(message(&case("stranger")), "Access Denied");
}

#[test]
fn listing_buckets_is_about_no_resource() {
    let stranger = r#""principals": { "bob": { "user": "arn:aws:iam::111122223333:user/bob" } }"#;
    let case = r#"{ "principal": "bob", "action": "s3:ListAllMyBuckets" }"#;
    let said = said(&format!(
        r#"{{ "scenario": 1, "title": "t", {stranger}, "cases": [{case}] }}"#
    ));
    assert_eq!(
        said,
        "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: s3:ListAllMyBuckets because no \
         identity-based policy allows the s3:ListAllMyBuckets action"
    );
}

#[test]
fn who_signs_in_with_a_token_has_no_name() {
    let said = said(
        r#"{ "scenario": 1, "title": "t",
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": "999999999999", "root": {
          "id": "r-ab12", "accounts": ["999999999999", "111122223333"],
          "rcps": [{ "Version": "2012-10-17", "Statement": [
            { "Effect": "Deny", "Principal": "*", "Action": "sts:*", "Resource": "*" }] }] } },
        "principals": {
          "staff": { "saml": "arn:aws:iam::111122223333:saml-provider/corp" },
          "app": { "role": "arn:aws:iam::111122223333:role/app", "trust": { "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/corp" },
              "Action": "sts:AssumeRoleWithSAML" }] } } },
        "cases": [{ "principal": "staff", "action": "sts:AssumeRoleWithSAML", "resource": "arn:aws:iam::111122223333:role/app",
          "expect": { "decision": "explicitDeny", "layer": "rcp" } }] }"#,
    );
    assert_eq!(said, "Not authorized to perform sts:AssumeRoleWithSAML");
}

#[test]
fn assuming_a_foreign_role_ends_after_the_resource() {
    let said = said(
        r#"{ "scenario": 1, "title": "t",
        "principals": {
          "carol": { "user": "arn:aws:iam::444455556666:user/carol" },
          "app": { "role": "arn:aws:iam::111122223333:role/app", "trust": { "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:user/carol" }, "Action": "sts:AssumeRole" }] } } },
        "cases": [{ "principal": "carol", "action": "sts:AssumeRole", "resource": "arn:aws:iam::111122223333:role/app" }] }"#,
    );
    assert_eq!(
        said,
        "User: arn:aws:iam::444455556666:user/carol is not authorized to perform: sts:AssumeRole on resource: \
         arn:aws:iam::111122223333:role/app"
    );
}
