//! Deciding without explaining says the same as explaining.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::run::Run;
use iamwhy_scenario::{Loaded, NoFiles};

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, found);
        } else if path.to_string_lossy().ends_with(".scenario.json") {
            found.push(path);
        }
    }
}

#[test]
fn a_quick_answer_is_the_same_answer() {
    let mut paths = Vec::new();
    below(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures"),
        &mut paths,
    );
    let (mut quick, mut failing) = (0, 0);
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok(mut loaded) = Loaded::load("x", &text, &NoFiles) else {
            continue;
        };
        // Half of the answers are not as expected.
        for case in loaded.scenario.cases.iter_mut().skip(1).step_by(2) {
            if let Some(iamwhy_scenario::Expect::All(own)) = &mut case.expect {
                *own = iamwhy_scenario::Expectation::Decision(iamwhy_scenario::DecisionWord::Allow);
            }
        }
        let cases = Cases::of(&loaded.scenario);
        let run = Run::of(&loaded, &cases);
        for case in cases.all() {
            let Some(decided) = run.decide(&case) else { continue };
            let whole = run.case(&case);
            let short =
                |own: &iamwhy_scenario::run::CaseReport| (own.name.clone(), own.passed, own.decision, own.layer);
            assert_eq!(short(&decided), short(&whole), "{}", path.display());
            quick += 1;
            failing += usize::from(decided.passed == Some(false));
        }
    }
    assert!(quick > 500 && failing > 50, "{quick} {failing}");
}
