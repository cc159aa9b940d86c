//! Every scenario of the repository reads without error, and its policies load.

use std::{
    fs,
    path::{Path, PathBuf},
};

use iamwhy_scenario::{Files, Policies, cases::Cases, read};

struct Beside(PathBuf);

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn scenarios(below: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(below).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            scenarios(&path, found);
        } else if path.to_string_lossy().ends_with(".scenario.json") {
            found.push(path);
        }
    }
}

#[test]
fn every_fixture_reads_without_error() {
    let mut found = Vec::new();
    scenarios(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures"),
        &mut found,
    );
    found.sort();
    let mut wrong = Vec::new();
    for path in &found {
        let name = path.to_string_lossy();
        let text = fs::read_to_string(path).unwrap();
        let result = read(&name, &text).and_then(|(scenario, json)| {
            let beside = Beside(path.parent().unwrap().to_path_buf());
            Policies::load(&scenario, &json, &name, &beside)?;
            let asked = Cases::of(&scenario)
                .all()
                .map(|case| case.authorizations.len())
                .sum::<usize>();
            assert!(
                asked > 0 || scenario.cases.iter().all(|case| case.writes.is_some()),
                "{name}"
            );
            Ok(())
        });
        wrong.extend(result.err().into_iter().flatten().map(|error| error.to_string()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
