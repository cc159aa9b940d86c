//! Two implementations, one answer. A difference is made small and written out as a scenario file.
#![expect(clippy::print_stdout, reason = "a test tells what it saw")]

use std::fs;
use std::path::PathBuf;

use iamwhy_tests::difference::compare;
use iamwhy_tests::generate::{scenario, shrink};

/// `IAMWHY_SEEDS=1000..200000` runs more, or others.
fn seeds() -> std::ops::Range<u64> {
    let text = std::env::var("IAMWHY_SEEDS").unwrap_or_else(|_| "0..250".to_owned());
    let (from, to) = text.split_once("..").unwrap_or(("0", &text));
    from.parse().unwrap_or(0)..to.parse().unwrap_or(250)
}

#[test]
fn generated_scenarios_are_decided_alike() {
    let mut agreed = 0;
    let mut differences = Vec::new();
    for seed in seeds() {
        match compare(&scenario(seed)) {
            Ok(compared) => agreed += compared.agreed,
            Err(_) => differences.push(seed),
        }
        if differences.len() >= 5 {
            break;
        }
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("differences");
    for seed in &differences {
        let small = shrink(scenario(*seed), |value| compare(value).is_err_and(|why| why.contains("oracle")));
        let why = compare(&small).err().unwrap_or_default();
        let file = folder.join(format!("{seed}.scenario.json"));
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&file, serde_json::to_string_pretty(&small).unwrap_or_default()));
        println!("seed {seed}: {why}\nwritten to {} ({written:?})\n", file.display());
    }
    println!("{agreed} decisions agreed");
    assert!(differences.is_empty(), "{} seeds differ: {differences:?}", differences.len());
    assert!(agreed > 0);
}
