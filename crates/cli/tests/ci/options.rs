//! A request in options: who calls, and names with their values.

use crate::project::Project;

/// Of two values for one name the second would win without a word.
#[test]
fn a_name_with_two_values_is_refused() {
    let request = [
        "explain",
        "--principal",
        "arn:aws:iam::111122223333:role/app",
        "--action",
        "sqs:TagQueue",
        "--resource",
        "arn:aws:sqs:eu-west-1:111122223333:q",
    ];
    let project = Project::new("two_values");
    let ask = |options: &[&str]| project.iamwhy(&[&request[..], options].concat());
    for (options, said) in [
        (
            ["--request-tag", "env=a", "--request-tag", "env=b"],
            "`--request-tag env=b`: `env` is `a` already, and has one value only: keep one of them",
        ),
        (
            ["--principal-tag", "env=a", "--principal-tag", "env=b"],
            "`--principal-tag env=b`: `env` is `a` already",
        ),
        (
            ["--resource-tag", "env=a", "--resource-tag", "env=b"],
            "`--resource-tag env=b`: `env` is `a` already",
        ),
        (
            ["--assume", "UND-2=value", "--assume", "UND-2=null"],
            "`--assume UND-2=null`: `UND-2` is `value` already",
        ),
        (
            ["--context", "aws:username=a", "--absent", "AWS:UserName"],
            "`--absent AWS:UserName`: `aws:username` stands in another option too: keep one of them",
        ),
        (
            ["--absent", "aws:username", "--unknown", "aws:username"],
            "`--unknown aws:username`: `aws:username` stands in another option too",
        ),
        (
            [
                "--context",
                "aws:SourceIp=203.0.113.7",
                "--context",
                "aws:SourceIp=203.0.113.8",
            ],
            "--context: ",
        ),
    ] {
        let run = ask(&options);
        assert_eq!(run.code, 2, "{options:?}\n{}", run.out);
        assert!(run.err.contains(said), "{options:?}\n{}", run.err);
    }
    // A key that may hold a list takes one, and tags that differ by case are two.
    for options in [
        ["--context", "aws:TagKeys=a", "--context", "aws:TagKeys=b"],
        ["--request-tag", "env=a", "--request-tag", "Env=b"],
    ] {
        assert_eq!(ask(&options).code, 0, "{options:?}");
    }
}

/// A bucket policy that names a role with a path.
const TEAM: &str = r#"{"Version": "2012-10-17", "Statement": {"Sid": "Team", "Effect": "Allow", "Action": "s3:GetObject",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/team/app"}, "Resource": "arn:aws:s3:::logs/*"}}"#;

const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/app/ci";

/// The ARN of a session leaves the path of its role out (PRIN-22), in options and messages as in a case.
#[test]
fn nobody_says_the_path_of_a_sessions_role() {
    let project = Project::of("session_path", &[("bucket.json", TEAM)]);
    let iamwhy = |args: &[&str]| project.iamwhy(args).out;
    let policy = ["--resource-policy", "bucket.json", "--resource-account", "111122223333"];
    let request = [
        "explain",
        "--principal",
        SESSION,
        "--action",
        "s3:GetObject",
        "--resource",
        "arn:aws:s3:::logs/1",
    ];
    let message =
        format!("User: {SESSION} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::logs/1\"");
    let refused = ["explain", "--error", &message];
    let without = ["--without", "boundary,session,scp,rcp"];
    let none = ["--without", "identity"];

    let text = iamwhy(&[&request[..], &policy].concat());
    assert!(text.contains("✔ app may read logs/1: `Team`"), "{text}");
    assert!(text.contains("PRIN-22") && !text.contains("not known:"), "{text}");
    let text = iamwhy(&[&refused[..], &policy, &without, &none].concat());
    assert!(text.contains("✔ app may read logs/1: `Team`"), "{text}");

    // Policies of its own stand on a declared role, which has a path or none: that is said.
    let taken = format!(
        "not known: `{SESSION}` does not say the path of its role, which is taken for `arn:aws:iam::111122223333:role/app`"
    );
    let own = ["--identity", "RCPFullAWSAccess"];
    for args in [
        [&request[..], &policy, &own].concat(),
        [&refused[..], &policy, &without, &own].concat(),
    ] {
        let text = iamwhy(&args);
        assert!(text.contains(&taken), "{text}");
        assert!(
            text.contains("names `arn:aws:iam::111122223333:role/team/app`: if that is the role"),
            "{text}"
        );
    }
}

/// The root user belongs to the partition that its ARN names (XACCT-8).
#[test]
fn root_keeps_its_partition() {
    let project = Project::new("root_of_a_partition");
    let iamwhy = |args: &[&str]| project.iamwhy(args);
    let root = |partition: &str| format!("arn:{partition}:iam::111122223333:root");
    let action = ["--action", "s3:GetObject", "--resource-account", "111122223333"];
    for (caller, bucket, answer) in [
        ("aws-us-gov", "aws-us-gov", "✔ root may read b/k"),
        ("aws", "aws", "✔ root may read b/k"),
        ("aws-us-gov", "aws", "◯ root may not read b/k"),
        ("aws", "aws-us-gov", "◯ root may not read b/k"),
    ] {
        let object = format!("arn:{bucket}:s3:::b/k");
        let root = root(caller);
        let run = iamwhy(&[&["explain", "--principal", &root, "--resource", &object][..], &action].concat());
        assert!(run.out.starts_with(answer), "{caller} {bucket}: {}{}", run.out, run.err);
        let message = format!("User: {root} is not authorized to perform: s3:GetObject on resource: \"{object}\"");
        let account = ["--resource-account", "111122223333", "--without", "scp,rcp,resource"];
        let run = iamwhy(&[&["explain", "--error", &message][..], &account].concat());
        assert!(run.out.contains(answer), "{caller} {bucket}: {}{}", run.out, run.err);
    }
    let run = iamwhy(
        &[
            &["explain", "--principal", &root("aws"), "--principal-tag", "a=b"][..],
            &action,
        ]
        .concat(),
    );
    assert!(
        run.err
            .contains("has no tags of its own, only users and roles have: leave --principal-tag out")
    );
    let run = iamwhy(&[&["explain", "--principal", "arn:aws:iam::11:root"][..], &action].concat());
    assert!(
        run.err.contains("--principal: `arn:aws:iam::11:root` cannot call"),
        "{}",
        run.err
    );
}
