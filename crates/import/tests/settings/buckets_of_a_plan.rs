//! Block public access, object ownership and ACLs of a plan's buckets, and of accounts.

use serde_json::{Value, json};

use super::{ACCOUNT, DOCUMENT, Planned, at, kept, made, notes, plan, references, scene, switches, told};

const LOGS: &str = "arn:aws:s3:::logs";

/// A new bucket with a policy, and what else is planned of it.
fn with(more: Vec<Planned>) -> Vec<Planned> {
    let mut all = vec![
        made("aws_s3_bucket.logs", json!({ "bucket": "logs" })),
        made(
            "aws_s3_bucket_policy.logs",
            json!({ "bucket": "logs", "policy": DOCUMENT }),
        ),
    ];
    all.extend(more);
    all
}

fn of_the_bucket(address: &'static str, values: Value) -> Planned {
    let mut values = values;
    values["bucket"] = "logs".into();
    made(address, values)
}

#[test]
fn block_public_access_is_what_its_resource_says() {
    let export = plan(&with(vec![of_the_bucket(
        "aws_s3_bucket_public_access_block.logs",
        json!({ "block_public_acls": true, "block_public_policy": false, "ignore_public_acls": true }),
    )]));
    let scene = scene(&export);
    assert_eq!(
        at(&scene, LOGS)["blockPublicAccess"],
        switches(false, false, true, true)
    );
    assert_eq!(notes(&export), Vec::<&str>::new());
}

#[test]
fn it_finds_the_bucket_that_is_not_named_yet() {
    let export = plan(&[
        Planned(
            "aws_s3_bucket.logs",
            true,
            json!({}),
            json!({ "bucket": true, "id": true }),
            json!({}),
        ),
        Planned(
            "aws_s3_bucket_public_access_block.logs",
            true,
            json!({ "restrict_public_buckets": true }),
            json!({ "bucket": true }),
            json!({ "bucket": references(&["aws_s3_bucket.logs.id", "aws_s3_bucket.logs"]) }),
        ),
    ]);
    let scene = scene(&export);
    let bucket = at(&scene, "arn:aws:s3:::‹aws_s3_bucket.logs›");
    assert_eq!(bucket["blockPublicAccess"], switches(true, false, false, false));
}

/// AWS switches all of it on for new buckets; of those that are there already nobody knows.
#[test]
fn a_bucket_without_has_what_aws_gives_to_new_ones() {
    let export = plan(&with(Vec::new()));
    assert_eq!(
        at(&scene(&export), LOGS)["blockPublicAccess"],
        switches(true, true, true, true)
    );
    assert_eq!(notes(&export), Vec::<&str>::new());
    let export = plan(&[
        kept("aws_s3_bucket.logs", json!({ "bucket": "logs" })),
        kept(
            "aws_s3_bucket_policy.logs",
            json!({ "bucket": "logs", "policy": DOCUMENT }),
        ),
    ]);
    assert_eq!(at(&scene(&export), LOGS).get("blockPublicAccess"), None);
    told(
        &export,
        "what block public access is there already for `aws_s3_bucket.logs` is not in this plan: it counts as off",
    );
}

#[test]
fn a_switch_that_is_not_known_is_told() {
    let block = |unknown: Value| {
        Planned(
            "aws_s3_bucket_public_access_block.logs",
            true,
            json!({ "bucket": "logs", "block_public_acls": true }),
            unknown,
            json!({}),
        )
    };
    let export = plan(&with(vec![block(
        json!({ "restrict_public_buckets": true, "block_public_policy": true }),
    )]));
    let scene = scene(&export);
    let expected = json!({ "blockPublicAcls": true, "ignorePublicAcls": false });
    assert_eq!(at(&scene, LOGS)["blockPublicAccess"], expected);
    told(
        &export,
        "`restrict_public_buckets`, `block_public_policy` of `aws_s3_bucket_public_access_block.logs` are not known: until \
         `blockPublicAccess` says more, this counts as off",
    );
}

