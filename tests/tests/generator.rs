//! The generator makes what it promises, and the shrinker makes it small.

use std::collections::BTreeMap;

use iamwhy_tests::generate::{scenario, shrink};
use iamwhy_tests::oracle::{decide, expand};

#[test]
fn scenarios_repeat_and_reach_every_decision() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..120 {
        let first = scenario(seed);
        assert_eq!(first, scenario(seed));
        let cases = first["cases"].as_array().map_or(0, Vec::len);
        assert!((20..=60).contains(&cases), "seed {seed} has {cases} cases");
        for case in expand(&first) {
            let (word, layer) = match decide(&first, &case) {
                Ok(verdict) => (verdict.decision, verdict.layer.unwrap_or_default()),
                Err(why) => ("not covered".to_owned(), why.0),
            };
            *seen.entry(format!("{word} {layer}")).or_default() += 1;
        }
    }
    println!("{seen:#?}");
    for word in ["allow service", "allow resource", "allow identity", "unknown "] {
        assert!(seen.contains_key(word), "no case is decided as `{word}`");
    }
    for layer in [
        "rcp",
        "scp",
        "vpcEndpoint",
        "resource",
        "identity",
        "boundary",
        "session",
    ] {
        assert!(
            seen.contains_key(&format!("explicitDeny {layer}")),
            "no explicit deny by `{layer}`"
        );
    }
    for layer in [
        "scp",
        "vpcEndpoint",
        "resource",
        "identity",
        "boundary",
        "session",
        "service",
    ] {
        assert!(
            seen.contains_key(&format!("implicitDeny {layer}")),
            "no implicit deny by `{layer}`"
        );
    }
}

#[test]
fn shrinking_keeps_the_failure_and_little_else() {
    let denied_by_scp = |value: &serde_json::Value| {
        expand(value).iter().any(|case| {
            decide(value, case).is_ok_and(|v| v.decision == "explicitDeny" && v.layer.as_deref() == Some("scp"))
        })
    };
    let big = (0..).map(scenario).find(|s| denied_by_scp(s)).unwrap_or_default();
    let small = shrink(big.clone(), denied_by_scp);
    assert!(denied_by_scp(&small));
    let size = |value: &serde_json::Value| value.to_string().len();
    println!("{} bytes became {}:\n{small:#}", size(&big), size(&small));
    assert!(size(&small) < 1_000, "still {} bytes", size(&small));
}
