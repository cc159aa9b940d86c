//! Names that would act: in a terminal, in a log, or in the report that they stand in.

use iamwhy_explain::is_hidden;
use serde_json::{Value, json};

use crate::project::Project;
use crate::schema::violations;

/// Clears a screen, begins a command of GitHub, ends a case of TAP, turns the direction of writing around.
const NAME: &str = "n\u{1b}[2J\u{9b}8m\r\n::error file=a::b\n##[error]c\nok 99 - d\n</x>|`\u{202e}";

fn project(name: &str) -> Project {
    let policy = json!({ "Version": "2012-10-17", "Statement": [
        { "Sid": NAME, "Effect": "Deny", "Action": "s3:PutObject", "Resource": "*" },
        { "Sid": format!("read{NAME}"), "Effect": "Allow", "Action": "s3:GetObject", "Resource": format!("arn:aws:s3:::logs/{NAME}") },
    ] });
    let role = format!("arn:aws:iam::111111111111:role/{NAME}");
    let case = |name: &str, action: &str, expect: &str| json!({ "name": format!("{name}{NAME}"), "principal": NAME, "action": action, "resource": format!("logs/{NAME}"), "expect": expect });
    let scenario = |expect: &str| {
        json!({
            "scenario": 1, "title": NAME,
            "principals": { NAME: { "role": role, "policies": [{ "file": format!("{NAME}.json").replace('/', "") }] } },
            "resources": { "logs": { "arn": "arn:aws:s3:::logs", "account": "111111111111", "tags": { NAME: NAME } } },
            "cases": [case("put ", "s3:PutObject", expect), case("get ", "s3:GetObject", "allow"),
                { "name": format!("shown{NAME}"), "principal": NAME, "action": "s3:DeleteObject", "resource": "logs/a" }],
        })
        .to_string()
    };
    let project = Project::new(name);
    project
        .write(&format!("{NAME}.json").replace('/', ""), &policy.to_string())
        .write("red/x.scenario.json", "")
        .write(&format!("{NAME}.scenario.json").replace('/', ""), &scenario("allow"));
    std::fs::remove_file(project.path("red/x.scenario.json")).unwrap();
    project.write("green.scenario.json", &scenario("deny"));
    project
}

/// Nothing hidden, and no line that is a command.
fn harmless(what: &str, text: &str) {
    // RFC 4180 ends the lines of a table so.
    let text = &text.replace("\r\n", if what.ends_with("csv") { "\n" } else { "\r\n" });
    let hidden = text
        .chars()
        .find(|letter| is_hidden(*letter) && !matches!(letter, '\n' | '\t'));
    assert_eq!(hidden, None, "{what}: {text}");
    let acts = |line: &str| {
        let line = line.trim_start();
        let ours = line.starts_with("::error file=")
            || line.starts_with("::notice file=")
            || line.starts_with("::warning file=");
        (line.starts_with("::") && !(what.contains("github") && ours))
            || (line.contains("##[") && !line.starts_with("::"))
    };
    let line = text.lines().find(|line| acts(line));
    assert_eq!(line, None, "{what}: {text}");
}

#[test]
fn no_report_lets_a_name_act() {
    let project = project("hostile");
    for format in [
        "pretty", "json", "ndjson", "junit", "tap", "sarif", "github", "markdown",
    ] {
        let said = project.iamwhy(&["test", "--format", format]);
        assert_eq!(said.code, 1, "{format}: {}{}", said.out, said.err);
        if matches!(format, "json" | "ndjson" | "sarif") {
            // A name is still the same name.
            let first = said.out.lines().next().unwrap();
            let whole: Value = serde_json::from_str(if format == "ndjson" { first } else { &said.out }).unwrap();
            let found = whole.to_string().contains(json!(NAME).to_string().trim_matches('"'));
            assert!(found || format == "sarif", "{format}: {}", said.out);
            if format == "sarif" {
                assert_eq!(violations(&whole), Vec::<String>::new());
            }
        } else {
            harmless(&format!("test {format}"), &said.out);
        }
        let hidden = said
            .out
            .chars()
            .any(|letter| is_hidden(letter) && !matches!(letter, '\n' | '\t'));
        assert!(!hidden, "{format}: {}", said.out);
        match format {
            "junit" => drop(roxmltree::Document::parse(&said.out).unwrap()),
            "tap" => {
                let cases = said
                    .out
                    .lines()
                    .filter(|line| line.starts_with("ok ") || line.starts_with("not ok "));
                assert_eq!(cases.count(), 6, "{}", said.out);
            }
            "github" => {
                let marks = said.out.lines().filter(|line| line.starts_with("::error file="));
                assert_eq!(marks.count(), 1, "{}", said.out);
            }
            "markdown" => {
                let rows = said.out.lines().filter(|line| line.starts_with("| put"));
                assert_eq!(rows.count(), 1, "{}", said.out);
            }
            _ => {}
        }
    }
}

