//! What the script of `iamwhy collect --print` fetches beside policies.

use std::process::Command;
use std::sync::Arc;

use iamwhy_import::{Export, Parameters, Source};
use iamwhy_policy::Json;
use serde_json::{Value, json};

use super::{ACCOUNT, at, notes, scene, switches, told};

const LOGS: &str = "arn:aws:s3:::logs";
const POINT: &str = "arn:aws:s3:eu-west-1:111122223333:accesspoint/team";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1";
const OWNER: &str = "a111111111111111111111111111111111111111111111111111111111111111";
const OTHER: &str = "b222222222222222222222222222222222222222222222222222222222222222";

fn call(command: &str, about: &str, output: Value) -> Value {
    json!({ "call": command, "for": about, "output": output })
}

fn failed(command: &str, about: &str, code: &str) -> Value {
    let error = format!("aws: An error occurred ({code}) when calling the X operation: no");
    json!({ "call": command, "for": about, "output": null, "error": error })
}

fn export(calls: &[Value]) -> Export {
    let text = json!({ "collected": "account", "calls": calls }).to_string();
    let json = Arc::new(Json::read(text.as_str()).unwrap());
    Export::read(Source::AccountDetails, &json, &Parameters::default()).unwrap()
}

fn grant(grantee: Value, permission: &str) -> Value {
    json!({ "Grantee": grantee, "Permission": permission })
}

fn block(on: bool) -> Value {
    json!({ "PublicAccessBlockConfiguration": { "BlockPublicAcls": on, "IgnorePublicAcls": on, "BlockPublicPolicy": on, "RestrictPublicBuckets": on } })
}

#[test]
fn a_bucket_has_everything_that_was_printed() {
    let mut acl = json!({ "Owner": { "ID": OWNER }, "Grants": [
        grant(json!({ "ID": OWNER, "Type": "CanonicalUser" }), "FULL_CONTROL"),
        grant(json!({ "ID": OTHER, "Type": "CanonicalUser" }), "READ"),
        grant(json!({ "Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" }), "WRITE"),
    ] });
    let controls = json!({ "OwnershipControls": { "Rules": [{ "ObjectOwnership": "BucketOwnerPreferred" }] } });
    let calls = |acl: &Value| {
        export(&[
            call(
                "s3api get-bucket-policy",
                LOGS,
                json!({ "Policy": "{\"Statement\": []}" }),
            ),
            call("s3api get-public-access-block", LOGS, block(true)),
            call("s3api get-bucket-ownership-controls", LOGS, controls.clone()),
            call("s3api get-bucket-acl", LOGS, acl.clone()),
            call("s3control get-public-access-block", ACCOUNT, block(true)),
            call("s3api list-buckets", ACCOUNT, json!({ "Owner": { "ID": OWNER } })),
        ])
    };
    let export = calls(&acl);
    let made = scene(&export);
    let bucket = at(&made, LOGS);
    assert_eq!(bucket["blockPublicAccess"], switches(true, true, true, true));
    assert_eq!(bucket["objectOwnership"], "BucketOwnerPreferred");
    let expected =
        json!([{ "grantee": OTHER, "permission": "READ" }, { "grantee": "AuthenticatedUsers", "permission": "WRITE" }]);
    assert_eq!(bucket["acl"], expected);
    // Its owner is whoever has the canonical id of the account.
    assert_eq!(bucket["account"], ACCOUNT);
    let of_account =
        json!({ ACCOUNT: { "blockPublicAccess": switches(true, true, true, true), "canonicalId": OWNER } });
    assert_eq!(made["accounts"], of_account);
    assert_eq!(made["resources"].as_object().unwrap().len(), 1);
    assert_eq!(notes(&export), Vec::<&str>::new());
    acl["Grants"][1] = grant(json!({ "EmailAddress": "a@b.example" }), "READ");
    let export = calls(&acl);
    assert_eq!(at(&scene(&export), LOGS)["acl"], json!({ "unknown": true }));
    told(
        &export,
        "the ACL of arn:aws:s3:::logs names somebody whom a scenario cannot name",
    );
}

