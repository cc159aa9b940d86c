//! Policies of users, groups and roles.

use iamwhy_policy::PolicyType;

use crate::{NOTHING, inline, judged, policy};

#[test]
fn a_plain_policy_is_stored() {
    let statement = r#"{"Sid": "", "Effect": "Allow", "Action": ["s3:Get*", "*"], "Resource": ["*", "arn:aws:s3:::b/${aws:username}/*"]}"#;
    for kind in [
        PolicyType::Identity,
        PolicyType::Managed,
        PolicyType::Boundary,
        PolicyType::Session,
    ] {
        assert_eq!(judged(&policy(statement), kind, None), NOTHING, "{kind}");
    }
}

/// PARSE-21
#[test]
fn the_case_of_an_effect_fails_later_than_its_spelling() {
    let effect = |effect: &str| inline(&format!(r#"{{"Effect": {effect}, "Action": "*", "Resource": "*"}}"#));
    assert_eq!(effect(r#""allow""#), ["PARSE-21 The policy failed legacy parsing"]);
    assert_eq!(effect(r#""DENY""#), ["PARSE-21 The policy failed legacy parsing"]);
    assert_eq!(effect(r#""Permit""#), ["PARSE-21 Syntax errors in policy."]);
    assert_eq!(effect("1"), ["PARSE-21 Syntax errors in policy."]);
    assert_eq!(
        inline(r#"{"Action": "*", "Resource": "*"}"#),
        ["PARSE-21 Syntax errors in policy."]
    );
}

/// PARSE-26
#[test]
fn sids_are_letters_and_digits_and_unique() {
    let sids = |one: &str, two: &str| {
        let statement = |sid: &str| format!(r#"{{"Sid": {sid}, "Effect": "Allow", "Action": "*", "Resource": "*"}}"#);
        inline(&format!("{}, {}", statement(one), statement(two)))
    };
    let letters = "PARSE-26 Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
    assert_eq!(sids(r#""X""#, r#""x""#), NOTHING);
    assert_eq!(sids(r#""""#, r#""""#), NOTHING);
    assert_eq!(sids(r#""my sid""#, r#""x""#), [letters]);
    assert_eq!(
        sids(r#""X""#, r#""X""#),
        ["PARSE-26 Statement IDs (SID) in a single policy must be unique."]
    );
    assert_eq!(sids("1", r#""X""#), ["PARSE-26 Syntax errors in policy."]);
}

/// PARSE-4, PARSE-6
#[test]
fn managed_policies_need_the_current_version() {
    let with = |version: &str, kind| {
        let text = format!(r#"{{{version} "Statement": {{"Effect": "Allow", "Action": "*", "Resource": "*"}}}}"#);
        judged(&text, kind, None)
    };
    let refused = ["PARSE-6 Policy document must be version 2012-10-17 or greater."];
    for old in ["", r#""Version": "2008-10-17","#] {
        assert_eq!(with(old, PolicyType::Identity), NOTHING);
        assert_eq!(with(old, PolicyType::Session), NOTHING);
        assert_eq!(with(old, PolicyType::Managed), refused);
        assert_eq!(with(old, PolicyType::Boundary), refused);
    }
    assert_eq!(with(r#""Version": "2012-10-17","#, PolicyType::Managed), NOTHING);
    assert_eq!(
        with(r#""Version": "2020-01-01","#, PolicyType::Managed),
        ["PARSE-4 Syntax errors in policy."]
    );
    assert_eq!(
        with(r#""Version": 2012,"#, PolicyType::Identity),
        ["PARSE-4 Syntax errors in policy."]
    );
}

/// PARSE-7, UND-25
#[test]
fn an_id_is_stored_though_the_grammar_forbids_it() {
    let with = |id: &str, kind| {
        let text = format!(
            r#"{{"Version": "2012-10-17", "Id": {id}, "Statement": {{"Effect": "Allow", "Action": "*", "Resource": "*"}}}}"#
        );
        judged(&text, kind, None)
    };
    assert_eq!(with(r#""x""#, PolicyType::Identity), ["(PARSE-7)"]);
    assert_eq!(with("1", PolicyType::Identity), ["PARSE-7 Syntax errors in policy."]);
    assert_eq!(with(r#""x""#, PolicyType::Scp), ["TYPE-1 Syntax errors in policy."]);
}

/// PARSE-22, PARSE-24
#[test]
fn one_of_action_and_not_action_and_one_of_resource_and_not_resource() {
    let syntax = "PARSE-22 Syntax errors in policy.";
    let statement = |elements: &str| inline(&format!(r#"{{"Effect": "Allow", {elements}}}"#));
    assert_eq!(
        statement(r#""Action": "*", "NotAction": [], "Resource": "*""#),
        [syntax, "(PARSE-24)"]
    );
    assert_eq!(
        statement(r#""Action": "*", "Resource": "*", "NotResource": "*""#),
        [syntax]
    );
    assert_eq!(
        statement(r#""Resource": "*""#),
        ["PARSE-22 Policy statement must contain actions."]
    );
    assert_eq!(
        statement(r#""Action": [], "Resource": "*""#),
        ["PARSE-24 Policy statement must contain actions."]
    );
    assert_eq!(
        statement(r#""Action": "*""#),
        ["PARSE-22 Policy statement must contain resources."]
    );
    assert_eq!(
        statement(r#""Action": "*", "Resource": []"#),
        ["PARSE-24 Policy statement must contain resources."]
    );
    assert_eq!(statement(r#""NotAction": "*", "NotResource": []"#), ["(PARSE-24)"]);
}

/// PARSE-8, PARSE-1, PARSE-2, PARSE-20, PARSE-10
#[test]
fn the_form_of_the_document() {
    let good = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
    let cases = [
        ("[]".to_owned(), "PARSE-1"),
        ("{".to_owned(), "PARSE-1"),
        (format!(r#"{{"Statement": [{good},]}}"#), "PARSE-1"),
        ("{}".to_owned(), "PARSE-8"),
        (r#"{"Statement": []}"#.to_owned(), "PARSE-8"),
        (r#"{"Statement": ["x"]}"#.to_owned(), "PARSE-8"),
        (format!(r#"{{"Statement": {good}, "statement": {good}}}"#), "PARSE-2"),
        (format!(r#"{{"Statement": {good}, "Statement": {good}}}"#), "PARSE-10"),
        (
            r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Resource": "*"}}"#.to_owned(),
            "PARSE-10",
        ),
        (
            r#"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Resources": "*"}}"#.to_owned(),
            "PARSE-20",
        ),
    ];
    for (text, rule) in cases {
        let found = judged(&text, PolicyType::Identity, None);
        assert_eq!(
            found.first(),
            Some(&format!("{rule} Syntax errors in policy.")),
            "{text}"
        );
    }
}

/// PARSE-9
#[test]
fn characters_beyond_latin_1_are_refused_by_iam() {
    let statement =
        r#"{"Sid": "é", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/…"}"#;
    let found = inline(statement);
    assert_eq!(
        found.first().map(String::as_str),
        Some(
            "PARSE-9 The specified value for policyDocument is invalid. It must contain only printable ASCII characters."
        )
    );
    assert_eq!(judged(&policy(statement), PolicyType::Resource, Some("s3")), NOTHING);
}

/// TYPE-2, PRIN-12
#[test]
fn identity_policies_name_no_principal() {
    let with = |name: &str| {
        inline(&format!(
            r#"{{"Effect": "Deny", "{name}": "*", "Action": "*", "Resource": "*"}}"#
        ))
    };
    assert_eq!(
        with("Principal"),
        ["TYPE-2 Policy document should not specify a principal."]
    );
    assert_eq!(
        with("NotPrincipal"),
        ["PRIN-12 Policy document should not specify a principal."]
    );
}

/// AMEND-1: session policies need whole ARNs.
#[test]
fn short_arns_are_stored_except_in_session_policies() {
    let text = policy(r#"{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:sqs:us-east-1"}"#);
    assert_eq!(judged(&text, PolicyType::Identity, None), NOTHING);
    let found = judged(&text, PolicyType::Session, None);
    assert_eq!(found.len(), 1);
    assert!(found.iter().all(|refusal| refusal.starts_with("RES-8 ")));
}
