//! IAM's messages about actions and resources (VALID-2 to VALID-5).

use crate::{NOTHING, inline};

fn action(text: &str) -> Vec<String> {
    inline(&format!(
        r#"{{"Effect": "Allow", "Action": "{text}", "Resource": "*"}}"#
    ))
}

fn resource(text: &str) -> Vec<String> {
    inline(&format!(
        r#"{{"Effect": "Allow", "Action": "*", "Resource": "{text}"}}"#
    ))
}

#[test]
fn actions_have_a_prefix() {
    let vendor = "VALID-2 Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    assert_eq!(action("GetObject"), [vendor]);
    assert_eq!(action(""), [vendor]);
    assert_eq!(action("**"), [vendor]);
    assert_eq!(
        action("s3:Get:Object"),
        ["VALID-2 Actions/Condition can contain only one colon."]
    );
    assert_eq!(action("s*:Get*"), ["VALID-2 Vendor s* is not valid"]);
    assert_eq!(action("my service:Get"), ["VALID-2 Vendor my service is not valid"]);
}

/// VALID-3: they match nothing, but nobody checks that.
#[test]
fn actions_that_do_not_exist_are_stored() {
    for text in [
        "*",
        "*:*",
        "*:Get*",
        "foo:Bar",
        "s3:GetObject ",
        "s3:GetObject, PutObject",
        "execute-api:",
        "a.b-c:*",
    ] {
        assert_eq!(action(text), NOTHING, "{text}");
    }
}

#[test]
fn resources_are_arns() {
    assert_eq!(
        resource("bucket"),
        ["VALID-4 Resource bucket must be in ARN format or \"*\"."]
    );
    assert_eq!(resource("**"), ["VALID-4 Resource ** must be in ARN format or \"*\"."]);
    assert_eq!(
        resource("arn:xyz:s3:::b"),
        ["VALID-4 Partition \"xyz\" is not valid for resource \"arn:xyz:s3:::b\"."]
    );
    assert_eq!(
        resource("arn:xyz"),
        ["VALID-4 Partition \"xyz\" is not valid for resource \"arn:xyz:*:*:*:*\"."]
    );
    let vendor = "VALID-4 Resource vendor must be fully qualified and cannot contain regexes.";
    assert_eq!(resource("arn:aws"), [vendor]);
    assert_eq!(resource("arn:aws:s3*:::b"), [vendor]);
    assert_eq!(resource("arn:aws:s3*"), [vendor]);
}

#[test]
fn some_arns_have_no_region() {
    assert_eq!(
        resource("arn:aws:iam:us-east-1:111122223333:user/a"),
        ["VALID-4 IAM resource arn:aws:iam:us-east-1:111122223333:user/a cannot contain region information."]
    );
    assert_eq!(
        resource("arn:aws:s3:us-east-1::b"),
        ["VALID-4 Resource arn:aws:s3:us-east-1::b can not contain region information."]
    );
    assert_eq!(resource("arn:aws:s3:us-east-1:111122223333:accesspoint/a"), NOTHING);
}

#[test]
fn iam_resources_have_known_types() {
    let known = "VALID-4 IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, \
                 instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.";
    assert_eq!(resource("arn:aws:iam::111122223333:usr/a"), [known]);
    assert_eq!(resource("arn:aws:iam::111122223333:u*"), [known]);
    for text in ["user/a", "*", "role/${aws:username}", "oidc-provider/x"] {
        assert_eq!(
            resource(&format!("arn:aws:iam::${{aws:PrincipalAccount}}:{text}")),
            NOTHING,
            "{text}"
        );
    }
}

/// VALID-5
#[test]
fn short_and_unknown_arns_are_stored_but_none_with_a_hole() {
    for text in [
        "arn:aws:sqs",
        "arn:aws:fdsasf",
        "arn:aws:s33:::x",
        "arn:aws:sqs:us-east-1",
        "arn:aws:s3:::",
        "arn:aws-cn:s3:::b",
    ] {
        assert_eq!(resource(text), NOTHING, "{text}");
    }
    for text in ["arn:aws:s3::bucket", "arn:aws::us-east-1:1:x", "arn:aws:"] {
        assert_eq!(
            resource(text).first().map(String::as_str),
            Some("VALID-5 The policy failed legacy parsing"),
            "{text}"
        );
    }
}

/// RES-5
#[test]
fn a_wildcard_as_partition_is_doubtful() {
    assert_eq!(resource("arn:*:s3:::b"), ["(RES-5)"]);
}
