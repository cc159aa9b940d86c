//! What cases stand for.

use iamwhy_scenario::{
    ContextValue, Scenario,
    cases::{Asked, Cases, ExpandedCase},
    read,
};

#[expect(clippy::panic, reason = "a test that cannot read its own text has failed")]
fn scenario(context: &str, cases: &str) -> Scenario {
    let text = format!(
        r#"{{ "scenario": 1, "title": "t", "context": {{ {context} }},
"principals": {{
  "alice": {{ "user": "arn:aws:iam::111122223333:user/alice" }},
  "app": {{ "role": "arn:aws-cn:iam::111122223333:role/app" }} }},
"resources": {{
  "logs": {{ "arn": "arn:aws:s3:::logs", "encryptedWith": "key" }},
  "logs/deep": {{ "arn": "arn:aws:s3:::logs/deep" }},
  "plain": {{ "arn": "arn:aws:s3:::plain" }},
  "key": {{ "arn": "arn:aws:kms:eu-west-1:111122223333:key/1", "aliases": ["alias/app"] }} }},
"cases": [ {cases} ] }}"#
    );
    match read("s.json", &text) {
        Ok((scenario, _)) => scenario,
        Err(errors) => panic!("{}", errors[0]),
    }
}

/// Action, resource and `via` of each authorization.
fn asked(case: &ExpandedCase<'_>) -> Vec<String> {
    case.authorizations
        .iter()
        .map(|a| {
            let via = if a.via.is_empty() {
                String::new()
            } else {
                format!(" via {}", a.via.join(", "))
            };
            format!("{} {}{via}", a.action, a.resource)
        })
        .collect()
}

#[track_caller]
fn asks(case: &str, expected: &[&str]) {
    let scenario = scenario("", case);
    let cases = Cases::of(&scenario);
    let all: Vec<_> = cases.all().collect();
    assert_eq!(all.len(), 1);
    assert_eq!(asked(&all[0]), expected);
}

#[test]
fn resources_by_name_tail_and_arn() {
    for (resource, arn) in [
        ("logs", "arn:aws:s3:::logs"),
        ("logs/app/1.gz", "arn:aws:s3:::logs/app/1.gz"),
        ("logs/deep", "arn:aws:s3:::logs/deep"),
        ("logs/deep/x", "arn:aws:s3:::logs/deep/x"),
        ("arn:aws:s3:::other", "arn:aws:s3:::other"),
        ("*", "*"),
    ] {
        asks(
            &format!(r#"{{ "principal": "alice", "action": "s3:GetObject", "resource": "{resource}" }}"#),
            &[&format!("s3:GetObject {arn}")],
        );
    }
}

#[test]
fn the_resource_that_the_service_sends() {
    asks(
        r#"{ "principal": "alice", "action": "iam:ListUsers" }"#,
        &["iam:ListUsers arn:aws:iam::111122223333:user/"],
    );
    asks(
        r#"{ "principal": "app", "action": "IAM:listroles" }"#,
        &["IAM:listroles arn:aws-cn:iam::111122223333:role/"],
    );
    asks(
        r#"{ "principal": "alice", "action": "iam:ListUsers", "resource": "*" }"#,
        &["iam:ListUsers *"],
    );
    asks(
        r#"{ "principal": "alice", "action": "ec2:DescribeInstances" }"#,
        &["ec2:DescribeInstances *"],
    );
    asks(
        r#"{ "principal": "alice", "operation": "s3:ListBuckets" }"#,
        &["s3:ListAllMyBuckets arn:aws:s3:::*"],
    );
    // The region is part of what is sent; nobody says it here.
    asks(
        r#"{ "principal": "alice", "action": "sns:ListTopics" }"#,
        &["sns:ListTopics *"],
    );
    asks(
        r#"{ "principal": "alice", "action": "sns:ListTopics", "context": { "AWS:requestedregion": "eu-west-1" } }"#,
        &["sns:ListTopics arn:aws:sns:eu-west-1:111122223333:*"],
    );
}

#[test]
fn und_13_star() {
    let text = r#"{ "scenario": 1, "title": "t", "assume": { "UND-13": "star" },
        "cases": [{ "principal": "arn:aws:iam::111122223333:user/x", "action": "iam:ListUsers" }] }"#;
    let (scenario, _) = read("s.json", text).unwrap();
    let cases = Cases::of(&scenario);
    assert_eq!(asked(&cases.all().next().unwrap()), ["iam:ListUsers *"]);
}

