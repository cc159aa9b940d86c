//! One test per kind of error, with its exact message and place.

mod cases;
mod fields;

use iamwhy_scenario::{ReadError, read};

/// The errors of a text.
fn errors(text: &str) -> Vec<String> {
    read("s.json", text)
        .err()
        .unwrap_or_default()
        .iter()
        .map(ReadError::to_string)
        .collect()
}

/// A scenario with something added at its top level and one case.
fn with(parts: &str) -> String {
    format!(
        r#"{{
"scenario": 1, "title": "t",
{parts}
"cases": [{{ "principal": "arn:aws:iam::111122223333:user/x", "action": "s3:GetObject", "resource": "*" }}]
}}"#
    )
}

/// A scenario with these principals, and one case.
fn case(case: &str) -> String {
    format!(
        r#"{{ "scenario": 1, "title": "t",
"principals": {{ "alice": {{ "user": "arn:aws:iam::111122223333:user/alice" }} }},
"resources": {{ "logs": {{ "arn": "arn:aws:s3:::logs" }} }},
"endpoints": {{ "vpce-1": {{}} }},
"cases": [
{case}
] }}"#
    )
}

#[track_caller]
fn same(text: &str, expected: &[&str]) {
    assert_eq!(errors(text), expected, "{text}");
}

#[test]
fn nothing_is_wrong_with_a_small_scenario() {
    same(&with(""), &[]);
    same(
        &case(
            r#"{ "principal": "alice", "action": "s3:GetObject", "resource": "logs/a/b", "endpoint": "vpce-1", "expect": "deny" }"#,
        ),
        &[],
    );
}

#[test]
fn an_account_of_the_tree_has_no_other_organization() {
    let tree = r#""organization": { "id": "o-abc", "managementAccount": "999999999999",
"root": { "id": "r-x", "accounts": ["999999999999", "111122223333"] } },"#;
    let account = |id: &str| format!(r#"{tree}"accounts": {{ "111122223333": {{ "organization": "{id}" }} }},"#);
    same(&with(&account("o-abc")), &[]);
    let found = errors(&with(&account("o-other")));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].ends_with("account `111122223333` stands in the tree of `o-abc`, not of `o-other` (at /accounts/111122223333/organization); remove one of the two"),
        "{found:?}"
    );
}

#[test]
fn text_that_is_not_json() {
    let found = errors("{\n  \"scenario\": 1,\n}");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0], "s.json:2:16: trailing comma: remove it");
}