/// An error says that there is none: no block public access is off, no ownership is that of old buckets.
#[test]
fn what_is_not_there_is_none() {
    let export = export(&[
        failed("s3api get-bucket-policy", LOGS, "NoSuchBucketPolicy"),
        failed(
            "s3api get-public-access-block",
            LOGS,
            "NoSuchPublicAccessBlockConfiguration",
        ),
        failed(
            "s3api get-bucket-ownership-controls",
            LOGS,
            "OwnershipControlsNotFoundError",
        ),
        failed(
            "s3control get-public-access-block",
            ACCOUNT,
            "NoSuchPublicAccessBlockConfiguration",
        ),
        failed("s3control get-access-point-policy", POINT, "NoSuchAccessPointPolicy"),
    ]);
    let scene = scene(&export);
    let off = switches(false, false, false, false);
    assert_eq!(
        *at(&scene, LOGS),
        json!({ "arn": LOGS, "tags": { "unknown": true }, "blockPublicAccess": off, "objectOwnership": "ObjectWriter" })
    );
    assert_eq!(scene["accounts"], json!({ ACCOUNT: { "blockPublicAccess": off } }));
    assert_eq!(at(&scene, POINT).get("policy"), None);
    assert_eq!(notes(&export), Vec::<&str>::new());
}

#[test]
fn what_may_not_be_asked_is_unknown() {
    let export = export(&[
        failed("s3api get-bucket-policy", LOGS, "AccessDenied"),
        failed("s3api get-public-access-block", LOGS, "AccessDenied"),
        failed("s3api get-bucket-ownership-controls", LOGS, "AccessDenied"),
        failed("s3api get-bucket-acl", LOGS, "AccessDenied"),
        failed("kms list-grants", KEY, "AccessDeniedException"),
        failed("s3control get-public-access-block", "", "AccessDenied"),
    ]);
    let scene = scene(&export);
    let unknown = json!({ "unknown": true });
    let bucket = json!({ "arn": LOGS, "policy": unknown, "tags": unknown, "acl": unknown });
    assert_eq!(*at(&scene, LOGS), bucket);
    assert_eq!(at(&scene, KEY)["grants"], unknown);
    for said in [
        "`aws s3api get-bucket-policy` printed nothing about arn:aws:s3:::logs (AccessDenied): what it would have said is unknown",
        "block public access of arn:aws:s3:::logs is not known: until `blockPublicAccess` says more, it counts as off",
        "the object ownership of arn:aws:s3:::logs is not known: it counts as BucketOwnerEnforced",
        "`aws s3control get-public-access-block` does not say in `for` about which account it is",
    ] {
        told(&export, said);
    }
}

