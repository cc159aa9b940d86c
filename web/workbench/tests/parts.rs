//! Parts of the scenario in an editor of their own.

use iamwhy_workbench::Bench;

const TEXT: &str =
    include_str!("../../../fixtures/examples/the-bucket-lets-the-role-in-and-still-it-is-denied.scenario.json");

#[test]
fn a_part_is_edited_in_its_place_and_nothing_else_changes() {
    let mut bench = Bench::open(TEXT);
    let view = bench.part("/principals/app").unwrap();
    assert!(
        view.text().starts_with("{\n  \"role\""),
        "without the indentation of its place: {}",
        view.text()
    );
    let text = view.text().replace("\"ci\"", "\"cd\"");
    bench.set_part("/principals/app", &text).unwrap();
    assert_eq!(bench.text(), TEXT.replace("\"session\": \"ci\"", "\"session\": \"cd\""));
    assert_eq!(bench.answer().question.session.as_deref(), Some("cd"));
    assert!(bench.undo());
    assert_eq!(bench.text(), TEXT);
}

#[test]
fn what_is_no_json_is_a_draft_and_what_is_no_principal_is_an_error() {
    let mut bench = Bench::open(TEXT);
    bench.set_part("/principals/app", "{ \"role\": ").unwrap();
    assert_eq!(bench.text(), TEXT);
    assert_eq!(bench.part("/principals/app").unwrap().text(), "{ \"role\": ");
    assert!(bench.draft_problem("/principals/app").is_some());
    bench.set_part("/principals/app", "{ \"rolle\": \"x\" }").unwrap();
    assert!(bench.state().drafts.is_empty());
    assert!(bench.answer().stale);
    assert!(
        bench
            .answer()
            .errors
            .iter()
            .any(|own| own.help.as_deref() == Some("did you mean `role`?")),
        "{:?}",
        bench.answer().errors
    );
}

#[test]
fn the_entry_of_the_resource_is_found_from_a_name_with_a_tail() {
    assert_eq!(Bench::open(TEXT).resource_entry().as_deref(), Some("/resources/logs"));
}
