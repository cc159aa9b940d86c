//! An answer says of every undocumented point whether another reading of it would turn the answer around (EXPL-3).

use std::collections::BTreeMap;

use iamwhy_engine::POINTS;
use iamwhy_scenario::run::run;
use iamwhy_scenario::{Loaded, NoFiles};
use iamwhy_tests::engine;
use iamwhy_tests::generate::scenario;
use iamwhy_tests::seeds::seeds;
use serde_json::json;

#[test]
fn every_reading_that_turns_a_generated_answer_is_listed_and_no_other() {
    let (mut asked, mut turning) = (0, 0);
    // By point and by what is wrong: how often, and the first case.
    let mut wrong: BTreeMap<(String, &str), (usize, String)> = BTreeMap::new();
    for seed in seeds(0..4) {
        let scenario = scenario(seed);
        let loaded = Loaded::load("generated.scenario.json", &format!("{scenario:#}"), &NoFiles);
        let report = run(&loaded.unwrap_or_else(|errors| panic!("seed {seed}: {errors:?}")));
        let own: Vec<_> = report.cases.iter().flat_map(|case| &case.authorizations).collect();
        for point in POINTS {
            let id = format!("UND-{}", point.number);
            let mut turned = vec![false; own.len()];
            for word in point.words {
                let mut other = scenario.clone();
                other["assume"][&id] = json!(word);
                let answers = engine::answers(&other).unwrap_or_else(|why| panic!("seed {seed}: {why}"));
                assert_eq!(answers.len(), own.len(), "seed {seed}");
                for (at, answer) in answers.iter().enumerate() {
                    turned[at] |= short(own[at].decision) != short(&answer.verdict.decision);
                }
            }
            for (at, (turned, own)) in turned.into_iter().zip(&own).enumerate() {
                asked += 1;
                turning += usize::from(turned);
                let listed = own.assumptions.iter().any(|assumed| assumed.id == id && assumed.flips);
                let what = match (turned, listed) {
                    (true, false) => "turns and is not listed",
                    (false, true) => "is listed and does not turn",
                    _ => continue,
                };
                let first = || {
                    (
                        0,
                        format!(
                            "seed {seed}, answer {at}: {} {} {}",
                            own.principal, own.action, own.resource
                        ),
                    )
                };
                wrong.entry((id.clone(), what)).or_insert_with(first).0 += 1;
            }
        }
    }
    println!("{asked} readings tried, {turning} turn an answer around");
    assert!(turning > 0, "no reading mattered");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Which denial it is does not matter.
fn short(decision: &str) -> &str {
    match decision {
        "explicitDeny" | "implicitDeny" => "deny",
        other => other,
    }
}
