//! Over the repository's fixtures: what holds of every coverage.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use iamwhy_coverage::Coverage;
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

/// Every fourth fixture that carries everything itself.
fn fixtures() -> Vec<Loaded> {
    let mut paths = Vec::new();
    below(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures"),
        &mut paths,
    );
    paths.sort();
    let texts = paths
        .iter()
        .step_by(4)
        .map(|path| std::fs::read_to_string(path).unwrap());
    let loaded: Vec<Loaded> = texts
        .filter_map(|text| Loaded::load("x", &text, &NoFiles).ok())
        .collect();
    assert!(loaded.len() > 50);
    loaded
}

#[test]
fn counts_agree_with_each_other() {
    let (mut values, mut outcomes) = (0, 0);
    for loaded in fixtures() {
        for document in Coverage::of(&loaded).documents {
            for statement in document.statements {
                assert!(statement.decisive <= statement.matched, "{statement:#?}");
                assert!(statement.void.is_none() || statement.matched == 0, "{statement:#?}");
                for element in &statement.elements {
                    // Where everything else holds and the element does too, the statement matches.
                    assert!(element.held <= statement.matched, "{statement:#?}");
                    let seen = element.held + element.failed;
                    for value in &element.values {
                        assert!(value.matched <= seen || element.is_condition(), "{statement:#?}");
                        values += u64::from(value.matched > 0);
                    }
                    outcomes += u64::from(element.held > 0 && element.failed > 0);
                }
            }
        }
    }
    assert!(values > 100 && outcomes > 10, "{values} {outcomes}");
}

#[test]
fn what_decided_is_decisive() {
    for loaded in fixtures() {
        let coverage = Coverage::of(&loaded);
        let statements = || coverage.documents.iter().flat_map(|document| &document.statements);
        let cases = Cases::of(&loaded.scenario);
        let run = Run::of(&loaded, &cases);
        for case in cases.all().filter(|case| case.expect.is_some()) {
            for own in run.case(&case).authorizations {
                // An implicit denial names what granted too little.
                for deciding in own.deciding.iter().filter(|_| own.decision != "implicitDeny") {
                    let same = statements().find(|statement| statement.span == deciding.span);
                    assert!(same.unwrap().decisive > 0, "{deciding:?} in {}", loaded.scenario.title);
                }
            }
        }
    }
}

#[test]
fn parts_make_up_the_whole() {
    for loaded in fixtures().into_iter().take(40) {
        let mut parts = Coverage::default();
        (0..3).for_each(|part| parts.merge(Coverage::of_part(&loaded, part, 3)));
        let mut whole = Coverage::of(&loaded);
        // A statement that no part has asked does not say that it is void.
        for coverage in [&mut parts, &mut whole] {
            let statements = coverage.documents.iter_mut().flat_map(|own| &mut own.statements);
            statements.for_each(|own| own.void = None);
        }
        assert_eq!(parts, whole);
    }
}
