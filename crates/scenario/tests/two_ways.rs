//! Deciding quickly, through the index, and deciding with a record of everything give the same answer.

use std::{
    fs,
    path::{Path, PathBuf},
};

use iamwhy_scenario::{Files, Loaded, cases::Cases};

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
fn quick_and_traced_answers_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut found = Vec::new();
    scenarios(&root, &mut found);
    let mut asked = 0;
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        let name = path.to_string_lossy();
        let Ok(loaded) = Loaded::load(&name, &text, &Beside(path.parent().unwrap().to_path_buf())) else {
            // What does not load is the other tests' concern.
            continue;
        };
        let cases = Cases::of(&loaded.scenario);
        for case in cases.all() {
            for authorization in &case.authorizations {
                let request = loaded.world.request(&loaded.program, &case, authorization).unwrap();
                let quick = loaded.program.decide(&request).unwrap();
                let traced = loaded.program.trace(&request).unwrap().decision;
                assert_eq!(
                    (quick.outcome, quick.layer),
                    (traced.outcome, traced.layer),
                    "{name}: {}",
                    case.name
                );
                asked += 1;
            }
        }
    }
    assert!(asked > 1000, "only {asked} requests");
}
