//! Records of refused requests: events of CloudTrail and decoded authorization messages, in the shapes of AWS's documentation.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod anything;
mod calls;
mod logins;
mod logs;

use iamwhy_import::{Denial, Pasted, recognise};
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::{Value, json};

const ASSUMED_ROLE: &str = include_str!("assumed-role.json");
const DECODED: &str = include_str!("decoded.json");

fn read(paste: &str) -> Denial {
    let found = match recognise(paste) {
        Pasted::AccessDenied(denial) => Some(*denial),
        _ => None,
    };
    found.unwrap()
}

/// The scenario that is made of a record; it can be read.
fn scenario(paste: &str) -> Value {
    let text = read(paste).scenario();
    let loaded = Loaded::load("x.scenario.json", &text, &NoFiles);
    assert!(loaded.is_ok(), "{:?}\n{text}", loaded.err());
    serde_json::from_str(&text).unwrap()
}

fn event(changes: &[(&str, Value)]) -> String {
    let mut event: Value = serde_json::from_str(ASSUMED_ROLE).unwrap();
    for (pointer, value) in changes {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        event.pointer_mut(parent).unwrap()[name] = value.clone();
    }
    event.to_string()
}

#[test]
fn an_event_tells_request_and_context() {
    let scene = scenario(ASSUMED_ROLE);
    let role = &scene["principals"]["app"];
    // The role's path and id stand only in the record.
    assert_eq!(role["role"], "arn:aws:iam::111122223333:role/team/app");
    assert_eq!(role["session"], "ci");
    assert_eq!(role["id"], "AROAIDPPEZS35WEXAMPLE");
    assert_eq!(role["sourceIdentity"], "alice");
    assert_eq!(role["tags"], json!({ "team": "pay" }));
    let case = &scene["cases"][0];
    assert_eq!(case["action"], "s3:GetObject");
    assert_eq!(case["resource"], "arn:aws:s3:::acme-logs/2026/1.gz");
    assert_eq!(case["expect"]["layer"], "identity");
    assert_eq!(
        case["context"],
        json!({
            "aws:TokenIssueTime": "2026-01-22T22:05:56Z", "aws:PrincipalOrgID": "o-acmeacme01", "aws:SourceIp": "203.0.113.9",
            "aws:UserAgent": "aws-cli/2.22.0", "aws:RequestedRegion": "eu-west-1", "aws:CurrentTime": "2026-01-22T22:06:16Z",
            "aws:SecureTransport": true, "s3:TlsVersion": "1.3",
        })
    );
    assert!(case["note"].as_str().unwrap().contains("assumed with MFA"), "{case}");
    // Requests of a role's session carry no keys of MFA (KEY-9).
    assert!(!ASSUMED_ROLE.is_empty() && case["context"].get("aws:MultiFactorAuthPresent").is_none());
    let denial = read(ASSUMED_ROLE);
    assert!(
        denial
            .missing()
            .iter()
            .all(|own| own.what != "path" && own.what != "resourceAccount")
    );
    let said = denial.recorded.clone().unwrap().said();
    assert!(said.contains(&"aws:SourceIp is `203.0.113.9`".to_owned()), "{said:?}");
    // The message has its place in the paste.
    let span = denial.span;
    assert!(ASSUMED_ROLE[span.start as usize..span.end as usize].starts_with("User: "));
}

#[test]
fn it_may_stand_in_a_log_a_look_up_or_a_bus() {
    let refused = event(&[]);
    let passed = event(&[("/errorCode", Value::Null)]);
    let whole: Value = serde_json::from_str(&refused).unwrap();
    let fine: Value = serde_json::from_str(&passed).unwrap();
    let expected = scenario(&refused);
    for paste in [
        json!({ "Records": [fine, whole] }),
        json!([fine, whole]),
        json!({ "Events": [{ "EventId": "1", "CloudTrailEvent": refused }] }),
        json!({ "version": "0", "detail-type": "AWS API Call via CloudTrail", "detail": whole }),
    ] {
        assert_eq!(scenario(&paste.to_string()), expected, "{paste}");
    }
    assert_eq!(read(&json!([whole, fine, whole]).to_string()).others, 1);
    // What cannot be read, and what is beyond the bound, is said.
    let odd = json!({ "Events": [{ "CloudTrailEvent": refused }, { "CloudTrailEvent": "{ cut" }, 1] });
    let many = json!({ "Records": vec![whole.clone(); 10_003] });
    for (paste, note) in [(odd, "could not be read: 2"), (many, "further ones: 3")] {
        let notes = read(&paste.to_string()).recorded.unwrap().notes;
        assert!(notes.iter().any(|own| own.contains(note)), "{notes:?}");
    }
    let Pasted::Later(later) = recognise(&passed) else {
        panic!("it was not refused")
    };
    assert!(later.sentence.contains("was not refused"));
}

