//! Policies that options name: as files, as what a command printed, and through a pipe.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod output;

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use output::{err, out};

const POLICY: &str = r#"{ "Statement": { "Sid": "Logs", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*" } }"#;

/// Asks whether alice may read a log, in a folder that has `name`.
fn ask(folder: &str, files: &[(&str, &str)], options: &[&str], stdin: &str) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(["given-", folder].concat());
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let request = [
        "--principal",
        "arn:aws:iam::111122223333:user/alice",
        "--action",
        "s3:GetObject",
        "--resource",
        "arn:aws:s3:::logs/1",
    ];
    Command::cargo_bin("iamwhy")
        .unwrap()
        .current_dir(folder)
        .arg("explain")
        .args(request)
        .args(options)
        .write_stdin(stdin)
        .output()
        .unwrap()
}

#[test]
fn what_a_command_printed_is_a_policy_with_its_own_lines() {
    let text = serde_json::to_string(POLICY).unwrap();
    for (pointer, printed) in [
        (
            "/PolicyVersion/Document",
            format!("{{ \"PolicyVersion\": {{ \"VersionId\": \"v2\", \"Document\":\n{POLICY} }} }}"),
        ),
        (
            "/PolicyDocument",
            format!("{{ \"UserName\": \"alice\", \"PolicyName\": \"logs\",\n\"PolicyDocument\": {POLICY} }}"),
        ),
        ("/Policy", format!("{{ \"Policy\": {text} }}")),
    ] {
        let run = out(&ask("printed", &[("p.json", &printed)], &["--identity", "p.json"], ""));
        let place = format!("`p.json#{pointer}`");
        assert!(
            run.starts_with("✔ alice may read logs/1: `Logs`") && run.contains(&place),
            "{run}"
        );
        let said = format!("p.json#{pointer}");
        assert_eq!(
            run,
            out(&ask("printed", &[], &["--identity", &said], "")),
            "by its place"
        );
        let kept = out(&ask("printed", &[], &["--identity", "p.json", "--print-scenario"], ""));
        assert!(kept.contains(&format!("\"pointer\": \"{pointer}\"")), "{kept}");
    }
}

#[test]
fn a_policy_comes_through_a_pipe() {
    let printed = format!("{{ \"PolicyVersion\": {{ \"Document\": {POLICY} }} }}");
    for text in [POLICY, &printed] {
        let run = out(&ask("piped", &[], &["--identity", "-"], text));
        assert!(
            run.starts_with("✔ alice may read logs/1: `Logs`") && run.contains("`standard input`"),
            "{run}"
        );
    }
    let levels = ["--identity", "AdministratorAccess", "--scp", "FullAWSAccess,-"];
    let deny = POLICY.replace("Allow", "Deny");
    let run = out(&ask("piped", &[], &levels, &deny));
    assert!(run.starts_with("✖ ") && run.contains("`standard input`"), "{run}");
    // What is kept needs no pipe any more.
    let kept = out(&ask("piped", &[], &["--identity", "-", "--print-scenario"], POLICY));
    let value: serde_json::Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(value["policies"]["standard input"]["text"], POLICY);
}

#[test]
fn what_is_no_policy_is_said() {
    let said = |stdin: &str, more: &[&str]| err(&ask("wrong", &[], &[&["--identity", "-"], more].concat(), stdin));
    assert_eq!(said(" \n", &[]), "error: standard input holds no policy: it is empty\n");
    assert!(said("hello", &[]).contains("standard input holds no policy"));
    let denied = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject";
    assert!(
        said(denied, &[]).contains("give it with `--error -`"),
        "{}",
        said(denied, &[])
    );
    assert!(said(denied, &["--error", "-"]).contains("give the policy as a file"));
    let none = err(&ask(
        "wrong",
        &[("none.json", "{ \"a\": 1 }")],
        &["--identity", "none.json"],
        "",
    ));
    assert!(none.contains("none.json:1:1: no policy document stands here"), "{none}");
    let nothing = err(&ask("wrong", &[], &["--identity", "none.json#/b"], ""));
    assert!(nothing.contains("nothing at `/b`"), "{nothing}");
}

#[test]
fn what_an_option_cannot_say_is_refused_by_its_name() {
    let said = |more: &[&str]| err(&ask("options", &[("p.json", POLICY)], more, ""));
    for (options, expected) in [
        (
            ["--identity", "AdministratorAcess"],
            "there is no file `AdministratorAcess`; did you mean `AdministratorAccess`?",
        ),
        (
            ["--session-policy", "p.json"],
            "is a user, and only sessions have session policies",
        ),
        (["--context", "=x"], "`--context =x` has nothing before its `=`"),
        (["--context", "x"], "`--context x` has no `=`"),
    ] {
        assert!(said(&options).contains(expected), "{}", said(&options));
    }
}

