//! Every scenario of the repository comes out as it says.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use iamwhy_scenario::{Files, read_and_run};

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
fn every_fixture_comes_out_as_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut found = Vec::new();
    scenarios(&root, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no fixtures below {}", root.display());
    let mut wrong = String::new();
    let mut cases = 0;
    for path in &found {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(path).unwrap();
        let report = match read_and_run(&name, &text, &Beside(path.parent().unwrap().to_path_buf())) {
            Ok(report) => report,
            Err(errors) => {
                for error in errors {
                    writeln!(wrong, "{error}").unwrap();
                }
                continue;
            }
        };
        cases += report.cases.len();
        for case in &report.cases {
            for mismatch in &case.mismatches {
                writeln!(
                    wrong,
                    "{name}: {}: {} is {}, expected {}",
                    case.name, mismatch.field, mismatch.actual, mismatch.expected
                )
                .unwrap();
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} mismatches in {cases} cases:\n{wrong}",
        wrong.lines().count()
    );
}
