//! Every fixture that the oracle covers is decided by it as the fixture expects.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use iamwhy_tests::oracle::{Verdict, decide, expand};
use serde_json::Value;

#[test]
fn oracle_agrees_with_fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut files = Vec::new();
    find(&root, &mut files);
    files.sort();
    let (mut agreed, mut wrong) = (0, Vec::new());
    let mut uncovered: BTreeMap<String, usize> = BTreeMap::new();
    for file in &files {
        let shown = file.strip_prefix(&root).unwrap_or(file).display();
        let text = fs::read_to_string(file).expect("a readable fixture");
        let Ok(scenario) = serde_json::from_str::<Value>(&text) else {
            wrong.push(format!("{shown}: not JSON"));
            continue;
        };
        for (index, case) in expand(&scenario).iter().enumerate() {
            match decide(&scenario, case) {
                Ok(verdict) => match disagreement(&case["expect"], &verdict) {
                    None => agreed += 1,
                    Some(why) => wrong.push(format!("{shown}: case {index} {}: {why}", case["name"])),
                },
                // Out of the oracle's scope on purpose; anything else is a mistake in the fixture or in the oracle.
                Err(why) => match ["a case with `", "the form of the policy"]
                    .iter()
                    .find(|w| why.0.starts_with(*w))
                {
                    Some(scope) => *uncovered.entry((*scope).to_owned()).or_default() += 1,
                    None => wrong.push(format!("{shown}: case {index} {}: {}", case["name"], why.0)),
                },
            }
        }
    }
    println!(
        "{} files, {agreed} cases agreed, {} disagreements, not covered: {uncovered:?}",
        files.len(),
        wrong.len()
    );
    assert!(agreed > 0, "no fixture was found");
    assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), wrong.join("\n"));
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // The oracle reads scenarios alone, and the example repositories keep their policies in other files.
        if path.is_dir() && path.file_name().is_some_and(|name| name == "projects") {
            continue;
        }
        if path.is_dir() {
            find(&path, files);
        } else if path.to_string_lossy().ends_with(".scenario.json") {
            files.push(path);
        }
    }
}

fn disagreement(expected: &Value, verdict: &Verdict) -> Option<String> {
    let word = expected.as_str().or(expected["decision"].as_str());
    let decided =
        word.is_none_or(|word| word == verdict.decision || word == "deny" && verdict.decision.ends_with("Deny"));
    let layer = expected["layer"]
        .as_str()
        .is_none_or(|layer| verdict.layer.as_deref().is_none_or(|v| v == layer));
    let wanted = expected["blockers"]
        .as_array()
        .map(|list| list.iter().filter_map(Value::as_str).collect::<BTreeSet<_>>());
    let blockers = wanted.is_none_or(|wanted| wanted == verdict.blockers.iter().map(String::as_str).collect());
    (!(decided && layer && blockers)).then(|| format!("expected {expected}, the oracle says {verdict:?}"))
}