#[test]
fn points_keys_and_endpoints_have_what_was_printed() {
    let door = "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1";
    let described = json!({ "VpcEndpoints": [{ "VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "VpcId": "vpc-1", "PolicyDocument": "{\"Statement\": []}" }] });
    let mut point = block(true);
    point["Bucket"] = "logs".into();
    point["BucketAccountId"] = "444455556666".into();
    point["VpcConfiguration"] = json!({ "VpcId": "vpc-1" });
    let role = "arn:aws:iam::111122223333:role/app";
    let export = export(&[
        call(
            "s3control get-access-point-policy",
            POINT,
            json!({ "Policy": "{\"Statement\": []}" }),
        ),
        call("s3control get-access-point", POINT, point),
        call(
            "kms get-key-policy",
            KEY,
            json!({ "Policy": "{\"Statement\": []}", "PolicyName": "default" }),
        ),
        call(
            "kms list-grants",
            KEY,
            json!({ "Grants": [{ "GranteePrincipal": role, "Operations": ["Decrypt"] }] }),
        ),
        call("ec2 describe-vpc-endpoints", door, described),
    ]);
    let scene = scene(&export);
    let point = at(&scene, POINT);
    let bucket = &scene["resources"][point["bucket"].as_str().unwrap()];
    let expected =
        json!({ "arn": LOGS, "account": "444455556666", "policy": { "unknown": true }, "tags": { "unknown": true } });
    assert_eq!(*bucket, expected);
    assert_eq!(
        (&point["vpc"], &point["blockPublicAccess"]),
        (&json!("vpc-1"), &switches(true, true, true, true))
    );
    assert_eq!(
        at(&scene, KEY)["grants"],
        json!([{ "grantee": role, "operations": ["Decrypt"] }])
    );
    let expected = json!({ "vpc": "vpc-1", "account": ACCOUNT, "type": "interface", "policy": { "Statement": [] } });
    assert_eq!(scene["endpoints"], json!({ "vpce-1": expected }));
    assert_eq!(notes(&export), Vec::<&str>::new());
}

/// Two resources of one name, and one that was asked about twice.
#[test]
fn every_arn_has_one_entry() {
    let queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
    let topic = "arn:aws:sns:eu-west-1:111122223333:orders";
    let none = json!({ "Attributes": { "QueueArn": queue, "TopicArn": topic } });
    let export = export(&[
        call("sqs get-queue-attributes", queue, none.clone()),
        call("sns get-topic-attributes", topic, none),
        failed("sqs get-queue-attributes", queue, "AccessDenied"),
    ]);
    let scene = scene(&export);
    assert_eq!(scene["resources"].as_object().unwrap().len(), 2);
    assert_eq!(at(&scene, queue).get("policy"), None);
}

/// The script, with a stand-in for the AWS CLI: what it writes is read, whatever errors say.
#[test]
fn the_script_keeps_what_aws_says_of_failures() {
    let objects = "arn:aws:s3:::logs/some/key";
    let script = iamwhy_import::collect(&["arn:aws:iam::111122223333:role/app"], &[objects, POINT, KEY]);
    for command in [
        "call 's3api get-public-access-block' arn:aws:s3:::logs aws s3api get-public-access-block --bucket=logs",
        "call 's3api get-bucket-ownership-controls' arn:aws:s3:::logs aws s3api get-bucket-ownership-controls --bucket=logs",
        "call 's3api get-bucket-acl' arn:aws:s3:::logs aws s3api get-bucket-acl --bucket=logs",
        "aws s3control get-access-point --name=team --account-id=111122223333 --region=eu-west-1",
        "aws kms list-grants --key-id=arn:aws:kms:eu-west-1:111122223333:key/1 --region=eu-west-1",
        "aws s3control get-public-access-block --account-id=\"$account\"",
    ] {
        assert!(script.contains(command), "{command}\n{script}");
    }
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings-collected");
    std::fs::create_dir_all(&folder).unwrap();
    let stand_in = r#"aws() {
      case "$*" in
        organizations*) return 254 ;;
        *get-caller-identity*) echo 111122223333 ;;
        "s3api get-bucket-acl"*) printf '\nAn error occurred (AccessDenied) when calling "it": a \\ "quoted" word\n' >&2; return 254 ;;
        "s3api get-public-access-block"*) printf '\nAn error occurred (NoSuchPublicAccessBlockConfiguration) when calling the GetPublicAccessBlock operation: none\n' >&2; return 254 ;;
        *) echo '{}' ;;
      esac
    }
"#;
    let run = Command::new("bash")
        .args(["-c", &[stand_in, &script].concat(), "collect.sh", "."])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(run.status.success());
    // Whoever runs it sees the errors too.
    assert!(String::from_utf8_lossy(&run.stderr).contains("\"quoted\""));
    let text = std::fs::read_to_string(folder.join("account.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let error = |command: &str| {
        let mut calls = file["calls"].as_array().unwrap().iter();
        calls.find(|own| own["call"] == command).unwrap()["error"].clone()
    };
    assert_eq!(
        error("s3api get-bucket-acl"),
        "An error occurred (AccessDenied) when calling 'it': a ' 'quoted' word"
    );
    assert_eq!(error("s3api get-bucket-policy"), Value::Null);
    let json = Arc::new(Json::read(text.as_str()).unwrap());
    let export = Export::read(Source::AccountDetails, &json, &Parameters::default()).unwrap();
    assert_eq!(
        at(&scene(&export), LOGS)["blockPublicAccess"],
        switches(false, false, false, false)
    );
    assert!(!folder.join(".error").exists());
}
