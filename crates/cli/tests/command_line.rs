//! The binary as its users meet it: output, exit codes, errors that teach.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::process::Output;

use assert_cmd::Command;

fn iamwhy(args: &[&str]) -> Output {
    let files = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files");
    Command::cargo_bin("iamwhy")
        .unwrap()
        .current_dir(files)
        .env_remove("NO_COLOR")
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

#[test]
fn a_failed_expectation_exits_with_1_and_explains_itself_last() {
    let run = iamwhy(&["test", "logs.scenario.json"]);
    assert_eq!(run.status.code(), Some(1));
    let text = out(&run);
    let (before, failures) = text.split_once("failures:").unwrap();
    assert!(before.contains("✔ the app cannot delete"), "{text}");
    assert!(
        failures.contains("expected decision `allow`, but it is `implicitDeny`"),
        "{text}"
    );
    assert!(failures.contains("^^^^"), "{text}");
    assert!(text.trim_end().ends_with("1 passed; 1 failed; 1 shown"), "{text}");
}

#[test]
fn passing_scenarios_exit_with_0() {
    let run = iamwhy(&["test", "allowed.scenario.json"]);
    assert_eq!(run.status.code(), Some(0), "{}{}", out(&run), err(&run));
}

#[test]
fn json_is_the_same_in_every_run() {
    let first = iamwhy(&["test", "--format", "json", "."]);
    let second = iamwhy(&["test", "--format", "json", "."]);
    assert_eq!(first.stdout, second.stdout);
    let value: serde_json::Value = serde_json::from_slice(&first.stdout).unwrap();
    assert_eq!(value["version"], 1);
    assert_eq!(value["summary"]["failed"], 1);
    let keys: Vec<&String> = value["files"][1]["cases"][0]["authorizations"][0]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    let order = [
        "principal",
        "action",
        "resource",
        "decision",
        "layer",
        "deciding",
        "nearMisses",
        "rules",
        "assumptions",
    ];
    assert_eq!(keys[..order.len()], order);
}

#[test]
fn a_misspelt_field_is_named_with_its_place_and_its_neighbour() {
    let run = iamwhy(&["test", "misspelt.json"]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        err(&run).lines().next().unwrap(),
        "error: misspelt.json:6:5: unknown field `principels` (at /principels); did you mean `principals`?"
    );
    assert!(out(&run).is_empty());
}

#[test]
fn what_is_not_there_is_said_plainly() {
    let run = iamwhy(&["test", "nowhere"]);
    assert_eq!(
        (run.status.code(), err(&run).as_str()),
        (Some(2), "error: there is no file or folder `nowhere`\n")
    );
    let run = iamwhy(&["explain", "logs.scenario.json", "--case", "the app puts a lo"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("  the app puts a log\n"), "{}", err(&run));
    let run = iamwhy(&["explain", "--action", "s3:GetObject"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("`--principal` is missing"), "{}", err(&run));
}

#[test]
fn flags_alone_make_a_request() {
    let run = iamwhy(&[
        "explain",
        "--principal",
        "arn:aws:iam::111122223333:role/app",
        "--identity",
        "read.json",
        "--boundary",
        "boundary.json",
        "--scp",
        "FullAWSAccess",
        "--action",
        "s3:GetObject",
        "--resource",
        "arn:aws:s3:::acme-logs/a.gz",
    ]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    let text = out(&run);
    assert!(text.starts_with("◯ app may not read acme-logs/a.gz"), "{text}");
    assert!(text.contains("boundary.json:1:"), "{text}");
    assert!(text.contains("what would turn it around"), "{text}");
}

#[test]
fn flags_print_the_scenario_that_they_stand_for_and_it_decides_alike() {
    let flags = [
        "explain",
        "--principal",
        "arn:aws:sts::111122223333:assumed-role/app/ci",
        "--identity",
        "read.json",
        "--scp",
        "FullAWSAccess,boundary.json",
        "--rcp",
        "RCPFullAWSAccess",
        "--action",
        "s3:GetObject",
        "--resource",
        "arn:aws:s3:::acme-logs/a.gz",
        "--context",
        "aws:SourceIp=203.0.113.9",
        "--absent",
        "aws:UserAgent",
        "--principal-tag",
        "team=pay",
        "--format",
        "json",
    ];
    let direct: serde_json::Value = serde_json::from_slice(&iamwhy(&flags).stdout).unwrap();
    let printed = iamwhy(&[&flags[..], &["--print-scenario"]].concat());
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for file in ["read.json", "boundary.json"] {
        std::fs::copy(
            format!("{}/tests/files/{file}", env!("CARGO_MANIFEST_DIR")),
            folder.join(file),
        )
        .unwrap();
    }
    let file = folder.join("printed.scenario.json");
    std::fs::write(&file, printed.stdout).unwrap();
    let again = iamwhy(&["explain", file.to_str().unwrap(), "--format", "json"]);
    let again: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(
        direct["files"][0]["cases"][0]["authorizations"][0]["decision"],
        again["files"][0]["cases"][0]["authorizations"][0]["decision"]
    );
    assert_eq!(direct["files"][0]["cases"][0]["decision"], "allow");
}

/// RCPs are those of the resource's owner, SCPs those of the caller.
#[test]
fn rcps_of_the_command_line_bind_the_owner_of_the_resource() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let statement = |effect: &str, principal: &str, condition: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": {{"Sid": "S", "Effect": "{effect}"{principal}, "Action": "kms:*", "Resource": "*"{condition}}}}}"#
        )
    };
    let denies = write("rcp-denies.json", &statement("Deny", r#", "Principal": "*""#, ""));
    let grants = write(
        "key.json",
        &statement(
            "Allow",
            r#", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}"#,
            "",
        ),
    );
    let other = r#", "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-realorg123"}}"#;
    let identity = write("kms.json", &statement("Allow", "", ""));
    let perimeter = write("key-perimeter.json", &{
        let allow = statement(
            "Allow",
            r#", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}"#,
            "",
        );
        let deny = statement("Deny", r#", "Principal": "*""#, other);
        let cut = |text: &str| text[text.find(r#"{"Sid""#).unwrap()..text.len() - 1].to_owned();
        format!(
            r#"{{"Version": "2012-10-17", "Statement": [{}, {}]}}"#,
            cut(&allow),
            cut(&deny)
        )
    });
    let asked = |more: &[&str]| {
        let args = [
            "explain",
            "--principal",
            "arn:aws:iam::111122223333:user/alice",
            "--action",
            "kms:Decrypt",
            "--resource",
            "arn:aws:kms:eu-west-1:444455556666:key/1",
            "--identity",
            &identity,
        ];
        let run = iamwhy(&[&args[..], more].concat());
        assert_eq!(run.status.code(), Some(0), "{}", err(&run));
        out(&run)
    };
    let denied = asked(&["--rcp", &denies, "--resource-policy", &grants]);
    assert!(
        denied.starts_with('✖') && denied.contains("a resource control policy at account 444455556666"),
        "{denied}"
    );
    // An SCP of the caller's, and an RCP level above: each binds its own account.
    let both = asked(&[
        "--scp",
        "FullAWSAccess",
        "--scp",
        "FullAWSAccess",
        "--rcp",
        "RCPFullAWSAccess",
        "--rcp",
        &denies,
        "--resource-policy",
        &grants,
    ]);
    assert!(
        both.starts_with('✖') && both.contains("a resource control policy at account 444455556666"),
        "{both}"
    );
    // Nobody said which organization it is: an ID that is made up decides nothing.
    let open = asked(&["--scp", "FullAWSAccess", "--resource-policy", &perimeter]);
    assert!(open.starts_with('?') && open.contains("aws:PrincipalOrgID"), "{open}");
    assert!(!open.contains("o-commandline"), "{open}");
    let given = [
        "--scp",
        "FullAWSAccess",
        "--resource-policy",
        &perimeter,
        "--context",
        "aws:PrincipalOrgID=o-realorg123",
    ];
    assert!(asked(&given).starts_with('✔'), "{}", asked(&given));
}

#[test]
fn what_was_typed_wrong_is_said_by_its_option() {
    let role = "arn:aws:iam::111122223333:role/app";
    let asked = [
        (
            ["foo", "read.json", "s3:GetObject"],
            "`foo` is no principal: give the ARN of a user",
        ),
        (
            ["lambda.amazonaws.com", "read.json", "s3:GetObject"],
            "only users and roles have: leave --identity out",
        ),
        (
            [role, "none.json", "s3:GetObject"],
            "--identity: cannot read `none.json`: there is no file `none.json`\n",
        ),
        (
            [role, "read.json", "s3:Get*"],
            "--action: the action `s3:Get*` has a wildcard",
        ),
    ];
    for ([principal, identity, action], said) in asked {
        let run = iamwhy(&[
            "explain",
            "--principal",
            principal,
            "--identity",
            identity,
            "--action",
            action,
            "--resource",
            "arn:aws:s3:::acme-logs/a.gz",
        ]);
        assert_eq!(run.status.code(), Some(2), "{}", out(&run));
        let text = err(&run);
        assert!(text.contains(said) && !text.contains("command line"), "{text}");
    }
}

#[test]
fn a_file_and_a_request_at_once_are_refused() {
    let run = iamwhy(&["explain", "logs.scenario.json", "--action", "s3:GetObject"]);
    assert_eq!(run.status.code(), Some(2), "{}", out(&run));
    assert!(err(&run).contains("cannot be used with"), "{}", err(&run));
}

#[test]
fn colour_is_for_terminals_and_never_the_only_sign() {
    let plain = iamwhy(&["test", "allowed.scenario.json"]);
    assert!(!out(&plain).contains('\u{1b}'));
    let forced = iamwhy(&["test", "--color", "always", "allowed.scenario.json"]);
    assert!(out(&forced).contains('\u{1b}') && out(&forced).contains('✔'));
}

#[test]
fn the_schema_and_the_operations_are_printed() {
    let schema: serde_json::Value = serde_json::from_slice(&iamwhy(&["schema"]).stdout).unwrap();
    assert!(schema["properties"]["cases"].is_object(), "{schema}");
    let operations = out(&iamwhy(&["schema", "--operations"]));
    assert!(
        operations.contains(
            "s3:HeadObject object [key]
    s3:GetObject on object"
        ),
        "{operations}"
    );
    let read = "ssm:GetParameter parameter\n    ssm:GetParameter on parameter\n    kms:Decrypt on the KMS key of parameter, if it has one, if `withDecryption` is given, asked by ssm.amazonaws.com\n    parameters: withDecryption\n";
    assert!(operations.contains(read), "{operations}");
}

#[test]
fn help_teaches_by_examples() {
    for args in [
        &["--help"][..],
        &["explain", "--help"],
        &["test", "--help"],
        &["coverage", "--help"],
        &["mutate", "--help"],
        &["diff", "--help"],
        &["init", "--help"],
        &["who-can", "--help"],
        &["can", "--help"],
        &["matrix", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ] {
        let text = out(&iamwhy(args));
        assert!(text.contains("Examples:"), "{text}");
    }
}

#[test]
fn a_value_of_context_has_the_type_of_its_key() {
    for (given, wrong) in [
        (
            "aws:MultiFactorAuthPresent=yes",
            "`yes` is not a boolean: write `true` or `false`",
        ),
        ("aws:SourceIp=abc", "`abc` is not an IP address, such as `203.0.113.7`"),
        ("aws:CurrentTime=tuesday", "`tuesday` is not a time"),
    ] {
        let run = iamwhy(&[
            "explain",
            "--principal",
            "arn:aws:iam::111122223333:user/alice",
            "--action",
            "s3:ListAllMyBuckets",
            "--context",
            given,
        ]);
        assert_eq!(run.status.code(), Some(2), "{given}");
        let said = err(&run);
        assert!(
            said.contains(&format!("`--context {given}`")) && said.contains(wrong),
            "{said}"
        );
    }
}

/// What is piped has no width: whoever reads it breaks lines himself.
#[test]
fn piped_help_is_not_broken_into_lines() {
    let run = iamwhy(&["test", "--help"]);
    let text = out(&run);
    let longest = text.lines().map(|line| line.chars().count()).max();
    assert!(longest > Some(110), "{longest:?}\n{text}");
    assert_eq!(text, out(&iamwhy(&["test", "--help"])));
}
