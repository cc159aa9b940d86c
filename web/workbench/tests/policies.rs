//! Policies: editing, drafts, adding, moving, switching off, renaming. Each change is taken back to the same bytes.

#![allow(clippy::unwrap_used)]

mod corpus;

use corpus::fixture;
use iamwhy_engine::Layer;
use iamwhy_explain::GateVerdict;
use iamwhy_workbench::{Bench, Holds, LayerTab, Origin, Problem, Slot};

const TEXT: &str = r#"{
    "scenario": 1,
    "title": "two policies",
    "policies": {
        "Read": {
            "Version": "2012-10-17",
            "Statement": [
                { "Sid": "Get", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }
            ]
        }
    },
    "principals": {
        "alice": {
            "user": "arn:aws:iam::111122223333:user/alice",
            "policies": ["Read", { "Statement": { "Sid": "Put", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*" } }],
            "boundary": "Read"
        },
        "bob": { "user": "arn:aws:iam::111122223333:user/bob", "policies": ["Read"] }
    },
    "cases": [
        { "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1", "expect": { "decision": "allow", "policy": "Read" } },
        { "principal": "alice", "action": "s3:PutObject", "resource": "arn:aws:s3:::logs/1" }
    ]
}
"#;

fn slot(bench: &Bench, pointer: &str) -> Slot {
    let mut slots = bench
        .layers()
        .into_iter()
        .flat_map(|group| group.tabs)
        .flat_map(|tab| tab.slots);
    slots.find(|slot| slot.pointer == pointer).unwrap()
}

fn tab(bench: &Bench, layer: Layer) -> LayerTab {
    bench
        .layers()
        .into_iter()
        .flat_map(|group| group.tabs)
        .find(|tab| tab.layer == layer)
        .unwrap()
}

/// Makes a change, looks, and takes it back.
fn changed<T>(change: impl FnOnce(&mut Bench) -> Result<T, Problem>) -> (Bench, T) {
    let mut bench = Bench::open(TEXT);
    let done = change(&mut bench).unwrap();
    assert!(
        bench.answer().errors.is_empty(),
        "{:?}\n{}",
        bench.answer().errors,
        bench.text()
    );
    let after = bench.state().clone();
    let mut back = bench.clone();
    assert!(back.undo());
    assert_eq!(back.text(), TEXT);
    assert!(back.redo());
    assert_eq!(back.state(), &after);
    assert!(!back.redo());
    (bench, done)
}

#[test]
fn what_is_typed_is_written_where_it_was_typed() {
    let mut bench = Bench::open(TEXT);
    let view = bench.policy("/principals/alice/policies/0").unwrap();
    assert_eq!((view.name.as_str(), view.source.as_str()), ("Read", "/policies/Read"));
    assert_eq!(view.also, ["principals.alice.boundary", "principals.bob.policies[0]"]);
    assert_eq!(
        view.text(),
        "{\n    \"Version\": \"2012-10-17\",\n    \"Statement\": [\n        { \"Sid\": \"Get\", \"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\" }\n    ]\n}"
    );
    let typed = view
        .text()
        .replace("GetObject\", ", "GetObject\",\n          ")
        .replace("\"Get\"", "\"Gut\"");
    bench.set_policy("/principals/alice/policies/0", &typed).unwrap();
    assert_eq!(
        bench.text(),
        TEXT.replacen("\"Get\"", "\"Gut\"", 1)
            .replacen("s3:GetObject\", ", "s3:GetObject\",\n                  ", 1)
    );
    assert_eq!(bench.policy("/principals/bob/policies/0").unwrap().text(), typed);
}

#[test]
fn keystrokes_are_one_step_until_the_author_pauses() {
    let mut bench = Bench::open(TEXT);
    let at = "/principals/alice/policies/0";
    let text = bench.policy(at).unwrap().text().to_owned();
    for sid in ["G", "Ge", "Gett"] {
        bench
            .set_policy(at, &text.replace("\"Get\"", &format!("\"{sid}\"")))
            .unwrap();
    }
    bench.settle();
    bench.set_policy(at, &text.replace("\"Get\"", "\"Other\"")).unwrap();
    assert!(bench.undo());
    assert!(bench.text().contains("\"Gett\""));
    assert_eq!(bench.undo_title(), Some("edit Read"));
    assert!(bench.undo());
    assert_eq!(bench.text(), TEXT);
    assert!(!bench.undo());
}

#[test]
fn a_draft_leaves_the_scenario_alone_and_survives() {
    let mut bench = Bench::open(TEXT);
    let at = "/principals/alice/policies/1";
    for broken in [
        "{ \"Statement\": [",
        "",
        "{}",
        "[]",
        "{ \"Statement\": [], \"Statement\": [] }",
    ] {
        bench.set_policy(at, broken).unwrap();
        assert_eq!(bench.text(), TEXT);
        assert!(!bench.answer().stale);
        let view = bench.policy(at).unwrap();
        assert_eq!((view.text(), view.draft.as_deref()), (broken, Some(broken)));
        assert!(bench.draft_problem(at).is_some());
    }
    // Another policy goes away before it, and it is still there.
    bench.delete_policy("/principals/alice/policies/0").unwrap();
    assert_eq!(
        bench.policy("/principals/alice/policies/0").unwrap().draft.as_deref(),
        Some("{ \"Statement\": [], \"Statement\": [] }")
    );
    bench.undo();
    bench.set_policy(at, "{ \"Statement\": [] }").unwrap();
    assert!(bench.state().drafts.is_empty());
    assert!(bench.text().contains("\"Read\", { \"Statement\": [] }]"));
    bench.undo();
    bench.undo();
    assert_eq!(bench.text(), TEXT);
    bench.redo();
    assert_eq!(bench.state().drafts.len(), 1, "{:?}", bench.state());
    bench.drop_draft(at);
    assert_eq!(bench.policy(at).unwrap().draft, None);
}

#[test]
fn an_unknown_entry_says_so_and_a_policy_takes_its_place() {
    let text = TEXT.replace("[\"Read\", {", "[\"Read\", { \"unknown\": true }, {");
    let mut bench = Bench::open(&text);
    let at = "/principals/alice/policies/1";
    let view = bench.policy(at).unwrap();
    assert_eq!(
        (view.text(), view.origin.clone()),
        ("{ \"unknown\": true }", Origin::Unknown)
    );
    assert!(view.is_editable());
    assert!(bench.format_policy(at).is_err());
    bench.set_policy(at, "{ \"Statement\": [").unwrap();
    assert_eq!(bench.text(), text, "a draft counts for nothing");
    bench.set_policy(at, "{ \"Statement\": [] }").unwrap();
    assert_eq!(bench.policy(at).unwrap().origin, Origin::Inline);
    assert!(bench.text().contains("[\"Read\", { \"Statement\": [] }, {"));
    bench.undo();
    bench.undo();
    assert_eq!(bench.text(), text);
}

#[test]
fn a_policy_is_added_where_it_can_stand() {
    let (bench, at) = changed(|bench| bench.add_policy("/principals/alice/policies", Layer::Identity));
    assert_eq!(at, "/principals/alice/policies/2");
    assert_eq!(bench.state().open.as_deref(), Some(at.as_str()));
    assert!(
        bench
            .policy(&at)
            .unwrap()
            .text()
            .contains("\"Action\": \"s3:GetObject\"")
    );
    let (bench, at) = changed(|bench| bench.add_policy("/principals/alice/boundary", Layer::Boundary));
    assert_eq!(bench.policy(&at).unwrap().origin, Origin::Inline);
    let (bench, _) = changed(|bench| bench.attach("/principals/bob/boundary", Layer::Boundary, "AdministratorAccess"));
    assert!(
        bench
            .text()
            .contains("\"policies\": [\"Read\"], \"boundary\": \"AdministratorAccess\" }")
    );
    assert!(
        Bench::open(TEXT)
            .add_policy_text("/principals/bob/boundary", Layer::Boundary, "{}")
            .is_err()
    );
}

#[test]
fn a_resource_that_is_only_named_is_declared_with_its_policy() {
    let before = slot(&Bench::open(TEXT), "/resources/arn:aws:s3:::logs/policy");
    assert_eq!((before.declared, before.holds), (false, Holds::Absent));
    let (bench, at) = changed(|bench| bench.add_policy("/resources/arn:aws:s3:::logs/policy", Layer::Resource));
    assert_eq!(at, "/resources/logs/policy");
    let slot = slot(&bench, "/resources/logs/policy");
    assert_eq!((slot.state, slot.declared), (GateVerdict::Allows, true));
    assert!(bench.text().contains("\"account\": \"111122223333\""));
}

#[test]
fn the_first_scp_beside_awss_own_keeps_that() {
    let text = fixture("organizations/a-lower-allow-cannot-undo-a-higher-deny");
    let mut bench = Bench::open(&text);
    bench
        .add_policy("/organization/root/units/Prod/scps", Layer::Scp)
        .unwrap();
    let mut alone = Bench::open(&text.replace("\"scps\": [\"S3AndSqs\"], \"accounts\"", "\"accounts\""));
    alone
        .add_policy("/organization/root/units/Prod/scps", Layer::Scp)
        .unwrap();
    assert!(
        alone
            .text()
            .contains("\"scps\": [\n        \"FullAWSAccess\",\n        {\n"),
        "{}",
        alone.text()
    );
    assert!(alone.answer().errors.is_empty());
}

#[test]
fn levels_say_each_for_itself() {
    let bench = Bench::open(&fixture("organizations/a-lower-allow-cannot-undo-a-higher-deny"));
    let scp = tab(&bench, Layer::Scp);
    let labels: Vec<(&str, GateVerdict)> = scp.slots.iter().map(|slot| (slot.label.as_str(), slot.state)).collect();
    assert_eq!(
        labels,
        [
            ("root", GateVerdict::Denies),
            ("unit Prod", GateVerdict::Allows),
            ("account 111122223333", GateVerdict::Allows)
        ]
    );
    assert_eq!((scp.state, scp.blocker, scp.count), (GateVerdict::Denies, true, 4));
}

#[test]
fn switched_off_is_gone_and_comes_back_as_it_was() {
    for at in [
        "/principals/alice/policies/0",
        "/principals/alice/policies/1",
        "/principals/alice/boundary",
    ] {
        let (mut bench, ()) = changed(|bench| bench.switch_off(at));
        assert_eq!(bench.state().off.len(), 1);
        let slot = slot(&bench, at.trim_end_matches(|c: char| c == '/' || c.is_ascii_digit()));
        let view = slot.policies.iter().find(|view| view.off).unwrap();
        assert!(view.pointer == "off:0" && !view.is_editable());
        let back = bench.switch_on(0).unwrap();
        assert_eq!((bench.text(), back.as_str()), (TEXT, at));
        assert!(bench.state().off.is_empty());
    }
    // Not at once: something else was changed in between.
    let mut bench = Bench::open(TEXT);
    bench.switch_off("/principals/alice/policies/0").unwrap();
    assert_eq!(bench.answer().verdict.decision, "implicitDeny");
    bench.set_title("another").unwrap();
    bench.switch_on(0).unwrap();
    assert_eq!(bench.text(), TEXT.replace("two policies", "another"));
    assert_eq!(bench.answer().verdict.decision, "allow");
}

#[test]
fn the_only_policy_of_a_list_can_be_switched_off_and_on() {
    let mut bench = Bench::open(TEXT);
    bench.switch_off("/principals/bob/policies/0").unwrap();
    assert!(bench.text().contains("\"policies\": [] }"));
    bench.set_title("another").unwrap();
    bench.switch_on(0).unwrap();
    assert_eq!(bench.text(), TEXT.replace("two policies", "another"));
}

#[test]
fn a_name_changes_wherever_it_stands() {
    let (bench, ()) = changed(|bench| bench.rename_policy("/principals/alice/boundary", "Look ~/up"));
    assert_eq!(bench.text().matches("\"Look ~/up\"").count(), 5);
    assert!(!bench.text().contains("\"Read\""));
    assert!(
        bench
            .policy("/principals/bob/policies/0")
            .unwrap()
            .text()
            .contains("Get")
    );
    let (bench, ()) = changed(|bench| bench.rename_policy("/principals/alice/policies/1", "Write"));
    assert!(bench.text().contains("\"policies\": [\"Read\", \"Write\"]"));
    assert_eq!(
        bench.policy("/principals/alice/policies/1").unwrap().source,
        "/policies/Write"
    );
    assert!(
        Bench::open(TEXT)
            .rename_policy("/principals/alice/policies/1", "Read")
            .is_err()
    );
}

#[test]
fn order_copies_and_deletion() {
    let (bench, at) = changed(|bench| bench.move_policy("/principals/alice/policies/0", 1));
    assert_eq!(at, "/principals/alice/policies/1");
    assert!(bench.text().contains("\"Resource\": \"*\" } }, \"Read\"]"));
    let (bench, at) = changed(|bench| bench.duplicate_policy("/principals/alice/policies/1"));
    assert_eq!(
        bench.policy(&at).unwrap().text(),
        bench.policy("/principals/alice/policies/1").unwrap().text()
    );
    let (bench, ()) = changed(|bench| bench.delete_policy("/principals/alice/boundary"));
    assert_eq!(slot(&bench, "/principals/alice/boundary").holds, Holds::Absent);
    assert!(
        slot(&bench, "/principals/alice/boundary")
            .meaning
            .contains("Not the same as an empty boundary")
    );
    let (bench, ()) = changed(|bench| bench.own_policy("/principals/alice/boundary"));
    let view = bench.policy("/principals/alice/boundary").unwrap();
    assert_eq!(
        (view.origin, view.source.as_str()),
        (Origin::Inline, "/principals/alice/boundary")
    );
    for bad in [
        bench.clone().move_policy("/principals/alice/policies/0", -1),
        bench.clone().move_policy("/principals/bob/policies/0", 1),
    ] {
        assert!(bad.is_err());
    }
}

#[test]
fn unknown_is_not_none() {
    let (bench, ()) = changed(|bench| bench.set_unknown("/principals/alice/policies"));
    let held = slot(&bench, "/principals/alice/policies");
    assert_eq!((held.holds, held.state), (Holds::Unknown, GateVerdict::Unknown));
    assert_eq!(bench.answer().verdict.decision, "unknown");
    let (bench, ()) = changed(|bench| bench.set_none("/principals/alice/policies"));
    assert_eq!(slot(&bench, "/principals/alice/policies").holds, Holds::Absent);
    assert_eq!(bench.answer().verdict.decision, "implicitDeny");
    let (bench, ()) = changed(|bench| bench.set_unknown("/principals/bob/boundary"));
    assert!(bench.text().contains("\"boundary\": { \"unknown\": true }"));
}

#[test]
fn laying_out_keeps_the_meaning() {
    let (bench, ()) = changed(|bench| bench.format_policy("/principals/alice/policies/1"));
    let view = bench.policy("/principals/alice/policies/1").unwrap();
    assert!(
        view.text().starts_with("{\n  \"Statement\": {\n    \"Sid\": \"Put\","),
        "{}",
        view.text()
    );
    assert_eq!(bench.policy("/principals/alice/policies/1").unwrap().draft, None);
}

#[test]
fn awss_own_policies_and_strings_of_text() {
    let text = TEXT.replace(
        "\"boundary\": \"Read\"",
        "\"boundary\": { \"text\": \"{\\n  \\\"Statement\\\": {\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}}\" }",
    );
    let mut bench = Bench::open(&text);
    assert!(bench.answer().errors.is_empty());
    let view = bench.policy("/principals/alice/boundary").unwrap();
    assert_eq!(view.origin, Origin::Text);
    let explanation = bench.answer().explanation().unwrap().clone();
    let marks = iamwhy_workbench::marks(&explanation, Layer::Boundary, &view);
    assert_eq!(
        (marks.statements[0].span.line, marks.statements[0].span.column),
        (2, 16)
    );
    bench
        .set_policy("/principals/alice/boundary", &view.text().replace('*', "s3:*"))
        .unwrap();
    assert!(bench.text().contains("\\\"s3:*\\\""), "{}", bench.text());
    bench
        .attach("/principals/alice/policies", Layer::Identity, "AdministratorAccess")
        .unwrap();
    assert!(bench.set_policy("/principals/alice/policies/2", "{}").is_err());
}
