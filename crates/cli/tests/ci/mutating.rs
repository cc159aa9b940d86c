//! `iamwhy mutate`: what no test notices, and the case that would.

use serde_json::Value;

use crate::project::{POLICY, Project, READS, WRITES, scenario};

fn project(name: &str, cases: &[&str]) -> Project {
    let project = Project::new(name);
    project.write("policies/alice.json", POLICY).write(
        "tests/x.scenario.json",
        &scenario("Alice.", "../policies/alice.json", &cases.join(",\n    ")),
    );
    project
}

fn edits(project: &Project) -> Vec<Value> {
    let said = project.iamwhy(&["mutate", "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let whole: Value = serde_json::from_str(&said.out).unwrap();
    whole["edits"].as_array().unwrap().clone()
}

#[test]
fn the_printed_case_notices() {
    let before = project("mutate", &[READS]);
    let unnoticed: Vec<Value> = edits(&before)
        .into_iter()
        .filter(|edit| edit["verdict"] == "unnoticed")
        .collect();
    let secret = unnoticed
        .iter()
        .find(|edit| edit["title"] == "delete the statement `Secret`")
        .unwrap();
    assert_eq!(secret["span"]["file"], "policies/alice.json");
    assert_eq!(secret["span"]["line"], 10);
    let found = &secret["difference"];
    assert_eq!(
        (&found["before"], &found["after"]),
        (&Value::from("explicitDeny"), &Value::from("allow"))
    );
    let after = project("mutate-pasted", &[READS, &found["case"].to_string()]);
    assert_eq!(after.iamwhy(&["test"]).code, 0);
    let now = edits(&after);
    let secret = now
        .iter()
        .find(|edit| edit["title"] == "delete the statement `Secret`")
        .unwrap();
    assert_eq!(secret["verdict"], "noticed");
    assert_eq!(secret["noticedBy"]["file"], "tests/x.scenario.json");
}

#[test]
fn people_read_what_to_paste() {
    let project = project("mutate-text", &[READS]);
    let said = project.iamwhy(&["mutate"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let mut lines = said.out.lines();
    lines.find(|line| line.contains("policies/alice.json")).unwrap();
    lines
        .find(|line| line.contains("✖ 10:5 delete the statement `Secret`"))
        .unwrap();
    assert_eq!(
        lines.next().unwrap().trim(),
        "no test notices: explicitDeny becomes allow; as a case of tests/x.scenario.json:"
    );
    serde_json::from_str::<Value>(lines.next().unwrap()).unwrap();
    assert_eq!(said.out, project.iamwhy(&["mutate"]).out, "twice the same");
    assert!(!said.out.contains("equivalent"), "{}", said.out);
}

#[test]
fn what_cannot_be_edited_where_it_stands_is_named() {
    let project = Project::new("mutate-encoded");
    let encoded: String = POLICY.bytes().map(|byte| format!("%{byte:02X}")).collect();
    project
        .write("alice.json", &encoded)
        .write("x.scenario.json", &scenario("Encoded.", "alice.json", READS));
    let said = project.iamwhy(&["mutate"]);
    assert!(
        said.out.contains("x.scenario.json: `alice.json` is not edited"),
        "{}",
        said.out
    );
}

#[test]
fn samples_and_thresholds() {
    let project = project("mutate-threshold", &[READS]);
    let all = edits(&project).len();
    let some = project.iamwhy(&["mutate", "--max", "5"]);
    assert!(some.out.contains(&format!("5 edits of {all}: ")), "{}", some.out);
    assert_eq!(project.iamwhy(&["mutate", "--min-killed", "100"]).code, 4);
    assert_eq!(project.iamwhy(&["mutate", "--min-killed", "1"]).code, 0);
}

#[test]
fn tests_that_fail_already_notice_nothing() {
    let said = project("mutate-failing", &[READS, WRITES]).iamwhy(&["mutate"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("tests/x.scenario.json › alice writes"),
        "{}",
        said.err
    );
    let none = project("mutate-shown", &[&READS.replace(", \"expect\": \"allow\"", "")]).iamwhy(&["mutate"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no case expects anything"), "{}", none.err);
}