#[test]
fn nobody_knows_of_which_bucket() {
    let export = plan(&with(vec![Planned(
        "aws_s3_bucket_public_access_block.b",
        true,
        json!({ "restrict_public_buckets": false }),
        json!({ "bucket": true }),
        json!({ "bucket": references(&["local.bucket"]) }),
    )]));
    told(
        &export,
        "what `aws_s3_bucket_public_access_block.b` is about is known only after the apply",
    );
}

/// Of a bucket that the plan only speaks of, nobody knows the policy.
#[test]
fn a_bucket_of_another_plan_has_it_too() {
    let export = plan(&[made(
        "aws_s3_bucket_public_access_block.b",
        json!({ "bucket": "elsewhere", "restrict_public_buckets": true }),
    )]);
    let scene = scene(&export);
    let bucket = at(&scene, "arn:aws:s3:::elsewhere");
    assert_eq!(bucket["blockPublicAccess"], switches(true, false, false, false));
    assert_eq!(bucket["policy"], json!({ "unknown": true }));
    assert_eq!(bucket["account"], ACCOUNT);
}

/// Policy and settings of a bucket that is elsewhere are one entry: two of one ARN would not load.
#[test]
fn two_words_about_one_bucket_are_one_entry() {
    let export = plan(&[
        made(
            "aws_s3_bucket_policy.p",
            json!({ "bucket": "elsewhere", "policy": DOCUMENT }),
        ),
        made(
            "aws_s3_bucket_public_access_block.b",
            json!({ "bucket": "elsewhere", "restrict_public_buckets": true }),
        ),
    ]);
    let scene = scene(&export);
    assert_eq!(scene["resources"].as_object().unwrap().len(), 1);
    assert_eq!(
        at(&scene, "arn:aws:s3:::elsewhere")["policy"]["Statement"][0]["Sid"],
        "Here"
    );
    let twice = plan(&[
        made(
            "aws_s3_bucket_policy.p",
            json!({ "bucket": "elsewhere", "policy": DOCUMENT }),
        ),
        made(
            "aws_s3_bucket_policy.q",
            json!({ "bucket": "elsewhere", "policy": DOCUMENT }),
        ),
    ]);
    let scene = super::scene(&twice);
    assert_eq!(
        at(&scene, "arn:aws:s3:::elsewhere")["policy"],
        json!({ "unknown": true })
    );
    told(&twice, "has more than one policy");
}

#[test]
fn an_account_blocks_public_access_too() {
    let on = json!({ "restrict_public_buckets": true, "block_public_policy": true, "block_public_acls": true, "ignore_public_acls": true });
    let export = plan(&[made("aws_s3_account_public_access_block.a", on.clone())]);
    let all = switches(true, true, true, true);
    assert_eq!(
        scene(&export)["accounts"],
        json!({ ACCOUNT: { "blockPublicAccess": all } })
    );
    let mut other = on;
    other["account_id"] = "444455556666".into();
    let export = plan(&[made("aws_s3_account_public_access_block.a", other)]);
    assert_eq!(
        scene(&export)["accounts"],
        json!({ "444455556666": { "blockPublicAccess": all } })
    );
}

#[test]
fn object_ownership_is_what_its_resource_says() {
    let rule = json!({ "rule": [{ "object_ownership": "ObjectWriter" }] });
    let export = plan(&with(vec![of_the_bucket(
        "aws_s3_bucket_ownership_controls.logs",
        rule,
    )]));
    assert_eq!(at(&scene(&export), LOGS)["objectOwnership"], "ObjectWriter");
    let export = plan(&with(vec![Planned(
        "aws_s3_bucket_ownership_controls.logs",
        true,
        json!({ "bucket": "logs", "rule": [{}] }),
        json!({ "rule": [{ "object_ownership": true }] }),
        json!({}),
    )]));
    assert_eq!(at(&scene(&export), LOGS).get("objectOwnership"), None);
    told(
        &export,
        "`object_ownership` of `aws_s3_bucket_ownership_controls.logs` is not known",
    );
}

