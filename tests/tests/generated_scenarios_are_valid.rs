//! What the generator makes, the scenario reader takes without a complaint.

use iamwhy_tests::generate::scenario;

#[test]
fn generated_scenarios_are_valid() {
    for seed in 0..150 {
        let text = format!("{:#}", scenario(seed));
        if let Err(errors) = iamwhy_scenario::read("generated.scenario.json", &text) {
            let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("seed {seed}:\n{}", shown.join("\n"));
        }
    }
}
