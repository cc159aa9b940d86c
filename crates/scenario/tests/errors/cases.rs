//! Errors in cases: what a case, its operation and its expectation can get wrong.

use super::{case, errors, same, with};

#[test]
fn expectations() {
    same(
        &case(
            r#"{ "principal": "alice", "matrix": { "action": ["s3:GetObject", "s3:PutObject"] }, "expect": ["allow"] }"#,
        ),
        &[
            "s.json:6:93: the matrix makes 2 cases, found 1 expectations (at /cases/0/expect); the order is principal, action, resource, context keys sorted; the last varies fastest",
        ],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "expect": "alow" }"#),
        &["s.json:6:61: unknown word `alow` (at /cases/0/expect); did you mean `allow`?"],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "expect": "refused" }"#),
        &["s.json:6:61: `refused` needs `writes` (at /cases/0/expect); it says whether AWS stores a document"],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "expect": { "layer": "guard" } }"#),
        &[
            "s.json:6:72: unknown word `guard` (at /cases/0/expect/layer); use `rcp`, `scp`, `vpcEndpoint`, `resource`, `identity`, `boundary`, `session` or `service`",
        ],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "expect": { "rule": "same1" } }"#),
        &["s.json:6:71: `same1` is not the ID of a rule (at /cases/0/expect/rule); such an ID is like `SAME-1`"],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "expect": {} }"#),
        &[
            "s.json:6:61: an empty expectation says nothing (at /cases/0/expect); leave `expect` out, then the case only shows",
        ],
    );
}

#[test]
fn requests() {
    same(
        &case(r#"{ "principal": "alice", "action": "s3:Get*" }"#),
        &[
            "s.json:6:35: the action `s3:Get*` has a wildcard (at /cases/0/action); a request names one action; use `matrix` for several",
        ],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "GetObject" }"#),
        &["s.json:6:35: `GetObject` is not an action (at /cases/0/action); an action is like `s3:GetObject`"],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "call": [] }"#),
        &[
            "s.json:6:59: a case has `action` or `call`, not both (at /cases/0/call); keep one of them",
            "s.json:6:59: `call` lists no authorization (at /cases/0/call); add one, as `{\"action\": …, \"resource\": …}`",
        ],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "matrix": { "principal": ["alice"] } }"#),
        &[
            "s.json:6:76: `principal` is given by the case and by its matrix (at /cases/0/matrix/principal); keep one of them",
        ],
    );
    same(
        &case(r#"{ "writes": { "type": "identiy", "policy": "AdministratorAccess" } }"#),
        &["s.json:6:23: unknown type of document `identiy` (at /cases/0/writes/type); did you mean `identity`?"],
    );
}

