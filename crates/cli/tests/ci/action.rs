//! The scripts behind `action.yml`, as a runner starts them.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::{Project, Said, said};

const GOOD: &str = r#"{"scenario": 1, "title": "Ann reads.",
  "principals": {"ann": {"user": "arn:aws:iam::111111111111:user/ann", "policies": [{"file": "ann.json"}]}},
  "cases": [
    {"principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": "allow"},
    {"principal": "ann", "action": "s3:PutObject", "resource": "arn:aws:s3:::b/k", "expect": "deny"}]}"#;
const ANN: &str = r#"{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
  {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}"#;

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../action").join(name)
}

fn run(project: &Project, inputs: &[(&str, &str)]) -> Said {
    let mut command = Command::new("bash");
    command
        .arg(script("run.sh"))
        .current_dir(project.path("."))
        .env("IAMWHY", assert_cmd::cargo::cargo_bin("iamwhy"))
        .env("GITHUB_OUTPUT", project.path("output"))
        .env("GITHUB_STEP_SUMMARY", project.path("summary.md"))
        .envs(inputs.iter().copied());
    said(&mut command)
}

fn project(name: &str) -> Project {
    let project = Project::new(name);
    project.write("a.scenario.json", GOOD).write("ann.json", ANN);
    project
}

#[test]
fn what_passes_is_counted_and_reported() {
    let project = project("action-green");
    let said = run(&project, &[("INPUT_SARIF", "out.sarif"), ("INPUT_JUNIT", "out.xml")]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert_eq!(project.read("output"), "passed=2\nfailed=0\n");
    assert!(project.read("out.sarif").contains("\"version\": \"2.1.0\""));
    assert!(project.read("out.xml").contains("<testsuites"));
    assert!(!project.read("summary.md").is_empty());
}

#[test]
fn what_fails_fails_the_job_at_the_policy() {
    let project = project("action-red");
    project.write("ann.json", &ANN.replace("sqs:*", "s3:*"));
    let said = run(&project, &[]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert_eq!(project.read("output"), "passed=1\nfailed=1\n");
    assert!(said.out.contains("::error file=ann.json,line="), "{}", said.out);
}

#[test]
fn the_worst_comes_out() {
    let project = project("action-worst");
    let said = run(&project, &[("INPUT_MIN_DECISIVE", "90")]);
    assert_eq!(said.code, 4, "{}{}", said.out, said.err);
    let said = run(
        &project,
        &[("INPUT_MIN_DECISIVE", "90"), ("INPUT_PATHS", "nowhere a.scenario.json")],
    );
    assert_eq!(said.code, 2, "{}{}", said.out, said.err);
}

#[test]
fn changes_against_a_revision_are_counted() {
    let project = project("action-changed");
    project.commit();
    project.write("ann.json", &ANN.replace("s3:GetObject", "s3:PutObject"));
    let said = run(&project, &[("INPUT_BASELINE_REF", "HEAD")]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(
        project.read("output").ends_with("changed=2\n"),
        "{}",
        project.read("output")
    );
    assert!(project.read("summary.md").contains("s3:PutObject"));
}

/// A release of our own, in a folder.
fn release(project: &Project, script_text: &str) -> Said {
    project.write("iamwhy", script_text);
    let pack = "target=$(case \"$(uname -s)-$(uname -m)\" in Linux-x86_64) echo x86_64-unknown-linux-musl;; Linux-*) echo aarch64-unknown-linux-musl;;
          Darwin-x86_64) echo x86_64-apple-darwin;; *) echo aarch64-apple-darwin;; esac)
        mkdir -p releases/v9.9.9 && tar -czf releases/v9.9.9/iamwhy-9.9.9-$target.tar.gz iamwhy
        cd releases/v9.9.9 && (sha256sum *.tar.gz 2>/dev/null || shasum -a 256 *.tar.gz) > ../../checksums.txt";
    said(Command::new("bash").args(["-ec", pack]).current_dir(project.path(".")))
}

fn install(project: &Project, version: &str) -> Said {
    let releases = format!("file://{}", project.path("releases").display());
    let mut command = Command::new("bash");
    command
        .arg(script("install.sh"))
        .current_dir(project.path("."))
        .env("IAMWHY_RELEASES", releases)
        .env("IAMWHY_CHECKSUMS", project.path("checksums.txt"))
        .env("RUNNER_TEMP", project.path("temp"))
        .env("GITHUB_OUTPUT", project.path("output"))
        .env("GITHUB_PATH", project.path("path"))
        .env("INPUT_VERSION", version);
    said(&mut command)
}

#[test]
fn only_the_released_file_is_installed() {
    let project = Project::new("action-install");
    assert_eq!(release(&project, "the binary").code, 0);
    let said = install(&project, "");
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let binary = project
        .read("output")
        .trim()
        .strip_prefix("binary=")
        .unwrap()
        .to_owned();
    assert_eq!(std::fs::read_to_string(binary).unwrap(), "the binary");
    // Somebody puts another file in its place.
    let known = project.read("checksums.txt");
    assert_eq!(release(&project, "something else").code, 0);
    project.write("checksums.txt", &known);
    let said = install(&project, "9.9.9");
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(said.out.contains("nothing was installed"), "{}", said.out);
}

#[test]
fn an_unknown_release_is_said() {
    let project = Project::new("action-unknown");
    assert_eq!(release(&project, "the binary").code, 0);
    let said = install(&project, "1.2.3");
    assert_eq!(said.code, 2);
    assert!(said.out.contains("no checksum of iamwhy `1.2.3`"), "{}", said.out);
}
