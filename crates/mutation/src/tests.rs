//! Over the repository's fixtures: edits can be read, the cases that are left out could not have noticed, what is found is so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use iamwhy_catalog::Catalog;
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};

use crate::mutant::Reach;
use crate::{Baseline, File, Kind, Mutant, Scene, Verdict, mutants};

/// Folders of fixtures with all that can be edited.
const FOLDERS: [&str; 7] = [
    "boundaries",
    "conditions",
    "endpoints",
    "organizations",
    "sessions",
    "variables",
    "operators/StringNotLike",
];

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            below(&path, found);
        } else if path.to_string_lossy().ends_with(".scenario.json") {
            found.push(path);
        }
    }
}

fn scene(name: &str, text: &str) -> Scene {
    Scene {
        loaded: Loaded::load(name, text, &NoFiles).unwrap(),
        text: text.to_owned(),
        files: BTreeMap::new(),
    }
}

/// Fixtures that carry everything themselves.
fn fixtures() -> Vec<Scene> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut paths = Vec::new();
    FOLDERS.iter().for_each(|folder| below(&root.join(folder), &mut paths));
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let own = texts.filter(|text| !text.contains("\"file\""));
    // Every third is enough here.
    own.step_by(3).map(|text| scene("x.scenario.json", &text)).collect()
}

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

fn judge(scene: &Scene, mutant: &Mutant) -> Verdict {
    let cases = Cases::of(&scene.loaded.scenario);
    Baseline::judge(&[Baseline::of(scene, &cases, catalog())], mutant)
}

#[test]
fn every_edit_leaves_json_and_stands_where_it_says() {
    let mut kinds = BTreeSet::new();
    for scene in fixtures() {
        let all = mutants(std::slice::from_ref(&scene), catalog());
        for mutant in &all {
            kinds.insert(mutant.kind);
            let edited = mutant.edit.apply(&scene.text).unwrap();
            assert_ne!(edited, scene.text);
            serde_json::from_str::<serde_json::Value>(&edited).unwrap();
            let line = scene.text.lines().nth(mutant.span.line as usize - 1);
            assert!(line.is_some(), "{mutant:?}");
        }
        let sorted = all.windows(2).all(|two| two[0].edit.start <= two[1].edit.start);
        assert!(sorted);
    }
    assert!(kinds.len() >= 15, "{kinds:?}");
}

#[test]
fn the_cases_that_are_not_run_would_not_have_noticed() {
    let mut compared = 0;
    for scene in fixtures() {
        let cases = Cases::of(&scene.loaded.scenario);
        let baseline = Baseline::of(&scene, &cases, catalog());
        assert_eq!(baseline.failing(), Vec::<String>::new());
        for mutant in mutants(std::slice::from_ref(&scene), catalog()) {
            let Some(changed) = scene.with(&mutant) else { continue };
            let chosen = baseline.notices(&mutant.reach, &changed);
            let all = baseline.notices(&Reach::Everything, &changed);
            assert_eq!(chosen.is_some(), all.is_some(), "{mutant:#?}\n{all:?}\n{}", scene.text);
            compared += 1;
        }
    }
    assert!(compared > 500, "{compared}");
}

