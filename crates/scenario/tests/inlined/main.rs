//! A scenario with its files written into it decides as it did with them.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod errors;
#[path = "../fixture/mod.rs"]
mod fixture;
mod layout;
mod names;
mod organization;
mod unknowns;

use iamwhy_scenario::{Files, NoFiles, Report, inlined, read_and_run};
use serde_json::Value;

/// Files by name.
struct These<'t>(&'t [(&'t str, &'t str)]);

impl Files for These<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found
            .map(|(_, text)| (*text).to_owned())
            .ok_or("no such file".to_owned())
    }
}

/// The results of a scenario, without places in texts.
fn results(name: &str, text: &str, files: &dyn Files) -> Value {
    let report = read_and_run(name, text, files);
    let report = report.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>());
    let report = report.unwrap();
    let json = Report { files: vec![report] }.to_json();
    let mut json = serde_json::from_str(&json).unwrap();
    forget_places(&mut json);
    json
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        Value::Object(members) => {
            members.remove("span");
            members.values_mut().for_each(forget_places);
        }
        _ => {}
    }
}

/// Whether it decides the same alone, and stays as it then is.
fn same(name: &str, text: &str, files: &dyn Files) -> String {
    let alone = inlined(name, text, files).unwrap();
    let (with, without) = (results(name, text, files), results(name, &alone, &NoFiles));
    for at in 0..with["files"][0]["cases"].as_array().unwrap().len() {
        let (with, without) = (&with["files"][0]["cases"][at], &without["files"][0]["cases"][at]);
        assert_eq!(with, without, "{name} {}\n{alone}", with["name"]);
    }
    assert_eq!(with, without, "{name}");
    assert_eq!(inlined(name, &alone, &NoFiles).unwrap(), alone, "{name}");
    alone
}

/// The same, where every expectation holds.
fn passing(text: &str, files: &[(&str, &str)]) -> String {
    let with = results("s.json", text, &These(files));
    assert_eq!(with["summary"]["failed"], 0, "{with:#}");
    same("s.json", text, &These(files))
}

/// A user with policies, and what is asked of him.
fn of_user(policies: &str, cases: &str) -> String {
    format!(
        r#"{{
  "scenario": 1,
  "title": "t",
  "principals": {{
    "ann": {{ "user": "arn:aws:iam::111122223333:user/ann", "policies": {policies} }}
  }},
  "cases": [
    {cases}
  ]
}}
"#
    )
}

/// A document that allows an action.
fn allowing(action: &str) -> String {
    format!(r#"{{ "Statement": {{ "Effect": "Allow", "Action": "{action}", "Resource": "*" }} }}"#)
}

#[test]
fn every_fixture_decides_alone_as_with_its_files() {
    let mut with_files = 0;
    for fixture::Fixture { name, text, files } in fixture::all() {
        if text.contains(".yaml\"") && !cfg!(feature = "yaml") {
            continue;
        }
        if text.contains("\"file\":") {
            same(&name, &text, &files);
            with_files += 1;
        } else {
            assert_eq!(inlined(&name, &text, &files).unwrap(), text, "{name}");
        }
    }
    let least = if cfg!(feature = "yaml") { 15 } else { 13 };
    assert!(with_files >= least, "only {with_files} fixtures read files");
}
