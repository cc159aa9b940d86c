//! What the parameters of a recorded call say: on what, and with which keys.

use serde_json::{Value, json};

use super::{event, read, scenario};

/// An event of a user's call without a sentence.
fn call(source: &str, name: &str, parameters: Value) -> String {
    event(&[
        ("/eventSource", json!(format!("{source}.amazonaws.com"))),
        ("/eventName", json!(name)),
        ("/requestParameters", parameters),
        ("/resources", Value::Null),
        ("/eventContext", Value::Null),
        ("/errorMessage", Value::Null),
    ])
}

#[test]
fn parameters_name_the_resource() {
    let queue = "https://sqs.eu-west-1.amazonaws.com/444455556666/jobs";
    let role = json!({ "roleName": "r", "policyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    let instances = json!({ "instancesSet": { "items": [{ "instanceId": "i-1" }] } });
    let point = "arn:aws:s3:eu-west-1:111122223333:accesspoint/ap";
    for (source, name, parameters, expected) in [
        (
            "dynamodb",
            "PutItem",
            json!({ "tableName": "orders" }),
            "dynamodb:eu-west-1:111122223333:table/orders",
        ),
        (
            "sqs",
            "SendMessage",
            json!({ "queueUrl": queue }),
            "sqs:eu-west-1:444455556666:jobs",
        ),
        ("iam", "AttachRolePolicy", role, "iam::111122223333:role/r"),
        (
            "iam",
            "CreateUser",
            json!({ "userName": "u", "path": "/team/" }),
            "iam::111122223333:user/team/u",
        ),
        (
            "ec2",
            "TerminateInstances",
            instances,
            "ec2:eu-west-1:111122223333:instance/i-1",
        ),
        (
            "ssm",
            "GetParameter",
            json!({ "name": "/app/db" }),
            "ssm:eu-west-1:111122223333:parameter/app/db",
        ),
        (
            "lambda",
            "Invoke",
            json!({ "functionName": "f" }),
            "lambda:eu-west-1:111122223333:function:f",
        ),
        (
            "logs",
            "FilterLogEvents",
            json!({ "logGroupName": "/aws/x" }),
            "logs:eu-west-1:111122223333:log-group:/aws/x:log-stream:",
        ),
        (
            "logs",
            "PutLogEvents",
            json!({ "logGroupName": "x", "logStreamName": "s" }),
            "logs:eu-west-1:111122223333:log-group:x:log-stream:s",
        ),
        (
            "sts",
            "GetFederationToken",
            json!({ "name": "bob" }),
            "sts::111122223333:federated-user/bob",
        ),
        (
            "sts",
            "AssumeRoot",
            json!({ "targetPrincipal": "444455556666" }),
            "iam::444455556666:root",
        ),
        (
            "s3",
            "GetObject",
            json!({ "bucketName": point, "key": "a/b" }),
            "s3:eu-west-1:111122223333:accesspoint/ap/object/a/b",
        ),
    ] {
        let scene = scenario(&call(source, name, parameters));
        assert_eq!(scene["cases"][0]["resource"], format!("arn:aws:{expected}"), "{name}");
    }
    // Of several, of an alias, or of a pattern nobody knows which it was.
    let two = json!({ "instancesSet": { "items": [{ "instanceId": "i-1" }, { "instanceId": "i-2" }] } });
    for (source, name, parameters) in [
        ("ec2", "TerminateInstances", two),
        ("kms", "Decrypt", json!({ "keyId": "alias/app" })),
        ("dynamodb", "PutItem", json!({ "tableName": "o*" })),
        ("dynamodb", "PutItem", json!({ "tableName": ["orders"] })),
        ("dynamodb", "PutItem", Value::Null),
    ] {
        assert_eq!(
            read(&call(source, name, parameters.clone())).resource.arn,
            None,
            "{name} {parameters}"
        );
    }
}

#[test]
fn parameters_are_keys_and_what_is_not_said_is_unknown() {
    let open = json!({ "unknown": "presence" });
    let context = |source, name, parameters| scenario(&call(source, name, parameters))["cases"][0]["context"].clone();
    let listed = context(
        "s3",
        "ListObjects",
        json!({ "bucketName": "b", "prefix": ["home/"], "max-keys": "10" }),
    );
    assert_eq!(listed["s3:prefix"], "home/");
    assert_eq!(listed["s3:max-keys"], "10");
    assert_eq!(listed["s3:delimiter"], open);
    let put = json!({ "bucketName": "b", "key": "k", "x-amz-acl": "public-read", "x-amz-server-side-encryption-aws-kms-key-id": "alias/a" });
    let put = context("s3", "PutObject", put);
    assert_eq!(put["s3:x-amz-acl"], "public-read");
    assert_eq!(put["s3:x-amz-storage-class"], open);
    // Policies are asked for the key's ARN, which an alias is not.
    assert_eq!(put["s3:x-amz-server-side-encryption-aws-kms-key-id"], open);
    let decrypt = context("kms", "Decrypt", json!({ "encryptionContext": { "app": "x" } }));
    assert_eq!(decrypt["kms:EncryptionContext:app"], "x");
    let boundary = "arn:aws:iam::111122223333:policy/b";
    let role = context(
        "iam",
        "CreateRole",
        json!({ "roleName": "r", "permissionsBoundary": boundary }),
    );
    assert_eq!(role["iam:PermissionsBoundary"], boundary);
    assert_eq!(role["aws:TagKeys"], open);
    // STS records all that is passed.
    let become_role =
        json!({ "roleArn": "arn:aws:iam::444455556666:role/d", "roleSessionName": "s", "externalId": "e" });
    let become_role = context("sts", "AssumeRole", become_role);
    assert_eq!(become_role["sts:ExternalId"], "e");
    assert_eq!(become_role["sts:RoleSessionName"], "s");
    assert!(become_role.get("sts:SourceIdentity").is_none() && become_role.get("aws:TagKeys").is_none());
    let unrecorded = call("s3", "PutObject", Value::Null);
    let said = read(&unrecorded).recorded.unwrap().said();
    let line = said
        .iter()
        .find(|own| own.starts_with("whether these are sent is not known"));
    assert!(line.is_some_and(|own| own.contains("s3:x-amz-acl")), "{said:?}");
}

#[test]
fn tags_stand_where_each_service_has_them() {
    let tag = json!([{ "key": "team", "value": "pay" }]);
    let of_instance = json!({ "tagSpecificationSet": { "items": [{ "resourceType": "volume", "tags": [{ "key": "x", "value": "y" }] },
        { "resourceType": "instance", "tags": tag }] } });
    let message = "User: arn:aws:iam::111122223333:user/a is not authorized to perform: ec2:RunInstances on resource: \
        arn:aws:ec2:eu-west-1:111122223333:instance/* because no identity-based policy allows the ec2:RunInstances action";
    let mut run: Value = serde_json::from_str(&call("ec2", "RunInstances", of_instance)).unwrap();
    run["errorMessage"] = json!(message);
    for paste in [
        call("dynamodb", "CreateTable", json!({ "tableName": "t", "tags": tag })),
        call("ec2", "CreateTags", json!({ "tagSet": { "items": tag } })),
        call("lambda", "TagResource20170331v2", json!({ "tags": { "team": "pay" } })),
        call(
            "rds",
            "CreateDBInstance",
            json!({ "tags": [{ "Key": "team", "Value": "pay" }, { "Key": "team", "Value": "x" }] }),
        ),
        run.to_string(),
    ] {
        assert_eq!(
            scenario(&paste)["cases"][0]["tags"],
            json!({ "team": "pay" }),
            "{paste}"
        );
    }
    let untag = scenario(&call("sns", "UntagResource", json!({ "tagKeys": ["team", "app"] })));
    assert_eq!(untag["cases"][0]["context"]["aws:TagKeys"], json!(["team", "app"]));
}

/// A caller without a name calls in the partition that he called in: another one's credentials would be refused for that alone.
#[test]
fn a_caller_without_a_name_is_of_the_partition_of_his_call() {
    let stranger = json!({ "type": "AWSAccount", "principalId": "AIDA", "accountId": "999999999999" });
    let queue = json!({ "queueUrl": "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/jobs" });
    for parameters in [queue, Value::Null] {
        let mut own: Value = serde_json::from_str(&call("sqs", "SendMessage", parameters)).unwrap();
        own["userIdentity"] = stranger.clone();
        own["awsRegion"] = json!("cn-north-1");
        let scene = scenario(&own.to_string());
        assert_eq!(
            scene["principals"]["caller"]["user"],
            "arn:aws-cn:iam::999999999999:user/CALLER"
        );
    }
}
