//! `iamwhy explain --error`: from nothing but a message to a test.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod files;
#[path = "../output/mod.rs"]
mod output;
mod perhaps;

use std::process::Output;

use assert_cmd::Command;
use output::{err, out};

const MESSAGE: &str = "An error occurred (AccessDenied) when calling the PutObject operation: User: \
    arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: s3:PutObject on resource: \
    \"arn:aws:s3:::acme-logs/1.gz\" because no permissions boundary allows the s3:PutObject action";

fn iamwhy(args: &[&str], stdin: &str) -> Output {
    Command::cargo_bin("iamwhy")
        .unwrap()
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files"))
        .arg("explain")
        .args(args)
        .write_stdin(stdin)
        .output()
        .unwrap()
}

#[test]
fn a_message_alone_is_unknown_and_says_what_to_fetch() {
    let text = out(&iamwhy(&["--error", MESSAGE], ""));
    assert!(
        text.starts_with("the message says: `app` (session `ci`) was refused `s3:PutObject`"),
        "{text}"
    );
    assert!(
        text.contains("? Whether app may write acme-logs/1.gz depends on"),
        "{text}"
    );
    let fetch = text.split_once("how to fetch it").unwrap().1;
    let first = fetch.lines().find(|line| line.trim_start().starts_with('#')).unwrap();
    assert!(
        first.contains("boundary") && first.contains("[--boundary]"),
        "what AWS names comes first: {text}"
    );
    assert!(
        fetch.contains("aws s3api get-bucket-policy --bucket=acme-logs"),
        "{text}"
    );
    assert_eq!(text, out(&iamwhy(&["--error", "-"], MESSAGE)), "from standard input");
}

#[test]
fn with_the_policies_it_is_decided_and_nothing_is_left_to_fetch() {
    let args = [
        "--error",
        MESSAGE,
        "--identity",
        "AdministratorAccess",
        "--boundary",
        "boundary.json",
    ];
    let without = ["--without", "session,scp,rcp,resource"];
    let text = out(&iamwhy(&[&args[..], &without[..]].concat(), ""));
    assert!(
        text.contains("◯ app may not write acme-logs/1.gz: app's boundary"),
        "{text}"
    );
    assert!(
        !text.contains("how to fetch") && !text.contains("not what AWS answered"),
        "{text}"
    );
    let text = out(&iamwhy(&args, ""));
    assert!(
        !text.contains("get-policy-version"),
        "identity and boundary are given: {text}"
    );
    assert!(text.contains("list-policies-for-target"), "{text}");
}

/// A message tells no context: what a policy asks for is unknown, unless an option tells it.
#[test]
fn context_that_the_message_does_not_tell_is_unknown() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("of-the-team.json");
    let text = r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Team", "Effect": "Allow", "Action": "s3:*", "Resource": "*",
        "Condition": {"StringEquals": {"aws:PrincipalTag/team": "a", "aws:SourceVpce": "vpce-1", "aws:PrincipalAccount": "111122223333"}}}]}"#;
    std::fs::write(&file, text).unwrap();
    let ask = |more: &[&str]| {
        let args = [
            "--error",
            MESSAGE,
            "--boundary",
            "AdministratorAccess",
            "--identity",
            file.to_str().unwrap(),
            "--without",
            "session,scp,rcp,resource",
        ];
        out(&iamwhy(&[&args[..], more].concat(), ""))
    };
    let open = ask(&[]);
    let asked = open.lines().find(|line| line.starts_with('?')).unwrap_or_default();
    assert!(
        asked.contains("aws:PrincipalTag/team") && asked.contains("aws:SourceVpce"),
        "{open}"
    );
    let told = ask(&["--principal-tag", "team=a", "--context", "aws:SourceVpce=vpce-1"]);
    assert!(told.contains("✔ app may write"), "{told}");
    let absent = ask(&["--principal-tag", "team=b", "--context", "aws:SourceVpce=vpce-1"]);
    assert!(absent.contains("◯ app may not write"), "{absent}");
}

