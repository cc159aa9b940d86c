//! `iamwhy test --record` and `iamwhy diff`: exactly what changes, and nothing else.

use std::process::Command;

use serde_json::Value;

use crate::project::{POLICY, Project, READS, SECRET, SHOWN, WRITES, mixed, said, scenario};

fn changes(project: &Project, old: &str, new: &str) -> Vec<(String, String)> {
    let said = project.iamwhy(&["diff", old, new, "--format", "ndjson"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let lines = said
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    lines.map(|line| (text(&line["change"]), text(&line["case"]))).collect()
}

fn pair(kind: &str, case: &str) -> (String, String) {
    (kind.to_owned(), case.to_owned())
}

#[test]
fn a_record_is_sorted_lines_and_the_same_twice() {
    let project = mixed("record");
    let first = project.iamwhy(&["test", "--record", "a.decisions.ndjson"]);
    assert_eq!(first.code, 1, "what is expected is still checked: {}", first.err);
    project.iamwhy(&["test", "--record", "b.decisions.ndjson"]);
    let text = project.read("a.decisions.ndjson");
    assert_eq!(text, project.read("b.decisions.ndjson"));
    let lines: Vec<&str> = text.lines().collect();
    let key = |line: &&str| {
        let value: Value = serde_json::from_str(line).unwrap();
        (
            value["file"].as_str().unwrap().to_owned(),
            value["case"].as_str().unwrap().to_owned(),
        )
    };
    assert!(lines.is_sorted_by_key(key), "{text}");
    assert_eq!(lines.len(), 5);
    assert_eq!(
        lines[2],
        r#"{"file":"tests/bad.scenario.json","case":"alice reads a secret","decision":"explicitDeny","layer":"identity","by":["../policies/alice.json#Secret"]}"#
    );
    assert_eq!(changes(&project, "a.decisions.ndjson", "tests"), []);
    project.write("policies/alice.json", &POLICY.replace("s3:ListBucket", "s3:PutObject"));
    assert_eq!(
        changes(&project, "a.decisions.ndjson", "tests"),
        [pair("opens", "alice writes")]
    );
    project.write("c.decisions.ndjson", "{\"file\":\"x\"}\n");
    let wrong = project.iamwhy(&["diff", "c.decisions.ndjson", "tests"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("c.decisions.ndjson:1:1: this line has no `case`"),
        "{}",
        wrong.err
    );
}

/// Two folders, the second with another policy and other cases.
fn two(name: &str) -> Project {
    let project = Project::new(name);
    let old = [READS, WRITES, SECRET, SHOWN].join(",\n");
    // A statement more that says the same: the decision stays, what it stands on does not.
    let policy = POLICY
        .replace("s3:ListBucket", "s3:PutObject")
        .replace("\"Sid\": \"Read\"", "\"Sid\": \"ReadAndWrite\"")
        .replace("\"Effect\": \"Deny\"", "\"Effect\": \"Allow\"");
    let added = READS.replace("alice reads", "alice reads again");
    let new = [READS, WRITES, SECRET, &added].join(",\n");
    project
        .write("old/alice.json", POLICY)
        .write("old/deep/x.scenario.json", &scenario("Old.", "../alice.json", &old))
        .write("new/alice.json", &policy)
        .write("new/deep/x.scenario.json", &scenario("New.", "../alice.json", &new));
    project
}

#[test]
fn folders_are_laid_over_each_other() {
    let project = two("diff-folders");
    let all = [
        pair("gone", "alice deletes"),
        pair("moves", "alice reads"),
        pair("opens", "alice reads a secret"),
        pair("new", "alice reads again"),
        pair("opens", "alice writes"),
    ];
    assert_eq!(changes(&project, "old", "new"), all);
    assert_eq!(changes(&project, "./old/", "new/deep/../"), all);
    let back = changes(&project, "new", "old");
    assert!(back.contains(&pair("closes", "alice writes")) && back.contains(&pair("new", "alice deletes")));
    assert_eq!(
        changes(&project, "old/deep/x.scenario.json", "new/deep/x.scenario.json"),
        all
    );
    assert_eq!(changes(&project, "old", "old"), []);
    let said = project.iamwhy(&["diff", "old", "new", "--exit-code"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out
            .ends_with("5 differences: 2 opens, 1 moves, 1 new, 1 gone; 0 as before\n"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("opens   alice writes: implicitDeny (identity) → allow (identity, ../alice.json#ReadAndWrite)"),
        "{}",
        said.out
    );
    let same = project.iamwhy(&["diff", "old", "old", "--exit-code"]);
    assert_eq!(
        (same.code, same.out.as_str()),
        (0, "nothing changes; 4 cases as before\n")
    );
}

#[test]
fn each_format_says_the_same() {
    let project = two("diff-formats");
    let outs = [
        "json=o.json",
        "markdown=o.md",
        "github=o.txt",
        "ndjson=o.ndjson",
        "pretty=p.txt",
    ];
    let mut args = vec!["diff", "old", "new"];
    outs.iter().for_each(|out| args.extend(["--out", out]));
    let run = said(
        project
            .command()
            .args(&args)
            .env("GITHUB_STEP_SUMMARY", project.path("summary.md")),
    );
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, project.read("p.txt").as_str()),
        "{}",
        run.err
    );
    let json: Value = serde_json::from_str(&project.read("o.json")).unwrap();
    assert_eq!(json["summary"]["opens"], 2);
    let lines: Vec<String> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(Value::to_string)
        .collect();
    let ndjson = project.read("o.ndjson");
    assert_eq!(lines, ndjson.lines().collect::<Vec<_>>());
    assert_eq!(project.read("o.md"), project.read("summary.md"));
    assert_eq!(
        project
            .read("o.md")
            .lines()
            .filter(|line| line.starts_with("| opens |"))
            .count(),
        2
    );
    let github = project.read("o.txt");
    let secret = github.lines().find(|line| line.contains("secret")).unwrap();
    assert!(secret.starts_with("::warning file=new/alice.json,line="), "{secret}");
    assert_eq!(github.matches("::warning").count(), 3, "{github}");
}

#[test]
fn revisions_of_a_repository_are_compared() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let project = mixed("diff-git");
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        let who = [
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b",
            "-c",
            "commit.gpgsign=false",
        ];
        let output = command
            .args(who)
            .args(args)
            .current_dir(project.path("."))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q", "-b", "trunk", "."]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    project.write("policies/alice.json", &POLICY.replace("\"Deny\"", "\"Allow\""));
    project.write(
        "tests/new.scenario.json",
        &scenario("New.", "../policies/alice.json", READS),
    );
    let opens = [pair("opens", "alice reads a secret"), pair("new", "alice reads")];
    assert_eq!(changes(&project, "trunk:tests", "tests"), opens);
    assert_eq!(changes(&project, "HEAD:", "."), opens);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "two"]);
    assert_eq!(changes(&project, "HEAD~1:tests", "HEAD:tests"), opens);
    assert_eq!(
        changes(&project, "HEAD:tests/bad.scenario.json", "tests/bad.scenario.json"),
        []
    );
    for (side, words) in [
        ("nowhere:tests", "git cannot list `nowhere:tests`"),
        ("HEAD:policies", "holds no `*.scenario.json` file"),
        ("nowhere", "a git revision is written REV:PATH"),
        ("--output=x:y", "unexpected argument"),
    ] {
        let said = project.iamwhy(&["diff", side, "tests"]);
        assert_eq!(said.code, 2, "{side}");
        assert!(said.err.contains(words), "{side}: {}", said.err);
    }
    // What the old revision names is read from the old revision, and its errors say so.
    git(&["rm", "-q", "policies/alice.json"]);
    git(&["commit", "-q", "-m", "three"]);
    let said = project.iamwhy(&["diff", "HEAD:tests", "HEAD~1:tests"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("HEAD:tests/bad.scenario.json")
            && said.err.contains("there is no file `HEAD:policies/alice.json`"),
        "{}",
        said.err
    );
}