#[test]
fn a_matrix_multiplies_and_the_last_varies_fastest() {
    let scenario = scenario(
        r#""aws:SourceIp": "10.0.0.1""#,
        r#"{ "name": "reads", "resource": "plain", "matrix": {
            "context.b:k": [true, null], "action": ["s3:GetObject", "s3:PutObject"], "principal": ["alice", "app"], "context.a:k": [1.0] },
            "expect": ["allow", "deny", "deny", "deny", "allow", "allow", "allow", "unknown"] }"#,
    );
    let cases = Cases::of(&scenario);
    let names: Vec<String> = cases.all().map(|case| case.name).collect();
    assert_eq!(
        names,
        [
            "reads (alice, s3:GetObject, a:k = 1.0, b:k = true)",
            "reads (alice, s3:GetObject, a:k = 1.0, b:k = absent)",
            "reads (alice, s3:PutObject, a:k = 1.0, b:k = true)",
            "reads (alice, s3:PutObject, a:k = 1.0, b:k = absent)",
            "reads (app, s3:GetObject, a:k = 1.0, b:k = true)",
            "reads (app, s3:GetObject, a:k = 1.0, b:k = absent)",
            "reads (app, s3:PutObject, a:k = 1.0, b:k = true)",
            "reads (app, s3:PutObject, a:k = 1.0, b:k = absent)",
        ]
    );
    let last = cases.all().last().unwrap();
    assert_eq!(
        last.expect.and_then(|e| e.decision()).map(|d| d.as_str()),
        Some("unknown")
    );
    let context: Vec<String> = last.authorizations[0]
        .context
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    assert_eq!(context, ["a:k=1.0", "aws:SourceIp=10.0.0.1", "b:k=absent"]);
}

#[test]
fn names_in_words() {
    let named = |case: &str| {
        let scenario = scenario("", case);
        Cases::of(&scenario).all().map(|case| case.name).collect::<Vec<_>>()
    };
    assert_eq!(
        named(r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "logs/x" }"#),
        ["alice calls s3:GetObject on logs/x"]
    );
    assert_eq!(
        named(r#"{ "principal": "alice", "action": "iam:ListUsers" }"#),
        ["alice calls iam:ListUsers"]
    );
    assert_eq!(
        named(
            r#"{ "principal": "alice", "matrix": { "action": ["s3:GetObject"], "context.aws:SourceIp": ["10.0.0.1"] } }"#
        ),
        ["alice calls s3:GetObject with aws:SourceIp = 10.0.0.1"]
    );
    assert_eq!(
        named(
            r#"{ "principal": "alice", "operation": { "name": "s3:CopyObject", "resources": { "source": "logs/a", "destination": "logs/b" } } }"#
        ),
        ["alice calls s3:CopyObject on logs/b, logs/a"]
    );
    assert_eq!(
        named(r#"{ "writes": { "type": "scp", "policy": "FullAWSAccess" } }"#),
        ["a document of type scp"]
    );
}

#[test]
fn context_of_the_case_wins_whatever_its_case() {
    let scenario = scenario(
        r#""aws:SourceIp": "10.0.0.1", "aws:UserAgent": "a""#,
        r#"{ "principal": "alice", "action": "s3:GetObject", "context": { "AWS:sourceip": "10.9.9.9" } }"#,
    );
    let cases = Cases::of(&scenario);
    let case = cases.all().next().unwrap();
    let context: Vec<String> = case.authorizations[0]
        .context
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    assert_eq!(context, ["AWS:sourceip=10.9.9.9", "aws:UserAgent=a"]);
}

#[test]
fn calls_carry_their_own_via_and_context() {
    let scenario = scenario(
        "",
        r#"{ "principal": "alice", "via": ["athena.amazonaws.com"], "context": { "a:k": "case" }, "call": [
            { "action": "s3:GetObject", "resource": "logs/x", "context": { "a:k": "call" } },
            { "action": "kms:Decrypt", "resource": "key", "via": ["s3.amazonaws.com"] } ] }"#,
    );
    let cases = Cases::of(&scenario);
    let case = cases.all().next().unwrap();
    assert_eq!(
        asked(&case),
        [
            "s3:GetObject arn:aws:s3:::logs/x via athena.amazonaws.com",
            "kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1 via s3.amazonaws.com",
        ]
    );
    assert_eq!(
        case.authorizations[0].context.get("a:k"),
        Some(&ContextValue::text("call"))
    );
    assert_eq!(
        case.authorizations[1].context.get("a:k"),
        Some(&ContextValue::text("case"))
    );
}

