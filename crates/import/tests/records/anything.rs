//! Whatever is missing or of another kind: no panic, and a scenario that can be read.

use iamwhy_import::{Pasted, recognise};
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::{Value, json};

use super::event;

/// Events that have what others have not.
fn events() -> Vec<Value> {
    let of = |changes: &[(&str, Value)]| event(changes).parse::<Value>().unwrap();
    let host = "token.actions.githubusercontent.com";
    let provider = format!("arn:aws:iam::111122223333:oidc-provider/{host}");
    let id = format!("{provider}:sts.amazonaws.com:repo:a/b");
    let sts = ("/eventSource", json!("sts.amazonaws.com"));
    let tags = json!([{ "key": "team", "value": "pay" }]);
    let role = json!({ "roleArn": "arn:aws:iam::111122223333:role/r", "roleSessionName": "s", "externalId": "e", "durationSeconds": 900,
        "sourceIdentity": "i", "tags": tags, "transitiveTagKeys": ["team"], "principalArn": "arn:aws:iam::111122223333:saml-provider/p" });
    let put = json!({ "bucketName": "b", "key": "k", "x-amz-acl": "private", "x-amz-storage-class": ["STANDARD"] });
    let list = json!({ "bucketName": "b", "prefix": "p/", "max-keys": "10", "delimiter": "/" });
    let run = json!({ "instancesSet": { "items": [{ "instanceId": "i-1" }] }, "instanceType": "t3.micro",
        "tagSpecificationSet": { "items": [{ "resourceType": "instance", "tags": tags }] } });
    let bare = ("/errorMessage", Value::Null);
    let none = ("/resources", Value::Null);
    let call = |source: &str, name: &str, parameters: &Value| {
        let source = ("/eventSource", json!(format!("{source}.amazonaws.com")));
        of(&[
            source,
            ("/eventName", json!(name)),
            ("/requestParameters", parameters.clone()),
            bare.clone(),
            none.clone(),
        ])
    };
    let web =
        json!({ "type": "WebIdentityUser", "principalId": id, "userName": "repo:a/b", "identityProvider": provider });
    let saml = json!({ "type": "SAMLUser", "principalId": "x=:a", "userName": "a", "identityProvider": "x=" });
    let login = |name: &str, who: Value| {
        let parameters = ("/requestParameters", role.clone());
        of(&[
            sts.clone(),
            ("/eventName", json!(name)),
            ("/userIdentity", who),
            parameters,
            bare.clone(),
            none.clone(),
        ])
    };
    vec![
        of(&[]),
        call("sts", "AssumeRole", &role),
        call(
            "sts",
            "AssumeRoot",
            &json!({ "targetPrincipal": "444455556666", "taskPolicyArn": { "arn": "a" } }),
        ),
        call("s3", "PutObject", &put),
        call("s3", "ListObjects", &list),
        call("ec2", "RunInstances", &run),
        call(
            "kms",
            "Decrypt",
            &json!({ "encryptionContext": { "a": "b" }, "keyId": "1234" }),
        ),
        call(
            "sqs",
            "SendMessage",
            &json!({ "queueUrl": "https://sqs.eu-west-1.amazonaws.com/111122223333/q" }),
        ),
        call(
            "iam",
            "CreateRole",
            &json!({ "roleName": "r", "path": "/a/", "permissionsBoundary": "b", "tags": tags }),
        ),
        call("sns", "UntagResource", &json!({ "tagKeys": ["a", "a"] })),
        login("AssumeRoleWithWebIdentity", web),
        login("AssumeRoleWithSAML", saml),
    ]
}

fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let members = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, inner)| (key.replace('/', "~1"), inner));
    let items = value.as_array().into_iter().flatten().enumerate();
    for (key, inner) in members.chain(items.map(|(index, inner)| (index.to_string(), inner))) {
        let here = format!("{at}/{key}");
        pointers(inner, &here, found);
        found.push(here);
    }
}

#[test]
fn records_with_anything_missing_can_be_read() {
    let mut wrong: Vec<String> = Vec::new();
    for whole in events() {
        let mut all = Vec::new();
        pointers(&whole, "", &mut all);
        for pointer in all {
            for value in [
                Value::Null,
                json!("x"),
                json!(""),
                json!("a b:‹c› \u{0}é*?${x}"),
                json!(-1.5e300),
                json!(["‹", 1]),
                json!({ "arn": "arn:aws:iam::1:user/*", "": "a", "key": "", "value": {} }),
            ] {
                let mut own = whole.clone();
                *own.pointer_mut(&pointer).unwrap() = value.clone();
                if let Pasted::AccessDenied(denial) = recognise(&own.to_string()) {
                    let text = denial.scenario();
                    let loaded = Loaded::load("x.scenario.json", &text, &NoFiles);
                    if let Err(errors) = loaded {
                        wrong.push(format!(
                            "{} {pointer} {value}\n  {:?}",
                            whole["eventName"],
                            errors.first()
                        ));
                    }
                    let _ = (denial.fetch(), denial.missing(), denial.summary());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