/// What a bare `Access Denied` leaves open, the record tells.
#[test]
fn an_event_without_a_sentence_is_enough() {
    let bare = [("/errorMessage", json!("Access Denied"))];
    let denial = read(&event(&bare));
    assert_eq!(denial.action.as_ref().unwrap().name, "s3:GetObject");
    assert_eq!(denial.resource.arn.as_deref(), Some("arn:aws:s3:::acme-logs/2026/1.gz"));
    assert_eq!(denial.layer(), None);
    let only_request = event(&[("/errorMessage", Value::Null), ("/resources", json!([]))]);
    assert_eq!(
        read(&only_request).resource.arn.as_deref(),
        Some("arn:aws:s3:::acme-logs/2026/1.gz")
    );
    let lambda = event(&[
        ("/errorMessage", Value::Null),
        ("/resources", Value::Null),
        ("/eventSource", json!("lambda.amazonaws.com")),
        ("/eventName", json!("UpdateFunctionCode20150331v2")),
        (
            "/requestParameters",
            json!({ "functionName": "arn:aws:lambda:eu-west-1:111122223333:function:f", "dryRun": false }),
        ),
    ]);
    let denial = read(&lambda);
    assert_eq!(denial.action.as_ref().unwrap().name, "lambda:UpdateFunctionCode");
    assert_eq!(
        denial.resource.arn.as_deref(),
        Some("arn:aws:lambda:eu-west-1:111122223333:function:f")
    );
}

#[test]
fn where_it_came_from() {
    let context = |paste: &str| scenario(paste)["cases"][0]["context"].clone();
    // Through an endpoint the address is the private one.
    let endpoint = event(&[
        ("/vpcEndpointId", json!("vpce-0a1b2c3d")),
        ("/vpcEndpointAccountId", json!("111122223333")),
        ("/sourceIPAddress", json!("10.0.0.7")),
    ]);
    let scene = scenario(&endpoint);
    assert_eq!(
        scene["endpoints"]["vpce-0a1b2c3d"],
        json!({ "policy": { "unknown": true }, "account": "111122223333" })
    );
    assert_eq!(scene["cases"][0]["endpoint"], "vpce-0a1b2c3d");
    assert_eq!(scene["cases"][0]["context"]["aws:VpcSourceIp"], "10.0.0.7");
    assert!(scene["cases"][0]["context"].get("aws:SourceIp").is_none());
    // AWS's own address is none.
    let within = context(&event(&[
        ("/sourceIPAddress", json!("AWS Internal")),
        ("/userAgent", json!("AWS Internal")),
    ]));
    assert_eq!(within["aws:SourceIp"], json!({ "unknown": "presence" }));
    assert!(within.get("aws:UserAgent").is_none());
    // A role that a service calls with may be the caller's or the service's own.
    let either = context(&event(&[
        ("/userIdentity/invokedBy", json!("cloudformation.amazonaws.com")),
        ("/sourceIPAddress", json!("cloudformation.amazonaws.com")),
    ]));
    assert_eq!(either["aws:ViaAWSService"], json!({ "unknown": "presence" }));
}

