//! No text makes the reader panic, overflow the stack, or take long.

use std::time::{Duration, Instant};

use iamwhy_scenario::{Loaded, NoFiles, Policies, cases::Cases, read};

const WHOLE: &str = r#"{ "$schema": "x", "scenario": 1, "title": "t", "about": "\u00e9 \ud83d\ude00",
"policies": { "A": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }], "arn": "arn:aws:iam::111122223333:policy/A" },
  "T": { "text": "%7B%22Statement%22:%5B%5D%7D", "stored": true }, "U": { "unknown": true } },
"organization": { "id": "o-a1b2c3d4e5", "managementAccount": "999999999999", "root": { "id": "r-ab12", "scps": ["FullAWSAccess"], "rcps": [],
  "units": { "Prod": { "id": "ou-ab12-prod0001", "scps": { "unknown": true }, "accounts": ["111122223333"], "units": {} } } }, "scpsEnabled": false },
"accounts": { "111122223333": { "name": "prod", "blockPublicAccess": { "restrictPublicBuckets": true } } },
"principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "groups": { "g": ["A"] }, "tags": { "unknown": true }, "credential": "console" },
  "app": { "role": "arn:aws:iam::111122223333:role/app", "trust": "A", "assumedBy": "alice", "sessionTags": { "k": "v" } },
  "ci": { "sessionOf": "app", "session": "ci" }, "root": { "root": "111122223333" }, "svc": { "service": "s3.amazonaws.com" },
  "web": { "webIdentity": "accounts.google.com", "claims": { "accounts.google.com:aud": ["a", "b"] } }, "nobody": { "anonymous": true } },
"resources": { "key": { "arn": "arn:aws:kms:eu-west-1:111122223333:key/1", "grants": [{ "grantee": "arn:aws:iam::111122223333:role/app", "operations": ["Decrypt"], "retiring": null }] },
  "logs": { "arn": "arn:aws:s3:::logs", "acl": [{ "grantee": "AllUsers", "permission": "READ" }], "encryptedWith": "key", "vpc": null } },
"endpoints": { "vpce-1": { "vpc": "vpc-1", "type": "gateway", "policy": "A" } },
"context": { "aws:SourceIp": { "unknown": "presence" }, "aws:TagKeys": ["a", 1, true], "aws:username": null },
"assume": { "UND-1": "anyValue" },
"cases": [
  { "principal": "alice", "operation": { "name": "s3:GetObject", "resources": { "object": "logs/x" }, "parameters": { "versionId": 1 } }, "expect": { "decision": "allow", "statement": 0, "failing": { "action": "a:b", "resource": "*" } } },
  { "principal": "app", "call": [{ "action": "s3:GetObject", "resource": "logs" }], "via": ["s3.amazonaws.com"], "tags": { "a": "b" } },
  { "principal": "ci", "matrix": { "action": ["s3:GetObject", "s3:PutObject"], "context.a:b": [1, null] }, "expect": ["allow", "deny", "unknown", { "layer": "scp", "blockers": ["scp"] }] },
  { "writes": { "type": "s3", "policy": { "text": "{" } }, "expect": "refused" } ] }"#;

fn all_of(text: &str) {
    if let Ok((scenario, json)) = read("s.json", text) {
        let _ = Policies::load(&scenario, &json, "s.json", &NoFiles).map(|policies| policies.iter().count());
        let _ = Cases::of(&scenario)
            .all()
            .map(|case| case.authorizations.len())
            .sum::<usize>();
    }
}

#[test]
fn the_whole_format_reads() {
    match read("s.json", WHOLE) {
        Ok((scenario, json)) => {
            let policies =
                Policies::load(&scenario, &json, "s.json", &NoFiles).unwrap_or_else(|errors| panic!("{}", errors[0]));
            assert!(policies.at("principals.alice.groups.g[0]").is_some());
        }
        Err(errors) => panic!(
            "{}",
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        ),
    }
}

#[test]
fn every_truncation() {
    for (end, _) in WHOLE.char_indices() {
        all_of(&WHOLE[..end]);
    }
}

/// Every value in turn becomes something else, so that every type meets every other.
#[test]
fn every_value_of_another_type() {
    for with in [
        "null",
        "7",
        "-1.5e3",
        "true",
        "\"\"",
        "\"x\"",
        "[]",
        "[null]",
        "{}",
        "{\"unknown\": true}",
        "{\"x\": []}",
    ] {
        let (json, _) = iamwhy_policy::Json::read_recovering(WHOLE);
        for n in 0..u32::try_from(json.len()).unwrap() {
            let span = json.span(iamwhy_policy::NodeId(n));
            let (start, end) = (span.start as usize, span.end as usize);
            all_of(&format!("{}{with}{}", &WHOLE[..start], &WHOLE[end..]));
        }
    }
}

