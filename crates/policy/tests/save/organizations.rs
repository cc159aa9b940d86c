//! Service control policies and resource control policies.

use iamwhy_policy::PolicyType;

use crate::{NOTHING, judged, policy};

fn rules(text: &str, kind: PolicyType) -> Vec<String> {
    let found = judged(text, kind, None);
    found
        .iter()
        .map(|refusal| refusal.split(' ').next().unwrap_or_default().to_owned())
        .collect()
}

fn scp(elements: &str) -> Vec<String> {
    rules(&policy(&format!("{{{elements}}}")), PolicyType::Scp)
}

fn rcp(elements: &str) -> Vec<String> {
    rules(&policy(&format!("{{{elements}}}")), PolicyType::Rcp)
}

/// TYPE-4: the whole language since September 2025, but no principals.
#[test]
fn service_control_policies() {
    let bool = r#""Condition": {"Bool": {"aws:MultiFactorAuthPresent": true}}"#;
    assert_eq!(
        scp(&format!(
            r#""Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::b", {bool}"#
        )),
        NOTHING
    );
    assert_eq!(
        scp(r#""Sid": "my sid", "Effect": "Deny", "Action": "s3:*Object*", "Resource": "*""#),
        NOTHING
    );
    assert_eq!(
        scp(r#""Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*""#),
        ["TYPE-4"]
    );
    assert_eq!(
        scp(r#""Effect": "Deny", "NotPrincipal": {"AWS": "*"}, "Action": "*", "Resource": "*""#),
        ["PRIN-12"]
    );
    assert_eq!(scp(r#""Effect": "Deny", "Action": "*""#), ["PARSE-22"]);
}

/// AMEND-1: a short ARN needs a star at its end.
#[test]
fn short_arns() {
    let short = |arn: &str| format!(r#""Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "{arn}""#);
    let without = |arn: &str| short(arn).replace(r#""Principal": "*", "#, "");
    assert_eq!(scp(&without("arn:aws:sqs:*")), NOTHING);
    assert_eq!(scp(&without("arn:aws:sqs:us-east-1")), ["RES-8"]);
    assert_eq!(scp(&without("arn:*:sqs:*:*:*")), NOTHING);
    assert_eq!(rcp(&short("arn:aws:sqs:*")), ["RES-8"]);
    assert_eq!(rcp(&short("arn:aws:sqs:*:*:*")), NOTHING);
}

#[test]
fn both_need_the_current_version() {
    let old = r#"{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}}"#;
    assert_eq!(rules(old, PolicyType::Rcp), ["PARSE-6"]);
    assert_eq!(
        rules(&old.replace(r#""Principal": "*", "#, ""), PolicyType::Scp),
        ["PARSE-6"]
    );
}

/// TYPE-5
#[test]
fn resource_control_policies_only_deny_and_deny_everybody() {
    assert_eq!(
        rcp(r#""Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*""#),
        NOTHING
    );
    assert_eq!(
        rcp(r#""Effect": "Deny", "Principal": "*", "Action": "s3:G*t?bject", "NotResource": "*""#),
        NOTHING
    );
    let refused = [
        r#""Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*""#,
        r#""Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*""#,
        r#""Effect": "Deny", "Principal": "*", "Action": "*:*", "Resource": "*""#,
        r#""Effect": "Deny", "Principal": "*", "NotAction": "s3:*", "Resource": "*""#,
        r#""Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:*", "Resource": "*""#,
        r#""Effect": "Deny", "NotPrincipal": "*", "Action": "s3:*", "Resource": "*""#,
        r#""Effect": "Deny", "Action": "s3:*", "Resource": "*""#,
    ];
    for elements in refused {
        assert_eq!(rcp(elements), ["TYPE-5"], "{elements}");
    }
    assert_eq!(
        rcp(r#""Effect": "Deny", "Principal": "*", "Action": "s3:*""#),
        ["PARSE-22"]
    );
}
