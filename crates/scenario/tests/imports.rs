//! Policies, principals and the organization out of files of other tools.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use iamwhy_scenario::run::FileReport;
use iamwhy_scenario::{Files, Loaded, read_and_run};

/// Files by name.
struct These<'t>(&'t [(&'t str, &'t str)]);

impl Files for These<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found
            .map(|(_, text)| (*text).to_owned())
            .ok_or("no such file".to_owned())
    }
}

const ACCOUNT: &str = r#"{
  "UserDetailList": [ {
    "UserName": "alice", "UserId": "AIDAEXAMPLE", "Path": "/", "Arn": "arn:aws:iam::111122223333:user/alice",
    "GroupList": ["readers", "elsewhere"], "AttachedManagedPolicies": [],
    "PermissionsBoundary": { "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/only-s3" },
    "Tags": [ { "Key": "team", "Value": "pay" } ]
  } ],
  "GroupDetailList": [ {
    "GroupName": "readers", "Arn": "arn:aws:iam::111122223333:group/readers", "GroupPolicyList": [
      { "PolicyName": "read", "PolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AGet%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D" }
    ], "AttachedManagedPolicies": []
  } ],
  "RoleDetailList": [ {
    "RoleName": "app", "RoleId": "AROAEXAMPLE", "Path": "/svc/", "Arn": "arn:aws:iam::111122223333:role/svc/app",
    "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [
      { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/alice" }, "Action": "sts:AssumeRole" } ] },
    "RolePolicyList": [], "AttachedManagedPolicies": [
      { "PolicyName": "only-s3", "PolicyArn": "arn:aws:iam::111122223333:policy/only-s3" },
      { "PolicyName": "ReadOnlyAccess", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess" } ],
    "Tags": []
  } ],
  "Policies": [ {
    "PolicyName": "only-s3", "Arn": "arn:aws:iam::111122223333:policy/only-s3", "DefaultVersionId": "v2", "PolicyVersionList": [
      { "VersionId": "v2", "IsDefaultVersion": true, "Document": { "Version": "2012-10-17", "Statement": [
        { "Sid": "S3", "Effect": "Allow", "Action": "s3:*", "Resource": "*" } ] } },
      { "VersionId": "v1", "IsDefaultVersion": false, "Document": { "Version": "2012-10-17", "Statement": [] } } ]
  } ],
  "IsTruncated": false
}"#;

fn scenario(parts: &str, cases: &str) -> String {
    format!(r#"{{ "scenario": 1, "title": "t", {parts} "cases": [ {cases} ] }}"#)
}

fn run(text: &str, files: &[(&str, &str)]) -> FileReport {
    let report = read_and_run("s.json", text, &These(files));
    report
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        .unwrap()
}

fn errors(text: &str, files: &[(&str, &str)]) -> String {
    let found = read_and_run("s.json", text, &These(files)).err().unwrap_or_default();
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_user_of_an_account_export_has_its_groups_boundary_and_tags() {
    let text = scenario(
        r#""principals": { "alice": { "from": "accountDetails", "file": "account.json", "select": "user/alice" } },
           "resources": { "logs": { "arn": "arn:aws:s3:::logs", "account": "111122223333" } },"#,
        r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "logs/a", "expect": { "decision": "unknown", "unknowns": ["principals.alice.groups.elsewhere"] } },
           { "principal": "alice", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:q", "expect": { "decision": "implicitDeny" } }"#,
    );
    let report = run(&text, &[("account.json", ACCOUNT)]);
    for case in &report.cases {
        assert_eq!(case.passed, Some(true), "{case:#?}");
    }
}

#[test]
fn spans_point_into_the_export() {
    let text = scenario(
        r#""policies": { "Only": { "from": "accountDetails", "file": "account.json", "select": "only-s3" } },
           "principals": { "bob": { "user": "arn:aws:iam::111122223333:user/bob", "policies": ["Only"] } },"#,
        r#"{ "principal": "bob", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a", "expect": { "decision": "allow", "policy": "Only", "statement": "S3" } }"#,
    );
    let files = [("account.json", ACCOUNT)];
    let loaded = Loaded::load("s.json", &text, &These(&files)).unwrap();
    let only = loaded.policies.at("policies.Only").unwrap().known().unwrap();
    assert_eq!(only.file, "account.json");
    assert_eq!(only.json.position(only.json.span(only.root).start).line, 24);
    assert_eq!(only.arn.as_deref(), Some("arn:aws:iam::111122223333:policy/only-s3"));
    assert_eq!(run(&text, &files).cases[0].passed, Some(true));
    let text = scenario(
        r#""principals": { "alice": { "from": "accountDetails", "file": "account.json", "select": "alice" } },"#,
        r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a" }"#,
    );
    let loaded = Loaded::load("s.json", &text, &These(&files)).unwrap();
    let read = loaded
        .policies
        .at("principals.alice.groups.readers[0]")
        .unwrap()
        .known()
        .unwrap();
    assert_eq!(
        read.file,
        "account.json#/GroupDetailList/0/GroupPolicyList/0/PolicyDocument"
    );
    assert_eq!(read.name, "account.json#arn:aws:iam::111122223333:group/readers.read");
}

#[test]
fn a_role_has_its_trust_and_what_is_not_in_the_file_is_unknown() {
    let text = scenario(
        r#""principals": { "alice": { "from": "accountDetails", "file": "account.json", "select": "alice" },
                           "app": { "from": "accountDetails", "file": "account.json", "select": "arn:aws:iam::111122223333:role/svc/app" },
                           "ci": { "sessionOf": "app", "session": "ci" } },"#,
        r#"{ "principal": "alice", "action": "sts:AssumeRole", "resource": "arn:aws:iam::111122223333:role/svc/app", "expect": { "decision": "unknown", "unknowns": ["principals.alice.groups.elsewhere"] } },
           { "principal": "ci", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a", "expect": { "decision": "unknown", "unknowns": ["principals.app.policies[1]"] } }"#,
    );
    let report = run(&text, &[("account.json", ACCOUNT)]);
    let passed: Vec<_> = report.cases.iter().map(|case| (case.decision, case.passed)).collect();
    assert!(passed.iter().all(|(_, passed)| *passed == Some(true)), "{passed:?}");
}

#[test]
fn pages_of_an_export_stand_in_a_list() {
    let first = r#"{ "UserDetailList": [], "RoleDetailList": [], "IsTruncated": true, "Marker": "m" }"#;
    let text = scenario(
        r#""principals": { "app": { "from": "accountDetails", "file": "pages.json", "select": "role/app" } },"#,
        r#"{ "principal": "app", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a", "expect": "unknown" }"#,
    );
    let pages = format!("[{first}, {ACCOUNT}]");
    assert_eq!(run(&text, &[("pages.json", &pages)]).cases[0].passed, Some(true));
    assert_eq!(
        errors(&text, &[("pages.json", first)]),
        "s.json:1:55: no principal in this account export is named `role/app` (the export is cut off: `IsTruncated` is true) (at /principals/app); there are no principals in it"
    );
}

#[test]
fn what_can_be_wrong_with_an_import() {
    let policy = |select: &str, file: &str| {
        let text = scenario(
            &format!(
                r#""policies": {{ "A": {{ "from": "accountDetails", "file": "a.json", "select": "{select}" }} }},"#
            ),
            r#"{ "principal": "arn:aws:iam::111122223333:user/x", "action": "s3:GetObject", "resource": "*" }"#,
        );
        errors(&text, &[("a.json", file)])
    };
    assert_eq!(
        policy("only-s4", ACCOUNT),
        "s.json:1:51: no policy in this account export is named `only-s4` (at /policies/A); did you mean `only-s3`?"
    );
    assert_eq!(
        policy("svc", ACCOUNT),
        "s.json:1:51: no policy in this account export is named `svc` (at /policies/A); use `arn:aws:iam::111122223333:role/svc/app.AssumeRolePolicyDocument`"
    );
    assert_eq!(
        policy("x", "{ \"a\": 1 }"),
        "a.json:1:1: this is not the output of `aws iam get-account-authorization-details`; make it with `aws iam get-account-authorization-details --output json`"
    );
    assert_eq!(
        policy("x", "{ \"terraform_version\": \"1.9.0\", \"planned_values\": {} }"),
        "a.json:1:1: this is not the output of `aws iam get-account-authorization-details`; it looks like the JSON of a Terraform plan; write `\"from\": \"terraformPlan\"`"
    );
    assert_eq!(
        policy("x", r#"{ "RoleDetailList": [ { "RoleName": "r" } ] }"#),
        "a.json:1:23: a role here has no `Arn` (at /RoleDetailList/0); the file may be cut or filtered; export it again without `--query`"
    );
    let cut = &ACCOUNT[..ACCOUNT.len() / 2];
    assert!(policy("x", cut).starts_with("a.json:"), "{}", policy("x", cut));
}

#[test]
fn what_two_callers_have_from_one_template_is_told_apart() {
    let template = r#"{
  "Parameters": { "Stage": { "Type": "String" } },
  "Conditions": { "IsProd": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] } },
  "Resources": {
    "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "app",
    "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [
      { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } ] },
    "Policies": [ { "PolicyName": "P", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
      { "Fn::If": ["IsProd", { "Ref": "AWS::NoValue" },
        { "Sid": "DevOnly", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::dev/*" }] },
      { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } ] } } ] } } } }"#;
    let text = scenario(
        r#""principals": {
             "dev": { "from": "cloudFormation", "file": "t.json", "select": "Role", "parameters": { "Stage": "dev", "AWS::AccountId": "111122223333" } },
             "prod": { "from": "cloudFormation", "file": "t.json", "select": "Role", "parameters": { "Stage": "prod", "AWS::AccountId": "444455556666" } } },"#,
        r#"{ "principal": "dev", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a" },
           { "principal": "prod", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a" }"#,
    );
    let loaded = Loaded::load("s.json", &text, &These(&[("t.json", template)])).unwrap();
    let cases = iamwhy_scenario::cases::Cases::of(&loaded.scenario);
    let quoted = cases.all().map(|case| {
        let request = loaded.world.request(&loaded.program, &case, &case.authorizations[0]);
        let answer = iamwhy_explain::explain(&loaded.program, &request.unwrap()).unwrap();
        answer.quotes[0].lines.concat()
    });
    for lines in quoted {
        assert!(lines.contains(r#""Sid": "Read""#), "{lines}");
    }
}

/// AWS would see the value, not what stands for it: only that it is not known is to be said.
#[test]
fn nothing_is_wrong_with_what_nobody_knows_yet() {
    let warned = |value: &str| {
        let template = r#"{ "Parameters": { "P": { "Type": "String" } }, "Resources": {
            "Bucket": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "logs" } },
            "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "app",
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Principal": { "AWS": VALUE }, "Action": "sts:AssumeRole" } ] },
              "Policies": [ { "PolicyName": "P", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {
                  "IpAddress": { "aws:SourceIp": VALUE }, "DateLessThan": { "aws:CurrentTime": VALUE } } } ] } } ] } },
            "BucketPolicy": { "Type": "AWS::S3::BucketPolicy", "Properties": { "Bucket": { "Ref": "Bucket" },
              "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Principal": { "AWS": VALUE }, "Action": "s3:GetObject", "Resource": VALUE },
                { "Effect": "Allow", "Principal": { "Service": VALUE }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*" }
              ] } } } } }"#;
        let template = template.replace("VALUE", value);
        let from = |name: &str| {
            format!(
                r#"{{ "from": "cloudFormation", "file": "t.json", "select": "{name}", "parameters": {{ "AWS::AccountId": "111122223333" }} }}"#
            )
        };
        let text = scenario(
            &format!(
                r#""principals": {{ "app": {} }}, "resources": {{ "logs": {{ "arn": "arn:aws:s3:::logs", "account": "111122223333", "policy": {} }} }},"#,
                from("Role"),
                from("BucketPolicy")
            ),
            r#"{ "principal": "app", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a",
                 "context": { "aws:SourceIp": "203.0.113.7", "aws:CurrentTime": "2026-11-01T00:00:00Z" } }"#,
        );
        let report = run(&text, &[("t.json", &template)]);
        let rules = report.cases[0].authorizations[0]
            .warnings
            .iter()
            .map(|own| own.rule.clone());
        rules.collect::<Vec<_>>()
    };
    let open = warned(r#"{ "Ref": "P" }"#);
    assert!(
        !open.is_empty() && open.iter().all(|rule| rule == "MODEL-8"),
        "{open:?}"
    );
    // What the author wrote is still read.
    let wrong = warned(r#""nothing""#);
    for rule in ["IP-5", "DATE-1", "PARSE-33"] {
        assert!(wrong.iter().any(|own| own == rule), "{wrong:?}");
    }
}

/// A value that comes only with the deployment may be any: where it decides, nobody knows, and where it does not, it does not matter.
#[test]
fn a_value_that_nobody_knows_yet_is_unknown_where_it_decides() {
    let template = r#"{ "AWSTemplateFormatVersion": "2010-09-09", "Parameters": { "P": { "Type": "String" }, "Team": { "Type": "String" } },
      "Resources": { "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "app",
        "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [] },
        "Policies": [ { "PolicyName": "P", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
          { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": { "Fn::Sub": "arn:aws:s3:::${P}/*" } },
          { "Sid": "Team", "Effect": "Deny", "Action": "s3:*", "Resource": "*",
            "Condition": { "StringNotEquals": { "aws:PrincipalTag/team": { "Ref": "Team" } } } },
          { "Sid": "Logs", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*" } ] } } ] } } } }"#;
    let text = scenario(
        r#""principals": { "app": { "from": "cloudFormation", "file": "t.json", "select": "Role", "parameters": { "AWS::AccountId": "111122223333" } } },
           "resources": { "logs": { "arn": "arn:aws:s3:::logs", "account": "111122223333" } },"#,
        r#"{ "principal": "app", "action": "s3:GetObject", "resource": "logs/a", "context": { "aws:PrincipalTag/team": "pay" } },
           { "principal": "app", "action": "s3:ListBucket", "resource": "logs", "context": { "aws:PrincipalTag/team": "pay" } },
           { "principal": "app", "action": "s3:PutObject", "resource": "logs/a", "context": { "aws:PrincipalTag/team": "pay" } },
           { "principal": "app", "action": "s3:GetObject", "resource": "logs/a" }"#,
    );
    let report = run(&text, &[("t.json", template)]);
    let answers = report.cases.iter().map(|case| {
        let own = &case.authorizations[0];
        (case.decision, own.unknowns.join(" "), own.warnings.len())
    });
    let expected = [
        ("unknown", "Ref.P Ref.Team", 0),
        ("unknown", "Ref.Team", 0),
        // Nothing allows it, whatever the values are; and without a tag the Deny holds, whatever it is compared with.
        ("implicitDeny", "", 0),
        ("explicitDeny", "", 0),
    ];
    let expected = expected.map(|(decision, unknowns, warnings)| (decision, unknowns.to_owned(), warnings));
    assert_eq!(answers.collect::<Vec<_>>(), expected);
}

/// In a document of the author's own, the marks are letters like others.
#[test]
fn what_looks_like_a_mark_is_read_in_ones_own_document() {
    let text = scenario(
        "",
        r#"{ "writes": { "type": "identity", "policy": { "Version": "2012-10-17", "Statement": [
            { "Sid": "\\u2039x\\u203a", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } ] } } }"#,
    );
    let report = run(&text.replace("\\\\u", "\\u"), &[]);
    let found = report.cases[0].findings.iter().flatten().map(|own| own.rule.as_str());
    assert_eq!(found.collect::<Vec<_>>(), ["PARSE-26"]);
}