#[test]
fn no_other_command_lets_a_name_act() {
    let project = project("hostile-others");
    let get = format!("logs/{NAME}");
    for words in [
        &["explain", "green.scenario.json"][..],
        &["explain", "green.scenario.json", "--format", "markdown"],
        &["explain", "green.scenario.json", "--case", "none"],
        &["coverage", "green.scenario.json"],
        &["coverage", "green.scenario.json", "--format", "lcov"],
        &["coverage", "green.scenario.json", "--format", "html"],
        &["mutate", "green.scenario.json"],
        &["who-can", "s3:GetObject", &get, "green.scenario.json"],
        &["can", NAME, "green.scenario.json"],
        &["can", "nobody", "green.scenario.json"],
        &["matrix", "green.scenario.json"],
        &["matrix", "green.scenario.json", "--format", "csv"],
        &["matrix", "green.scenario.json", "--format", "html"],
        &["test", NAME],
        &["explain", "--error", NAME],
        &[
            "explain",
            "--error",
            &format!("User: arn:aws:iam::111111111111:user/{NAME} is not authorized to perform: s3:GetObject{NAME}"),
        ],
    ] {
        let said = project.iamwhy(words);
        harmless(&words.join(" "), &said.out);
        harmless(&words.join(" "), &said.err);
    }
    for format in ["pretty", "json", "junit", "sarif", "github"] {
        let said = project.iamwhy(&["lint", "green.scenario.json", "--format", format]);
        let hidden = said
            .out
            .chars()
            .any(|letter| is_hidden(letter) && !matches!(letter, '\n' | '\t'));
        assert!(!said.out.is_empty() && !hidden, "{format}: {}", said.out);
        if !matches!(format, "json" | "sarif") {
            harmless(&format!("lint {format}"), &said.out);
        }
    }
    let two = Project::new("hostile-diff");
    let line = |decision: &str| json!({ "file": NAME, "case": NAME, "decision": decision }).to_string() + "\n";
    two.write("old.decisions.ndjson", &line("allow"))
        .write("new.decisions.ndjson", &line("implicitDeny"));
    for format in ["pretty", "markdown", "github", "json", "ndjson"] {
        let said = two.iamwhy(&[
            "diff",
            "old.decisions.ndjson",
            "new.decisions.ndjson",
            "--format",
            format,
        ]);
        let hidden = said.out.chars().any(|letter| is_hidden(letter) && letter != '\n');
        assert!(!hidden, "{format}: {}", said.out);
        if !format.ends_with("json") {
            harmless(&format!("diff {format}"), &said.out);
            harmless(&format!("diff {format}"), &said.err);
        }
    }
}

/// A pipe that nobody writes to, and a device that never ends.
#[cfg(unix)]
#[test]
fn a_scenario_reads_regular_files_only() {
    let project = Project::new("hostile-files");
    let made = std::process::Command::new("mkfifo")
        .arg(project.path("pipe.json"))
        .status();
    assert!(made.unwrap().success());
    for file in ["pipe.json", "/dev/zero"] {
        let scenario = json!({ "scenario": 1, "title": "t", "principals": { "ann": {
            "user": "arn:aws:iam::111122223333:user/ann", "policies": [{ "file": file }] } },
            "cases": [{ "principal": "ann", "action": "s3:GetObject", "resource": "*" }] });
        project.write("x.scenario.json", &scenario.to_string());
        let said = project.iamwhy(&["test", "x.scenario.json"]);
        assert_eq!(said.code, 2, "{}", said.err);
        let wrong = format!("{file}` is no regular file: name one that is");
        assert!(said.err.contains(&wrong), "{}", said.err);
    }
}
