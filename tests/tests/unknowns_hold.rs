//! An answer about unknowns holds for every value that they could have: what is sure is asked again, with values at random.

use std::collections::BTreeMap;

use iamwhy_tests::engine::answers;
use iamwhy_tests::generate::{Dice, riddle};
use iamwhy_tests::seeds::seeds;
use serde_json::{Value, json};

/// Values that are tried for each sure answer.
const GUESSES: usize = 60;

#[test]
fn what_is_sure_holds_for_values_at_random() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let decided = |seed: u64, scenario: &Value| match answers(scenario) {
        Ok(answers) => answers
            .into_iter()
            .map(|answer| answer.verdict.decision)
            .collect::<Vec<_>>(),
        Err(why) => panic!("seed {seed} gives no valid scenario: {why}\n{scenario:#}"),
    };
    for seed in seeds(0..400) {
        let dice = &mut Dice::new(seed);
        let mut riddle = riddle(dice);
        let said = word(&decided(seed, &riddle.scenario)[0]);
        *counts.entry(said.clone()).or_default() += 1;
        if said == "unknown" {
            continue;
        }
        riddle.add_guesses(dice, GUESSES);
        let all = decided(seed, &riddle.scenario);
        if let Some(at) = all.iter().position(|own| word(own) != said) {
            let cases = json!([riddle.scenario["cases"][0], riddle.scenario["cases"][at]]);
            let scenario = json!({ "principals": riddle.scenario["principals"], "cases": cases });
            wrong.push(format!("seed {seed}: {said}, and yet {}: {scenario:#}", all[at]));
        }
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{} wrong, the first:\n{}", wrong.len(), wrong[0]);
    assert_eq!(counts.len(), 3, "every kind of answer was met: {counts:?}");
}

/// The answer without the kind of denial: that may differ from value to value.
fn word(decision: &str) -> String {
    match decision {
        "implicitDeny" | "explicitDeny" => "a denial",
        other => other,
    }
    .to_owned()
}
