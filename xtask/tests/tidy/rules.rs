//! The semantics, the fixtures and the code name each other: a rule that nobody tests is a rumour, and a name that no
//! rule has is a mistake.

use std::collections::{BTreeMap, BTreeSet};

use crate::{none, tree};

const SEMANTICS: &str = "docs/semantics.md";

/// Families that no single scenario can show: what an amendment says stands in the rules that it names, and a property
/// speaks about all scenarios; `tests/` holds those.
const WITHOUT_FIXTURES: &[&str] = &["AMEND", "PROP"];

#[test]
fn every_rule_has_a_fixture() {
    let named: BTreeSet<String> = tree::files("fixtures")
        .iter()
        .flat_map(|leaf| ids(&leaf.text))
        .collect();
    let named: BTreeSet<&str> = named.iter().flat_map(|id| [id.as_str(), whole(id)]).collect();
    let findings: Vec<String> = rules(Which::InForce)
        .into_iter()
        .filter(|rule| family(rule).is_some_and(|family| !WITHOUT_FIXTURES.contains(&family)))
        .filter(|rule| !named.contains(rule.as_str()))
        .collect();
    none(
        &findings,
        "no fixture names these rules: add a scenario whose claim would be false without the rule",
    );
}

/// Rules that no answer rests on by itself, and why. All others are expected by a case: as its `rule`, or among its `warnings`.
const ON_NO_PATH: &[(&str, &str)] = &[
    (
        "AMEND ERR EXPL PROP",
        "whole families: what amends other rules, messages, results, properties",
    ),
    (
        "MODEL-4 MODEL-5 MODEL-6 MODEL-9",
        "the shape of a decision, true of each",
    ),
    (
        "LAYER-1 LAYER-8 MATCH-2 COND-4",
        "how all policies are collected and tested",
    ),
    ("PARSE-3 PARSE-13 PARSE-14 PRIN-3", "equal spellings are equal"),
    ("PARSE-32", "what an empty list means is EMPTY-1 to EMPTY-4"),
    (
        "PARSE-34 PRIN-11 VALID-1 VALID-3 LIMIT-1 VPCE-5 KEY-8",
        "what is said when a policy is saved",
    ),
    (
        "SESS-1",
        "which calls take session policies is how a scenario is written",
    ),
    ("SCP-11 CRED-4 S3-11", "not part of a decision here"),
];

#[test]
fn every_rule_that_can_decide_is_expected() {
    let mut expected = BTreeSet::new();
    for leaf in tree::files("fixtures") {
        for (name, end) in [("\"rule\"", '"'), ("\"warnings\"", ']')] {
            for rest in leaf.text.split(name).skip(1) {
                let value = rest.split_once(['"', '[']).map_or("", |(_, value)| value);
                expected.extend(ids(value.split(end).next().unwrap_or("")));
            }
        }
    }
    let expected: BTreeSet<&str> = expected.iter().flat_map(|id| [id.as_str(), whole(id)]).collect();
    let exempt: BTreeSet<&str> = ON_NO_PATH.iter().flat_map(|(ids, _)| ids.split(' ')).collect();
    let in_force = rules(Which::InForce);
    let is_exempt = |rule: &str| exempt.contains(rule) || family(rule).is_some_and(|family| exempt.contains(family));
    let missing = in_force
        .iter()
        .filter(|rule| !is_exempt(rule) && !rule.starts_with("UND-") && !expected.contains(rule.as_str()));
    let needless = exempt
        .iter()
        .filter(|rule| in_force.contains(**rule) && expected.contains(**rule));
    none(
        &missing.cloned().collect::<Vec<_>>(),
        "no case expects these rules: add `\"rule\"` to the one that rests on it, or say here why none can",
    );
    none(
        &needless.map(|rule| (*rule).to_owned()).collect::<Vec<_>>(),
        "a case expects these rules after all: strike them from the list",
    );
}

#[test]
fn every_named_rule_exists() {
    let rules = rules(Which::All);
    let families: BTreeSet<&str> = rules.iter().filter_map(|rule| family(rule)).collect();
    let mut unknown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for leaf in tree::files("fixtures").into_iter().chain(tree::files("crates")) {
        for id in ids(&leaf.text) {
            // `SHA-256` looks like an ID and has no family here.
            if family(&id).is_some_and(|family| families.contains(family))
                && !rules.contains(&id)
                && !rules.contains(whole(&id))
            {
                unknown.entry(id).or_default().insert(leaf.path.clone());
            }
        }
    }
    let findings: Vec<String> = unknown
        .iter()
        .map(|(id, paths)| format!("{id}: {}", paths.iter().cloned().collect::<Vec<_>>().join(", ")))
        .collect();
    none(&findings, &format!("{SEMANTICS} has no such rule"));
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Which {
    /// Also the withdrawn ones, which keep their number and nothing else.
    All,
    InForce,
}

/// The rules that `docs/semantics.md` states: `- **RES-8** ...`, or `| **UND-3** | ...` in a table.
fn rules(which: Which) -> BTreeSet<String> {
    let text = std::fs::read_to_string(tree::root().join(SEMANTICS)).unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| which == Which::All || !line.contains("(withdrawn"));
    let rules: BTreeSet<String> = lines.filter_map(stated).collect();
    assert!(!rules.is_empty(), "{SEMANTICS} states no rule");
    rules
}

/// The rule that a line states.
fn stated(line: &str) -> Option<String> {
    let item = line
        .trim_start()
        .strip_prefix("- **")
        .or_else(|| line.strip_prefix("| **"))?;
    let (id, _) = item.split_once("**")?;
    is_id(id).then(|| id.to_owned())
}

/// `COND-14b` is part (b) of `COND-14`.
fn whole(id: &str) -> &str {
    id.trim_end_matches(|letter: char| letter.is_ascii_lowercase())
}

fn family(id: &str) -> Option<&str> {
    id.rsplit_once('-').map(|(family, _)| family)
}

/// Every `RES-8`, `COND-14b` or `S3-4` in a text, in order.
fn ids(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    text.split(|letter| !is_part(letter))
        .filter(|word| is_id(word))
        .map(str::to_owned)
        .collect()
}

fn is_id(word: &str) -> bool {
    let Some((family, number)) = word.split_once('-') else {
        return false;
    };
    let digits = number.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    family.starts_with(|letter: char| letter.is_ascii_uppercase())
        && family
            .chars()
            .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        && !digits.is_empty()
        && number.len() - digits.len() <= 1
        && digits.chars().all(|letter| letter.is_ascii_digit())
}

#[test]
fn reads_ids_out_of_text() {
    let text = "\"rule\": \"RES-8\", see COND-14b/EMPTY-1; not o-a1b2, UTF8, ou-ab12-prod0001, A-1-2 nor RES-8x9.";
    assert_eq!(ids(text), ["RES-8", "COND-14b", "EMPTY-1"]);
}

#[test]
fn reads_rules_out_of_their_page() {
    assert_eq!(stated("- **RES-8** A short ARN"), Some("RES-8".to_owned()));
    assert_eq!(
        stated("| **UND-3** | variables in Bool | `substituted` |"),
        Some("UND-3".to_owned())
    );
    assert_eq!(stated("  RES-8 as part of a sentence"), None);
}