/// What an option tells is not asked for, and what it makes known is fetched.
#[test]
fn who_called_is_not_asked_for_when_it_is_given() {
    let bare = "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied";
    let ask = |more: &[&str]| out(&iamwhy(&[&["--error", bare][..], more].concat(), ""));
    assert!(ask(&[]).contains("aws sts get-caller-identity"), "{}", ask(&[]));
    let told = ask(&["--principal", "arn:aws:iam::222233334444:role/app"]);
    assert!(!told.contains("get-caller-identity"), "{told}");
    assert!(told.contains("list-attached-role-policies"), "{told}");
}

#[test]
fn another_answer_than_that_of_aws_is_said() {
    let args = [
        "--error",
        MESSAGE,
        "--identity",
        "read.json",
        "--boundary",
        "boundary.json",
    ];
    let text = out(&iamwhy(
        &[&args[..], &["--without", "session,scp,rcp,resource"]].concat(),
        "",
    ));
    assert!(
        text.contains("this is not what AWS answered: layer \"identity\" instead of \"boundary\""),
        "{text}"
    );
}

#[test]
fn the_printed_scenario_is_a_test() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("refusal");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("made.scenario.json");
    let test = |args: &[&str], code: i32| {
        std::fs::write(&file, out(&iamwhy(args, ""))).unwrap();
        let run = Command::cargo_bin("iamwhy")
            .unwrap()
            .arg("test")
            .arg(&file)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(code), "{text}");
    };
    std::fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/boundary.json"),
        folder.join("boundary.json"),
    )
    .unwrap();
    test(&["--error", MESSAGE, "--print-scenario"], 1);
    let known = [
        "--identity",
        "AdministratorAccess",
        "--boundary",
        "boundary.json",
        "--without",
        "session,rcp,resource",
    ];
    let levels = ["--scp", "FullAWSAccess", "--scp", "FullAWSAccess"];
    test(
        &[&["--error", MESSAGE, "--print-scenario"][..], &known[..], &levels[..]].concat(),
        0,
    );
}

#[test]
fn what_the_message_does_not_say_can_be_given() {
    let args = [
        "--error",
        "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied",
        "--format",
        "json",
    ];
    let more = [
        "--principal",
        "arn:aws:iam::111122223333:user/alice",
        "--resource",
        "arn:aws:s3:::acme-logs/a",
        "--resource-account",
        "444455556666",
    ];
    let policies = [
        "--identity",
        "AdministratorAccess",
        "--without",
        "boundary,scp,rcp",
        "--resource-policy",
        "read.json",
    ];
    let text = out(&iamwhy(&[&args[..], &more[..], &policies[..]].concat(), ""));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let case = &value["files"][0]["cases"][0];
    assert_eq!(case["authorizations"][0]["action"], "s3:GetObject");
    assert_eq!(
        (&case["decision"], &case["layer"]),
        (&"implicitDeny".into(), &"resource".into()),
        "{text}"
    );
}

#[test]
fn the_trust_policy_of_a_role_is_its_resource_policy() {
    let message = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/deploy";
    let text = out(&iamwhy(&["--error", message], ""));
    assert!(
        text.contains("aws iam get-role --role-name=deploy --query Role.AssumeRolePolicyDocument"),
        "{text}"
    );
    let args = ["--error", message, "--resource-policy", "read.json", "--print-scenario"];
    let scene: serde_json::Value = serde_json::from_str(&out(&iamwhy(&args, ""))).unwrap();
    assert_eq!(scene["principals"]["target role"]["trust"]["file"], "read.json");
}

#[test]
fn what_is_no_message_is_named() {
    let policy = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
    assert!(
        err(&iamwhy(&["--error", policy], ""))
            .contains("it is a policy; save it as a file and give it with `--identity`")
    );
    assert!(err(&iamwhy(&["--error", "-"], "")).contains("holds no access-denied message: it is empty"));
    assert!(
        err(&iamwhy(&["--error", MESSAGE, "--principal", "alice"], "")).contains("`--principal alice` is not the ARN")
    );
    assert!(err(&iamwhy(&["--error", MESSAGE, "logs.scenario.json"], "")).contains("cannot be used with"));
    assert!(err(&iamwhy(&["logs.scenario.json", "--without", "scp"], "")).contains("--without"));
}

