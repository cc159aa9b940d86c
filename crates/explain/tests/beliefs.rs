//! What the fixtures believe of statements, policies, rules and warnings holds for explanations.

use std::path::{Path, PathBuf};

use iamwhy_scenario::{NoFiles, read_and_run};

fn scenarios(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => scenarios(&path, found),
            false if path.to_string_lossy().ends_with(".scenario.json") => found.push(path),
            false => {}
        }
    }
}

#[test]
fn fixtures_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut paths = Vec::new();
    scenarios(&root, &mut paths);
    paths.sort();
    let mut failures = Vec::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        match read_and_run(&name, &text, &NoFiles) {
            Err(errors) => failures.push(format!("{name}: {errors:?}")),
            Ok(report) => {
                for case in &report.cases {
                    for mismatch in &case.mismatches {
                        failures.push(format!("{name}: {}: {mismatch:?}", case.name));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}