const WORLD: &str = r#"{
  "scenario": 1,
  "title": "Small.",
  "organization": { "id": "o-aaaaaaaaaa", "managementAccount": "999999999999", "root": { "id": "r-aaaa",
    "scps": ["FullAWSAccess", { "Version": "2012-10-17", "Statement": [
      { "Sid": "Stay", "Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*" } ] }],
    "accounts": ["111111111111"] } },
  "principals": {
    "alice": { "user": "arn:aws:iam::111111111111:user/alice",
      "policies": [{ "Version": "2012-10-17", "Statement": [
        { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectAcl"], "Resource": "arn:aws:s3:::logs/*",
          "Condition": { "StringEquals": { "aws:RequestedRegion": ["eu-west-1", "eu-west-2"] }, "Bool": { "aws:SecureTransport": "true" } } },
        { "Sid": "Home", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::home/${aws:username}/*" }
      ] }],
      "boundary": { "Version": "2012-10-17", "Statement": [{ "Sid": "Limit", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] } } },
  "cases": [CASES]
}"#;

fn world(cases: &[&str]) -> Scene {
    scene("w.scenario.json", &WORLD.replace("CASES", &cases.join(",\n    ")))
}

const READ: &str = r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a", "context": { "aws:RequestedRegion": "eu-west-1" }, "expect": "allow" }"#;

fn find(scene: &Scene, kind: Kind, title: &str) -> Mutant {
    let all = mutants(std::slice::from_ref(scene), catalog());
    let titles: Vec<String> = all.iter().map(|own| format!("{:?} {}", own.kind, own.title)).collect();
    let mut fits = all
        .into_iter()
        .filter(|own| own.kind == kind && own.title.contains(title));
    fits.next()
        .unwrap_or_else(|| panic!("no {kind:?} {title}: {titles:#?}"))
}

#[test]
fn what_no_test_notices_is_shown_by_a_case_that_does() {
    let scene = world(&[READ]);
    for (kind, title) in [
        (Kind::DropCondition, "aws:SecureTransport"),
        (Kind::DropCondition, "aws:RequestedRegion"),
        (Kind::DropConditionValue, "eu-west-2"),
        (Kind::DropValue, "s3:GetObjectAcl"),
        (Kind::WidenValue, "`s3:GetObject` to `s3:*`"),
        (Kind::WidenValue, "`arn:aws:s3:::logs/*` to `*`"),
        (Kind::NegateOperator, "StringNotEquals"),
        (Kind::DropVersion, ""),
        (Kind::DeleteStatement, "Home"),
        (Kind::DropScps, "organization.root.scps"),
        (Kind::DropBoundary, ""),
        (Kind::FlipEffect, "Stay"),
    ] {
        let mutant = find(&scene, kind, title);
        if kind == Kind::NegateOperator {
            assert!(matches!(judge(&scene, &mutant), Verdict::Noticed { .. }), "{mutant:?}");
            continue;
        }
        // Nothing tells these apart: alice may do nothing that the boundary or the SCP would stop.
        let same = matches!(kind, Kind::DropBoundary);
        match judge(&scene, &mutant) {
            Verdict::Unnoticed(Some(found)) if !same => {
                let more = world(&[READ, &found.case]);
                let mutant = find(&more, kind, title);
                let verdict = judge(&more, &mutant);
                assert!(matches!(verdict, Verdict::Noticed { .. }), "{found:?}: {verdict:?}");
            }
            verdict => assert!(same && verdict == Verdict::Unnoticed(None), "{mutant:?}: {verdict:?}"),
        }
    }
}

#[test]
fn pasting_what_is_found_leaves_nothing_that_could_be_found() {
    let mut cases = vec![READ.to_owned()];
    for round in 0..40 {
        let texts: Vec<&str> = cases.iter().map(String::as_str).collect();
        let scene = world(&texts);
        let all = mutants(std::slice::from_ref(&scene), catalog());
        let found = all.iter().find_map(|mutant| match judge(&scene, mutant) {
            Verdict::Unnoticed(Some(found)) => Some(found.case),
            _ => None,
        });
        match found {
            None => return assert!(round > 5, "{round}"),
            Some(case) => cases.push(case),
        }
    }
    panic!("{cases:#?}");
}

/// `*` lets in less than the provider does: it is no `Federated` entry.
#[test]
fn everybody_in_place_of_a_provider_is_noticed_by_who_came_from_there() {
    let provider = "arn:aws:iam::111111111111:oidc-provider/token.example";
    let text = format!(
        r#"{{ "scenario": 1, "title": "Federated.",
  "principals": {{ "job": {{ "webIdentity": "{provider}", "claims": {{ "token.example:sub": "job" }} }},
    "role": {{ "role": "arn:aws:iam::111111111111:role/r", "trust": {{ "Version": "2012-10-17", "Statement": [
      {{ "Sid": "Jobs", "Effect": "Allow", "Principal": {{ "Federated": "{provider}" }}, "Action": "sts:AssumeRoleWithWebIdentity" }} ] }} }} }},
  "cases": [ {{ "principal": "job", "action": "sts:AssumeRoleWithWebIdentity", "resource": "arn:aws:iam::111111111111:role/r", "expect": "allow" }} ] }}"#
    );
    let scene = scene("w.scenario.json", &text);
    let verdict = judge(&scene, &find(&scene, Kind::WidenValue, "everybody"));
    assert!(matches!(verdict, Verdict::Noticed { .. }), "{verdict:?}");
}

#[test]
fn a_document_in_a_string_is_edited_in_the_string() {
    let policy = r#"{ "Version": "2012-10-17", "Statement": [{ "Sid": "Only", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*" }] }"#;
    let text = format!(
        r#"{{ "scenario": 1, "title": "T.", "principals": {{ "a": {{ "user": "arn:aws:iam::111111111111:user/a",
          "policies": [{{ "text": {} }}] }} }},
          "cases": [{{ "principal": "a", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": "allow" }}] }}"#,
        serde_json::Value::from(policy)
    );
    let scene = scene("t.scenario.json", &text);
    assert_eq!(crate::unedited(&scene), Vec::<String>::new());
    let mutant = find(&scene, Kind::DropValue, "s3:PutObject");
    assert_eq!(mutant.span.line, 2);
    let Verdict::Unnoticed(Some(found)) = judge(&scene, &mutant) else {
        panic!("nobody puts");
    };
    assert!(found.case.contains("s3:PutObject"), "{found:?}");
    let gone = find(&scene, Kind::DeleteStatement, "Only");
    assert!(matches!(judge(&scene, &gone), Verdict::Noticed { .. }));
}

#[test]
fn a_file_that_two_scenes_name_is_edited_once_and_for_both() {
    struct One;
    impl iamwhy_scenario::Files for One {
        fn read(&self, _: &str) -> Result<String, String> {
            Ok(POLICY.to_owned())
        }
    }
    const POLICY: &str =
        r#"{ "Statement": { "Sid": "Only", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } }"#;
    let named = |path: &str, expect: &str| {
        let text = format!(
            r#"{{ "scenario": 1, "title": "T.", "principals": {{ "a": {{ "user": "arn:aws:iam::111111111111:user/a", "policies": [{{ "file": "{path}" }}] }} }},
              "cases": [{{ "principal": "a", "action": "{expect}", "resource": "arn:aws:s3:::b/k", "expect": "{}" }}] }}"#,
            if expect == "s3:GetObject" { "allow" } else { "deny" }
        );
        let (place, own) = ("p.json".to_owned(), POLICY.to_owned());
        Scene {
            loaded: Loaded::load(&format!("{path}.scenario.json"), &text, &One).unwrap(),
            text,
            files: BTreeMap::from([(path.to_owned(), File { place, text: own })]),
        }
    };
    let scenes = [named("x/p.json", "s3:PutObject"), named("y/p.json", "s3:GetObject")];
    let all = mutants(&scenes, catalog());
    assert!(all.iter().all(|own| own.file == "p.json"), "{all:#?}");
    let gone: Vec<&Mutant> = all.iter().filter(|own| own.kind == Kind::DeleteStatement).collect();
    assert_eq!(gone.len(), 1);
    let cases: Vec<Cases<'_>> = scenes.iter().map(|scene| Cases::of(&scene.loaded.scenario)).collect();
    let baselines: Vec<Baseline<'_>> = scenes
        .iter()
        .zip(&cases)
        .map(|(scene, cases)| Baseline::of(scene, cases, catalog()))
        .collect();
    let Verdict::Noticed { file, .. } = Baseline::judge(&baselines, gone[0]) else {
        panic!("the second scene reads");
    };
    assert_eq!(file, "y/p.json.scenario.json");
    let Verdict::Unnoticed(_) = Baseline::judge(&baselines[..1], gone[0]) else {
        panic!("the first does not");
    };
}

/// The edits of a queue's policy and a bucket's, of lists that say a thing twice, and of operators without wildcards.
#[test]
fn edits_that_no_request_could_tell_are_not_made() {
    let text = r#"{ "scenario": 1, "title": "Same.",
  "principals": { "a": { "user": "arn:aws:iam::111111111111:user/a", "policies": [{ "Version": "2012-10-17", "Statement": [
    { "Sid": "Twice", "Effect": "Allow", "Action": ["s3:Get*", "s3:GetObject", "s3:PutObject"], "Resource": ["arn:aws:s3:::logs/*", "arn:aws:s3:::logs/a/*"],
      "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1" }, "StringNotLike": { "aws:PrincipalTag/team": "a*" } } } ] }] } },
  "resources": {
    "jobs": { "arn": "arn:aws:sqs:eu-west-1:111111111111:jobs", "policy": { "Version": "2012-10-17", "Statement": [
      { "Sid": "Send", "Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111111111111:jobs" } ] } },
    "logs": { "arn": "arn:aws:s3:::logs", "account": "111111111111", "policy": { "Version": "2012-10-17", "Statement": [
      { "Sid": "Objects", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*" },
      { "Sid": "Both", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"] },
      { "Sid": "Half", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::logs/*" },
      { "Sid": "Part", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/a/*" } ] } } },
  "cases": [{ "principal": "a", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a", "expect": "deny" }] }"#;
    let all = mutants(&[scene("s.scenario.json", text)], catalog());
    let has = |title: &str| all.iter().any(|own| own.title.contains(title));
    for title in [
        "drop `s3:Get*`",
        "drop `s3:PutObject`",
        "drop `arn:aws:s3:::logs/*` from the Resource of `Twice`",
        "widen `arn:aws:s3:::logs/*` to `*` in the Resource of `Half`",
        "widen `arn:aws:s3:::logs/a/*` to `*` in the Resource of `Part`",
        "turn `StringNotLike` into `StringNotEquals`",
        "turn `StringEquals` into `StringNotEquals`",
    ] {
        assert!(has(title), "{title}");
    }
    for title in [
        "drop `s3:GetObject`",
        "drop `arn:aws:s3:::logs/a/*` from the Resource of `Twice`",
        "`*` in the Resource of `Send`",
        "`*` in the Resource of `Objects`",
        "`*` in the Resource of `Both`",
        "turn `StringEquals` into `StringLike`",
    ] {
        assert!(!has(title), "{title}");
    }
}

/// `deny` is content with either denial; only who expects one of the two notices that it became the other.
#[test]
fn another_denial_is_noticed_by_whoever_expects_the_first() {
    let case = |expect: &str| {
        format!(
            r#"{{ "principal": "alice", "action": "organizations:LeaveOrganization", "resource": "*", "expect": "{expect}" }}"#
        )
    };
    for (expect, noticed) in [("deny", false), ("explicitDeny", true)] {
        let scene = world(&[&case(expect)]);
        let verdict = judge(&scene, &find(&scene, Kind::DeleteStatement, "Stay"));
        assert_eq!(matches!(verdict, Verdict::Noticed { .. }), noticed, "{verdict:?}");
    }
}

/// What is suggested is something that AWS would ask: a queue's action on a queue.
#[test]
fn a_suggested_case_asks_an_action_about_a_resource_that_it_is_about() {
    let text = r#"{ "scenario": 1, "title": "Services.",
  "principals": { "a": { "user": "arn:aws:iam::111111111111:user/a", "policies": [{ "Version": "2012-10-17", "Statement": [
    { "Sid": "All", "Effect": "Allow", "Action": ["sqs:SendMessage", "s3:GetObject"], "Resource": ["arn:aws:s3:::logs/*", "arn:aws:sqs:eu-west-1:111111111111:jobs"] } ] }] } },
  "resources": { "logs": { "arn": "arn:aws:s3:::logs", "account": "111111111111" } },
  "cases": [{ "principal": "a", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/a", "expect": "allow" }] }"#;
    let scene = scene("s.scenario.json", text);
    let mut found = 0;
    for mutant in mutants(std::slice::from_ref(&scene), catalog()) {
        if let Verdict::Unnoticed(Some(difference)) = judge(&scene, &mutant) {
            let own: serde_json::Value = serde_json::from_str(&difference.case).unwrap();
            let service = own["action"].as_str().unwrap().split(':').next();
            let resource = own["resource"].as_str().unwrap();
            assert!(resource.split(':').nth(2) == service, "{mutant:?}: {difference:?}");
            found += 1;
        }
    }
    assert!(found > 1, "{found}");
}

/// With a token of a provider one only logs in: no other request of it is proposed.
#[test]
fn a_token_of_a_provider_asks_for_nothing_else() {
    let text = r#"{ "scenario": 1, "title": "t",
        "principals": { "hub": { "webIdentity": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com", "claims": {} } },
        "resources": { "data": { "arn": "arn:aws:s3:::data", "account": "111111111111", "policy": { "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/*" } ] } } },
        "cases": [ { "principal": "hub", "action": "sts:AssumeRoleWithWebIdentity", "resource": "arn:aws:iam::111111111111:role/app", "expect": "deny" } ] }"#;
    let scene = scene("x.scenario.json", text);
    for mutant in mutants(std::slice::from_ref(&scene), catalog()) {
        if let Verdict::Unnoticed(Some(found)) = judge(&scene, &mutant) {
            assert!(found.case.contains("sts:AssumeRoleWithWebIdentity"), "{}", found.case);
        }
    }
}
