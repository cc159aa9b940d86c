//! Outputs of `aws organizations`: what cannot be used is noted, and what it may stand for is unknown.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;

use iamwhy_import::{Export, Parameters, Source};
use iamwhy_policy::Json;
use serde_json::{Value, json};

const ACCOUNT: &str = "111122223333";

fn call(command: &str, about: &str, output: Value) -> Value {
    json!({ "call": format!("organizations {command}"), "for": about, "output": output })
}

/// An account below the root, with an SCP.
fn calls() -> Vec<Value> {
    let scp = "SERVICE_CONTROL_POLICY";
    let summary = json!({ "Id": "p-eu", "Arn": "arn:x", "Name": "eu", "Type": scp });
    vec![
        call(
            "describe-organization",
            "",
            json!({ "Organization": { "Id": "o-acme" } }),
        ),
        call(
            "list-roots",
            "",
            json!({ "Roots": [{ "Id": "r-1", "PolicyTypes": [{ "Type": scp, "Status": "ENABLED" }] }] }),
        ),
        call(
            "list-organizational-units-for-parent",
            "r-1",
            json!({ "OrganizationalUnits": [] }),
        ),
        call(
            "list-accounts-for-parent",
            "r-1",
            json!({ "Accounts": [{ "Id": ACCOUNT, "Name": "a" }] }),
        ),
        call("list-policies", scp, json!({ "Policies": [summary] })),
        call(
            "describe-policy",
            "p-eu",
            json!({ "Policy": { "PolicySummary": summary, "Content": "{}" } }),
        ),
        call(
            "list-targets-for-policy",
            "p-eu",
            json!({ "Targets": [{ "TargetId": ACCOUNT }] }),
        ),
    ]
}

/// Whether the SCPs of the account are known, and what is noted.
fn read(calls: &[Value]) -> (bool, String) {
    let text = json!({ "collected": "organization", "calls": calls }).to_string();
    let json = Arc::new(Json::read(text).unwrap());
    let export = Export::read(Source::Organizations, &json, &Parameters::default()).unwrap();
    let account = &export.organization.unwrap().accounts[0];
    let notes: Vec<&str> = export.notes.iter().map(|note| note.message.as_str()).collect();
    (account.scps.is_some(), notes.join("\n"))
}

#[test]
fn what_is_whole_has_nothing_to_note() {
    assert_eq!(read(&calls()), (true, String::new()));
}

#[test]
fn entries_that_cannot_be_used_are_noted() {
    for (at, pointer, value, known, expected) in [
        (
            1,
            "/output/Roots/1",
            json!({ "Name": "r" }),
            true,
            "a root here has no `Id`",
        ),
        (
            2,
            "/output/OrganizationalUnits/0",
            json!({ "Name": "u" }),
            true,
            "a unit here has no `Id`",
        ),
        (
            3,
            "/output/Accounts/1",
            json!({ "Name": "b" }),
            true,
            "an account here has no `Id`",
        ),
        (
            3,
            "/output/NextToken",
            json!("t"),
            true,
            "the list of `Accounts` is cut off",
        ),
        // What may be attached anywhere leaves open what is attached.
        (
            4,
            "/output/Policies/1",
            json!({ "Name": "p" }),
            false,
            "a policy here has no `Id`",
        ),
        (
            4,
            "/output/NextToken",
            json!("t"),
            false,
            "the list of `Policies` is cut off",
        ),
        (
            6,
            "/output/Targets/1",
            json!({ "Name": "t" }),
            false,
            "not every target of policy `p-eu`",
        ),
        (
            6,
            "/output/NextToken",
            json!("t"),
            false,
            "not every target of policy `p-eu`",
        ),
    ] {
        let mut calls = calls();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match calls[at].pointer_mut(parent).unwrap() {
            Value::Array(list) => list.push(value),
            other => other[key] = value,
        }
        let (is_known, notes) = read(&calls);
        assert!(notes.contains(expected), "{expected}\n{notes}");
        assert_eq!(is_known, known, "{expected}");
    }
    let mut failed = calls();
    failed[4]["output"] = Value::Null;
    assert!(!read(&failed).0);
    for (entry, expected) in [
        (json!("x"), "an entry here does not say its command"),
        (
            call("list-roots", "", json!({ "Error": {} })),
            "nothing here is of an organization",
        ),
    ] {
        let (known, notes) = read(&[calls(), vec![entry]].concat());
        assert!(known && notes.contains(expected), "{expected}\n{notes}");
    }
}

/// `list-accounts` names accounts of which nothing says where they stand: what is attached above them is unknown, and they are not lost.
#[test]
fn an_account_without_a_place_is_kept() {
    let mut calls = calls();
    let lost = "444455556666";
    calls.push(call(
        "list-accounts",
        "",
        json!({ "Accounts": [{ "Id": lost, "Name": "b" }] }),
    ));
    let text = json!({ "collected": "organization", "calls": calls }).to_string();
    let json = Arc::new(Json::read(text).unwrap());
    let export = Export::read(Source::Organizations, &json, &Parameters::default()).unwrap();
    let organization = export.organization.unwrap();
    let names: Vec<&str> = organization.accounts.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(names, [ACCOUNT, lost]);
    let units = &organization.root.units;
    assert_eq!(units.len(), 1, "{units:?}");
    assert_eq!(units[0].accounts, [lost]);
    assert_eq!((&units[0].scps, &units[0].rcps), (&None, &None));
    let note = format!("nothing says below which unit `{lost}` stand: what is attached there is unknown");
    assert!(export.notes.iter().any(|own| own.message == note), "{:?}", export.notes);
}