#[test]
fn unknown_fields() {
    same(
        &with(r#""principal": {},"#),
        &["s.json:3:1: unknown field `principal` (at /principal); did you mean `principals`?"],
    );
    same(
        &with(r#""principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "polices": [] } },"#),
        &["s.json:3:76: unknown field `polices` (at /principals/alice/polices); did you mean `policies`?"],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "s3:GetObject", "matrix": { "resorce": [] } }"#),
        &["s.json:6:63: unknown field `resorce` (at /cases/0/matrix/resorce); did you mean `resource`?"],
    );
}

#[test]
fn wrong_types() {
    same(
        &with(r#""about": 7,"#),
        &["s.json:3:10: expected a string, found the number `7` (at /about)"],
    );
    same(
        &with(r#""policies": [],"#),
        &["s.json:3:13: expected an object, found a list (at /policies)"],
    );
    same(
        &with(r#""about": null,"#),
        &["s.json:3:10: this field cannot be null (at /about); leave it out instead"],
    );
    same(
        &with(r#""resources": { "logs": { "arn": "arn:aws:s3:::logs", "vpc": null } },"#),
        &[],
    );
    same(
        &with(r#""context": { "aws:SourceIp": { "unknown": 1 } },"#),
        &["s.json:3:43: `unknown` can only be `true` or `presence` here (at /context/aws:SourceIp/unknown)"],
    );
}

#[test]
fn several_errors_of_the_types_at_once() {
    same(
        &with(r#""about": 7, "policies": { "A": 1 }, "resources": { "logs": {} },"#),
        &[
            "s.json:3:10: expected a string, found the number `7` (at /about)",
            "s.json:3:32: expected a policy: a document, a name, `{\"file\": …}`, `{\"text\": …}` or `{\"unknown\": true}`, found a number (at /policies/A)",
            "s.json:3:60: missing field `arn` (at /resources/logs)",
        ],
    );
}

#[test]
fn repeated_keys() {
    same(
        &with(r#""title": "u","#),
        &["s.json:3:1: duplicate key `title` (at /title); keep one of them"],
    );
    same(
        &with(r#""policies": { "A": { "Statement": [{ "Effect": "Deny", "Effect": "Allow" }] } },"#),
        &["s.json:3:56: duplicate key `Effect` (at /policies/A/Statement/0/Effect); keep one of them"],
    );
    same(
        &with(r#""policies": { "A": { "stored": true, "text": "{\"Statement\": {\"Effect\": 1, \"Effect\": 2}}" } },"#),
        &[],
    );
}

#[test]
fn missing_fields() {
    same(
        r#"{ "scenario": 1, "cases": [] }"#,
        &["s.json:1:1: missing field `title`"],
    );
    same(
        r#"{ "scenario": 1, "title": "t", "cases": [] }"#,
        &["s.json:1:41: a scenario needs at least one case (at /cases); add a case"],
    );
    same(
        r#"{ "scenario": 2, "title": "t", "cases": [{ "writes": { "type": "scp", "policy": "FullAWSAccess" } }] }"#,
        &["s.json:1:15: version `2` of the scenario format is not known (at /scenario); write `1`"],
    );
    same(
        &case(r#"{ "principal": "alice" }"#),
        &["s.json:6:1: missing field `action` (at /cases/0); a case needs `action`, `operation`, `call` or `writes`"],
    );
    same(
        &case(r#"{ "action": "s3:GetObject" }"#),
        &["s.json:6:1: missing field `principal` (at /cases/0); say who calls"],
    );
}

#[test]
fn dangling_names() {
    same(
        &case(r#"{ "principal": "alise", "action": "s3:GetObject", "resource": "logz/x", "endpoint": "vpce-2" }"#),
        &[
            "s.json:6:16: no principal is named `alise` (at /cases/0/principal); did you mean `alice`?",
            "s.json:6:63: no resource is named `logz` (at /cases/0/resource); did you mean `logs`?",
            "s.json:6:85: no endpoint is named `vpce-2` (at /cases/0/endpoint); did you mean `vpce-1`?",
        ],
    );
    // What breaks a line is to be seen.
    same(
        &case(r#"{ "principal": "e\nvil\u202e", "action": "s3:GetObject", "resource": "*" }"#),
        &[r"s.json:6:16: no principal is named `e\nvil\u{202e}` (at /cases/0/principal)"],
    );
    same(
        &case(r#"{ "principal": "alice", "action": "iam:GetUser", "resource": "alice" }"#),
        &[
            "s.json:6:62: no resource is named `alice` (at /cases/0/resource); a principal is, write its ARN `arn:aws:iam::111122223333:user/alice`",
        ],
    );
    same(
        &with(r#""accounts": { "111122223333": { "scps": ["FullAwsAccess"] } },"#),
        &[
            "s.json:3:42: no policy is named `FullAwsAccess` (at /accounts/111122223333/scps/0); did you mean `FullAWSAccess`?",
        ],
    );
    let chain: Vec<String> = (0..40).map(|i| format!(r#""n{i}": "n{}", "#, i + 1)).collect();
    same(
        &with(&format!(
            r#""policies": {{ {}"n40": "FullAWSAccess" }},"#,
            chain.concat()
        )),
        &[],
    );
    same(
        &with(r#""policies": { "A": "B", "B": "A" },"#),
        &[
            "s.json:3:20: policy `B` is named after itself in the end (at /policies/A); break the circle of names in `policies`",
            "s.json:3:30: policy `A` is named after itself in the end (at /policies/B); break the circle of names in `policies`",
        ],
    );
    same(
        &with(
            r#""principals": {
"app": { "role": "arn:aws:iam::111122223333:role/app", "assumedBy": "nobody" },
"ci": { "sessionOf": "ap" },
"fed": { "federatedUser": "arn:aws:sts::111122223333:federated-user/f", "of": "app" } },"#,
        ),
        &[
            "s.json:4:69: no principal is named `nobody` (at /principals/app/assumedBy)",
            "s.json:5:22: no `role` principal is named `ap` (at /principals/ci/sessionOf); did you mean `app`?",
            "s.json:6:79: no `user` or `root` principal is named `app` (at /principals/fed/of)",
        ],
    );
    same(
        &with(
            r#""resources": { "a": { "arn": "arn:aws:s3:::a", "encryptedWith": "kee" }, "p": { "arn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/p", "bucket": "b" }, "key": { "arn": "arn:aws:kms:eu-west-1:111122223333:key/1" } },"#,
        ),
        &[
            "s.json:3:65: no KMS key is named `kee` (at /resources/a/encryptedWith); did you mean `key`?",
            "s.json:3:149: no bucket is named `b` (at /resources/p/bucket); did you mean `a`?",
        ],
    );
}

#[test]
fn assumption_circle() {
    same(
        &with(
            r#""principals": {
"a": { "role": "arn:aws:iam::111122223333:role/a", "assumedBy": "b" },
"b": { "role": "arn:aws:iam::111122223333:role/b", "assumedBy": "a" } },"#,
        ),
        &[
            "s.json:4:65: principal `a` is assumed by itself in the end (at /principals/a/assumedBy); break the circle of `assumedBy`",
        ],
    );
}

#[test]
fn identifying_fields() {
    same(
        &with(r#""principals": { "x": { "user": "arn:aws:iam::111122223333:user/x", "anonymous": true } },"#),
        &[
            "s.json:3:68: a principal has one identifying field, found `user` and `anonymous` (at /principals/x/anonymous); keep one of them, or make two principals",
        ],
    );
    same(
        &with(r#""principals": { "x": { "usr": "arn:aws:iam::111122223333:user/x" } },"#),
        &["s.json:3:22: a principal needs one identifying field (at /principals/x); did you mean `user`?"],
    );
    same(
        &with(r#""principals": { "x": { "anonymous": false } },"#),
        &["s.json:3:37: expected `true`, found `false`; leave the field out instead (at /principals/x/anonymous)"],
    );
    same(
        &with(r#""principals": { "x": { "user": "arn:aws:iam::111122223333:user/x", "session": "s" } },"#),
        &[
            "s.json:3:68: unknown field `session` (at /principals/x/session); use `user`, `id`, `policies`, `groups`, `boundary`, `tags` or `credential`",
        ],
    );
}

#[test]
fn account_ids_and_arns() {
    same(
        &with(r#""accounts": { "1234": {} }, "principals": { "r": { "root": "11112222333" } },"#),
        &[
            "s.json:3:23: `1234` is not an account id (at /accounts/1234); an account id has 12 digits",
            "s.json:3:60: `11112222333` is not an account id (at /principals/r/root); an account id has 12 digits",
        ],
    );
    same(
        &with(r#""resources": { "q": { "arn": "arn:aws:sqs:eu-west-1" } },"#),
        &[
            "s.json:3:30: malformed ARN `arn:aws:sqs:eu-west-1`: it has fewer than six fields, `arn:partition:service:region:account:resource` (at /resources/q/arn)",
        ],
    );
    same(
        &with(r#""principals": { "x": { "role": "arn:aws:iam::111122223333:user/x" } },"#),
        &[
            "s.json:3:32: `arn:aws:iam::111122223333:user/x` is not the ARN of a role (at /principals/x/role); write `arn:aws:iam::111122223333:role/name`",
        ],
    );
    same(
        &with(r#""resources": { "q": { "arn": "arn:aws:sqs:eu-west-1:111122223333:q", "account": "444455556666" } },"#),
        &[
            "s.json:3:81: the owner `444455556666` is not the account `111122223333` of the ARN (at /resources/q/account); leave `account` out, the ARN carries it",
        ],
    );
}

#[test]
fn readings_of_undocumented_points() {
    same(
        &with(r#""assume": { "UND-15": "limitted", "UND-9x": "x", "UND-12": "x" },"#),
        &[
            "s.json:3:23: `UND-15` has no reading `limitted` (at /assume/UND-15); did you mean `limited`?",
            "s.json:3:45: no undocumented point has the ID `UND-9x` (at /assume/UND-9x); did you mean `UND-9`?",
            "s.json:3:60: `UND-12` is settled by AWS's documentation (at /assume/UND-12); leave it out",
        ],
    );
}

#[test]
fn lists_on_keys_that_hold_one_value() {
    same(
        &with(r#""context": { "aws:SourceIp": ["10.0.0.1"], "aws:TagKeys": ["a"], "my:key": ["a"] },"#),
        &[
            "s.json:3:30: context key `aws:SourceIp` holds one value, found a list (at /context/aws:SourceIp); write the value without brackets",
        ],
    );
    same(
        &with(r#""context": { "SourceIp": "10.0.0.1" },"#),
        &[
            "s.json:3:26: `SourceIp` is not the name of a context key (at /context/SourceIp); did you mean `aws:SourceIp`?",
        ],
    );
    same(
        &with(r#""context": { "aws:SourceIp": "10.0.0.1", "aws:sourceip": "10.0.0.1" },"#),
        &[
            "s.json:3:58: context keys `aws:SourceIp` and `aws:sourceip` are the same key (at /context/aws:sourceip); the case of letters does not count; keep one of them",
        ],
    );
}

#[test]
fn only_an_object_has_an_owner_of_its_own() {
    same(
        &with(r#""resources": { "b": { "arn": "arn:aws:s3:::inbox", "objectOwner": "444455556666" } },"#),
        &[
            "s.json:3:67: `arn:aws:s3:::inbox` is no S3 object: it has no `objectOwner` (at /resources/b/objectOwner); give the S3 object an entry of its own, with an ARN like `arn:aws:s3:::bucket/key`",
        ],
    );
    same(
        &with(r#""resources": { "o": { "arn": "arn:aws:s3:::inbox/a", "objectOwner": "444455556666" } },"#),
        &[],
    );
}

#[test]
fn whom_an_acl_can_name() {
    let acl = |who: &str| {
        with(&format!(
            r#""accounts": {{ "111122223333": {{ "canonicalId": "acme" }} }},
"resources": {{ "b": {{ "arn": "arn:aws:s3:::inbox", "acl": [{{ "grantee": "{who}", "permission": "READ" }}] }} }},"#
        ))
    };
    let canonical = "7".repeat(64);
    for who in [
        "AllUsers",
        "AuthenticatedUsers",
        "LogDelivery",
        "444455556666",
        "acme",
        &canonical,
    ] {
        same(&acl(who), &[]);
    }
    same(
        &acl("Everyone"),
        &[
            "s.json:4:73: `Everyone` is nobody to whom an ACL can grant (at /resources/b/acl/0/grantee); write `AllUsers`, `AuthenticatedUsers`, `LogDelivery`, an account id or a canonical user id",
        ],
    );
    same(
        &acl("AllUser"),
        &[
            "s.json:4:73: `AllUser` is nobody to whom an ACL can grant (at /resources/b/acl/0/grantee); did you mean `AllUsers`?",
        ],
    );
}