/// The owner may be in another organization, and its RCPs bind his resources: nobody said that there are none.
#[test]
fn a_foreign_owner_has_guardrails_of_his_own() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign-owner");
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, principal: &str, effect: &str| {
        let text = format!(
            r#"{{ "Version": "2012-10-17", "Statement": {{ "Effect": "{effect}",{principal} "Action": "sqs:*", "Resource": "*" }} }}"#
        );
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    };
    let all = r#" "Principal": "*","#;
    let (own, queue, rcp) = (
        write("own.json", "", "Allow"),
        write("queue.json", all, "Allow"),
        write("rcp.json", all, "Deny"),
    );
    let message = "User: arn:aws:iam::111111111111:user/a is not authorized to perform: sqs:SendMessage on resource: \
        arn:aws:sqs:eu-west-1:222222222222:q because no resource-based policy allows the sqs:SendMessage action";
    let given = [
        "--error",
        message,
        "--identity",
        &own,
        "--resource-policy",
        &queue,
        "--without",
    ];
    let explained = |more: &[&str]| out(&iamwhy(&[&given[..], more].concat(), ""));
    let open = explained(&["boundary,session,scp"]);
    assert!(open.contains("depends on") && open.contains("rcps"), "{open}");
    // They are the owner's, not the caller's.
    let denied = explained(&["boundary,session,scp", "--rcp", &rcp]);
    assert!(denied.contains("✖ RCP") && !denied.contains("✔ a may send"), "{denied}");
    let without = explained(&["boundary,session,scp,rcp"]);
    assert!(without.contains("✔ a may send messages"), "{without}");
}

#[test]
fn a_record_of_cloudtrail_says_more_than_its_message() {
    let event = include_str!("../../../import/tests/records/assumed-role.json");
    let text = out(&iamwhy(&["--error", "-"], event));
    for said in [
        "an event of CloudTrail says: `app` (session `ci`) was refused `s3:GetObject`",
        "aws:SourceIp is `203.0.113.9`",
        "aws:PrincipalTag/team is `pay`",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let decoded = include_str!("../../../import/tests/records/decoded.json");
    let text = out(&iamwhy(&["--error", "-"], decoded));
    assert!(
        text.contains("a decoded authorization message says: `Bob` was refused `ec2:StopInstances`"),
        "{text}"
    );
    assert!(text.contains("ec2:InstanceType is `t3.micro`"), "{text}");
}

/// What stands in for a resource that the message does not name is said, and its policy is open.
#[test]
fn a_resource_without_a_name_keeps_the_answer_open() {
    let bare = "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied";
    let args = [
        "--error",
        bare,
        "--principal",
        "arn:aws:iam::222233334444:role/app",
        "--identity",
        "AdministratorAccess",
        "--without",
        "boundary,session,scp,rcp",
    ];
    let text = out(&iamwhy(&args, ""));
    assert!(text.contains("! made up: BUCKET and KEY"), "{text}");
    assert!(
        text.contains("resources.resource.policy") && !text.contains("✔ app may"),
        "{text}"
    );
}

/// OpenSearch leaves its domain out, whose policy may let in anybody.
#[test]
fn a_domain_without_a_name_keeps_the_answer_open() {
    let bare = "User: anonymous is not authorized to perform: es:ESHttpGet because no resource-based policy allows the es:ESHttpGet action";
    let text = out(&iamwhy(&["--error", bare], ""));
    assert!(text.contains("! made up: us-east-1, DOMAIN and PATH"), "{text}");
    assert!(
        text.contains(
            "? Whether an anonymous caller may call es:ESHttpGet on domain/DOMAIN/PATH depends on the policy of"
        ),
        "{text}"
    );
}

/// A rule of STS leaves policies nothing to say.
#[test]
fn what_sts_refuses_by_itself_needs_no_policies() {
    let message = "An error occurred (AccessDenied) when calling the AssumeRole operation: Roles may not be assumed by root accounts.";
    let text = out(&iamwhy(&["--error", message], ""));
    assert!(
        text.contains("was refused `sts:AssumeRole`: the root user cannot assume a role"),
        "{text}"
    );
    assert!(
        text.contains("no policy refused this") && !text.contains("how to fetch"),
        "{text}"
    );
}