#[test]
fn a_resource_is_an_arn_whose_account_nobody_contradicts() {
    let run = |action: &str, resource: &str, owner: &str| {
        let request = [
            "explain",
            "--principal",
            "arn:aws:iam::111122223333:user/alice",
            "--action",
            action,
        ];
        let mut iamwhy = Command::cargo_bin("iamwhy").unwrap();
        iamwhy
            .args(request)
            .args(["--resource", resource, "--resource-account", owner]);
        iamwhy.output().unwrap()
    };
    let (owner, other) = ("111122223333", "444455556666");
    let no_arn = err(&run("s3:GetObject", "logs/1", owner));
    assert!(
        no_arn.contains("`--resource logs/1` is no ARN: write one such as `arn:aws:s3:::logs/1`"),
        "{no_arn}"
    );
    let queue = "arn:aws:sqs:eu-west-1:111122223333:jobs";
    let twice = err(&run("sqs:SendMessage", queue, other));
    assert!(
        twice.contains("the ARN of --resource says that `111122223333` owns it"),
        "{twice}"
    );
    out(&run("sqs:SendMessage", queue, owner));
    out(&run("s3:GetObject", "arn:aws:s3:::logs/1", other));
}

#[test]
fn a_policy_in_place_of_a_scenario_is_recognised() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("given-instead");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("p.json"), POLICY).unwrap();
    let run = Command::cargo_bin("iamwhy")
        .unwrap()
        .current_dir(folder)
        .args(["explain", "p.json"])
        .output();
    let said = err(&run.unwrap());
    assert!(
        said.contains("`p.json` is no scenario, but a policy: give it with `iamwhy explain --identity p.json"),
        "{said}"
    );
}

#[test]
fn a_file_that_a_scenario_names_is_found_from_where_the_command_is_given() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("given-beside");
    std::fs::create_dir_all(folder.join("tests/policies")).unwrap();
    std::fs::write(folder.join("tests/policies/p.json"), "{ \"Statement\": ").unwrap();
    let scenario = r#"{ "scenario": 1, "title": "t", "principals": { "a": { "user": "arn:aws:iam::111122223333:user/a", "policies": [{ "file": "policies/p.json" }] } }, "cases": [{ "principal": "a", "action": "iam:ListUsers" }] }"#;
    std::fs::write(folder.join("tests/a.scenario.json"), scenario).unwrap();
    for command in ["test", "explain"] {
        let mut iamwhy = Command::cargo_bin("iamwhy").unwrap();
        let run = iamwhy
            .current_dir(&folder)
            .args([command, "tests/a.scenario.json"])
            .output()
            .unwrap();
        assert!(
            err(&run).starts_with("error: tests/policies/p.json:1:16: "),
            "{}",
            err(&run)
        );
    }
}

#[test]
fn what_is_saved_is_said_with_what_is_doubtful() {
    let scenario = |operator: &str| {
        format!(
            r#"{{ "scenario": 1, "title": "t", "cases": [{{ "name": "save", "writes": {{ "type": "identity", "policy": {{ "Version": "2012-10-17", "Statement": {{ "Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {{ "{operator}": {{ "aws:PrincipalTag/a": "b" }} }} }} }} }} }}] }}"#
        )
    };
    let said = |operator: &str| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("save-{operator}.scenario.json"));
        std::fs::write(&file, scenario(operator)).unwrap();
        out(&Command::cargo_bin("iamwhy")
            .unwrap()
            .arg("explain")
            .arg(file)
            .output()
            .unwrap())
    };
    assert_eq!(said("StringEquals"), "save\nAWS saves what this writes.\n\n");
    let doubtful = said("stringequals");
    assert!(
        doubtful.contains("AWS saves what this writes, though")
            && doubtful.contains("! `stringequals` is spelt `StringEquals` (PARSE-30)"),
        "{doubtful}"
    );
}

/// What a shell writes for `<(…)` is no regular file.
#[cfg(target_os = "linux")]
#[test]
fn a_scenario_comes_through_a_pipe() {
    let scenario = r#"{ "scenario": 1, "title": "t", "principals": { "a": { "user": "arn:aws:iam::111122223333:user/a" } }, "cases": [{ "principal": "a", "action": "iam:ListUsers", "expect": "implicitDeny" }] }"#;
    let mut iamwhy = Command::cargo_bin("iamwhy").unwrap();
    let run = iamwhy
        .args(["test", "/dev/stdin"])
        .write_stdin(scenario)
        .output()
        .unwrap();
    assert!(out(&run).contains("1 passed"), "{}", out(&run));
}
