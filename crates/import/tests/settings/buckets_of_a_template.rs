//! Block public access, object ownership and ACLs of a template's buckets.

use serde_json::{Value, json};

use super::{DOCUMENT, at, notes, scene, switches, template, told};

const LOGS: &str = "arn:aws:s3:::logs";

/// A bucket with a policy, and further properties.
fn with(more: &Value) -> Value {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut own = json!({ "BucketName": "logs" });
    for (name, value) in more.as_object().unwrap() {
        own[name] = value.clone();
    }
    json!({
        "Logs": { "Type": "AWS::S3::Bucket", "Properties": own },
        "Policy": { "Type": "AWS::S3::BucketPolicy", "Properties": { "Bucket": { "Ref": "Logs" }, "PolicyDocument": document } },
    })
}

#[test]
fn block_public_access_is_what_the_bucket_says() {
    // What is left out of it is off; a text is as good.
    let own = json!({ "RestrictPublicBuckets": true, "BlockPublicAcls": "true", "IgnorePublicAcls": false });
    let export = template(&with(&json!({ "PublicAccessBlockConfiguration": own })));
    assert_eq!(
        at(&scene(&export), LOGS)["blockPublicAccess"],
        switches(true, false, true, false)
    );
    assert_eq!(notes(&export), Vec::<&str>::new());
}

#[test]
fn a_bucket_that_says_nothing_counts_as_new() {
    for own in [
        json!({}),
        json!({ "PublicAccessBlockConfiguration": { "Ref": "AWS::NoValue" } }),
    ] {
        let export = template(&with(&own));
        assert_eq!(
            at(&scene(&export), LOGS)["blockPublicAccess"],
            switches(true, true, true, true)
        );
        told(&export, "`Logs` says nothing of block public access: it counts as on");
    }
}

#[test]
fn a_switch_that_is_not_known_is_told() {
    let own = json!({ "RestrictPublicBuckets": { "Ref": "Open" }, "BlockPublicAcls": true });
    let export = template(&with(&json!({ "PublicAccessBlockConfiguration": own })));
    let expected = json!({ "blockPublicPolicy": false, "blockPublicAcls": true, "ignorePublicAcls": false });
    assert_eq!(at(&scene(&export), LOGS)["blockPublicAccess"], expected);
    told(&export, "`RestrictPublicBuckets` of `Logs` is not known");
    let export = template(&with(
        &json!({ "PublicAccessBlockConfiguration": { "Fn::ImportValue": "block" } }),
    ));
    assert_eq!(at(&scene(&export), LOGS)["blockPublicAccess"], json!({}));
    told(&export, "`BlockPublicAcls` and 1 more of `Logs` are not known");
}

#[test]
fn object_ownership_is_what_the_bucket_says() {
    let own = |ownership: Value| json!({ "OwnershipControls": { "Rules": [{ "ObjectOwnership": ownership }] } });
    let export = template(&with(&own(json!("BucketOwnerPreferred"))));
    assert_eq!(at(&scene(&export), LOGS)["objectOwnership"], "BucketOwnerPreferred");
    let export = template(&with(&own(json!({ "Ref": "Open" }))));
    assert_eq!(at(&scene(&export), LOGS).get("objectOwnership"), None);
    told(&export, "the object ownership of `Logs` is not known");
}

#[test]
fn an_acl_is_spelled_out() {
    let acl = |name: Value| {
        let export = template(&with(&json!({ "AccessControl": name })));
        let found = at(&scene(&export), LOGS)["acl"].clone();
        (found, export)
    };
    let everybody = json!([{ "grantee": "AllUsers", "permission": "READ" }]);
    let (found, export) = acl(json!("PublicRead"));
    assert_eq!(found, everybody);
    told(&export, "`Logs` has an `AccessControl` and no `OwnershipControls`");
    assert_eq!(acl(json!("Private")).0, json!([]));
    assert_eq!(acl(json!("BucketOwnerFullControl")).0, json!([]));
    let log = |what: &str| json!({ "grantee": "LogDelivery", "permission": what });
    assert_eq!(acl(json!("LogDeliveryWrite")).0, json!([log("WRITE"), log("READ_ACP")]));
    for unsaid in [json!("AwsExecRead"), json!({ "Ref": "Open" })] {
        let (found, export) = acl(unsaid);
        assert_eq!(found, json!({ "unknown": true }));
        told(
            &export,
            "the ACL that `AccessControl` of `Logs` gives cannot be said here",
        );
    }
}
