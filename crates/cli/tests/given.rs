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
    assert!(
        said("", &[]).contains("standard input holds no policy"),
        "{}",
        said("", &[])
    );
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