#[test]
fn deep_and_large_texts() {
    let start = Instant::now();
    all_of(&"[".repeat(1_000_000));
    all_of(&"{\"a\":".repeat(1_000_000));
    let mut deep = String::from(r#"{ "scenario": 1, "title": "t", "organization": { "id": "o-a", "root": "#);
    deep.push_str(&r#"{ "id": "r-a", "units": { "u": "#.repeat(100));
    all_of(&deep);
    // Many names that lead nowhere, many candidates for each.
    let names: Vec<String> = (0..20_000)
        .map(|i| format!(r#""name{i}": {{ "arn": "arn:aws:s3:::b{i}" }}"#))
        .collect();
    let cases: Vec<String> = (0..20_000)
        .map(|i| format!(r#"{{ "principal": "p", "action": "a:b", "resource": "nane{i}" }}"#))
        .collect();
    all_of(&format!(
        r#"{{ "scenario": 1, "title": "t", "resources": {{ {} }}, "cases": [ {} ] }}"#,
        names.join(","),
        cases.join(",")
    ));
    // A matrix of more combinations than anybody runs.
    let list = vec!["\"s3:GetObject\""; 5_000].join(",");
    let matrix = format!(
        r#"{{ "scenario": 1, "title": "t", "cases": [{{ "principal": "arn:aws:iam::111122223333:user/x", "matrix": {{ "action": [{list}], "context.a:b": [{}] }} }}] }}"#,
        vec!["1"; 5_000].join(",")
    );
    let errors = read("s.json", &matrix).unwrap_err();
    assert!(
        errors[0].message.starts_with("more than 1000000 cases"),
        "{}",
        errors[0]
    );
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

/// However long a chain of names is, it leads to its policy; a circle is told.
#[test]
fn chains_of_names() {
    const MANY: usize = 10_000;
    let chain = |end: &str| -> String {
        let names: Vec<String> = (1..MANY).map(|i| format!(r#""n{}": "n{i}""#, i - 1)).collect();
        format!(
            r#"{{ "scenario": 1, "title": "t", "policies": {{ {}, "n{}": {end} }},
            "principals": {{ "u": {{ "user": "arn:aws:iam::111122223333:user/u", "policies": ["n0"] }} }},
            "cases": [{{ "principal": "u", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k" }}] }}"#,
            names.join(","),
            MANY - 1
        )
    };
    let start = Instant::now();
    let unknown = Loaded::load("s.json", &chain(r#"{ "unknown": true }"#), &NoFiles).unwrap();
    let unknowns = &unknown.world.environment().unknowns;
    assert_eq!(unknowns.len(), 1);
    let errors = read("s.json", &chain("\"n0\"")).unwrap_err();
    assert!(errors[0].message.contains("after itself in the end"), "{}", errors[0]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// A long chain of roles and many unknowns grow with their number, not with its square.
#[test]
fn worlds_with_many_names() {
    const MANY: usize = 8_000;
    let roles = |fields: &dyn Fn(usize) -> String| -> String {
        let role = |i| {
            format!(
                r#""r{i}": {{ "role": "arn:aws:iam::111122223333:role/r{i}", {} }}"#,
                fields(i)
            )
        };
        let roles: Vec<String> = (0..MANY).map(role).collect();
        format!(
            r#"{{ "scenario": 1, "title": "t", "principals": {{ "u": {{ "user": "arn:aws:iam::111122223333:user/u" }}, {} }},
            "cases": [{{ "principal": "u", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k" }}] }}"#,
            roles.join(",")
        )
    };
    let chain = roles(&|i| match i.checked_sub(1) {
        None => r#""assumedBy": "u", "sourceIdentity": "ann""#.to_owned(),
        Some(before) => format!(r#""assumedBy": "r{before}""#),
    });
    let unknowns = roles(&|_| r#""policies": { "unknown": true }, "tags": { "unknown": true }"#.to_owned());
    let start = Instant::now();
    let loaded = Loaded::load("s.json", &chain, &NoFiles).unwrap();
    let last = loaded.world.principal(&format!("r{}", MANY - 1)).unwrap();
    let last = &loaded.world.environment().principals[last];
    assert_eq!(last.source_identity.as_deref(), Some("ann"));
    let loaded = Loaded::load("s.json", &unknowns, &NoFiles).unwrap();
    assert_eq!(loaded.world.environment().unknowns.len(), 2 * MANY);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
