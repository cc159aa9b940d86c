//! The picture says what the decision says, for every fixture.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use iamwhy_engine::Outcome;
use iamwhy_explain::{Explanation, GateVerdict, Meeting};
use iamwhy_workbench::Bench;
use iamwhy_workbench::rails::{CALLER_Y, Flow, LOCK_X, rails};

fn scenarios(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => scenarios(&path, found),
            false if path.to_string_lossy().ends_with(".scenario.json") => found.push(path),
            false => {}
        }
    }
}

/// The explanation of the first authorization that every fixture opens with.
fn each(mut visit: impl FnMut(&str, &Explanation)) {
    let mut paths = Vec::new();
    scenarios(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures"),
        &mut paths,
    );
    let mut seen = 0;
    for path in paths
        .iter()
        .filter(|path| !path.to_string_lossy().contains("workloads"))
    {
        let bench = Bench::open(&std::fs::read_to_string(path).unwrap());
        if let Some(explanation) = bench.answer().explanation() {
            visit(&path.display().to_string(), explanation);
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}

fn reaches_lock(path: &str) -> bool {
    path.ends_with(&format!("H{}", LOCK_X - 30)) || path.ends_with(&format!(" {LOCK_X} {}", CALLER_Y + 52))
}

#[test]
fn an_open_wire_reaches_the_lock_exactly_where_policies_let_the_request_in() {
    each(|file, explanation| {
        let picture = rails(explanation);
        let open = |flow| {
            picture
                .wires
                .iter()
                .filter(|wire| wire.flow == flow)
                .any(|wire| reaches_lock(&wire.path))
        };
        let asked = explanation.joint.meeting != Meeting::Nobody;
        match explanation.decision {
            // What is unknown, but the same either way, is drawn as unknown.
            Outcome::Allow if asked => {
                assert!(
                    open(Flow::Open) || open(Flow::Unknown),
                    "{file}: allowed, and no wire is open"
                );
            }
            Outcome::Allow => assert!(!open(Flow::Open), "{file}: nobody was asked"),
            Outcome::ExplicitDeny => {
                let bolt = picture.wires.iter().any(|wire| wire.flow == Flow::Deny);
                assert!(bolt, "{file}: a Deny strikes");
            }
            Outcome::ImplicitDeny if explanation.joint.meeting == Meeting::Both => {
                let stopped = open(Flow::Stopped) || open(Flow::Idle);
                assert!(stopped, "{file}: one of two rails must be cut");
            }
            Outcome::ImplicitDeny => assert!(!open(Flow::Open), "{file}: denied, and a wire is open"),
            Outcome::Unknown => {}
        }
    });
}

#[test]
fn gates_stand_in_order_and_every_gate_of_the_explanation_stands_once() {
    each(|file, explanation| {
        let picture = rails(explanation);
        for rail in [&picture.caller, &picture.resource] {
            assert!(rail.windows(2).all(|pair| pair[0].x < pair[1].x), "{file}");
            assert!(rail.iter().all(|gate| gate.x < LOCK_X), "{file}");
        }
        let mut levels: Vec<usize> = picture
            .caller
            .iter()
            .chain(&picture.resource)
            .flat_map(|gate| &gate.levels)
            .map(|level| level.gate)
            .collect();
        levels.sort_unstable();
        assert_eq!(levels, (0..explanation.gates.len()).collect::<Vec<_>>(), "{file}");
        for gate in picture.caller.iter().chain(&picture.resource) {
            let worst = gate.levels.iter().any(|level| level.verdict == GateVerdict::Denies);
            assert_eq!(worst, gate.verdict == GateVerdict::Denies, "{file}: {}", gate.title);
            assert!(!gate.title.is_empty() && !gate.sub.is_empty(), "{file}");
        }
    });
}