#[test]
fn who_called() {
    let denied = |identity: Value| event(&[("/userIdentity", identity), ("/errorMessage", json!("Access Denied"))]);
    let user = |more: Value| {
        let mut own = json!({ "type": "IAMUser", "principalId": "AIDAJ45Q7YFFAREXAMPLE", "arn": "arn:aws:iam::111122223333:user/Alice",
            "accountId": "111122223333", "userName": "Alice" });
        own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        scenario(&denied(own))
    };
    let alice = |scene: &Value| scene["principals"]["Alice"].clone();
    assert_eq!(alice(&user(json!({})))["id"], "AIDAJ45Q7YFFAREXAMPLE");
    assert_eq!(alice(&user(json!({}))).get("credential"), None);
    let session = json!({ "sessionContext": { "attributes": { "mfaAuthenticated": "true", "creationDate": "2026-01-22T22:05:56Z" } } });
    assert_eq!(alice(&user(session))["credential"], "sessionTokenMfa");
    // With a user's credentials a service can only have called on his behalf.
    let via = user(json!({ "invokedBy": "athena.amazonaws.com" }));
    assert_eq!(via["cases"][0]["via"], json!(["athena.amazonaws.com"]));
    let service = scenario(&denied(
        json!({ "type": "AWSService", "invokedBy": "logs.amazonaws.com" }),
    ));
    assert_eq!(
        service["principals"]["logs.amazonaws.com"]["service"],
        "logs.amazonaws.com"
    );
    let nobody = scenario(&denied(
        json!({ "type": "AWSAccount", "principalId": "", "accountId": "ANONYMOUS_PRINCIPAL" }),
    ));
    assert_eq!(nobody["principals"]["anonymous"]["anonymous"], true);
    let other = scenario(&denied(
        json!({ "type": "AWSAccount", "principalId": "AIDA", "accountId": "999999999999" }),
    ));
    // Whoever it was, it was somebody of that account.
    assert_eq!(
        other["principals"]["caller"]["user"],
        "arn:aws:iam::999999999999:user/CALLER"
    );
    assert!(
        other["cases"][0]["note"]
            .as_str()
            .unwrap()
            .contains("belongs to `999999999999`")
    );
    let issuer =
        json!({ "type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/maker", "accountId": "111122223333" });
    let federated = scenario(&denied(
        json!({ "type": "FederatedUser", "arn": "arn:aws:sts::111122223333:federated-user/Bob",
        "accountId": "111122223333", "sessionContext": { "sessionIssuer": issuer } }),
    ));
    assert_eq!(
        federated["principals"]["maker of the token"]["user"],
        "arn:aws:iam::111122223333:user/maker"
    );
}

/// CloudTrail names operations; policies name actions.
#[test]
fn an_event_of_s3_asks_for_what_its_operation_needs() {
    let object = json!({ "bucketName": "acme-logs", "key": "a.gz" });
    let versioned = json!({ "bucketName": "acme-logs", "key": "a.gz", "versionId": "v1" });
    let listed = json!({ "bucketName": "acme-logs", "versionId": [""] });
    let bucket = json!({ "bucketName": "acme-logs" });
    for (name, parameters, action, on) in [
        ("HeadObject", &object, "s3:GetObject", "/a.gz"),
        ("GetObject", &versioned, "s3:GetObjectVersion", "/a.gz"),
        ("HeadObject", &versioned, "s3:GetObjectVersion", "/a.gz"),
        ("DeleteObject", &versioned, "s3:DeleteObjectVersion", "/a.gz"),
        ("GetObjectTagging", &versioned, "s3:GetObjectVersionTagging", "/a.gz"),
        ("DeleteObject", &object, "s3:DeleteObject", "/a.gz"),
        ("DeleteObjects", &bucket, "s3:DeleteObject", "/KEY"),
        ("CopyObject", &object, "s3:PutObject", "/a.gz"),
        ("UploadPart", &object, "s3:PutObject", "/a.gz"),
        ("UploadPartCopy", &object, "s3:PutObject", "/a.gz"),
        ("CreateMultipartUpload", &object, "s3:PutObject", "/a.gz"),
        ("ListParts", &object, "s3:ListMultipartUploadParts", "/a.gz"),
        ("ListObjects", &bucket, "s3:ListBucket", ""),
        ("ListObjectsV2", &listed, "s3:ListBucket", ""),
        ("ListObjectVersions", &bucket, "s3:ListBucketVersions", ""),
        ("HeadBucket", &bucket, "s3:ListBucket", ""),
        ("GetBucketEncryption", &bucket, "s3:GetEncryptionConfiguration", ""),
        ("DeleteBucketEncryption", &bucket, "s3:PutEncryptionConfiguration", ""),
        ("GetBucketLifecycle", &bucket, "s3:GetLifecycleConfiguration", ""),
        ("DeleteBucketLifecycle", &bucket, "s3:PutLifecycleConfiguration", ""),
        ("GetBucketReplication", &bucket, "s3:GetReplicationConfiguration", ""),
        ("PutBucketNotification", &bucket, "s3:PutBucketNotification", ""),
        (
            "DeleteBucketPublicAccessBlock",
            &bucket,
            "s3:PutBucketPublicAccessBlock",
            "",
        ),
        (
            "PutBucketObjectLockConfiguration",
            &bucket,
            "s3:PutBucketObjectLockConfiguration",
            "",
        ),
        (
            "DeleteBucketInventoryConfiguration",
            &bucket,
            "s3:PutInventoryConfiguration",
            "",
        ),
        ("DeleteBucketTagging", &bucket, "s3:PutBucketTagging", ""),
    ] {
        let case = &scenario(&event(&[
            ("/errorMessage", json!("Access Denied")),
            ("/eventName", json!(name)),
            ("/requestParameters", parameters.clone()),
            (
                "/resources",
                json!([{ "accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::acme-logs" }]),
            ),
        ]))["cases"][0];
        assert_eq!(case["action"], action, "{name}");
        assert_eq!(case["resource"], format!("arn:aws:s3:::acme-logs{on}"), "{name}");
        let copies = case["note"].as_str().unwrap().contains("also reads what it copies");
        assert_eq!(copies, name.contains("Copy"), "{case}");
    }
}

