//! Requests that few make.

use serde_json::{Value, json};

use super::Dice;

/// A request that few make.
pub(super) fn request(dice: &mut Dice) -> (&'static str, Option<&'static str>) {
    const REQUESTS: [(&str, Option<&str>); 48] = [
        ("iam:ListUsers", None),
        ("iam:ListRoles", None),
        ("s3:ListAllMyBuckets", None),
        ("kms:ListKeys", None),
        ("sts:GetSessionToken", None),
        (
            "sts:GetFederationToken",
            Some("arn:aws:sts::111122223333:federated-user/x"),
        ),
        ("sts:GetCallerIdentity", None),
        ("sts:DecodeAuthorizationMessage", None),
        ("sts:AssumeRoot", Some("arn:aws:iam::111122223333:root")),
        ("sts:AssumeRoot", Some("arn:aws:iam::444455556666:root")),
        ("sts:AssumeRoot", Some("arn:aws:iam::999999999999:root")),
        ("iot:Publish", Some("arn:aws:iot:eu-west-1:111122223333:topic/rooms/1")),
        ("inspector2:ListFindings", None),
        ("sts:AssumeRole", Some("arn:aws:iam::444455556666:role/worker")),
        (
            "sts:AssumeRole",
            Some("arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked"),
        ),
        ("sts:SetContext", Some("arn:aws:iam::111122223333:role/target")),
        ("s3:PutBucketPolicy", Some("logs")),
        ("s3:DeleteBucketPolicy", Some("logs")),
        ("s3:GetBucketAcl", Some("logs")),
        ("s3:PutBucketAcl", Some("logs")),
        ("s3:GetObjectAcl", Some("theirs")),
        ("s3:PutObjectAcl", Some("theirs")),
        ("s3:GetObjectVersion", Some("theirs")),
        ("s3:DeleteObject", Some("theirs")),
        ("s3:PutObject", Some("theirs")),
        ("s3:GetObject", Some("point/object/upload/x")),
        ("s3:PutObject", Some("point/object/upload/x")),
        ("s3:GetObject", Some("arn:aws:s3:::unlisted/k")),
        ("s3:GetObject", Some("arn:aws-cn:s3:::acme-logs/k")),
        ("dynamodb:DeleteResourcePolicy", Some("orders")),
        ("kms:Encrypt", Some("key")),
        ("kms:CreateGrant", Some("key")),
        ("kms:RetireGrant", Some("key")),
        (
            "kms:CreateAlias",
            Some("arn:aws:kms:eu-west-1:111122223333:alias/aws/s3"),
        ),
        ("kms:DeleteAlias", Some("arn:aws:kms:eu-west-1:111122223333:alias/app")),
        ("iam:DeletePolicy", Some("arn:aws:iam::aws:policy/ReadOnlyAccess")),
        (
            "iam:DeleteRole",
            Some("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x_1"),
        ),
        ("iam:DeleteRole", Some("arn:aws:iam::111122223333:role/target")),
        ("iam:GetRole", Some("arn:aws:iam::111122223333:role/TARGET")),
        ("iam:TagRole", Some("arn:aws:iam::111122223333:role/team/app")),
        ("sns:Publish", Some("arn:aws:sns:eu-west-1:111122223333:news")),
        (
            "lambda:InvokeFunction",
            Some("arn:aws:lambda:eu-west-1:444455556666:function:f:PROD"),
        ),
        (
            "secretsmanager:GetSecretValue",
            Some("arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf"),
        ),
        ("ebs:GetSnapshotBlock", Some("arn:aws:ec2:eu-west-1::snapshot/snap-1")),
        (
            "ec2:CreateVpcEndpoint",
            Some("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"),
        ),
        ("route53:GetHostedZone", Some("arn:aws:route53:::hostedzone/Z1")),
        (
            "execute-api:Invoke",
            Some("arn:aws:execute-api:eu-west-1:111122223333:api/prod/GET/x"),
        ),
        ("unheard:Of", Some("arn:aws:unheard:::of")),
    ];
    dice.pick(&REQUESTS)
}

/// Context that goes against what would be derived, or leaves open what usually is known.
pub(super) fn context(dice: &mut Dice, context: &mut Value) {
    let (key, values): (&str, &[Value]) = match dice.below(22) {
        0 => (
            "aws:PrincipalArn",
            &[json!("arn:aws:iam::111122223333:user/alice"), Value::Null],
        ),
        1 => (
            "aws:PrincipalTag/team",
            &[json!("red"), json!(""), Value::Null, json!({ "unknown": true })],
        ),
        2 => (
            "aws:ResourceAccount",
            &[json!("444455556666"), json!({ "unknown": true })],
        ),
        3 => (
            "aws:SourceVpc",
            &[json!("vpc-1"), Value::Null, json!({ "unknown": true })],
        ),
        4 => ("aws:SourceVpce", &[json!("vpce-1"), json!({ "unknown": "presence" })]),
        5 => ("aws:SourceIdentity", &[json!("alice"), Value::Null]),
        6 => (
            "sts:SourceIdentity",
            &[json!("alice"), json!("red"), json!({ "unknown": "presence" })],
        ),
        7 => (
            "aws:RequestTag/team",
            &[
                json!("red"),
                json!({ "unknown": true }),
                json!({ "unknown": "presence" }),
            ],
        ),
        8 => ("aws:RequestTag/cost", &[json!("1"), Value::Null]),
        9 => (
            "aws:MultiFactorAuthPresent",
            &[json!(true), json!({ "unknown": "presence" })],
        ),
        10 => ("aws:PrincipalOrgID", &[Value::Null, json!("o-partner0000")]),
        11 => ("aws:ViaAWSService", &[json!(true), json!("True")]),
        12 => (
            "aws:CalledVia",
            &[json!(["athena.amazonaws.com", "s3.amazonaws.com"]), json!([])],
        ),
        13 => (
            "aws:TagKeys",
            &[json!(["team", "Cost"]), json!([]), json!({ "unknown": true })],
        ),
        14 => (
            "kms:EncryptionContext:app",
            &[json!("red"), json!("blue"), json!({ "unknown": true })],
        ),
        15 => ("kms:EncryptionContext:more", &[json!("x"), Value::Null]),
        16 => (
            "aws:EpochTime",
            &[json!(1_767_225_600), json!("1767225600.5"), Value::Null],
        ),
        17 => (
            "aws:CurrentTime",
            &[
                json!("2026-01-01T00:00:00.5Z"),
                json!("1767225600"),
                json!({ "unknown": true }),
            ],
        ),
        18 => ("aws:SecureTransport", &[json!(false), Value::Null]),
        19 => ("aws:username", &[json!("alice"), Value::Null]),
        20 => (
            "aws:RequestedRegion",
            &[json!("us-east-1"), Value::Null, json!({ "unknown": true })],
        ),
        _ => ("s3:ExistingObjectTag/team", &[json!("red"), Value::Null]),
    };
    context[key] = values[dice.below(values.len())].clone();
}
