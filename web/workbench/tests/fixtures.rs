//! Every fixture opens, and every policy in it maps there and back.

mod corpus;

use corpus::fixtures;
use iamwhy_workbench::{Bench, Lens, Origin, Selected, diagnostics, marks, results};

#[test]
fn every_fixture_opens_and_answers() {
    let all = fixtures();
    assert!(all.len() > 500, "{} fixtures", all.len());
    for (name, text) in all {
        let bench = Bench::open(&text);
        let answer = bench.answer();
        assert!(answer.errors.is_empty(), "{name}: {:?}", answer.errors);
        assert!(!answer.cases.is_empty(), "{name}");
        assert!(!answer.verdict.decision.is_empty(), "{name}");
    }
}

/// Where nothing is optimized, every second file has to do.
const STEP: usize = if cfg!(debug_assertions) { 2 } else { 1 };

/// What the page says of a request is what `iamwhy test` prints.
#[test]
fn the_answer_is_that_of_the_runner() {
    for (name, text) in fixtures().into_iter().step_by(STEP) {
        let mut bench = Bench::open(&text);
        let loaded = bench.loaded().unwrap().clone();
        for view in results(&loaded).into_iter().take(4) {
            bench.select(Selected {
                case: view.case,
                combination: view.combination,
                authorization: None,
            });
            let verdict = &bench.answer().verdict;
            assert_eq!(bench.answer().question.name, view.name, "{name}");
            assert_eq!(verdict.decision, view.result.decision, "{name}: {}", view.name);
            assert_eq!(verdict.layer, view.result.layer, "{name}: {}", view.name);
            assert_eq!(verdict.blockers, view.result.blockers, "{name}: {}", view.name);
            assert_ne!(view.result.passed, Some(false), "{name}: {}", view.name);
        }
    }
}

/// Every span of every statement and element comes back from the editor as it went in, and names the same text.
#[test]
fn spans_go_to_the_editor_and_back() {
    let (mut seen, mut marked) = (0, 0);
    for (name, text) in fixtures().into_iter().step_by(STEP) {
        let mut bench = Bench::open(&text);
        for case in 0..bench.answer().cases.len().min(3) {
            bench.select(Selected {
                case,
                ..Selected::default()
            });
            let Some(explanation) = bench.answer().explanation().cloned() else {
                continue;
            };
            for tab in bench.layers().into_iter().flat_map(|group| group.tabs) {
                for view in tab.slots.iter().flat_map(|slot| &slot.policies) {
                    let own = marks(&explanation, tab.layer, view);
                    marked += own.statements.len();
                    for mark in &own.statements {
                        let span = mark.span;
                        let lens: &Lens = &view.lens;
                        let there = lens.to_scenario(span.line, span.column).unwrap();
                        assert_eq!(
                            lens.to_editor(there.0, there.1),
                            Some((span.line, span.column)),
                            "{name}"
                        );
                        let units: Vec<u16> = lens.text.encode_utf16().collect();
                        let statement = String::from_utf16(&units[span.from as usize..span.to as usize]).unwrap();
                        assert!(
                            statement.starts_with('{') && statement.ends_with('}'),
                            "{name}: {statement}"
                        );
                        seen += 1;
                    }
                    let _ = diagnostics(view, tab.layer, "s3");
                }
            }
            // Whatever decided can be found in some editor.
            for own in &explanation.deciding {
                let found = bench.layers().into_iter().flat_map(|group| group.tabs).any(|tab| {
                    let views = tab.slots.iter().flat_map(|slot| &slot.policies);
                    tab.layer == own.layer
                        && views.map(|view| marks(&explanation, tab.layer, view)).any(|marks| {
                            marks
                                .statements
                                .iter()
                                .any(|mark| mark.statement == own.statement && mark.sid == own.sid)
                        })
                });
                // A level that leaves its SCPs out has AWS's own, which has no place in the text.
                assert!(found || own.policy == "FullAWSAccess", "{name}: {own:?}");
            }
        }
    }
    assert!(seen > 1_000 && marked > 1_000, "{seen} {marked}");
}

/// The editor's own text, put back, changes nothing; a character more or less changes that character.
#[test]
fn an_edit_changes_what_was_edited() {
    let mut edited = 0;
    for (name, text) in fixtures().into_iter().step_by(3) {
        let mut bench = Bench::open(&text);
        let slots: Vec<_> = bench
            .layers()
            .into_iter()
            .flat_map(|group| group.tabs)
            .flat_map(|tab| tab.slots)
            .collect();
        for view in slots
            .iter()
            .flat_map(|slot| &slot.policies)
            .filter(|view| view.is_editable())
        {
            let shown = view.text().to_owned();
            bench.set_policy(&view.pointer, &shown).unwrap();
            assert_eq!(bench.text(), text, "{name}");
            for more in [
                shown.replacen('{', "{\n  \"Id\": \"é😀\",", 1),
                shown.replacen(':', ":  ", 1),
                format!("{shown} "),
            ] {
                bench.set_policy(&view.pointer, &more).unwrap();
                bench.settle();
                let now = bench.policy(&view.pointer).unwrap();
                let same = match now.origin {
                    Origin::Text => more.clone(),
                    // What nobody has seen does not become a policy by that.
                    Origin::Unknown => now.draft.clone().unwrap_or_default(),
                    _ => more.trim_end().to_owned(),
                };
                assert_eq!(now.text(), same, "{name} {}", view.pointer);
                assert!(bench.undo());
                assert_eq!(bench.text(), text, "{name}");
                edited += 1;
            }
        }
    }
    assert!(edited > 500, "{edited}");
}
