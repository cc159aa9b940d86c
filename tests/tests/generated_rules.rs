//! Which rules the answers to generated scenarios rest on: what none rests on, engine and oracle are not compared about.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use iamwhy_scenario::run::run;
use iamwhy_scenario::{Loaded, NoFiles};
use iamwhy_tests::generate::scenario;
use iamwhy_tests::seeds::seeds;

/// Prints how many answers rest on each rule of `docs/semantics.md`, the fewest first.
#[test]
#[ignore = "prints a list, and takes minutes: `cargo test --release -p iamwhy-tests --test generated_rules -- --ignored --nocapture`"]
fn rules_that_generated_scenarios_reach() {
    let mut reached: BTreeMap<String, usize> = stated().into_iter().map(|rule| (rule, 0)).collect();
    let mut answers = 0;
    for seed in seeds(0..300) {
        let text = format!("{:#}", scenario(seed));
        let loaded = Loaded::load("generated.scenario.json", &text, &NoFiles);
        let report = run(&loaded.unwrap_or_else(|errors| panic!("seed {seed}: {errors:?}")));
        for answer in report.cases.iter().flat_map(|case| &case.authorizations) {
            answers += 1;
            let beside = answer.warnings.iter().map(|finding| &finding.rule);
            let assumed = answer.assumptions.iter().map(|assumed| &assumed.id);
            for rule in answer
                .rules
                .iter()
                .chain(beside)
                .chain(assumed)
                .collect::<BTreeSet<_>>()
            {
                *reached.entry(rule.clone()).or_default() += 1;
            }
        }
    }
    let mut counted: Vec<(usize, String)> = reached.into_iter().map(|(rule, count)| (count, rule)).collect();
    counted.sort();
    let never = counted.iter().filter(|(count, _)| *count == 0).count();
    println!(
        "{answers} answers; {never} of {} rules are on the path of none",
        counted.len()
    );
    for (count, rule) in &counted {
        println!("{count:>9} {rule}");
    }
    assert!(never < counted.len(), "no answer rests on a rule");
}

/// The rules that `docs/semantics.md` states.
fn stated() -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/semantics.md");
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines()
        .filter(|line| !line.contains("(withdrawn"))
        .filter_map(|line| line.trim_start().strip_prefix("- **").or(line.strip_prefix("| **")))
        .filter_map(|item| item.split_once("**"))
        .map(|(rule, _)| rule.to_owned())
        .filter(|rule| {
            rule.rsplit_once('-')
                .is_some_and(|(_, number)| number.starts_with(|c: char| c.is_ascii_digit()))
        })
        .collect()
}
