//! Cases that would store a document.

use iamwhy_workbench::Bench;

const FIXTURE: &str = include_str!("../../../fixtures/s3/blocking-public-policies-fails-the-write.scenario.json");

#[test]
fn the_sentence_agrees_with_the_verdict() {
    let mut bench = Bench::open(FIXTURE);
    let cases = bench.answer().cases.len();
    let mut blocked = 0;
    for case in 0..cases {
        bench.select(iamwhy_workbench::Selected {
            case,
            ..Default::default()
        });
        bench.explain_rest();
        let answer = bench.answer();
        let first = answer.asked.first().unwrap();
        let told = answer.explanation().unwrap();
        assert_eq!(first.decision, told.decision);
        if answer.verdict.decision == "implicitDeny" && answer.verdict.layer == Some("service") {
            blocked += 1;
            assert!(!told.sentence.contains(" may write"), "{}", told.sentence);
            assert!(told.decision.is_deny(), "{}", told.sentence);
        }
    }
    assert!(blocked > 0);
}
