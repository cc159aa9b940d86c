//! What a paste is recognised as.
#![expect(clippy::panic, reason = "a test may fail loudly")]

use iamwhy_import::{Confidence, Foreign, Pasted, PastedPolicy, recognise};
use iamwhy_policy::{Json, PolicyType};

fn policy(text: &str) -> PastedPolicy {
    match recognise(text) {
        Pasted::Policy(policy) => {
            if let Some(span) = policy.span {
                assert_eq!(&text[span.start as usize..span.end as usize], policy.text, "the span");
            }
            policy
        }
        other => panic!("{text}\n{other:?}"),
    }
}

fn statement(body: &str) -> String {
    format!(r#"{{"Version": "2012-10-17", "Statement": [{{{body}}}]}}"#)
}

/// The first guess: its type, and its service.
fn first(text: &str) -> (PolicyType, Option<String>) {
    let policy = policy(text);
    let guesses = &policy.guesses;
    assert!(
        guesses.windows(2).all(|pair| pair[0].confidence >= pair[1].confidence),
        "{guesses:?}"
    );
    assert!(guesses.iter().all(|guess| !guess.why.is_empty()));
    (guesses[0].kind, guesses[0].service.clone())
}

#[test]
fn the_shape_tells_the_type() {
    let of = |service: &str| (PolicyType::Resource, Some(service.to_owned()));
    let plain = |kind| (kind, None);
    let rows = [
        (
            r#""Effect": "Allow", "Action": "s3:GetObject", "Resource": "*""#,
            plain(PolicyType::Identity),
        ),
        (
            r#""Effect": "Deny", "NotAction": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}"#,
            plain(PolicyType::Scp),
        ),
        (
            r#""Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a"}}"#,
            plain(PolicyType::Rcp),
        ),
        (
            r#""Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole""#,
            plain(PolicyType::Trust),
        ),
        (
            r#""Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/x"}, "Action": "sts:AssumeRoleWithWebIdentity""#,
            plain(PolicyType::Trust),
        ),
        (
            r#""Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-site/*""#,
            of("s3"),
        ),
        (
            r#""Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::acme-site", "arn:aws:s3:::acme-site/*"]"#,
            of("s3"),
        ),
        (
            r#""Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*""#,
            of("kms"),
        ),
        (
            r#""Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "SQS:*", "Resource": "arn:aws:sqs:eu-west-1:111122223333:jobs""#,
            of("sqs"),
        ),
        (
            r#""Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*""#,
            plain(PolicyType::VpcEndpoint),
        ),
        (
            r#""Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:eu-west-1:111122223333:accesspoint/ap/object/*""#,
            plain(PolicyType::AccessPoint),
        ),
        (
            r#""Effect": "Allow", "Action": "iam:CreateRole", "Resource": "*", "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/b"}}"#,
            plain(PolicyType::Identity),
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(first(&statement(body)), expected, "{body}");
    }
}

#[test]
fn nothing_is_certain_that_could_be_something_else() {
    let same = policy(&statement(
        r#""Effect": "Allow", "Action": "s3:GetObject", "Resource": "*""#,
    ));
    let kinds: Vec<PolicyType> = same.guesses.iter().map(|guess| guess.kind).collect();
    for kind in [
        PolicyType::Identity,
        PolicyType::Boundary,
        PolicyType::Session,
        PolicyType::Scp,
    ] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert!(same.guesses.iter().all(|guess| guess.confidence < Confidence::Certain));
    let deny = policy(&statement(r#""Effect": "Deny", "Action": "s3:*", "Resource": "*""#));
    assert_eq!(deny.guesses[0].kind, PolicyType::Scp);
    assert!(deny.guesses.iter().any(|guess| guess.kind == PolicyType::Identity));
}

#[test]
fn outputs_of_commands_are_opened() {
    let inner = statement(r#""Effect": "Allow", "Action": "s3:GetObject", "Resource": "*""#);
    let bucket =
        statement(r#""Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*""#);
    let trust = statement(r#""Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole""#);
    let text = |document: &str| document.replace('"', "\\\"");
    let encoded: String = inner.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let rows = [
        (
            format!(r#"{{"PolicyVersion": {{"Document": {inner}, "VersionId": "v3"}}}}"#),
            PolicyType::Managed,
            &inner,
        ),
        (
            format!(r#"{{"PolicyVersion": {{"Document": "{encoded}"}}}}"#),
            PolicyType::Managed,
            &inner,
        ),
        (
            format!(r#"{{"RoleName": "app", "PolicyName": "p", "PolicyDocument": {inner}}}"#),
            PolicyType::Identity,
            &inner,
        ),
        (
            format!(r#"{{"Role": {{"RoleName": "app", "AssumeRolePolicyDocument": {trust}}}}}"#),
            PolicyType::Trust,
            &trust,
        ),
        (
            format!(r#"{{"Policy": "{}"}}"#, text(&bucket)),
            PolicyType::Resource,
            &bucket,
        ),
        (
            format!(
                r#"{{"Policy": {{"PolicySummary": {{"Id": "p-1", "Arn": "arn:x", "Name": "lock", "Type": "SERVICE_CONTROL_POLICY"}}, "Content": "{}"}}}}"#,
                text(&inner)
            ),
            PolicyType::Scp,
            &inner,
        ),
        (
            format!(r#"{{"Policy": {{"Content": "{}"}}}}"#, text(&inner)),
            PolicyType::Identity,
            &inner,
        ),
        (
            format!(r#"{{"Attributes": {{"Policy": "{}"}}}}"#, text(&bucket)),
            PolicyType::Resource,
            &bucket,
        ),
        (
            format!(
                r#"{{"VpcEndpoints": [{{"VpcEndpointId": "vpce-1", "PolicyDocument": "{}"}}]}}"#,
                text(&bucket)
            ),
            PolicyType::VpcEndpoint,
            &bucket,
        ),
        (
            format!("Policy of the app:\n```json\n{inner}\n```\nplease look"),
            PolicyType::Identity,
            &inner,
        ),
        (format!("$ cat app.json\n{inner}\n$"), PolicyType::Identity, &inner),
        (format!("\"{}\"", text(&inner)), PolicyType::Identity, &inner),
        (encoded.clone(), PolicyType::Identity, &inner),
        (format!("\u{feff}\r\n {inner} \n"), PolicyType::Identity, &inner),
    ];
    for (paste, kind, document) in rows {
        let found = policy(&paste);
        assert_eq!(found.text, *document, "{paste}");
        assert_eq!(found.guesses[0].kind, kind, "{paste}");
    }
    let named = policy(&format!(
        r#"{{"RoleName": "app", "PolicyName": "p", "PolicyDocument": {inner}}}"#
    ));
    assert_eq!(
        (named.name.as_deref(), named.guesses[0].confidence),
        (Some("p"), Confidence::Certain)
    );
}

#[test]
fn statements_alone_become_a_policy() {
    for paste in [
        r#"{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}"#,
        r#"[{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, {"Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"}]"#,
    ] {
        let found = policy(paste);
        let json = Json::read(found.text.as_str()).unwrap();
        assert!(json.get(json.root(), "Statement").is_some() && found.span.is_none());
        assert!(found.notes[0].contains("only statements were pasted"));
    }
}

#[test]
fn a_broken_policy_is_still_one() {
    let paste = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\" \"Resource\": \"*\"}]\n}";
    let found = policy(paste);
    assert_eq!(found.text, paste);
    assert!(
        found.notes[0].starts_with("this is not JSON yet: line 3, column "),
        "{:?}",
        found.notes
    );
    let found = policy(&statement(r#""Effect": "Allow", "Action": "s3:*", "Resorce": "*""#));
    assert!(found.notes[0].contains("did you mean `Resource`"), "{:?}", found.notes);
}

#[test]
fn scenarios_and_links() {
    let scenario = r#"{"scenario": 1, "title": "t", "cases": []}"#;
    assert_eq!(
        recognise(&format!("```\n{scenario}\n```")),
        Pasted::Scenario(format!("{scenario}\n"))
    );
    let link = "https://iamwhy.example/play/#v1.abc-DEF_1";
    assert_eq!(
        recognise(&format!(" {link}\n")),
        Pasted::ShareLink {
            fragment: "v1.abc-DEF_1".to_owned()
        }
    );
    assert!(!matches!(
        recognise("https://eu-west-1.console.aws.amazon.com/iam/home#/roles"),
        Pasted::ShareLink { .. }
    ));
}

#[test]
fn what_comes_later_is_named() {
    let rows = [
        (
            r#"{"eventVersion": "1.11", "eventSource": "s3.amazonaws.com", "eventName": "GetObject"}"#,
            Foreign::CloudTrail,
        ),
        (
            r#"{"Records": [{"eventSource": "s3.amazonaws.com", "eventName": "GetObject"}]}"#,
            Foreign::CloudTrail,
        ),
        (
            r#"{"Events": [{"EventId": "1", "CloudTrailEvent": "{}"}]}"#,
            Foreign::CloudTrail,
        ),
        (
            r#"{"allowed": false, "explicitDeny": false, "matchedStatements": {"items": []}, "context": {}}"#,
            Foreign::DecodedMessage,
        ),
        (r#"{"DecodedMessage": "{\"allowed\":false}"}"#, Foreign::DecodedMessage),
        (
            r#"{"evaluations": [{"action": "s3:GetObject", "evaluatedEffect": "Deny"}]}"#,
            Foreign::RequestAuthorizationDetails,
        ),
        (
            r#"{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {}}"#,
            Foreign::TerraformPlan,
        ),
        (
            "resource \"aws_iam_policy\" \"p\" {\n  policy = jsonencode({ Statement = [] })\n}",
            Foreign::TerraformSource,
        ),
        (
            "  policy = <<EOF\n{\"Version\": \"2012-10-17\"}\nEOF",
            Foreign::TerraformSource,
        ),
        (
            r#"{"Resources": {"Role": {"Type": "AWS::IAM::Role"}}}"#,
            Foreign::CloudFormation,
        ),
        (
            "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  R:\n    Type: AWS::IAM::Role",
            Foreign::CloudFormation,
        ),
        (
            r#"{"UserDetailList": [], "RoleDetailList": []}"#,
            Foreign::AccountDetails,
        ),
        (
            r#"{"Policies": [{"Id": "p-1", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": false}]}"#,
            Foreign::Organizations,
        ),
        (
            r#"{"findings": [{"resourceType": "AWS::S3::Bucket"}]}"#,
            Foreign::AccessAnalyzer,
        ),
    ];
    for (paste, expected) in rows {
        match recognise(paste) {
            Pasted::Later(later) => {
                assert_eq!(later.what, expected, "{paste}");
                assert!(
                    later.sentence.contains("not") || later.sentence.contains("`iamwhy import`"),
                    "{}",
                    later.sentence
                );
                assert!(later.denial.is_none());
            }
            other => panic!("{paste}\n{other:?}"),
        }
    }
}

#[test]
fn the_message_in_an_event_is_read() {
    let paste = r#"{"eventVersion": "1.11", "eventSource": "sqs.amazonaws.com", "eventName": "SendMessage", "errorCode": "AccessDenied",
        "errorMessage": "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:jobs because no identity-based policy allows the sqs:SendMessage action"}"#;
    let Pasted::AccessDenied(denial) = recognise(paste) else {
        panic!()
    };
    assert_eq!(denial.layer(), Some("identity"));
}

#[test]
fn what_cannot_be_read_is_said() {
    let rows = [
        ("", "nothing"),
        ("  \n\t", "nothing"),
        ("arn:aws:s3:::acme-logs", "an ARN"),
        ("111122223333", "an account id"),
        ("s3:GetObject", "an action"),
        (
            "Version: '2012-10-17'\nStatement:\n  - Effect: Allow",
            "a policy in YAML",
        ),
        ("AWS_SECRET_ACCESS_KEY=x", "credentials"),
        (r#"{"AttachedPolicies": [{"PolicyName": "p"}]}"#, "JSON of another kind"),
        (r#"{"a": }"#, "JSON that breaks off or has a mistake"),
        ("hello there", "text of another kind"),
        (
            "<!DOCTYPE html>\n<html><title>403 Forbidden</title></html>",
            "a web page",
        ),
    ];
    for (paste, expected) in rows {
        match recognise(paste) {
            Pasted::Unknown(unknown) => {
                assert_eq!(unknown.seen, expected, "{paste}");
                assert!(!unknown.why.is_empty());
            }
            other => panic!("{paste}\n{other:?}"),
        }
    }
    let blob = "Abc-_1".repeat(100);
    assert!(matches!(recognise(&blob), Pasted::Unknown(unknown) if unknown.seen == "an encoded authorization message"));
}
