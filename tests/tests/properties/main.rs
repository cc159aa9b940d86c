//! PROP-1 to PROP-3, PROP-8, PROP-9 and PROP-11 on the engine: what may be done to a scenario without changing what it
//! decides, or in one direction only. PROP-4, 5, 6 and 7 are about operators, PROP-10 about the tables, PROP-12 about
//! messages; they have files of their own.

mod monotone;
mod owner;
mod respelled;

use iamwhy_tests::engine::{Answer, answers};
use iamwhy_tests::generate::scenario;
use serde_json::Value;

const SEEDS: std::ops::Range<u64> = 1_000..1_060;

/// Each scenario, prepared and then changed, and what the engine says about each authorization before and after.
fn compare(prepare: impl Fn(&mut Value), change: impl Fn(&mut Value), check: impl Fn(&Answer, &Answer) -> bool) {
    let mut compared = 0;
    for seed in SEEDS {
        let mut before = scenario(seed);
        spell_out(&mut before);
        prepare(&mut before);
        let mut after = before.clone();
        change(&mut after);
        let asked = |scenario: &Value| {
            let answers = answers(scenario);
            assert!(answers.is_ok(), "seed {seed} became invalid: {answers:?}");
            answers.unwrap_or_default()
        };
        let (old, new) = (asked(&before), asked(&after));
        assert_eq!(old.len(), new.len(), "seed {seed}");
        for (old, new) in old.iter().zip(&new) {
            compared += 1;
            assert!(
                !(old.exact && new.exact) || check(old, new),
                "seed {seed}: {old:?} became {new:?}"
            );
        }
    }
    assert!(compared > 1_000, "only {compared} answers");
}

fn same(old: &Answer, new: &Answer) -> bool {
    old.verdict == new.verdict
}

/// Applies `change` to every document, which learns whether statements name principals there.
fn each_document(value: &mut Value, principals: bool, change: &impl Fn(&mut Value, bool)) {
    if value.get("Statement").is_some() {
        change(value, principals);
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let here = match name.as_str() {
                    "resources" | "endpoints" | "trust" | "rcps" => true,
                    "principals" | "policies" | "scps" => false,
                    _ => principals,
                };
                each_document(field, here, change);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|item| each_document(item, principals, change)),
        _ => {}
    }
}

/// The statements of a document.
fn statements(document: &mut Value) -> Vec<&mut Value> {
    match &mut document["Statement"] {
        Value::Array(list) => list.iter_mut().collect(),
        one => vec![one],
    }
}

/// Writes policies that are given as text as documents.
fn spell_out(value: &mut Value) {
    if let Some(document) = value
        .get("text")
        .and_then(Value::as_str)
        .and_then(|text| serde_json::from_str(text).ok())
    {
        *value = document;
        return;
    }
    match value {
        Value::Object(fields) => fields.values_mut().for_each(spell_out),
        Value::Array(list) => list.iter_mut().for_each(spell_out),
        _ => {}
    }
}

/// Takes out every field of a name, wherever it stands outside of policies.
fn without(value: &mut Value, name: &str) {
    match value {
        Value::Object(fields) => {
            fields.shift_remove(name);
            fields.values_mut().for_each(|field| without(field, name));
        }
        Value::Array(list) => list.iter_mut().for_each(|item| without(item, name)),
        _ => {}
    }
}