#[test]
fn operations_become_actions() {
    // ACT-5
    asks(
        r#"{ "principal": "alice", "operation": "s3:HeadObject", "resource": "plain/x" }"#,
        &["s3:GetObject arn:aws:s3:::plain/x"],
    );
    asks(
        r#"{ "principal": "alice", "operation": { "name": "s3:GetObject", "resources": { "object": "plain/x" }, "parameters": { "versionId": "v" } } }"#,
        &["s3:GetObjectVersion arn:aws:s3:::plain/x"],
    );
    asks(
        r#"{ "principal": "alice", "operation": { "name": "s3:DeleteObjects", "resources": { "objects": ["plain/x", "plain/y"] } } }"#,
        &[
            "s3:DeleteObject arn:aws:s3:::plain/x",
            "s3:DeleteObject arn:aws:s3:::plain/y",
        ],
    );
    asks(
        r#"{ "principal": "alice", "operation": "kms:Decrypt", "resource": "arn:aws:kms:eu-west-1:111122223333:alias/app" }"#,
        &["kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1"],
    );
    asks(
        r#"{ "principal": "alice", "operation": "glue:GetTable", "resource": "arn:aws:glue:eu-west-1:111122223333:table/db/t" }"#,
        &[
            "glue:GetTable arn:aws:glue:eu-west-1:111122223333:catalog",
            "glue:GetTable arn:aws:glue:eu-west-1:111122223333:database/db",
            "glue:GetTable arn:aws:glue:eu-west-1:111122223333:table/db/t",
        ],
    );
}

#[test]
fn permissions_beside_the_action_itself() {
    // STS-7
    asks(
        r#"{ "principal": "alice", "operation": { "name": "sts:AssumeRole", "parameters": { "tags": { "k": "v" }, "sourceIdentity": "alice" } },
            "resource": "arn:aws:iam::111122223333:role/app" }"#,
        &[
            "sts:AssumeRole arn:aws:iam::111122223333:role/app",
            "sts:TagSession arn:aws:iam::111122223333:role/app",
            "sts:SetSourceIdentity arn:aws:iam::111122223333:role/app",
        ],
    );
    // ACT-10
    asks(
        r#"{ "principal": "alice", "operation": { "name": "lambda:CreateFunction", "resources": {
            "function": "arn:aws:lambda:eu-west-1:111122223333:function:f", "role": "arn:aws:iam::111122223333:role/app" } } }"#,
        &[
            "lambda:CreateFunction arn:aws:lambda:eu-west-1:111122223333:function:f",
            "iam:PassRole arn:aws:iam::111122223333:role/app",
        ],
    );
}

#[test]
fn request_tags_go_where_aws_sends_them() {
    let scenario = scenario(
        "",
        r#"{ "principal": "alice", "tags": { "team": "pay" }, "operation": { "name": "ec2:CreateVolume", "resources": {
            "volume": "arn:aws:ec2:eu-west-1:111122223333:volume/*", "snapshot": "arn:aws:ec2:eu-west-1::snapshot/snap-1" } } }"#,
    );
    let cases = Cases::of(&scenario);
    let case = cases.all().next().unwrap();
    let tagged: Vec<(&str, bool)> = case
        .authorizations
        .iter()
        .map(|a| (a.action.as_str(), a.tags.is_some()))
        .collect();
    assert_eq!(
        tagged,
        [
            ("ec2:CreateVolume", true),
            ("ec2:CreateVolume", false),
            ("ec2:CreateTags", true)
        ]
    );
}

#[test]
fn keys_are_used_in_the_callers_name() {
    // RES-17
    let scenario = scenario(
        "",
        r#"{ "principal": "alice", "operation": { "name": "s3:CopyObject", "resources": { "source": "logs/a", "destination": "logs/deep/b" } } }"#,
    );
    let cases = Cases::of(&scenario);
    let case = cases.all().next().unwrap();
    assert_eq!(
        asked(&case),
        [
            "s3:GetObject arn:aws:s3:::logs/a",
            "kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1 via s3.amazonaws.com",
            "s3:PutObject arn:aws:s3:::logs/deep/b",
            "kms:GenerateDataKey arn:aws:kms:eu-west-1:111122223333:key/1 via s3.amazonaws.com",
        ]
    );
    let decrypt = &case.authorizations[1];
    assert_eq!(decrypt.asked, Asked::ByService);
    assert_eq!(
        decrypt.context.get("kms:ViaService"),
        Some(&ContextValue::text("s3.eu-west-1.amazonaws.com"))
    );
    assert_eq!(
        decrypt.context.get("kms:EncryptionContext:aws:s3:arn"),
        Some(&ContextValue::text("arn:aws:s3:::logs/a"))
    );
}

#[test]
fn the_governing_entry() {
    let scenario = scenario("", r#"{ "principal": "alice", "action": "s3:GetObject" }"#);
    let cases = Cases::of(&scenario);
    let governing = |arn: &str| cases.governing(arn).map(|(name, _)| name);
    assert_eq!(governing("arn:aws:s3:::logs"), Some("logs"));
    assert_eq!(governing("arn:aws:s3:::logs/deep/x"), Some("logs/deep"));
    assert_eq!(governing("arn:aws:s3:::logs/deeper"), Some("logs"));
    assert_eq!(governing("arn:aws:s3:::logs2"), None);
}