#[test]
fn a_foreign_caller_and_the_owner_whose_account_recorded_it_are_two_accounts() {
    let stranger = json!({ "type": "AWSAccount", "principalId": "AIDA", "accountId": "999999999999" });
    let changes = [
        ("/userIdentity", stranger),
        ("/errorMessage", json!("Access Denied")),
        ("/resources", Value::Null),
    ];
    let text = event(&changes);
    let scene = scenario(&text);
    assert_eq!(scene["resources"]["resource"]["account"], "111122223333");
    let accounts = &scene["organization"]["root"]["accounts"];
    assert_eq!(*accounts, json!(["999999999999", "111122223333"]));
    assert_eq!(
        scene["cases"][0]["context"]["aws:ResourceOrgID"],
        json!({ "unknown": "presence" })
    );
    let made_up = read(&text).stand_ins();
    assert_eq!(
        made_up,
        ["CALLER: the name of the caller, a user or role of its account"]
    );
    // A VPC endpoint's event is recorded in the account of the network.
    let through = [&changes[..], &[("/eventType", json!("AwsVpceEvent"))]].concat();
    assert!(
        scenario(&event(&through))["resources"]["resource"]
            .get("account")
            .is_none()
    );
    // Without a number nobody knows the account either.
    let nobody = [&changes[1..], &[("/userIdentity", json!({ "type": "AWSAccount" }))]].concat();
    assert_eq!(
        scenario(&event(&nobody))["principals"]["caller"]["user"],
        "arn:aws:iam::111122223333:user/CALLER"
    );
}

#[test]
fn a_decoded_message_is_a_request_with_its_context() {
    let inner: Value = serde_json::from_str(DECODED).unwrap();
    let inner = inner["DecodedMessage"].as_str().unwrap();
    for paste in [DECODED, inner] {
        let scene = scenario(paste);
        assert_eq!(scene["principals"]["Bob"]["user"], "arn:aws:iam::123456789012:user/Bob");
        assert_eq!(scene["principals"]["Bob"]["id"], "AIDACKCEVSQ6C2EXAMPLE");
        let case = &scene["cases"][0];
        assert_eq!(case["action"], "ec2:StopInstances");
        assert_eq!(
            case["resource"],
            "arn:aws:ec2:us-east-1:123456789012:instance/i-dd01c9bd"
        );
        assert_eq!(case["expect"], "implicitDeny");
        let title = scene["title"].as_str().unwrap();
        assert!(
            title.ends_with("no Deny matches: an Allow is missing, and AWS does not say where"),
            "{title}"
        );
        // Not what describes the resource itself: no policy can ask for that.
        assert_eq!(
            case["context"],
            json!({ "ec2:Tenancy": "default", "ec2:ResourceTag/elasticbeanstalk:environment-name": "Default-Environment",
                "ec2:InstanceType": "t3.micro" })
        );
    }
    let denied = inner
        .replace("\"explicitDeny\":false", "\"explicitDeny\":true")
        .replace(
            "\"matchedStatements\":{\"items\":[]}",
            "\"matchedStatements\":{\"items\":[{\"statementId\":\"Stop\",\"effect\":\"DENY\"}]}",
        );
    let scene = scenario(&denied);
    assert_eq!(scene["cases"][0]["expect"], "explicitDeny");
    assert!(
        scene["cases"][0]["note"]
            .as_str()
            .unwrap()
            .contains("`Stop` matched (DENY)")
    );
    let allowed = inner.replace("\"allowed\":false", "\"allowed\":true");
    assert!(matches!(recognise(&allowed), Pasted::Later(_)));
}
