//! The quick reference of the page: every rule that it names is there, every trap, and every example can be read.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{collections::HashSet, fs, path::Path};

use iamwhy_policy::{Json, NodeId, Policy};

fn repository(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

/// Every entry, with a way to its fields.
fn with_entries(look: impl Fn(&Json, NodeId, &str)) {
    let json = Json::read(repository("web/public/reference.json")).unwrap();
    let mut names = HashSet::new();
    for own in json.items(json.root()) {
        let name = json.string(json.get(own, "name").unwrap()).unwrap();
        assert!(names.insert(name.to_owned()), "`{name}` is there twice");
        look(&json, own, name);
    }
    assert!(names.len() >= 40, "only {}", names.len());
}

#[test]
fn every_rule_that_it_names_is_in_the_semantics() {
    let semantics = repository("docs/semantics.md");
    with_entries(|json, own, name| {
        let rules: Vec<_> = json.items(json.get(own, "rules").unwrap()).collect();
        assert!(!rules.is_empty(), "`{name}` names no rule");
        for rule in rules.into_iter().map(|rule| json.string(rule).unwrap()) {
            let line = semantics.lines().find(|line| line.contains(&format!("- **{rule}** ")));
            assert!(
                !line.unwrap_or("(withdrawn)").contains("(withdrawn)"),
                "`{name}`: {rule}"
            );
        }
    });
}

#[test]
fn every_trap_that_it_leads_to_is_in_the_practice_room() {
    let mut numbers = HashSet::new();
    for chapter in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/traps")).unwrap() {
        for entry in fs::read_dir(chapter.unwrap().path()).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().ends_with(".card.json") {
                let card = Json::read(fs::read_to_string(path).unwrap()).unwrap();
                numbers.insert(
                    card.scalar(card.get(card.root(), "number").unwrap())
                        .unwrap()
                        .to_owned(),
                );
            }
        }
    }
    with_entries(|json, own, name| {
        if let Some(trap) = json.get(own, "trap") {
            assert!(numbers.contains(json.scalar(trap).unwrap()), "`{name}`");
        }
    });
}

#[test]
fn every_example_is_a_part_of_a_policy_without_fault() {
    let statement = |more: &str| format!(r#"{{ "Version": "2012-10-17", "Statement": [{more}] }}"#);
    let rest = r#""Effect": "Allow", "Action": "s3:GetObject", "Resource": "*""#;
    with_entries(|json, own, name| {
        let Some(example) = json.get(own, "example").and_then(|own| json.string(own)) else {
            return;
        };
        assert!(
            example.len() <= 170 && !example.contains('\n'),
            "`{name}` has a long example"
        );
        let element = example.trim_start_matches('"').split('"').next().unwrap();
        let policy = match element {
            own if own.starts_with('{') => statement(example),
            "Version" => format!(r#"{{ {example}, "Statement": {{ {rest} }} }}"#),
            "Statement" => format!("{{ {example} }}"),
            "Effect" | "Action" | "NotAction" | "Resource" | "NotResource" | "Principal" | "NotPrincipal"
            | "Condition" | "Sid" => {
                let has = |own: &&str| !example.contains(own.split(':').next().unwrap().trim_matches('"'));
                let kept: Vec<&str> = rest.split(", ").filter(has).collect();
                statement(&format!("{{ {example}, {} }}", kept.join(", ")))
            }
            _ => statement(&format!(r#"{{ {rest}, "Condition": {{ {example} }} }}"#)),
        };
        if let Err(error) = Json::read(policy.as_str()) {
            panic!("`{name}`: {error:?}: {policy}");
        }
        let found = Policy::parse(policy.as_str()).diagnostics;
        assert!(found.is_empty(), "`{name}`: {found:?}: {policy}");
    });
}
