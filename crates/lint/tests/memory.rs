//! Whoever remembers says what he would say afresh.

use iamwhy_catalog::Catalog;
use iamwhy_lint::{Memory, Options, World, documents, lint};
use iamwhy_scenario::{Loaded, NoFiles};

const B: &str = include_str!("../../../fixtures/workloads/b.scenario.json");

/// The same scenario after small edits: before a policy, in one, in what stands around it, and back.
fn edits(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let places: Vec<usize> = text.match_indices(['{', '[', ',']).map(|(at, _)| at + 1).collect();
    for at in places.iter().step_by(101) {
        let (before, behind) = text.split_at(*at);
        all.push(format!("{before}\n  {behind}"));
    }
    for (from, to) in [
        ("\"Allow\"", "\"allow\""),
        ("Get", "Gte"),
        ("\"Deny\"", "\"Allow\""),
        ("arn:aws:s3:::", "arn:aws:s3:eu-west-1::"),
        ("\"boundary\"", "\"boundray\""),
    ] {
        let last = text.rfind(from).unwrap_or_default();
        let (before, behind) = text.split_at(last);
        all.push(text.replacen(from, to, 1));
        all.push(format!("{before}{}", behind.replacen(from, to, 1)));
        all.push(text.replace(from, to));
        all.push(text.to_owned());
    }
    all
}

#[test]
fn says_what_it_would_say_afresh() {
    let examples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/examples")).unwrap();
    let mut texts: Vec<_> = examples.map(|entry| entry.unwrap().path()).collect();
    texts.sort();
    let mut texts: Vec<String> = texts
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    texts.truncate(6);
    texts.push(B.to_owned());
    let mut memory = Memory::default();
    let (mut compared, mut found) = (0, 0);
    for text in texts.iter().flat_map(|text| edits(text)) {
        let Ok(loaded) = Loaded::load("x.scenario.json", &text, &NoFiles) else {
            continue;
        };
        for own in documents(&loaded) {
            let options = Options {
                kind: own.kind.clone(),
                world: Some(World {
                    loaded: &loaded,
                    place: &own.place,
                }),
                catalog: Some(Catalog::embedded()),
            };
            let parsed = own.policy.parse();
            let (afresh, remembered) = (lint(&parsed, &options), memory.lint(&own.policy, &parsed, &options));
            assert_eq!(format!("{remembered:#?}"), format!("{afresh:#?}"), "{}", own.place);
            (compared, found) = (compared + 1, found + afresh.findings.len());
        }
        memory.turn();
    }
    assert!(compared > 300 && found > 300, "{compared} policies, {found} findings");
}