#[test]
fn operations() {
    same(
        &case(r#"{ "principal": "alice", "operation": "s3:HeadObjekt" }"#),
        &["s.json:6:38: unknown operation `s3:HeadObjekt` (at /cases/0/operation); did you mean `s3:HeadObject`?"],
    );
    same(
        &case(r#"{ "principal": "alice", "operation": "s3:HeadObject" }"#),
        &[
            "s.json:6:38: operation `s3:HeadObject` needs the slot `object` (at /cases/0/operation); write `{\"name\": \"s3:HeadObject\", \"resources\": {\"object\": …}}`",
        ],
    );
    same(
        &case(r#"{ "principal": "alice", "operation": "s3:HeadObject", "resource": "logs/x" }"#),
        &[],
    );
    same(
        &case(
            r#"{ "principal": "alice", "operation": { "name": "s3:CopyObject", "resources": { "src": "logs/x", "destination": ["logs/a", "logs/b"] }, "parameters": { "acls": "private" } } }"#,
        ),
        &[
            "s.json:6:38: operation `s3:CopyObject` needs the slot `source` (at /cases/0/operation); write `{\"name\": \"s3:CopyObject\", \"resources\": {\"source\": …}}`",
            "s.json:6:87: operation `s3:CopyObject` has no slot `src` (at /cases/0/operation/resources/src); use `source`, `destination` or `key`",
            "s.json:6:112: slot `destination` takes one resource, found 2 (at /cases/0/operation/resources/destination); write one resource",
            "s.json:6:160: operation `s3:CopyObject` has no parameter `acls` that changes its authorizations (at /cases/0/operation/parameters/acls); did you mean `acl`?",
        ],
    );
    // What changes nothing is left out, also where AWS has it.
    same(
        &case(
            r#"{ "principal": "alice", "operation": { "name": "s3:ListParts", "resources": { "object": "logs/x" }, "parameters": { "maxParts": 7 } } }"#,
        ),
        &[
            "s.json:6:129: operation `s3:ListParts` has no parameter `maxParts` that changes its authorizations (at /cases/0/operation/parameters/maxParts); leave it out",
        ],
    );
    same(
        &case(
            r#"{ "principal": "alice", "operation": { "name": "s3:ListObjectsV2", "resources": { "bucket": "logs" }, "parameters": { "fetchOwner": true } } }"#,
        ),
        &[
            "s.json:6:133: operation `s3:ListObjectsV2` has no parameter `fetchOwner` that changes its authorizations (at /cases/0/operation/parameters/fetchOwner); use `prefix`, `delimiter` or `maxKeys`",
        ],
    );
}

/// What a parameter of another shape would do is nothing, and nobody would notice.
#[test]
fn parameters_of_another_shape() {
    let errors = |operation: &str, parameters: &str| {
        let text = case(&format!(
            r#"{{ "principal": "alice", "operation": {{ "name": "{operation}", "resources": {{ "SLOT": "logs/x" }}, "parameters": {{ {parameters} }} }} }}"#
        ));
        let slot = if operation.contains("List") { "bucket" } else { "object" };
        let text = text
            .replace("SLOT", slot)
            .replace("logs/x", if slot == "bucket" { "logs" } else { "logs/x" });
        let own = super::errors(&text).into_iter();
        own.map(|own| own.split_once(": ").unwrap().1.to_owned())
            .collect::<Vec<_>>()
    };
    for (operation, parameters, expected) in [
        (
            "s3:PutObject",
            r#""tagging": "a=1""#,
            "parameter `tagging` takes pairs, found one value (at /cases/0/operation/parameters/tagging); write `{\"KEY\": \"VALUE\"}`",
        ),
        (
            "s3:PutObject",
            r#""acl": { "a": "b" }"#,
            "parameter `acl` takes a value, found an object (at /cases/0/operation/parameters/acl); write it as text",
        ),
        (
            "s3:ListObjectsV2",
            r#""prefix": ["a", "b"]"#,
            "parameter `prefix` takes one value, found a list (at /cases/0/operation/parameters/prefix); write the value without brackets",
        ),
        (
            "s3:DeleteObject",
            r#""bypassGovernanceRetention": "False""#,
            "parameter `bypassGovernanceRetention` takes `true` or `false`, found one value (at /cases/0/operation/parameters/bypassGovernanceRetention); write it without quotes",
        ),
        (
            "s3:DeleteObject",
            r#""bypassGovernanceRetention": 0"#,
            "parameter `bypassGovernanceRetention` takes `true` or `false`, found one value (at /cases/0/operation/parameters/bypassGovernanceRetention); write one of them",
        ),
    ] {
        assert_eq!(errors(operation, parameters), [expected], "{parameters}");
    }
    for (operation, parameters) in [
        ("s3:PutObject", r#""tagging": { "a": "1" }, "acl": "private""#),
        ("s3:ListObjectsV2", r#""prefix": "a", "maxKeys": 7"#),
        (
            "s3:DeleteObject",
            r#""bypassGovernanceRetention": false, "versionId": "v1""#,
        ),
    ] {
        assert_eq!(errors(operation, parameters), [""; 0], "{parameters}");
    }
    same(
        &case(r#"{ "principal": "alice", "operation": { "name": "dynamodb:TransactWriteItems", "resources": {} } }"#),
        &[
            "s.json:6:38: operation `dynamodb:TransactWriteItems` asks for nothing, as no slot is filled (at /cases/0/operation); fill `put` or `update` or `delete` or `conditionCheck` in `resources`",
        ],
    );
    same(
        &case(
            r#"{ "principal": "alice", "tags": { "a": "b" }, "operation": { "name": "sqs:CreateQueue", "resources": { "queue": "arn:aws:sqs:eu-west-1:111122223333:q" }, "parameters": { "tags": { "a": "c" } } } }"#,
        ),
        &[
            "s.json:6:179: the tags are given twice, and differ from `tags` of the case (at /cases/0/operation/parameters/tags); keep one of them",
        ],
    );
}

#[test]
fn policies_that_are_none() {
    same(
        &with(r#""policies": { "A": { "Version": "2012-10-17", "Statment": [] } },"#),
        &["s.json:3:20: this policy has no `Statement` (at /policies/A); did you mean `Statement`?"],
    );
    same(
        &with(r#""policies": { "A": { "Version": "2012-10-17", "statement": [] } },"#),
        &["s.json:3:20: this policy has no `Statement` (at /policies/A); write `Statement` with a capital"],
    );
    same(
        &with(r#""policies": { "A": { "unknown": false } },"#),
        &["s.json:3:33: `unknown` can only be `true` (at /policies/A/unknown); write what is known instead"],
    );
}

#[test]
fn no_more_errors_than_anybody_reads() {
    let cases: Vec<String> = (0..500)
        .map(|i| format!(r#"{{ "principal": "p{i}", "action": "s3:GetObject" }}"#))
        .collect();
    assert_eq!(errors(&case(&cases.join(",\n"))).len(), 100);
}

#[test]
fn session_tags_cannot_be_unknown_as_a_whole() {
    let principals = r#"{ "r": { "role": "arn:aws:iam::111122223333:role/r", "sessionTags": { "unknown": true } } }"#;
    let text = [
        r#"{ "scenario": 1, "title": "Unknown.", "principals": "#,
        principals,
        r#", "cases": [] }"#,
    ]
    .concat();
    let found = errors(&text);
    let help = "what is not known stands in the `context` of the case, such as `\"aws:PrincipalTag/KEY\": {\"unknown\": true}`";
    assert!(found.iter().any(|error| error.ends_with(help)), "{found:?}");
}
