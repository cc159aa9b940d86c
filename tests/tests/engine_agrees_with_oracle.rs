//! Two implementations, one answer. A difference is made small and written out as a scenario file.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use iamwhy_tests::difference::compare;
use iamwhy_tests::generate::{scenario, shrink};
use iamwhy_tests::seeds::seeds;

/// More classes of differences than this are not looked for in one run.
const ENOUGH: usize = 12;

#[test]
fn generated_scenarios_are_decided_alike() {
    let (mut agreed, mut cautious, mut seen) = (0, 0, 0);
    let (mut answers, mut not_covered) = (BTreeMap::new(), BTreeMap::new());
    // The first seed of each class of differences, and how many there are.
    let mut classes: BTreeMap<String, (u64, usize)> = BTreeMap::new();
    for seed in seeds(0..120) {
        let scenario = scenario(seed);
        let (compared, differences) = match compare(&scenario) {
            Ok(result) => result,
            Err(why) => panic!("seed {seed} gives no valid scenario: {why}"),
        };
        seen += 1;
        agreed += compared.agreed;
        cautious += compared.cautious;
        let add = |into: &mut BTreeMap<String, usize>, from: BTreeMap<String, usize>| {
            from.into_iter()
                .for_each(|(key, count)| *into.entry(key).or_default() += count);
        };
        add(&mut answers, compared.answers);
        add(&mut not_covered, compared.not_covered);
        for difference in differences {
            classes.entry(difference.class).or_insert((seed, 0)).1 += 1;
        }
        if classes.len() >= ENOUGH {
            break;
        }
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("differences");
    for (class, (seed, count)) in &classes {
        let differs = |value: &serde_json::Value| {
            let (_, differences) = compare(value).ok()?;
            differences.into_iter().find(|difference| difference.class == *class)
        };
        let small = shrink(scenario(*seed), |value| differs(value).is_some());
        let why = differs(&small).map(|difference| difference.words).unwrap_or_default();
        let file = folder.join(format!("{seed}-{}.scenario.json", class.len()));
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&file, serde_json::to_string_pretty(&small).unwrap_or_default()));
        println!(
            "seed {seed}, {count} times:\n{why}\nwritten to {} ({written:?})\n",
            file.display()
        );
    }
    println!("{seen} scenarios: {agreed} decisions agreed, {cautious} were left open as inexact");
    println!("answers: {answers:?}\nnot covered: {not_covered:?}");
    assert!(classes.is_empty(), "{} classes of differences", classes.len());
    assert!(agreed > 0, "nothing was compared");
}
