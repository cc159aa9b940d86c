//! What the page paints before its module is there says what the evaluator says.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use std::fmt::Write as _;
use std::path::Path;

use iamwhy_workbench::Bench;

const EXAMPLE: &str =
    include_str!("../../../fixtures/examples/the-bucket-lets-the-role-in-and-still-it-is-denied.scenario.json");
const FILE: &str = "web/public/first.json";

/// The facts from which `web/public/first.mjs` makes elements. That they look as the page's own is for a browser story.
fn facts() -> String {
    let bench = Bench::open(EXAMPLE);
    let answer = bench.answer();
    let question = &answer.question;
    let explanation = answer.explanation().expect("the first example is decided");
    let (kind, name) = question.who.split_once(' ').expect("a kind and a name");
    assert!(question.same_account && question.endpoint.is_none() && question.via.is_empty());
    assert!(explanation.blockers.len() < 2 && explanation.unknowns.is_empty() && explanation.warnings.is_empty());
    assert!(explanation.assumptions.is_empty() && explanation.exact && answer.asked.len() == 1);
    let session = question.session.clone().unwrap_or_default();
    let keys = bench.context_rows().len().to_string();
    let blockers = explanation.blockers.len().to_string();
    let rules = explanation.rules.join(", ");
    let facts = [
        ("kind", kind),
        ("name", name),
        ("session", &session),
        ("action", question.action.as_deref().expect("an action")),
        ("resource", question.resource.as_deref().expect("a resource")),
        ("keys", &keys),
        ("case", &question.name),
        ("decision", answer.verdict.decision),
        ("layer", answer.verdict.layer.expect("a layer that decides")),
        ("sentence", &explanation.sentence),
        ("rules", &rules),
        ("blockers", &blockers),
    ];
    let mut text = String::from("{\n");
    for (index, (name, value)) in facts.iter().enumerate() {
        let comma = if index + 1 < facts.len() { "," } else { "" };
        writeln!(text, "  \"{name}\": {value:?}{comma}").expect("a string takes everything");
    }
    text + "}\n"
}

#[test]
fn the_first_paint_says_what_the_evaluator_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FILE);
    if std::env::var_os("IAMWHY_UPDATE").is_some() {
        std::fs::write(&path, facts()).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == facts(), "{FILE} is stale; run this test with IAMWHY_UPDATE=1");
}
