//! Which files and cases are run, and how it ends.

use std::collections::BTreeSet;

use crate::project::{POLICY, Project, READS, SHOWN, mixed, scenario};

/// The names of the cases that a run reports, with their files.
fn cases(out: &str) -> Vec<String> {
    let lines = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let cases = lines.filter(|line| line["name"].is_string());
    cases
        .map(|line| format!("{} {}", line["file"].as_str().unwrap(), line["name"].as_str().unwrap()))
        .collect()
}

#[test]
fn folders_are_searched_without_what_git_ignores() {
    let project = Project::new("ignored");
    let good = scenario("Alice reads.", "alice.json", READS);
    for file in [
        "a.scenario.json",
        "b/c.scenario.json",
        "b/not-a-scenario.json",
        "generated/d.scenario.json",
        "b/draft.scenario.json",
        "b/kept-draft.scenario.json",
        ".hidden/e.scenario.json",
        "node_modules/f.scenario.json",
        "target/g.scenario.json",
    ] {
        project.write(file, &good);
        let folder = file.rsplit_once('/').map_or(".", |(folder, _)| folder);
        project.write(&format!("{folder}/alice.json"), POLICY);
    }
    project
        .write(".gitignore", "/generated/\n*draft.scenario.json\n!kept-*\n")
        .write("b/.ignore", "c.scenario.json\n");
    let found = cases(&project.iamwhy(&["test", "--format", "ndjson"]).out);
    assert_eq!(
        found,
        [
            "a.scenario.json alice reads",
            "b/c.scenario.json alice reads",
            "b/kept-draft.scenario.json alice reads"
        ]
    );
    // What is named is run.
    let named = project.iamwhy(&["test", "--format", "ndjson", "b/draft.scenario.json", "generated"]);
    assert_eq!(cases(&named.out).len(), 2, "{}", named.err);
    let none = project.iamwhy(&["test", "b/nowhere*"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("`.gitignore`"), "{}", none.err);
}

#[test]
fn patterns_stop_at_folders() {
    let project = mixed("patterns");
    let one = project.iamwhy(&["test", "--format", "ndjson", "*/good.scenario.json"]);
    assert_eq!(cases(&one.out).len(), 1, "{}", one.err);
    let none = project.iamwhy(&["test", "*good.scenario.json"]);
    assert_eq!(none.code, 2, "{}", none.out);
    let both = project.iamwhy(&[
        "test",
        "--format",
        "ndjson",
        "**/*.scenario.json",
        "tests/good.scenario.json",
    ]);
    assert_eq!(cases(&both.out).len(), 5, "each file once: {}", both.out);
}

#[test]
fn a_filter_that_fits_nothing_is_an_error() {
    let project = mixed("filtered");
    let one = project.iamwhy(&["test", "--filter", "secret", "--format", "ndjson"]);
    assert_eq!(cases(&one.out), ["tests/bad.scenario.json alice reads a secret"]);
    assert_eq!(one.code, 1);
    let file = project.iamwhy(&["test", "--filter", "good.scenario", "--format", "ndjson"]);
    assert_eq!((cases(&file.out).len(), file.code), (1, 0));
    let none = project.iamwhy(&["test", "--filter", "sekret"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("`sekret`"), "{}", none.err);
}

#[test]
fn shards_part_the_cases() {
    let project = mixed("shards");
    let all: BTreeSet<String> = cases(&project.iamwhy(&["test", "--format", "ndjson"]).out)
        .into_iter()
        .collect();
    let mut parts = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let part = cases(&project.iamwhy(&["test", "--format", "ndjson", "--shard", shard]).out);
        assert!((1..=2).contains(&part.len()), "{part:?}");
        parts.extend(part);
    }
    assert_eq!(parts.len(), all.len());
    assert_eq!(parts.into_iter().collect::<BTreeSet<_>>(), all);
    for wrong in ["0/3", "4/3", "3", "a/b", "1/0"] {
        let said = project.iamwhy(&["test", "--shard", wrong]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("such as 2/4"), "{}", said.err);
    }
    // More machines than cases: some have nothing to do, which is no mistake.
    assert_eq!(project.iamwhy(&["test", "--shard", "9/9"]).code, 0);
}

#[test]
fn the_first_failure_ends_a_run_at_the_same_place_every_time() {
    let project = Project::new("fail-fast");
    let many = r#"{ "name": "n", "principal": "alice", "matrix": { "action": ["s3:GetObject", "s3:PutObject"],
        "context.aws:userid": [ID] }, "resource": "logs/a", "expect": "allow" }"#;
    let ids: Vec<String> = (0..200).map(|id| format!("\"{id}\"")).collect();
    let many = many.replace("ID", &ids.join(", "));
    project
        .write("alice.json", POLICY)
        .write("x.scenario.json", &scenario("Many.", "alice.json", &many));
    let first = project.iamwhy(&["test", "--fail-fast", "--format", "ndjson"]);
    assert_eq!(first.code, 1);
    assert_eq!(cases(&first.out).len(), 201, "200 that pass, and the first that fails");
    for _ in 0..5 {
        assert_eq!(
            project.iamwhy(&["test", "--fail-fast", "--format", "ndjson"]).out,
            first.out
        );
    }
}

#[test]
fn an_unknown_that_nobody_expects_ends_with_3_where_that_is_asked() {
    let project = Project::new("unknown");
    let policy = POLICY.replace(
        "\"Effect\": \"Allow\",",
        "\"Effect\": \"Allow\", \"Condition\": { \"IpAddress\": { \"aws:SourceIp\": \"10.0.0.0/8\" } },",
    );
    let shown = SHOWN.replace("DeleteObject", "GetObject");
    project
        .write("alice.json", &policy)
        .write("x.scenario.json", &scenario("Nobody knows.", "alice.json", &shown));
    assert_eq!(project.iamwhy(&["test"]).code, 0);
    assert_eq!(project.iamwhy(&["test", "--strict-unknown"]).code, 3);
    let expected = READS.replace("\"allow\"", "\"unknown\"");
    project.write("x.scenario.json", &scenario("Nobody knows.", "alice.json", &expected));
    assert_eq!(project.iamwhy(&["test", "--strict-unknown"]).code, 0);
    // A failure is worse.
    project.write("x.scenario.json", &scenario("Nobody knows.", "alice.json", READS));
    assert_eq!(project.iamwhy(&["test", "--strict-unknown"]).code, 1);
}

#[test]
fn a_file_that_cannot_be_read_stops_everything() {
    let project = mixed("unreadable");
    project.write("tests/broken.scenario.json", "{ \"scenario\": 1,\n  \"titel\": 2 }");
    let said = project.iamwhy(&["test", "--format", "github"]);
    assert_eq!(said.code, 2);
    assert!(
        said.out.starts_with("::error file=tests/broken.scenario.json,line=2,"),
        "{}",
        said.out
    );
    assert!(said.err.contains("did you mean `title`?"), "{}", said.err);
}