#[test]
fn a_canned_acl_is_spelled_out() {
    let acl = |name: &str| {
        let export = plan(&with(vec![of_the_bucket(
            "aws_s3_bucket_acl.logs",
            json!({ "acl": name }),
        )]));
        at(&scene(&export), LOGS)["acl"].clone()
    };
    let entry = |who: &str, what: &str| json!({ "grantee": who, "permission": what });
    assert_eq!(acl("private"), json!([]));
    assert_eq!(acl("public-read"), json!([entry("AllUsers", "READ")]));
    assert_eq!(
        acl("public-read-write"),
        json!([entry("AllUsers", "READ"), entry("AllUsers", "WRITE")])
    );
    assert_eq!(acl("authenticated-read"), json!([entry("AuthenticatedUsers", "READ")]));
    assert_eq!(
        acl("log-delivery-write"),
        json!([entry("LogDelivery", "WRITE"), entry("LogDelivery", "READ_ACP")])
    );
    assert_eq!(acl("aws-exec-read"), json!({ "unknown": true }));
}

#[test]
fn an_acl_is_a_list_of_grants() {
    let (owner, other) = ("a".repeat(64), "b".repeat(64));
    let grants = json!([
        { "grantee": [{ "type": "CanonicalUser", "id": owner }], "permission": "FULL_CONTROL" },
        { "grantee": [{ "type": "CanonicalUser", "id": other, "uri": "" }], "permission": "READ_ACP" },
        { "grantee": [{ "type": "Group", "uri": "http://acs.amazonaws.com/groups/global/AllUsers" }], "permission": "READ" },
    ]);
    let policy = json!({ "access_control_policy": [{ "grant": grants, "owner": [{ "id": owner }] }] });
    let export = plan(&with(vec![of_the_bucket("aws_s3_bucket_acl.logs", policy)]));
    let expected = json!([
        { "grantee": other, "permission": "READ_ACP" }, { "grantee": "AllUsers", "permission": "READ" },
    ]);
    assert_eq!(at(&scene(&export), LOGS)["acl"], expected);
    // Whoever is named by an address of mail is nobody whom a scenario can name.
    let mail = json!([{ "grantee": [{ "type": "AmazonCustomerByEmail", "email_address": "a@b.example" }], "permission": "READ" }]);
    let policy = json!({ "access_control_policy": [{ "grant": mail, "owner": [{ "id": owner }] }] });
    let export = plan(&with(vec![of_the_bucket("aws_s3_bucket_acl.logs", policy)]));
    assert_eq!(at(&scene(&export), LOGS)["acl"], json!({ "unknown": true }));
    told(
        &export,
        "the ACL that `access_control_policy` of `aws_s3_bucket_acl.logs` gives cannot be said here",
    );
}

/// Older configurations have it in the bucket.
#[test]
fn acl_and_grants_of_the_bucket_itself_count() {
    let bucket = |name: &'static str, value: Value| {
        let values = json!({ "bucket": "logs", name: value });
        Planned(
            "aws_s3_bucket.logs",
            true,
            values,
            json!({}),
            json!({ name: { "constant_value": value } }),
        )
    };
    let export = plan(&[bucket("acl", json!("public-read"))]);
    let everybody = json!([{ "grantee": "AllUsers", "permission": "READ" }]);
    assert_eq!(at(&scene(&export), LOGS)["acl"], everybody);
    let uri = "http://acs.amazonaws.com/groups/global/AllUsers";
    let grant = json!([{ "type": "Group", "uri": uri, "id": "", "permissions": ["READ"] }]);
    let export = plan(&[bucket("grant", grant)]);
    assert_eq!(at(&scene(&export), LOGS)["acl"], everybody);
    let export = plan(&[kept(
        "aws_s3_bucket.logs",
        json!({ "bucket": "logs", "grant": [{ "type": "Group", "uri": uri, "permissions": ["READ"] }] }),
    )]);
    assert_eq!(at(&scene(&export), LOGS)["acl"], everybody);
    told(
        &export,
        "what object ownership is there already for `aws_s3_bucket.logs` is not in this plan",
    );
    let owner = json!({ "type": "CanonicalUser", "id": "a".repeat(64), "permissions": ["FULL_CONTROL"], "uri": "" });
    let export = plan(&[kept(
        "aws_s3_bucket.logs",
        json!({ "bucket": "logs", "grant": [owner] }),
    )]);
    assert_eq!(at(&scene(&export), LOGS).get("acl"), None);
    assert_eq!(notes(&export), Vec::<&str>::new());
}
