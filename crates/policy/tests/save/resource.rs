//! Policies of buckets, keys, queues and other resources.

use iamwhy_policy::PolicyType;

use crate::{NOTHING, judged, policy};

fn of(service: &str, statement: &str) -> Vec<String> {
    judged(&policy(statement), PolicyType::Resource, Some(service))
}

#[test]
fn a_bucket_policy() {
    let statement = r#"
      {"Sid": "my sid", "Effect": "Allow", "Principal": {"AWS": "111122223333", "CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
       "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]},
      {"Effect": "Deny", "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/a"}, "Action": "s3:*", "Resource": "arn:aws:s3:::b*"},
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E123"},
       "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}"#;
    assert_eq!(of("s3", statement), NOTHING);
}

/// TYPE-6
#[test]
fn every_statement_says_whom_it_is_about() {
    let found = of("sqs", r#"{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#);
    assert_eq!(found, ["TYPE-6 Missing required field Principal"]);
}

/// PRIN-12
#[test]
fn not_principal_only_denies() {
    let found = of(
        "sqs",
        r#"{"Effect": "Allow", "NotPrincipal": {"AWS": "111122223333"}, "Action": "sqs:*", "Resource": "*"}"#,
    );
    assert_eq!(found.len(), 1);
    assert!(
        found
            .iter()
            .all(|refusal| refusal.starts_with("PRIN-12 `NotPrincipal` stands with `Deny` only"))
    );
}

/// PRIN-7, PRIN-8
#[test]
fn principals_that_only_others_know() {
    let principal = |service: &str, principal: &str| {
        of(
            service,
            &format!(
                r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "{service}:*", "Resource": "arn:aws:{service}:::b*"}}"#
            ),
        )
    };
    let provider = r#"{"Federated": "arn:aws:iam::111122223333:saml-provider/p"}"#;
    assert_eq!(principal("s3", provider), ["PRIN-7 Invalid principal in policy"]);
    assert_eq!(
        principal("sqs", r#"{"CanonicalUser": "ab"}"#),
        ["PRIN-8 Invalid principal in policy"]
    );
    assert_eq!(
        principal("s3", r#"{"CanonicalUser": "xyz"}"#),
        ["PRIN-8 Invalid principal in policy"]
    );
    assert_eq!(
        principal("s3", r#"{"AWS": "arn:aws:iam::111122223333:role/app-*"}"#),
        ["PRIN-5 Invalid principal in policy"]
    );
}

/// TYPE-7: some services take the resource to be the one that has the policy.
#[test]
fn resources_may_be_left_out_for_some_services() {
    let without = |service: &str| {
        of(
            service,
            &format!(r#"{{"Effect": "Allow", "Principal": "*", "Action": "{service}:Get*"}}"#),
        )
    };
    assert_eq!(without("ecr"), NOTHING);
    assert_eq!(without("sns"), NOTHING);
    assert_eq!(
        without("secretsmanager"),
        ["PARSE-22 Policy statement must contain resources."]
    );
    assert_eq!(without("s3"), ["PARSE-22 Missing required field Resource"]);
}

/// VALID-6: a service does not know the actions of others, and SNS wants those of a topic one by one.
#[test]
fn some_services_know_their_own_actions_only() {
    let with = |service: &str, element: &str, action: &str, resource: &str| {
        let statement = format!(
            r#"{{"Effect": "Deny", "Principal": "*", "{element}": ["*", "{action}"], "Resource": "{resource}"}}"#
        );
        of(service, &statement)
    };
    let (bucket, topic) = ("arn:aws:s3:::b/*", "arn:aws:sns:eu-west-1:111122223333:t");
    let invalid = "VALID-6 Policy has invalid action";
    assert_eq!(with("s3", "Action", "S3:GetObject", bucket), NOTHING);
    assert_eq!(with("s3", "Action", "EC2:*", bucket), [invalid]);
    assert_eq!(with("s3", "NotAction", "ec2:StartInstances", bucket), [invalid]);
    let out_of_scope = "VALID-6 Policy statement action out of service scope!";
    assert_eq!(with("sns", "Action", "sns:Subscribe", topic), NOTHING);
    assert_eq!(with("sns", "Action", "SNS:*", topic), [out_of_scope]);
    assert_eq!(with("sns", "Action", "sqs:SendMessage", topic), [out_of_scope]);
    assert_eq!(with("sqs", "Action", "s3:GetObject", "*"), NOTHING);
}

/// VALID-6: bucket actions need the bucket, object actions need objects.
#[test]
fn actions_and_resources_of_a_bucket_fit() {
    let pair = |action: &str, resource: &str| {
        of(
            "s3",
            &format!(r#"{{"Effect": "Allow", "Principal": "*", "Action": "{action}", "Resource": "{resource}"}}"#),
        )
    };
    let misfit = "VALID-6 Action does not apply to any resource(s) in statement";
    assert_eq!(pair("s3:GetObject", "arn:aws:s3:::b"), [misfit]);
    assert_eq!(pair("s3:ListBucket", "arn:aws:s3:::b/*"), [misfit]);
    assert_eq!(pair("s3:GetObject", "arn:aws:s3:::b*"), NOTHING);
    assert_eq!(pair("s3:Get*", "arn:aws:s3:::b"), NOTHING);
    assert_eq!(pair("s3:*", "*"), ["VALID-6 Policy has invalid resource"]);
    assert_eq!(
        pair("s3:*", "arn:aws:sqs:us-east-1:111122223333:q"),
        ["VALID-6 Policy has invalid resource"]
    );
    assert_eq!(pair("s3:*", "b"), ["VALID-4 Policy has invalid resource"]);
    assert_eq!(
        pair("GetObject", "arn:aws:s3:::b"),
        ["VALID-2 Policy has invalid action"]
    );
}

/// VALID-6
#[test]
fn a_queue_has_at_most_seven_actions_in_a_statement() {
    let actions = |count: usize| {
        let actions: Vec<String> = (0..count).map(|n| format!("\"sqs:A{n}\"")).collect();
        of(
            "sqs",
            &format!(
                r#"{{"Effect": "Allow", "Principal": "*", "Action": [{}], "Resource": "*"}}"#,
                actions.join(",")
            ),
        )
    };
    assert_eq!(actions(7), NOTHING);
    assert_eq!(
        actions(8),
        ["VALID-6 SQS stores at most 7 actions in a statement, not 8"]
    );
}

/// VALID-6: the caller may bypass the check, so this is a warning.
#[test]
fn a_key_policy_that_nobody_can_change() {
    let key = |effect: &str, action: &str| {
        of(
            "kms",
            &format!(
                r#"{{"Effect": "{effect}", "Principal": {{"AWS": "111122223333"}}, "Action": "{action}", "Resource": "*"}}"#
            ),
        )
    };
    assert_eq!(key("Allow", "kms:*"), NOTHING);
    assert_eq!(key("Allow", "KMS:Put*Policy"), NOTHING);
    assert_eq!(key("Allow", "kms:Decrypt"), ["(VALID-6)"]);
    assert_eq!(key("Deny", "kms:*"), ["(VALID-6)"]);
}

#[test]
fn two_statements_of_one_name_are_doubtful_outside_iam() {
    let statement = r#"{"Sid": "a b", "Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "*"}"#;
    assert_eq!(of("sns", &format!("{statement}, {statement}")), ["(PARSE-26)"]);
}
