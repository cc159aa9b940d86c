//! Finding the policies that a scenario names.

use std::collections::BTreeMap;

use iamwhy_scenario::{Files, Policies, ReadError, read};

struct InMemory(BTreeMap<&'static str, String>);

impl Files for InMemory {
    fn read(&self, path: &str) -> Result<String, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

const EMPTY: &str = r#"{ "Statement": [] }"#;

fn load(parts: &str, files: &[(&'static str, &str)]) -> Result<Policies, Vec<String>> {
    let text = format!(
        r#"{{ "scenario": 1, "title": "t", {parts}, "cases": [{{ "writes": {{ "type": "scp", "policy": "FullAWSAccess" }} }}] }}"#
    );
    let (scenario, json) = read("s.json", &text).map_err(|errors| strings(&errors))?;
    let files = InMemory(files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect());
    Policies::load(&scenario, &json, "s.json", &files).map_err(|errors| strings(&errors))
}

fn strings(errors: &[ReadError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn names_of_policies() {
    let parts = r#""policies": { "A": { "Statement": [], "arn": "arn:aws:iam::111122223333:policy/A" }, "F": { "file": "a.json" }, "B": "A" },
        "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "boundary": "B",
            "policies": ["A", { "Statement": [] }, { "file": "a.json" }, { "file": "b.json", "pointer": "/x/0" }, "F", { "text": "{\"Statement\": []}" }, "AdministratorAccess"] } }"#;
    let policies = load(
        parts,
        &[
            ("a.json", EMPTY),
            ("b.json", r#"{ "x": ["%7B%22Statement%22%3A%5B%5D%7D"] }"#),
        ],
    )
    .unwrap();
    let at = |place: &str| {
        let policy = policies.at(place).unwrap().known().unwrap();
        (policy.name.clone(), policy.file.clone())
    };
    let expected = [
        ("boundary", "A", "s.json"),
        ("policies[0]", "A", "s.json"),
        ("policies[1]", "principals.alice.policies[1]", "s.json"),
        ("policies[2]", "a.json", "a.json"),
        ("policies[3]", "b.json#/x/0", "b.json#/x/0"),
        ("policies[4]", "F", "a.json"),
        (
            "policies[5]",
            "principals.alice.policies[5]",
            "s.json#/principals/alice/policies/5",
        ),
        ("policies[6]", "AdministratorAccess", "AdministratorAccess"),
    ];
    for (place, name, file) in expected {
        assert_eq!(
            at(&format!("principals.alice.{place}")),
            (name.to_owned(), file.to_owned())
        );
    }
    let named = policies.at("policies.A").unwrap().known().unwrap();
    assert_eq!(named.arn.as_deref(), Some("arn:aws:iam::111122223333:policy/A"));
    assert!(
        named
            .parse()
            .diagnostics
            .iter()
            .all(|diagnostic| !diagnostic.message.contains("arn"))
    );
}

#[test]
fn stored_text_follows_old_rules() {
    let text = r#""policies": { "A": { "text": "{\"Statement\": {\"Effect\": \"Deny\", \"Effect\": \"Allow\"}}"#;
    assert!(
        load(&format!("{text}\", \"stored\": true }} }}"), &[])
            .unwrap()
            .at("policies.A")
            .unwrap()
            .known()
            .unwrap()
            .legacy
    );
    assert_eq!(
        load(&format!("{text}\" }} }}"), &[]).err().unwrap(),
        ["s.json#/policies/A:1:34: duplicate key `Effect` (at /Statement/Effect); keep one of them"]
    );
}

#[test]
fn what_can_be_wrong_with_files() {
    let one = |source: &str, file: &str| {
        load(&format!(r#""policies": {{ "A": {source} }}"#), &[("a.json", file)])
            .err()
            .unwrap_or_default()
            .join("\n")
    };
    assert_eq!(
        one(r#"{ "file": "b.json" }"#, EMPTY),
        "s.json:1:51: cannot read `b.json`: no such file (at /policies/A); the path is relative to the scenario"
    );
    assert_eq!(
        one(r#"{ "file": "a.json", "pointer": "/x" }"#, EMPTY),
        "s.json:1:51: file `a.json` has nothing at `/x` (at /policies/A); `pointer` is a JSON pointer, such as `/Policies/0/Document`"
    );
    assert_eq!(
        one(r#"{ "file": "a.json" }"#, "[]"),
        "a.json:1:1: no policy document stands here; a policy document is an object with `Statement`"
    );
    assert_eq!(
        one(
            r#"{ "file": "a.json" }"#,
            r#"{ "PolicyVersion": { "Document": { "Statement": [] } } }"#
        ),
        "a.json:1:1: no policy document stands here; a policy document is an object with `Statement`; one stands at `pointer` /PolicyVersion/Document"
    );
    assert_eq!(
        one(r#"{ "file": "a.json" }"#, r#"{ "Statement": [], "Statement": [] }"#),
        "a.json:1:20: duplicate key `Statement` (at /Statement); keep one of them"
    );
    assert_eq!(
        one(r#"{ "file": "a.json" }"#, "%7B%zz"),
        "a.json:1:1: this percent-encoded text has a `%` without two hexadecimal digits behind it"
    );
    assert!(one(r#"{ "file": "a.json" }"#, "{").starts_with("a.json:1:2: "));
    assert_eq!(
        one(r#"{ "from": "terraformPlan", "file": "a.json", "select": "x" }"#, EMPTY),
        "a.json:1:1: this is not the JSON of a Terraform plan; make it with `terraform plan -out p.tfplan` and `terraform show -json p.tfplan`"
    );
}
