//! Keys: what the verdict shows is there at once, and the rest changes nothing of it.
#![allow(clippy::unwrap_used)]

mod corpus;

use iamwhy_explain::{Explanation, explain};
use iamwhy_workbench::{Answer, Bench};

/// All that is said above the gates.
fn said(answer: &Answer) -> Vec<String> {
    let of = |own: &Explanation| {
        format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {}",
            own.sentence,
            own.decision,
            own.layer,
            own.blockers,
            own.rules,
            own.assumptions,
            own.unknowns,
            own.warnings,
            own.exact
        )
    };
    let asked = answer.asked.iter().filter_map(|own| own.explanation.as_deref());
    asked.map(of).chain([format!("{:?}", answer.verdict)]).collect()
}

fn typed_and_completed(name: &str) {
    let text = corpus::fixture(name);
    let mut bench = Bench::open("{}");
    bench.type_in(|bench| bench.set_text(&text));
    assert!(bench.answer().is_brief, "{name}");
    let brief = said(bench.answer());
    bench.explain_rest();
    let answer = bench.answer();
    assert!(!answer.is_brief, "{name}");
    assert_eq!(brief, said(answer), "{name}: the verdict changed");
    assert_eq!(said(Bench::open(&text).answer()), said(answer), "{name}");
    let loaded = answer.loaded.as_ref().unwrap();
    for own in &answer.asked {
        let whole = explain(&loaded.program, &own.request).unwrap();
        assert_eq!(**own.explanation.as_ref().unwrap(), whole, "{name}");
    }
}

#[test]
fn the_verdict_of_a_key_is_that_of_the_whole_answer() {
    for name in [
        "workloads/b",
        "workloads/a",
        "organizations/a-lower-allow-cannot-undo-a-higher-deny",
        "examples/the-bucket-lets-the-role-in-and-still-it-is-denied",
    ] {
        typed_and_completed(name);
    }
}

#[test]
fn a_text_that_breaks_while_it_is_typed_keeps_the_answer() {
    let text = corpus::fixture("workloads/b");
    let mut bench = Bench::open(&text);
    let before = said(bench.answer());
    for broken in ["{", "{ \"scenario\": 1", "nothing"] {
        bench.type_in(|bench| bench.set_text(broken));
        let answer = bench.answer();
        assert!(answer.stale && !answer.errors.is_empty(), "{broken}");
        assert_eq!(said(answer), before, "{broken}");
    }
    // Another case is looked at meanwhile: its answer comes from the last good text.
    bench.select(iamwhy_workbench::Selected {
        case: 2,
        ..Default::default()
    });
    assert!(bench.answer().stale);
    assert_ne!(said(bench.answer()), before);
    bench.set_text(&text);
    assert!(!bench.answer().stale && bench.answer().errors.is_empty());
}

/// Fast keys: the words of the question are those of the text, also where it can no longer be read.
#[test]
fn a_word_that_breaks_the_text_stays_as_it_was_typed() {
    let mut bench = Bench::open(&corpus::fixture("workloads/a"));
    let known = bench.answer().question.clone();
    bench.type_in(|bench| bench.set_action("s3:GetObjectlambda")).unwrap();
    bench
        .type_in(|bench| bench.set_action("s3:GetObjectlambda:Inv"))
        .unwrap();
    assert!(bench.answer().stale);
    assert_eq!(
        bench.answer().question.action.as_deref(),
        Some("s3:GetObjectlambda:Inv")
    );
    assert_eq!(bench.answer().question.resource, known.resource);
    bench.type_in(|bench| bench.set_resource(Some("s3://x"))).unwrap();
    assert_eq!(bench.answer().question.resource.as_deref(), Some("s3://x"));
    bench.type_in(|bench| bench.set_resource(None)).unwrap();
    bench.explain_rest();
    assert!(bench.answer().stale);
    assert_eq!(bench.answer().question.resource, None);
    assert!(bench.undo());
    assert!(bench.undo());
    assert_eq!(bench.answer().question, known);
}
