//! `iamwhy who-can`, `can` and `matrix`.

use serde_json::Value;

use crate::project::Project;

const SCENE: &str = r#"{
  "scenario": 1, "title": "Ann reads, as the reader.",
  "principals": {
    "ann": {"user": "arn:aws:iam::111111111111:user/ann"},
    "ben": {"user": "arn:aws:iam::111111111111:user/ben", "policies": [{"file": "ben.json"}]},
    "reader": {"role": "arn:aws:iam::111111111111:role/reader", "policies": [{"file": "reader.json"}], "trust": {"file": "trust.json"}}
  },
  "resources": {"data": {"arn": "arn:aws:s3:::data", "account": "111111111111"}},
  "cases": [{"principal": "ann", "action": "s3:GetObject", "resource": "data/k"}]
}"#;
const BEN: &str = r#"{"Version": "2012-10-17", "Statement": {"Sid": "Ben", "Effect": "Allow", "Action": "s3:GetObject",
  "Resource": "arn:aws:s3:::data/*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}}"#;
const READER: &str = r#"{"Version": "2012-10-17", "Statement": [
  {"Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::data/*"}]}"#;
const TRUST: &str = r#"{"Version": "2012-10-17", "Statement": [
  {"Sid": "Ann", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::111111111111:user/ann"}}]}"#;

fn project(name: &str) -> Project {
    let project = Project::new(name);
    project
        .write("a.scenario.json", SCENE)
        .write("ben.json", BEN)
        .write("reader.json", READER)
        .write("trust.json", TRUST);
    project
}

#[test]
fn who_can_shows_the_way_and_what_holds_it_open() {
    let said = project("who-can").iamwhy(&["who-can", "s3:GetObject", "data/k"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(
        said.out,
        "3 of 3 can do s3:GetObject on arn:aws:s3:::data/k\n\n  \
         ✔ ann  arn:aws:iam::111111111111:user/ann\n      \
         ann assumes arn:aws:iam::111111111111:role/reader  `Ann` trust.json:2\n      \
         reader does s3:GetObject on arn:aws:s3:::data/k  `Read` reader.json:2\n\n  \
         ? ben  arn:aws:iam::111111111111:user/ben\n      \
         ben does s3:GetObject on arn:aws:s3:::data/k  depends on aws:SourceIp\n\n  \
         ✔ reader  arn:aws:sts::111111111111:assumed-role/reader/session\n      \
         reader does s3:GetObject on arn:aws:s3:::data/k  `Read` reader.json:2\n"
    );
}

#[test]
fn nobody_else_may_be_expected() {
    let project = project("who-can-expect");
    let expect = |names: &str| {
        project
            .iamwhy(&["who-can", "s3:GetObject", "data/k", "--expect", names])
            .code
    };
    assert_eq!(expect("ann,ben,reader"), 0);
    assert_eq!(expect("ann,reader"), 1);
    let away = [
        "who-can",
        "s3:GetObject",
        "data/k",
        "--expect",
        "ann,reader",
        "--context",
        "aws:SourceIp=198.51.100.9",
    ];
    assert_eq!(project.iamwhy(&away).code, 0);
    assert_eq!(project.iamwhy(&["who-can", "s3GetObject", "data/k"]).code, 2);
    assert_eq!(
        project
            .iamwhy(&["who-can", "s3:GetObject", "data/k", "--context", "aws:SourceIp"])
            .code,
        2
    );
    // A misspelt name would be nobody's, and expectations would hold for no reason.
    let misspelt = project.iamwhy(&["who-can", "s3:GetObject", "dat/k", "--expect", "ann"]);
    assert_eq!(misspelt.code, 2, "{}", misspelt.out);
    assert!(
        misspelt
            .err
            .contains("`dat/k` is no ARN, and no resource has this name: declared are `data`"),
        "{}",
        misspelt.err
    );
    let all = project.iamwhy(&["who-can", "s3:GetObject", "*"]);
    assert!(
        all.out
            .contains("who may do it on some resources only is not among them"),
        "{}",
        all.out
    );
    let forgotten = project.iamwhy(&["who-can", "s3:GetObject", "a.scenario.json"]);
    assert_eq!(forgotten.code, 2);
    assert!(
        forgotten.err.contains("the second word is the resource"),
        "{}",
        forgotten.err
    );
}

#[test]
fn can_lists_actions_and_roles_within_reach() {
    let project = project("can");
    let said = project.iamwhy(&["can", "ann", "--format", "json"]);
    let value: Value = serde_json::from_str(&said.out).unwrap();
    let can = value["files"][0]["can"].as_array().unwrap();
    assert_eq!(
        (can[0]["name"].as_str(), can[1]["name"].as_str()),
        (Some("ann"), Some("reader"))
    );
    let object = can[1]["rights"]
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["arn"] == "arn:aws:s3:::data/example")
        .unwrap();
    assert!(
        object["allowed"]
            .as_array()
            .unwrap()
            .iter()
            .any(|own| own == "s3:GetObject*"),
        "{object}"
    );
    let wrong = project.iamwhy(&["can", "anne"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong
            .err
            .contains("no principal is named `anne`; there are `ann`, `ben`, `reader`"),
        "{}",
        wrong.err
    );
    assert!(project.iamwhy(&["can", "ann"]).out.contains("within reach"));
}

#[test]
fn a_matrix_in_every_format() {
    let project = project("matrix");
    let text = project.iamwhy(&["matrix", "--action", "s3:GetObject"]).out;
    assert!(text.contains("  ann     through\n"), "{text}");
    let csv = project
        .iamwhy(&["matrix", "--action", "s3:GetObject", "--format", "csv"])
        .out;
    assert_eq!(
        csv.lines().next().unwrap(),
        "scenario,principal,arn,s3:GetObject data/…"
    );
    assert!(csv.contains("arn:aws:iam::111111111111:user/ben,?\r\n"), "{csv}");
    let html = project.iamwhy(&["matrix", "--format", "html"]).out;
    assert!(
        html.starts_with("<!doctype html>") && !html.contains("<script"),
        "{html}"
    );
    let json: Value = serde_json::from_str(&project.iamwhy(&["matrix", "--format", "json"]).out).unwrap();
    assert_eq!(json["files"][0]["rows"].as_array().unwrap().len(), 3);
    let wrong = project.iamwhy(&["matrix", "--action", "s3:GetObjct"]);
    assert!(
        wrong.code == 2 && wrong.err.contains("did you mean `s3:GetObject`?"),
        "{}",
        wrong.err
    );
}

#[test]
fn what_a_change_gives_to_whom() {
    let project = project("matrix-against");
    project.commit();
    let against = |more: &[&str]| project.iamwhy(&[&["matrix", "--against", "HEAD:", "--exit-code"], more].concat());
    let same = against(&[]);
    assert_eq!(
        (same.code, same.out.as_str()),
        (0, "nobody has other access than before\n"),
        "{}",
        same.err
    );
    project.write("reader.json", &READER.replace("s3:Get*", "s3:*"));
    let changed = against(&[]);
    assert_eq!(changed.code, 1);
    assert!(changed.out.contains("ann on data/…: "), "{}", changed.out);
    assert!(changed.out.contains("reader on data/…: R → "), "{}", changed.out);
    assert!(!changed.out.contains("ben"), "{}", changed.out);
    assert_eq!(against(&["--format", "html"]).code, 2);
}

#[test]
fn what_the_caller_chooses_is_named() {
    let project = project("who-can-chosen");
    let asks = TRUST.replace(
        "\"Principal\"",
        "\"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"acme-7\"}}, \"Principal\"",
    );
    project.write("trust.json", &asks);
    let said = project.iamwhy(&["who-can", "s3:GetObject", "data/k"]);
    assert!(
        said.out.contains(
            "ann assumes arn:aws:iam::111111111111:role/reader with sts:ExternalId=`acme-7`  `Ann` trust.json:2"
        ),
        "{}",
        said.out
    );
    let said = project.iamwhy(&["who-can", "s3:GetObject", "data/k", "--format", "json"]);
    assert!(said.out.contains("\"sts:ExternalId\": \"acme-7\""), "{}", said.out);
    // Said otherwise, it is not hers to choose.
    let said = project.iamwhy(&["who-can", "s3:GetObject", "data/k", "--context", "sts:ExternalId=other"]);
    assert!(!said.out.contains("ann assumes"), "{}", said.out);
    let said = project.iamwhy(&["who-can", "s3:GetObject", "data/k", "--context", "aws:SourceIp=home"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("`home` is not an IP address"), "{}", said.err);
}
