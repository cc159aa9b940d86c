//! Scenarios about S3: buckets, access points, ACLs and block public access, with little else in the way.

use serde_json::{Value, json};

use super::Dice;
use super::callers;
use super::documents::CANONICAL;
use super::locks::compared;

/// One bucket with an access point of its own and one of another account, an object that has an entry, and a second bucket.
pub(super) fn scenario(dice: &mut Dice, title: &str) -> Value {
    let mut scenario = json!({ "scenario": 1, "title": title });
    callers::accounts(dice, &mut scenario);
    scenario["principals"] = callers::principals(dice);
    let owner = dice.mostly(&["111122223333", "444455556666"]);
    scenario["resources"] = json!({
        "logs": { "arn": "arn:aws:s3:::acme-logs", "account": owner },
        "plain": { "arn": "arn:aws:s3:::acme-plain", "account": "111122223333" },
        "upload": { "arn": "arn:aws:s3:::acme-logs/upload/x", "tags": { "team": "red" } },
        "point": { "arn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/point", "bucket": "logs" },
        "far": { "arn": "arn:aws:s3:eu-west-1:444455556666:accesspoint/far", "bucket": "logs" },
    });
    for name in ["logs", "plain", "point", "far"] {
        if dice.chance(85) {
            scenario["resources"][name]["policy"] = match dice.chance(2) {
                true => json!({ "unknown": true }),
                false => document(dice),
            };
        }
        if dice.chance(20) {
            scenario["resources"][name]["blockPublicAccess"] = settings(dice);
        }
    }
    if dice.chance(30) {
        let account = dice.pick(&["111122223333", "444455556666"]);
        scenario["accounts"][account]["blockPublicAccess"] = settings(dice);
    }
    for name in ["point", "far"] {
        if dice.chance(25) {
            scenario["resources"][name]["vpc"] = json!(dice.pick(&["vpc-1", "vpc-2"]));
        }
    }
    acls(dice, &mut scenario["resources"]);
    scenario["endpoints"] = json!({
        "vpce-1": { "vpc": "vpc-1", "account": "111122223333", "type": dice.pick(&["gateway", "interface"]) },
        "vpce-2": { "vpc": "vpc-2", "account": "777788889999" },
    });
    scenario["context"] = json!({ "aws:CurrentTime": "2026-01-01T00:00:00Z", "aws:RequestedRegion": "eu-west-1" });
    if dice.chance(90) {
        scenario["context"]["aws:SourceIp"] = json!(dice.pick(&["192.0.2.1", "10.1.2.3", "2001:db8::1"]));
    }
    if dice.chance(20) {
        scenario["assume"] = super::assume(dice);
    }
    scenario["cases"] = (0..40).map(|_| case(dice)).collect();
    scenario
}

fn settings(dice: &mut Dice) -> Value {
    let mut settings = json!({});
    for name in [
        "restrictPublicBuckets",
        "ignorePublicAcls",
        "blockPublicAcls",
        "blockPublicPolicy",
    ] {
        if dice.chance(45) {
            settings[name] = json!(dice.chance(85));
        }
    }
    settings
}

/// A line of an ACL.
pub(super) fn acl_line(dice: &mut Dice) -> Value {
    let grantees = [
        "AllUsers",
        "AuthenticatedUsers",
        CANONICAL,
        "111122223333",
        "444455556666",
        "777788889999",
    ];
    let permissions = ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"];
    json!({ "grantee": dice.pick(&grantees), "permission": dice.pick(&permissions) })
}

fn acls(dice: &mut Dice, resources: &mut Value) {
    if dice.chance(65) {
        resources["logs"]["objectOwnership"] =
            json!(dice.pick(&["ObjectWriter", "BucketOwnerPreferred", "BucketOwnerEnforced"]));
    }
    for name in ["logs", "upload"] {
        if dice.chance(60) {
            resources[name]["acl"] = dice.several(0, 2, acl_line).into();
        }
    }
    if dice.chance(50) {
        resources["upload"]["objectOwner"] = json!(dice.pick(&["444455556666", "111122223333", "777788889999"]));
    }
}

fn document(dice: &mut Dice) -> Value {
    let statements = dice.several(1, 2, statement);
    let version = if dice.chance(92) { "2012-10-17" } else { "2008-10-17" };
    json!({ "Version": version, "Statement": statements })
}

