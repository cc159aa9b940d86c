//! Reports, read back by what reads them.

use serde_json::Value;

use crate::project::{POLICY, Project, mixed, said, scenario};
use crate::schema::violations;

fn test(project: &Project, format: &str) -> String {
    let said = project.iamwhy(&["test", "--format", format]);
    assert_eq!(said.code, 1, "{}", said.err);
    said.out
}

/// The name, line and file of the statement `Secret`, and of the case that meets it.
const STATEMENT: (&str, u64) = ("policies/alice.json", 10);
const CASE: (&str, u64) = ("tests/bad.scenario.json", 8);

#[test]
fn every_format_gives_the_same_bytes_twice_and_no_date() {
    let project = mixed("twice");
    for format in [
        "pretty", "json", "ndjson", "junit", "tap", "sarif", "github", "markdown",
    ] {
        let first = test(&project, format);
        assert_eq!(first, test(&project, format), "{format}");
        assert!(
            !first.contains("timestamp") && !first.contains("time=\""),
            "{format}: {first}"
        );
        assert!(first.contains("alice writes"), "{format}: {first}");
    }
}

#[test]
fn several_reports_come_from_one_run() {
    let project = mixed("several");
    let out = |format: &str| format!("{format}=out.{format}");
    let formats = [
        "json", "ndjson", "junit", "tap", "sarif", "github", "markdown", "pretty",
    ];
    let outs: Vec<String> = formats
        .iter()
        .flat_map(|format| ["--out".to_owned(), out(format)])
        .collect();
    let mut args = vec!["test"];
    args.extend(outs.iter().map(String::as_str));
    let run = project.iamwhy(&args);
    assert_eq!((run.code, run.out), (1, test(&project, "pretty")));
    for format in formats {
        assert_eq!(
            project.read(&format!("out.{format}")),
            test(&project, format),
            "{format}"
        );
    }
    let wrong = project.iamwhy(&["test", "--out", "xml=report.xml"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong
            .err
            .contains("there is no format `xml`; the formats are pretty, json,"),
        "{}",
        wrong.err
    );
    let nowhere = project.iamwhy(&["test", "--out", "tap=no/such/folder/x"]);
    assert_eq!(nowhere.code, 2);
    assert!(
        nowhere.err.contains("cannot write `no/such/folder/x`"),
        "{}",
        nowhere.err
    );
}

#[test]
fn lines_of_ndjson_are_the_cases_of_json() {
    let project = mixed("ndjson");
    let whole: Value = serde_json::from_str(&test(&project, "json")).unwrap();
    let mut cases = Vec::new();
    for file in whole["files"].as_array().unwrap() {
        for case in file["cases"].as_array().unwrap() {
            let mut line = serde_json::Map::new();
            line.insert("file".to_owned(), file["file"].clone());
            line.extend(case.as_object().unwrap().clone());
            cases.push(Value::Object(line).to_string());
        }
    }
    let text = test(&project, "ndjson");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..5], cases);
    assert_eq!(lines[5..], [r#"{"summary":{"passed":2,"failed":2,"shown":1}}"#]);
}

#[test]
fn junit_is_read_as_junit() {
    let text = test(&mixed("junit"), "junit");
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    let counts = |node: roxmltree::Node<'_, '_>| {
        ["tests", "failures", "errors"].map(|name| node.attribute(name).unwrap().parse::<usize>().unwrap())
    };
    assert_eq!((root.tag_name().name(), counts(root)), ("testsuites", [5, 2, 0]));
    let suites: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
    let names: Vec<_> = suites.iter().map(|suite| suite.attribute("name").unwrap()).collect();
    assert_eq!(names, ["tests/bad.scenario.json", "tests/good.scenario.json"]);
    assert_eq!((counts(suites[0]), counts(suites[1])), ([4, 2, 0], [1, 0, 0]));
    assert_eq!(
        suites[0].attribute("skipped").or(suites[0].attribute("disabled")),
        Some("1")
    );
    let cases = suites[0].children().filter(|node| node.has_tag_name("testcase"));
    let cases: Vec<_> = cases
        .map(|case| {
            let inside = case.first_element_child().map(|node| node.tag_name().name().to_owned());
            (case.attribute("name").unwrap(), inside)
        })
        .collect();
    let inside = |name: &'static str, tag: Option<&str>| (name, tag.map(str::to_owned));
    assert_eq!(
        cases,
        [
            inside("alice writes", Some("failure")),
            inside("alice reads a secret", Some("failure")),
            inside("alice deletes", Some("skipped")),
            inside("alice reads", None),
        ]
    );
    let failure = document
        .descendants()
        .filter(|node| node.has_tag_name("failure"))
        .nth(1)
        .unwrap();
    assert_eq!(failure.attribute("type"), Some("decision"));
    let message = failure.attribute("message").unwrap();
    assert!(
        message.contains("expected decision `allow`, but it is `explicitDeny`"),
        "{message}"
    );
    assert!(
        failure.text().unwrap().contains("policies/alice.json:10:5"),
        "{:?}",
        failure.text()
    );
}

#[test]
fn sarif_keeps_to_its_schema_and_points_at_the_policy() {
    let value: Value = serde_json::from_str(&test(&mixed("sarif"), "sarif")).unwrap();
    assert_eq!(violations(&value), Vec::<String>::new());
    let result = &value["runs"][0]["results"][1];
    let place = |location: &Value| {
        let own = &location["physicalLocation"];
        let file = own["artifactLocation"]["uri"].as_str().unwrap().to_owned();
        (file, own["region"]["startLine"].as_u64().unwrap())
    };
    let known = |(file, line): (&str, u64)| (file.to_owned(), line);
    assert_eq!(place(&result["locations"][0]), known(STATEMENT));
    assert_eq!(place(&result["relatedLocations"][0]), known(CASE));
    let rules = value["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
}

#[test]
fn github_sees_the_policy_and_is_told_of_the_test() {
    let project = mixed("github");
    let run = said(
        project
            .command()
            .args(["test", "--format", "github"])
            .env("GITHUB_STEP_SUMMARY", project.path("summary.md")),
    );
    let line = run.out.lines().find(|line| line.contains("secret")).unwrap();
    let (file, number) = STATEMENT;
    assert!(
        line.starts_with(&format!("::error file={file},line={number},endLine=15,title=")),
        "{line}"
    );
    assert!(line.ends_with(&format!("%0Atest: {}:{}:5", CASE.0, CASE.1)), "{line}");
    assert!(
        run.out.ends_with("test result: FAILED. 2 passed; 2 failed; 1 shown\n"),
        "{}",
        run.out
    );
    let summary = project.read("summary.md");
    assert!(summary.starts_with("**2 passed, 2 failed, 1 shown**"), "{summary}");
    assert!(summary.contains("`policies/alice.json:10`"), "{summary}");
}

/// Expected was the Deny; the Allow decides, and both are marked.
#[test]
fn the_statement_that_was_expected_is_marked_as_well() {
    let case = r#"{ "name": "kept", "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a", "expect": { "decision": "explicitDeny", "statement": "Secret" } }"#;
    let scenario = scenario("Expected.", "../policies/alice.json", case);
    let files = [("policies/alice.json", POLICY), ("tests/x.scenario.json", &scenario)];
    let project = Project::of("expected", &files);
    let github = test(&project, "github");
    let lines: Vec<&str> = github.lines().collect();
    assert!(
        lines[0].starts_with("::error file=policies/alice.json,line=4,"),
        "{github}"
    );
    let notice = "::notice file=policies/alice.json,line=10,endLine=15,title=tests/x.scenario.json › kept::the case expects the layer `identity` to decide, here by `Secret` of `../policies/alice.json`";
    assert_eq!(lines[1], notice);
    let sarif: Value = serde_json::from_str(&test(&project, "sarif")).unwrap();
    assert_eq!(violations(&sarif), Vec::<String>::new());
    let related = &sarif["runs"][0]["results"][0]["relatedLocations"];
    assert_eq!(related[1]["physicalLocation"]["region"]["startLine"], 10);
    assert_eq!(
        related[0]["physicalLocation"]["artifactLocation"]["uri"],
        "tests/x.scenario.json"
    );
}

#[test]
fn tap_counts_and_explains() {
    let text = test(&mixed("tap"), "tap");
    let mut lines = text.lines();
    assert_eq!((lines.next(), lines.next()), (Some("TAP version 14"), Some("1..5")));
    let points: Vec<&str> = lines.clone().filter(|line| !line.starts_with(' ')).collect();
    for (at, (point, ok)) in points.iter().zip([false, false, true, true, true]).enumerate() {
        let word = if ok { "ok" } else { "not ok" };
        assert!(point.starts_with(&format!("{word} {} - tests/", at + 1)), "{point}");
    }
    assert_eq!(points.iter().filter(|point| point.contains("# SKIP")).count(), 1);
    let (opened, closed) = ("  ---", "  ...");
    assert_eq!(lines.clone().filter(|line| *line == opened).count(), 2);
    assert_eq!(lines.filter(|line| *line == closed).count(), 2);
}

#[test]
fn a_name_cannot_break_out_of_its_report() {
    let project = Project::new("names");
    let name = "a|b <i> # 1% ]]> \\\"quoted\\\" \\n::error::x";
    let case = format!(
        r#"{{ "name": "{name}", "principal": "alice", "action": "s3:PutObject", "resource": "logs/a", "expect": "allow" }}"#
    );
    project.write("alice.json", crate::project::POLICY).write(
        "x.scenario.json",
        &crate::project::scenario("Names.", "alice.json", &case),
    );
    roxmltree::Document::parse(&test(&project, "junit")).unwrap();
    let github = test(&project, "github");
    assert_eq!(
        github.lines().filter(|line| line.starts_with("::error")).count(),
        1,
        "{github}"
    );
    let tap = test(&project, "tap");
    assert!(
        !tap.lines().any(|line| line.starts_with("::")) && tap.contains("\\# 1%"),
        "{tap}"
    );
    let sarif: Value = serde_json::from_str(&test(&project, "sarif")).unwrap();
    assert_eq!(violations(&sarif), Vec::<String>::new());
    for row in test(&project, "markdown")
        .lines()
        .filter(|line| line.starts_with("| a"))
    {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
    }
}

#[test]
fn a_policy_in_the_scenario_is_shown_in_the_scenario() {
    let project = Project::new("inline");
    let text = crate::project::scenario("Inline.", "x", crate::project::SECRET).replace(
        r#"{ "file": "x" }"#,
        &format!("\n{}", crate::project::POLICY.trim_end()),
    );
    project.write("x.scenario.json", &text);
    let sarif: Value = serde_json::from_str(&test(&project, "sarif")).unwrap();
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(region["artifactLocation"]["uri"], "x.scenario.json");
    let line = region["region"]["startLine"].as_u64().unwrap();
    assert!(text.lines().nth(line as usize).unwrap().contains("Secret"), "{line}");
}
