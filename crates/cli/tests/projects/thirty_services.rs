//! Thirty services in four accounts: tests, coverage, and what mutation may not notice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// Edits that are tried where not all are: an even sample, because all of them take minutes without optimization.
const SAMPLE: &str = "48";

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/projects/thirty-services")
}

/// Exit code, and what was printed.
fn iamwhy(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("iamwhy"));
    command.current_dir(folder).env_remove("GITHUB_STEP_SUMMARY").args(args);
    let output = command.output().unwrap();
    let code = output.status.code().unwrap();
    assert!(code <= 1, "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    (code, String::from_utf8(output.stdout).unwrap())
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copied(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// The project with one edit, in a folder of its own.
fn edited(name: &str, file: &str, old: &str, new: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects").join(name);
    let _ = fs::remove_dir_all(&folder);
    copied(&project(), &folder);
    let text = fs::read_to_string(folder.join(file)).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{file}: {old}");
    fs::write(folder.join(file), text.replace(old, new)).unwrap();
    folder
}

#[test]
fn every_case_holds_and_the_statements_are_decisive() {
    let (code, text) = iamwhy(&project(), &["test", "--strict-unknown", "--format", "json"]);
    assert_eq!(code, 0, "{text}");
    let results: Value = serde_json::from_str(&text).unwrap();
    assert!(results["summary"]["passed"].as_u64().unwrap() > 3_000);
    assert_eq!(results["summary"]["shown"], 0, "every case expects something");
    let (code, text) = iamwhy(&project(), &["coverage", "--min-decisive", "99", "--format", "json"]);
    assert_eq!(code, 0, "{text}");
    let coverage: Value = serde_json::from_str(&text).unwrap();
    let documents = coverage["documents"].as_array().unwrap();
    let roles: BTreeSet<&str> = documents
        .iter()
        .filter_map(|document| document["span"]["file"].as_str()?.split_once("/roles/"))
        .filter(|(folder, _)| folder.starts_with("accounts/"))
        .map(|(_, role)| role)
        .collect();
    // The thirty services, and the schedule that starts three of them.
    assert_eq!(roles.len(), 31, "{roles:?}");
    assert!(documents.iter().all(|own| {
        own["span"]["file"]
            .as_str()
            .is_some_and(|file| !file.starts_with("tests/"))
    }));
}

#[test]
fn nothing_is_written_that_should_not_be() {
    let (code, said) = iamwhy(&project(), &["lint", "--fail-on", "warning"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn one_service_can_read_the_secret_of_the_payment_provider() {
    let asked = [
        "who-can",
        "secretsmanager:GetSecretValue",
        "psp-secret",
        "tests/money.scenario.json",
        "--expect",
        "payments",
    ];
    let (code, said) = iamwhy(&project(), &asked);
    assert_eq!(code, 0, "{said}");
}

/// Of a survivor: file and edit. Its place may move.
type Key = (String, String);

fn key(value: &Value, file: &str, edit: &str) -> Key {
    let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
    (text(file), text(edit))
}

/// With `IAMWHY_WHOLE` all edits, and the list must be exact; else a sample, and the list must hold what nobody notices of it.
#[test]
fn whatever_no_test_notices_is_listed_with_its_reason() {
    let listed: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(project().join("survivors.json")).unwrap()).unwrap();
    let listed: BTreeMap<Key, Value> = listed
        .into_iter()
        .map(|own| (key(&own, "/file", "/edit"), own))
        .collect();
    let reasons = fs::read_to_string(project().join("survivors.md")).unwrap();
    for own in listed.values() {
        let because = own["because"].as_str().unwrap();
        assert!(reasons.contains(&format!("\n## {because}\n")), "no reason `{because}`");
    }
    let whole = std::env::var_os("IAMWHY_WHOLE").is_some();
    let mut args = vec!["mutate", "--format", "json"];
    if !whole {
        args.extend(["--max", SAMPLE]);
    }
    let (code, text) = iamwhy(&project(), &args);
    assert_eq!(code, 0, "{text}");
    let mutation: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(mutation["unedited"], json!([]));
    let tried: BTreeMap<Key, bool> = mutation["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| (key(edit, "/span/file", "/title"), edit["verdict"] == "noticed"))
        .collect();
    let unlisted = tried
        .iter()
        .filter(|(key, noticed)| !**noticed && !listed.contains_key(*key));
    let unlisted: Vec<String> = unlisted
        .map(|((file, edit), _)| json!({ "file": file, "edit": edit, "because": "?" }).to_string())
        .collect();
    let gone = |key: &&Key| tried.get(*key).map_or(whole, |noticed| *noticed);
    let gone: Vec<&Key> = listed.keys().filter(gone).collect();
    assert!(
        unlisted.is_empty() && gone.is_empty(),
        "survivors.json lacks\n{}\nand has too many: {gone:#?}",
        unlisted.join(",\n")
    );
}

#[test]
fn a_wider_policy_fails_its_case_and_is_marked_at_its_own_line() {
    let wide = edited(
        "wide-table",
        "accounts/shop/roles/orders.json",
        "table/orders\"",
        "table/*\"",
    );
    let (code, said) = iamwhy(&wide, &["test", "--format", "github"]);
    assert_eq!(code, 1);
    let mark = "::error file=accounts/shop/roles/orders.json,line=4,endLine=9,title=tests/shop.scenario.json › stock-table belongs to inventory (orders%2C dynamodb%3AGetItem";
    assert!(said.contains(mark), "{said}");

    let lake = edited(
        "wide-lake",
        "accounts/data/buckets/lake.json",
        "${aws:PrincipalTag/service}/*",
        "*",
    );
    let (code, said) = iamwhy(
        &lake,
        &["test", "--format", "github", "--filter", "still only reads features"],
    );
    assert_eq!(code, 1);
    assert!(
        said.contains("::error file=accounts/data/buckets/lake.json,line=4,"),
        "{said}"
    );

    let glue = edited(
        "glue-takes-roles",
        "platform/roles/deploy.json",
        "scheduler.amazonaws.com",
        "glue.amazonaws.com",
    );
    let (code, said) = iamwhy(&glue, &["test", "--format", "github", "--filter", "to nothing else"]);
    assert_eq!(code, 1);
    let mark = "::error file=platform/roles/deploy.json,line=36,endLine=51,title=tests/pipeline.scenario.json › to nothing else (iam%3APassedToService = glue.amazonaws.com)";
    assert!(said.contains(mark), "{said}");
}
