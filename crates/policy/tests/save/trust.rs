//! Trust policies of roles.

use iamwhy_policy::PolicyType;

use crate::{NOTHING, judged, policy};

fn trust(elements: &str) -> Vec<String> {
    judged(
        &policy(&format!(r#"{{"Effect": "Allow", {elements}}}"#)),
        PolicyType::Trust,
        None,
    )
}

fn trusting(principal: &str) -> Vec<String> {
    trust(&format!(r#""Action": "sts:AssumeRole", "Principal": {principal}"#))
}

#[test]
fn whom_a_role_may_trust() {
    for principal in [
        r#"{"Service": "ec2.amazonaws.com"}"#,
        r#"{"AWS": ["111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/a/b"]}"#,
        r#"{"AWS": "arn:aws-cn:iam::111122223333:role/path/to/r"}"#,
        r#"{"AWS": "arn:aws:sts::111122223333:assumed-role/r/session"}"#,
        r#"{"AWS": "arn:aws:sts::111122223333:federated-user/f"}"#,
        r#"{"AWS": "AROAEXAMPLEEXAMPLE1234"}"#,
        r#"{"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}"#,
        r#"{"Federated": ["cognito-identity.amazonaws.com", "arn:aws:iam::111122223333:saml-provider/p"]}"#,
        r#"{"AWS": []}"#,
    ] {
        assert_eq!(trusting(principal), NOTHING, "{principal}");
    }
}

/// PRIN-13
#[test]
fn trusting_everybody_is_doubtful_and_denying_everybody_is_not() {
    assert_eq!(trusting(r#""*""#), ["(PRIN-13)"]);
    assert_eq!(trusting(r#"{"AWS": "*"}"#), ["(PRIN-13)"]);
    let deny = policy(r#"{"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}"#);
    assert_eq!(judged(&deny, PolicyType::Trust, None), NOTHING);
}

#[test]
fn whom_no_role_can_trust() {
    let cases = [
        (r#""111122223333""#, "PRIN-1", "\"Principal\":\"111122223333\""),
        (r#"{"aws": "111122223333"}"#, "PRIN-1", "\"aws\":\"111122223333\""),
        (r#"{"AWS": "alice"}"#, "PRIN-1", "\"AWS\":\"alice\""),
        (r#"{"AWS": "1234"}"#, "PRIN-1", "\"AWS\":\"1234\""),
        (
            r#"{"AWS": ["arn:aws:iam::111122223333:role/*"]}"#,
            "PRIN-5",
            "\"AWS\":\"arn:aws:iam::111122223333:role/*\"",
        ),
        (
            r#"{"AWS": "arn:aws:iam::*:root"}"#,
            "PRIN-5",
            "\"AWS\":\"arn:aws:iam::*:root\"",
        ),
        (
            r#"{"AWS": "arn:aws:iam::111122223333:group/g"}"#,
            "PRIN-9",
            "\"AWS\":\"arn:aws:iam::111122223333:group/g\"",
        ),
        (
            r#"{"AWS": "arn:aws:sts::111122223333:assumed-role/a/b/c"}"#,
            "PRIN-3",
            "\"AWS\":\"arn:aws:sts::111122223333:assumed-role/a/b/c\"",
        ),
        (r#"{"Service": "*"}"#, "PRIN-6", "\"Service\":\"*\""),
        (r#"{"Service": "ec2"}"#, "PRIN-6", "\"Service\":\"ec2\""),
        (
            r#"{"Federated": "example.com"}"#,
            "PRIN-7",
            "\"Federated\":\"example.com\"",
        ),
        (r#"{"Federated": "*"}"#, "PRIN-7", "\"Federated\":\"*\""),
        (r#"{"CanonicalUser": "ab"}"#, "PRIN-8", "\"CanonicalUser\":\"ab\""),
    ];
    for (principal, rule, named) in cases {
        assert_eq!(
            trusting(principal),
            [format!("{rule} Invalid principal in policy: {named}")],
            "{principal}"
        );
    }
}

/// TYPE-3, PRIN-12 and the rest of the trust policy's row.
#[test]
fn elements() {
    let principal = r#""Principal": {"Service": "ec2.amazonaws.com"}"#;
    assert_eq!(
        trust(&format!(r#"{principal}, "Action": "sts:AssumeRole", "Resource": "*""#)),
        ["TYPE-3 Has prohibited field Resource"]
    );
    assert_eq!(
        trust(&format!(
            r#"{principal}, "Action": "sts:AssumeRole", "NotResource": "*""#
        )),
        ["TYPE-3 Has prohibited field NotResource"]
    );
    assert_eq!(
        trust(r#""NotPrincipal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole""#),
        ["PRIN-12 Has prohibited field NotPrincipal"]
    );
    assert_eq!(
        trust(r#""Action": "sts:AssumeRole""#),
        ["TYPE-1 Missing required field Principal"]
    );
    assert_eq!(trust(principal), ["PARSE-22 Policy statement must contain actions."]);
}

#[test]
fn only_actions_of_sts() {
    let action = |action: &str| {
        trust(&format!(
            r#""Principal": {{"Service": "ec2.amazonaws.com"}}, "Action": {action}"#
        ))
    };
    let refused = "STS-12 AssumeRole policy may only specify STS AssumeRole actions.";
    assert_eq!(action(r#"["sts:AssumeRole", "STS:TagSession", "sts:*"]"#), NOTHING);
    assert_eq!(action(r#"["sts:AssumeRole", "s3:GetObject"]"#), [refused]);
    assert_eq!(action(r#""*""#), [refused]);
}
