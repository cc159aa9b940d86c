//! `aws_kms_grant`.

use serde_json::{Value, json};

use super::{Planned, at, made, notes, plan, references, scene, told};

const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1";
const ROLE: &str = "arn:aws:iam::111122223333:role/app";

fn key() -> Planned {
    made("aws_kms_key.k", json!({ "key_id": "1", "arn": KEY }))
}

fn grant(values: Value) -> Planned {
    let mut own = json!({ "key_id": "1", "grantee_principal": ROLE, "operations": ["Decrypt"] });
    for (name, value) in values.as_object().unwrap() {
        own[name] = value.clone();
    }
    made("aws_kms_grant.g", own)
}

#[test]
fn a_grant_is_the_keys() {
    let other = "arn:aws:iam::444455556666:role/their";
    let mut more = grant(
        json!({ "key_id": KEY, "grantee_principal": other, "retiring_principal": ROLE, "operations": ["Encrypt", "Decrypt"],
        "constraints": [{ "encryption_context_equals": { "team": "pay" }, "encryption_context_subset": {} }] }),
    );
    more.0 = "aws_kms_grant.more";
    let export = plan(&[key(), grant(json!({ "constraints": [] })), more]);
    let expected = json!([
        { "grantee": ROLE, "operations": ["Decrypt"] },
        { "grantee": other, "operations": ["Encrypt", "Decrypt"], "retiring": ROLE, "encryptionContextEquals": { "team": "pay" } },
    ]);
    assert_eq!(at(&scene(&export), KEY)["grants"], expected);
    assert_eq!(notes(&export), Vec::<&str>::new());
}

#[test]
fn the_role_that_is_not_made_yet_is_its_arn() {
    let later = |expression: Value| {
        let own = json!({ "key_id": "1", "operations": ["Decrypt"] });
        plan(&[
            key(),
            Planned(
                "aws_iam_role.app",
                true,
                json!({ "name": "app", "path": "/" }),
                json!({ "arn": true }),
                json!({}),
            ),
            Planned(
                "aws_kms_grant.g",
                true,
                own,
                json!({ "grantee_principal": true }),
                json!({ "grantee_principal": expression }),
            ),
        ])
    };
    let export = later(references(&["aws_iam_role.app.arn", "aws_iam_role.app"]));
    assert_eq!(
        at(&scene(&export), KEY)["grants"],
        json!([{ "grantee": ROLE, "operations": ["Decrypt"] }])
    );
    let export = later(references(&["local.who"]));
    assert_eq!(at(&scene(&export), KEY)["grants"], json!({ "unknown": true }));
    told(
        &export,
        "what `aws_kms_grant.g` grants, or to whom, is not known yet: the grants of the key count as unknown",
    );
}

#[test]
fn a_context_that_is_not_known_makes_the_grants_unknown() {
    let constraints = json!([{ "encryption_context_equals": {} }]);
    let mut own = grant(json!({ "constraints": constraints }));
    own.3 = json!({ "constraints": [{ "encryption_context_equals": { "team": true } }] });
    let export = plan(&[key(), own]);
    assert_eq!(at(&scene(&export), KEY)["grants"], json!({ "unknown": true }));
}

#[test]
fn who_may_retire_it_decides_too() {
    let mut own = grant(json!({}));
    own.3 = json!({ "retiring_principal": true });
    let export = plan(&[key(), own]);
    assert_eq!(at(&scene(&export), KEY)["grants"], json!({ "unknown": true }));
}

#[test]
fn what_is_no_list_of_operations_is_unknown() {
    for strange in [json!("Decrypt"), json!([5]), json!([["Decrypt"]])] {
        let export = plan(&[key(), grant(json!({ "operations": strange }))]);
        assert_eq!(at(&scene(&export), KEY)["grants"], json!({ "unknown": true }));
    }
}

#[test]
fn a_key_that_is_elsewhere_has_an_unknown_policy() {
    let export = plan(&[grant(json!({ "key_id": "elsewhere" }))]);
    let scene = scene(&export);
    let key = at(&scene, "arn:aws:kms:eu-west-1:111122223333:key/elsewhere");
    assert_eq!(key["policy"], json!({ "unknown": true }));
    assert_eq!(key["grants"][0]["grantee"], ROLE);
    let mut unknown = grant(json!({}));
    unknown.2.as_object_mut().unwrap().remove("key_id");
    unknown.3 = json!({ "key_id": true });
    told(
        &plan(&[unknown]),
        "what `aws_kms_grant.g` is about is known only after the apply",
    );
}