fn statement(dice: &mut Dice) -> Value {
    const RESOURCES: [&str; 7] = [
        "arn:aws:s3:::acme-logs/*",
        "arn:aws:s3:::acme-logs",
        "arn:aws:s3:::acme-*",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/point/object/*",
        "arn:aws:s3:eu-west-1:*:accesspoint/*",
        "arn:aws:s3:::acme-logs/upload/*",
        "arn:aws:s3:::acme-plain/*",
    ];
    let deny = dice.chance(18);
    let mut statement = json!({ "Effect": if deny { "Deny" } else { "Allow" } });
    let not = dice.chance(if deny { 35 } else { 5 });
    statement[if not { "NotPrincipal" } else { "Principal" }] = callers::element(dice, not);
    statement["Action"] = match dice.below(8) {
        0..=4 => json!("s3:*"),
        5 => json!(["s3:Get*", "s3:List*"]),
        6 => json!("*"),
        _ => json!(dice.pick(&["s3:GetObject", "s3:PutObject", "s3:*Acl", "s3:*BucketPolicy"])),
    };
    match dice.below(10) {
        0..=6 => statement["Resource"] = json!("*"),
        7 => {}
        8 => statement["NotResource"] = json!(dice.pick(&RESOURCES)),
        _ => statement["Resource"] = dice.several(1, 3, |dice| dice.pick(&RESOURCES)).into(),
    }
    if dice.chance(60) {
        statement["Condition"] = condition(dice);
    }
    statement
}

/// A condition of the kind that may, or may just not, make a policy one that is not public (S3-6).
fn condition(dice: &mut Dice) -> Value {
    const KEYS: [(&str, &[&str]); 27] = [
        (
            "aws:SourceIp",
            &[
                "192.0.2.0/24",
                "0.0.0.0/0",
                "10.0.0.0/8",
                "10.0.0.0/7",
                "2001:db8::/32",
                "2001:d00::/31",
                "::/0",
            ],
        ),
        ("aws:SourceIp", &["192.0.2.1", "192.0.0.0/8", "128.0.0.0/1"]),
        (
            "aws:SourceArn",
            &["arn:aws:s3:::acme-logs", "arn:aws:s3:::*", "arn:aws:s3:*:*:acme-logs"],
        ),
        ("aws:SourceVpc", &["vpc-1", "vpc-*", "vpc-2"]),
        ("aws:SourceVpce", &["vpce-1", "vpce-?", "vpce-2"]),
        ("aws:SourceAccount", &["111122223333", "1111*"]),
        ("aws:SourceOwner", &["111122223333"]),
        ("aws:SourceOrgID", &["o-a1b2c3d4e5", "o-*"]),
        ("aws:SourceOrgPaths", &["o-a1b2c3d4e5/r-ab12/", "o-a1b2c3d4e5/*"]),
        ("aws:VpceAccount", &["111122223333", "777788889999"]),
        ("aws:VpceOrgID", &["o-a1b2c3d4e5", "*"]),
        ("aws:VpceOrgPaths", &["o-a1b2c3d4e5/r-ab12/", "o-a1b2c3d4e5/*"]),
        ("aws:userid", &["AIDAALICE", "AROAAPP:*", "AROAAPP:ci", "111122223333"]),
        ("aws:PrincipalOrgID", &["o-a1b2c3d4e5", "o-*", "${aws:ResourceOrgID}"]),
        ("aws:PrincipalOrgPaths", &["o-a1b2c3d4e5/*", "o-a1b2c3d4e5/r-ab12/"]),
        (
            "aws:PrincipalArn",
            &[
                "arn:aws:iam::111122223333:user/alice",
                "arn:aws:iam::111122223333:*",
                "arn:aws:iam::444455556666:user/bob",
            ],
        ),
        (
            "aws:PrincipalAccount",
            &["111122223333", "444455556666", "${aws:ResourceAccount}"],
        ),
        ("aws:PrincipalServiceName", &["s3.amazonaws.com", "*.amazonaws.com"]),
        ("aws:PrincipalServiceNamesList", &["s3.amazonaws.com"]),
        ("aws:PrincipalIsAWSService", &["true", "false"]),
        ("aws:PrincipalType", &["User", "Anonymous"]),
        ("aws:ResourceAccount", &["111122223333"]),
        (
            "s3:DataAccessPointArn",
            &[
                "arn:aws:s3:eu-west-1:111122223333:accesspoint/point",
                "arn:aws:s3:*:111122223333:accesspoint/*",
                "arn:aws:s3:*:*:accesspoint/*",
            ],
        ),
        ("s3:DataAccessPointAccount", &["111122223333", "444455556666", "*"]),
        ("s3:AccessPointNetworkOrigin", &["VPC", "Internet"]),
        (
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            &["arn:aws:kms:eu-west-1:111122223333:key/k-1", "arn:aws:kms:*"],
        ),
        ("s3:x-amz-acl", &["bucket-owner-full-control", "public-read"]),
    ];
    const OPERATORS: [&str; 14] = [
        "StringEquals",
        "StringEquals",
        "StringLike",
        "StringLike",
        "StringEqualsIgnoreCase",
        "StringNotEquals",
        "StringEqualsIfExists",
        "ForAnyValue:StringEquals",
        "ForAnyValue:StringLike",
        "ForAllValues:StringEquals",
        "ArnLike",
        "ArnEquals",
        "Null",
        "Bool",
    ];
    let mut block = json!({});
    for _ in 0..=dice.below(2) {
        let (key, values) = dice.pick(&KEYS);
        let operator = match (key, dice.below(8)) {
            ("aws:SourceIp", 1..) => dice.pick(&[
                "IpAddress",
                "IpAddress",
                "IpAddress",
                "NotIpAddress",
                "IpAddressIfExists",
            ]),
            ("aws:PrincipalIsAWSService", 1..) => dice.pick(&["Bool", "BoolIfExists"]),
            ("aws:PrincipalArn" | "aws:SourceArn" | "s3:DataAccessPointArn", 4..) => {
                dice.pick(&["ArnLike", "ArnEquals"])
            }
            _ => dice.pick(&OPERATORS),
        };
        block[operator][key] = compared(dice, operator, values);
    }
    block
}

fn case(dice: &mut Dice) -> Value {
    const ON_OBJECTS: [&str; 9] = [
        "s3:GetObject",
        "s3:GetObject",
        "s3:GetObject",
        "s3:PutObject",
        "s3:PutObject",
        "s3:GetObjectAcl",
        "s3:PutObjectAcl",
        "s3:DeleteObject",
        "s3:GetObjectVersion",
    ];
    const ON_BUCKETS: [&str; 8] = [
        "s3:ListBucket",
        "s3:ListBucket",
        "s3:GetBucketPolicy",
        "s3:PutBucketPolicy",
        "s3:DeleteBucketPolicy",
        "s3:GetBucketAcl",
        "s3:PutBucketAcl",
        "s3:CreateBucket",
    ];
    let mut case = json!({ "principal": dice.pick(&callers::NAMES) });
    let place = dice.pick(&["logs", "logs", "logs", "point", "point", "far", "plain"]);
    let through = matches!(place, "point" | "far");
    if dice.chance(70) {
        let key = dice.pick(&["k", "upload/x", "upload/x"]);
        let object = if through { "/object" } else { "" };
        case["action"] = json!(dice.pick(&ON_OBJECTS));
        case["resource"] = json!(format!("{place}{object}/{key}"));
    } else {
        case["action"] = json!(if through {
            "s3:ListBucket"
        } else {
            dice.pick(&ON_BUCKETS)
        });
        case["resource"] = json!(place);
    }
    let mut context = json!({});
    if dice.chance(25) {
        let acls = [
            "public-read",
            "private",
            "bucket-owner-full-control",
            "authenticated-read",
            "public-read-write",
        ];
        context["s3:x-amz-acl"] = match dice.below(8) {
            0 => json!({ "unknown": true }),
            1 => json!({ "unknown": "presence" }),
            _ => json!(dice.pick(&acls)),
        };
    }
    if dice.chance(10) {
        let key = dice.pick(&[
            "s3:x-amz-grant-read",
            "s3:x-amz-grant-full-control",
            "s3:x-amz-grant-write-acp",
        ]);
        let groups = [
            "uri=http://acs.amazonaws.com/groups/global/AllUsers",
            "id=bbbb",
            "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
        ];
        context[key] = json!(dice.pick(&groups));
    }
    if dice.chance(15) {
        context["s3:x-amz-server-side-encryption-aws-kms-key-id"] = json!("arn:aws:kms:eu-west-1:111122223333:key/k-1");
    }
    if dice.chance(8) {
        super::odd::context(dice, &mut context);
    }
    case["context"] = context;
    if dice.chance(25) {
        case["endpoint"] = json!(dice.pick(&["vpce-1", "vpce-1", "vpce-2"]));
    }
    if dice.chance(6) {
        case["via"] = json!([dice.pick(&["athena.amazonaws.com", "s3.amazonaws.com"])]);
    }
    case
}
