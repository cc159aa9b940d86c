//! A request in options: who calls, and names with their values.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::process::Output;

use assert_cmd::Command;

fn iamwhy(args: &[&str]) -> Output {
    Command::cargo_bin("iamwhy")
        .unwrap()
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .args(args)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

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
    let ask = |options: &[&str]| iamwhy(&[&request[..], options].concat());
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
        assert_eq!(run.status.code(), Some(2), "{options:?}\n{}", out(&run));
        assert!(err(&run).contains(said), "{options:?}\n{}", err(&run));
    }
    // A key that may hold a list takes one, and tags that differ by case are two.
    for options in [
        ["--context", "aws:TagKeys=a", "--context", "aws:TagKeys=b"],
        ["--request-tag", "env=a", "--request-tag", "Env=b"],
    ] {
        assert_eq!(ask(&options).status.code(), Some(0), "{options:?}");
    }
}

/// A bucket policy that names a role with a path.
fn bucket_of_the_team() -> String {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("bucket-of-the-team.json");
    let text = r#"{"Version": "2012-10-17", "Statement": {"Sid": "Team", "Effect": "Allow", "Action": "s3:GetObject",
        "Principal": {"AWS": "arn:aws:iam::111122223333:role/team/app"}, "Resource": "arn:aws:s3:::logs/*"}}"#;
    std::fs::write(&file, text).unwrap();
    file.display().to_string()
}

const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/app/ci";

/// The ARN of a session leaves the path of its role out (PRIN-22), in options and messages as in a case.
#[test]
fn nobody_says_the_path_of_a_sessions_role() {
    let bucket = bucket_of_the_team();
    let policy = ["--resource-policy", &bucket, "--resource-account", "111122223333"];
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

    let text = out(&iamwhy(&[&request[..], &policy].concat()));
    assert!(text.contains("✔ app may read logs/1: `Team`"), "{text}");
    assert!(text.contains("PRIN-22") && !text.contains("not known:"), "{text}");
    let text = out(&iamwhy(&[&refused[..], &policy, &without, &none].concat()));
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
        let text = out(&iamwhy(&args));
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
        assert!(
            out(&run).starts_with(answer),
            "{caller} {bucket}: {}{}",
            out(&run),
            err(&run)
        );
        let message = format!("User: {root} is not authorized to perform: s3:GetObject on resource: \"{object}\"");
        let account = ["--resource-account", "111122223333", "--without", "scp,rcp,resource"];
        let run = iamwhy(&[&["explain", "--error", &message][..], &account].concat());
        assert!(
            out(&run).contains(answer),
            "{caller} {bucket}: {}{}",
            out(&run),
            err(&run)
        );
    }
    let run = iamwhy(
        &[
            &["explain", "--principal", &root("aws"), "--principal-tag", "a=b"][..],
            &action,
        ]
        .concat(),
    );
    assert!(err(&run).contains("has no tags of its own, only users and roles have: leave --principal-tag out"));
    let run = iamwhy(&[&["explain", "--principal", "arn:aws:iam::11:root"][..], &action].concat());
    assert!(
        err(&run).contains("--principal: `arn:aws:iam::11:root` cannot call"),
        "{}",
        err(&run)
    );
}
