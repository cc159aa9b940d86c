//! `iamwhy init`, `completions` and `man`.

use serde_json::Value;

use crate::project::Project;

const APP: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["s3:GetObject", "s3:Put*"],
  "Resource": "arn:aws:s3:::acme-data/${aws:PrincipalTag/team}/*"}}"#;
const TRUST: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
  "Action": "sts:AssumeRole"}}"#;
const BOUNDARY: &str =
    r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}"#;
const REGION: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*",
  "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}}}"#;
const BUCKET: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:user/eve"},
  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-data/*"}}"#;

fn project(name: &str) -> Project {
    let project = Project::new(name);
    project
        .write("policies/app.json", APP)
        .write("policies/app-trust.json", TRUST)
        .write("policies/team-boundary.json", BOUNDARY)
        .write("policies/data.policy.json", BUCKET)
        .write("scps/region.json", REGION)
        .write("package.json", "{\"name\": \"not a policy\"}")
        .write("broken.json", "{")
        .write("node_modules/x/policy.json", APP);
    project
}

#[test]
fn what_is_found_is_put_together_and_holds() {
    let project = project("init");
    let said = project.iamwhy(&["init"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("wrote iamwhy.scenario.json: 5 policies, "),
        "{}",
        said.out
    );
    let scene: Value = serde_json::from_str(&project.read("iamwhy.scenario.json")).unwrap();
    let app = &scene["principals"]["app"];
    assert_eq!(app["policies"][0]["file"], "policies/app.json");
    assert_eq!(app["trust"]["file"], "policies/app-trust.json");
    assert_eq!(app["boundary"]["file"], "policies/team-boundary.json");
    assert_eq!(app["tags"]["team"], "example");
    assert_eq!(scene["organization"]["root"]["scps"][1]["file"], "scps/region.json");
    assert_eq!(scene["resources"]["data"]["arn"], "arn:aws:s3:::acme-data");
    let test = project.iamwhy(&["test", "--format", "json"]);
    assert_eq!(test.code, 0, "{}", test.out);
    let report: Value = serde_json::from_str(&test.out).unwrap();
    // Nobody said from which region a bucket is called, so the SCP leaves those cases open; they expect nothing.
    let number = |word: &str| report["summary"][word].as_u64().unwrap();
    assert!(
        number("passed") > 0 && number("passed") + number("shown") >= 3,
        "{}",
        test.out
    );
}

#[test]
fn the_answers_are_those_of_today() {
    let project = project("init-today");
    project.iamwhy(&["init", "--out", "tests/access.scenario.json"]);
    project.write("scps/.keep", "");
    let said = project.iamwhy(&["init", "--print"]);
    let scene: Value = serde_json::from_str(&said.out).unwrap();
    let case = scene["cases"].as_array().unwrap();
    let of = |action: &str| case.iter().find(|own| own["action"] == action).unwrap()["expect"].clone();
    // The boundary covers `s3:Get*` alone.
    assert_eq!(of("s3:PutObject")["layer"], "boundary");
    assert!(
        case.iter()
            .any(|own| own["principal"] == "arn:aws:iam::222222222222:user/eve"),
        "{}",
        said.out
    );
}

#[test]
fn a_scenario_elsewhere_names_the_files_from_there() {
    let project = project("init-elsewhere");
    project.write("tests/.keep", "");
    let said = project.iamwhy(&["init", "policies", "--out", "tests/access.scenario.json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        project
            .read("tests/access.scenario.json")
            .contains("\"../policies/app.json\"")
    );
    assert_eq!(project.iamwhy(&["test"]).code, 0);
}

#[test]
fn nothing_is_overwritten_and_nothing_invented() {
    let project = project("init-again");
    project
        .write("iamwhy.scenario.json", "mine")
        .write("empty/a.json", "[]");
    let again = project.iamwhy(&["init"]);
    assert_eq!((again.code, project.read("iamwhy.scenario.json").as_str()), (2, "mine"));
    assert!(
        again.err.contains("`iamwhy.scenario.json` is there already"),
        "{}",
        again.err
    );
    let empty = project.iamwhy(&["init", "empty"]);
    assert_eq!(empty.code, 2);
    assert!(
        empty.err.contains("no JSON file below `empty` is a policy"),
        "{}",
        empty.err
    );
    assert_eq!(project.iamwhy(&["init", "nowhere"]).code, 2);
}

#[test]
fn shells_and_man_know_every_command() {
    let project = Project::new("papers");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = project.iamwhy(&["completions", shell]);
        assert_eq!(said.code, 0, "{}", said.err);
        for word in ["explain", "coverage", "min-killed"] {
            assert!(said.out.contains(word), "{shell} does not know `{word}`");
        }
    }
    let page = project.iamwhy(&["man"]);
    assert!(page.out.contains(".TH iamwhy 1"), "{}", page.out);
    assert!(page.out.contains("Would AWS allow this request"), "{}", page.out);
    assert_eq!(project.iamwhy(&["man", "--out", "pages"]).code, 0);
    assert!(project.read("pages/iamwhy-mutate.1").contains("min\\-killed"));
}

/// What a typing error decides is nothing that a test should hold on to.
#[test]
fn an_action_that_does_not_exist_is_no_expectation() {
    let project = Project::new("init-misspelt");
    let policy = APP.replace("s3:GetObject", "s3:GetObjekt");
    assert_ne!(policy, APP);
    project.write("app.json", &policy);
    let said = project.iamwhy(&["init"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("no action of AWS is `s3:GetObjekt`") && said.err.contains("did you mean `s3:GetObject`?"),
        "{}",
        said.err
    );
    let scene: Value = serde_json::from_str(&project.read("iamwhy.scenario.json")).unwrap();
    let cases = scene["cases"].as_array().unwrap();
    let strange: Vec<&Value> = cases.iter().filter(|case| case["action"] == "s3:GetObjekt").collect();
    assert!(
        !strange.is_empty() && strange.iter().all(|case| case.get("expect").is_none()),
        "{scene}"
    );
}
