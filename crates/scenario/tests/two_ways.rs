//! Deciding quickly, through the index, and deciding with a record of everything give the same answer.

use std::{
    fs,
    path::{Path, PathBuf},
};

use iamwhy_scenario::{Files, Loaded, cases::Cases, run::Run};

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

/// Every fixture that loads; what does not is the other tests' concern.
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
fn each(mut visit: impl FnMut(&str, &Loaded)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut found = Vec::new();
    scenarios(&root, &mut found);
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        let name = path.to_string_lossy();
        if let Ok(loaded) = Loaded::load(&name, &text, &Beside(path.parent().unwrap().to_path_buf())) {
            visit(&name, &loaded);
        }
    }
}

#[test]
fn quick_and_traced_answers_agree() {
    let mut asked = 0;
    each(|name, loaded| {
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
    });
    assert!(asked > 1000, "only {asked} requests");
}

/// What is read by people warns of what is read by machines, and rests on the same.
#[test]
fn prose_and_data_warn_of_the_same() {
    let (mut warned, mut assumed) = (0, 0);
    each(|name, loaded| {
        let cases = Cases::of(&loaded.scenario);
        let run = Run::of(loaded, &cases);
        for case in cases.all().filter(|case| case.case.writes.is_none()) {
            let report = run.case(&case);
            for (number, own) in report.authorizations.iter().enumerate() {
                let (_, told) = run.explain(&case, number).unwrap();
                let data = own.warnings.iter().map(|own| (own.rule.clone(), own.message.clone()));
                let prose = told.warnings.iter().map(|own| (own.rule.clone(), own.message.clone()));
                let (data, prose): (Vec<_>, Vec<_>) = (data.collect(), prose.collect());
                assert_eq!(data, prose, "{name}: {}", case.name);
                warned += data.len();
                let data = own
                    .assumptions
                    .iter()
                    .map(|own| (own.id.clone(), own.word.clone(), own.flips));
                let prose = told
                    .assumptions
                    .iter()
                    .map(|own| (own.id.clone(), own.word.clone(), own.flips));
                let (data, prose): (Vec<_>, Vec<_>) = (data.collect(), prose.collect());
                assert_eq!(data, prose, "{name}: {}", case.name);
                assumed += data.len();
            }
        }
    });
    assert!(warned > 100 && assumed > 100, "{warned}, {assumed}");
}
