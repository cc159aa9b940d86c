//! What trust, key and queue policies ask for.

use serde_json::{Value, json};

use super::Dice;

/// A block of conditions.
pub(super) fn condition(dice: &mut Dice) -> Value {
    const KEYS: [(&str, &str, &[&str]); 40] = [
        ("String", "sts:ExternalId", &["red", "blue", "re*"]),
        (
            "String",
            "sts:RoleSessionName",
            &["${aws:username}", "ci", "alice", "*"],
        ),
        (
            "String",
            "sts:SourceIdentity",
            &["alice", "red", "${aws:username}", "*"],
        ),
        ("String", "aws:SourceIdentity", &["alice", "red"]),
        (
            "String",
            "aws:RequestTag/team",
            &["red", "${aws:PrincipalTag/team}", "*"],
        ),
        ("String", "aws:RequestTag/*", &["red", "*"]),
        (
            "String",
            "aws:PrincipalTag/team",
            &["red", "blue", "${aws:ResourceTag/team}"],
        ),
        ("String", "aws:PrincipleTag/team", &["red", "*"]),
        ("String", "aws:ResourceTag/team", &["red", "blue"]),
        ("Set", "aws:TagKeys", &["team", "cost", "Team", "*"]),
        ("Set", "sts:TransitiveTagKeys", &["team", "cost"]),
        (
            "Set",
            "aws:PrincipalOrgPaths",
            &["o-a1b2c3d4e5/*", "o-a1b2c3d4e5/r-ab12/"],
        ),
        ("Set", "aws:ResourceOrgPaths", &["o-a1b2c3d4e5/*", "o-other/*"]),
        ("Set", "aws:CalledVia", &["s3.amazonaws.com", "athena.amazonaws.com"]),
        ("Set", "kms:ResourceAliases", &["alias/app", "alias/aws/*"]),
        ("Set", "kms:EncryptionContextKeys", &["app", "more"]),
        (
            "Arn",
            "aws:PrincipalArn",
            &[
                "arn:aws:iam::111122223333:user/alice",
                "arn:aws:iam::111122223333:role/team/*",
                "arn:aws:sts::*:assumed-role/app/*",
                "arn:aws:iam::111122223333:root",
            ],
        ),
        (
            "Arn",
            "aws:PrincipalArn",
            &[
                "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Name_*",
                "arn:aws:iam::111122223333:role/app",
                "*",
            ],
        ),
        ("Arn", "aws:SourceArn", &["arn:aws:s3:::acme-logs", "arn:aws:s3:::*"]),
        ("String", "aws:SourceAccount", &["111122223333", "444455556666"]),
        ("String", "aws:SourceOrgID", &["o-a1b2c3d4e5"]),
        (
            "String",
            "aws:PrincipalOrgID",
            &["o-a1b2c3d4e5", "o-partner0000", "${aws:ResourceOrgID}"],
        ),
        (
            "String",
            "aws:PrincipalAccount",
            &["111122223333", "${aws:ResourceAccount}"],
        ),
        ("String", "aws:username", &["alice", "out", "path/out", "bob"]),
        (
            "String",
            "aws:userid",
            &[
                "AIDAALICE",
                "AROAAPP:*",
                "AROAAPP:ci",
                "111122223333:fred",
                "111122223333",
            ],
        ),
        (
            "String",
            "aws:PrincipalType",
            &["User", "AssumedRole", "FederatedUser", "Account"],
        ),
        ("String", "aws:PrincipalServiceName", &["s3.amazonaws.com"]),
        ("Bool", "aws:PrincipalIsAWSService", &["true", "false"]),
        ("Bool", "aws:MultiFactorAuthPresent", &["true", "false"]),
        ("Number", "aws:MultiFactorAuthAge", &["3600", "10"]),
        ("Bool", "aws:ViaAWSService", &["true", "false"]),
        (
            "String",
            "kms:ViaService",
            &["s3.eu-west-1.amazonaws.com", "athena.*", "s3.us-east-1.amazonaws.com"],
        ),
        ("String", "kms:CallerAccount", &["111122223333", "444455556666"]),
        ("String", "kms:RequestAlias", &["alias/app", "alias/*"]),
        ("String", "kms:EncryptionContext:app", &["red", "blue"]),
        ("String", "token.example.com:sub", &["repo:acme/app", "repo:acme/*"]),
        ("String", "accounts.google.com:aud", &["red", "blue"]),
        ("String", "saml:aud", &["red", "blue"]),
        ("Ip", "aws:SourceIp", &["192.0.2.0/24", "10.0.0.0/8"]),
        (
            "String",
            "aws:FederatedProvider",
            &[
                "accounts.google.com",
                "cognito-identity.amazonaws.com",
                "arn:aws:iam::111122223333:*",
            ],
        ),
    ];
    let mut block = json!({});
    for _ in 0..=dice.below(2) {
        let (family, key, values) = dice.pick(&KEYS);
        let operator = match family {
            "Bool" => dice.pick(&["Bool", "Bool", "BoolIfExists", "Null"]),
            "Number" => dice.pick(&[
                "NumericLessThan",
                "NumericGreaterThan",
                "NumericLessThanIfExists",
                "Null",
            ]),
            "Ip" => dice.pick(&["IpAddress", "NotIpAddress", "IpAddressIfExists"]),
            "Arn" => dice.pick(&[
                "ArnLike",
                "ArnEquals",
                "ArnNotLike",
                "StringLike",
                "StringEquals",
                "StringNotLike",
            ]),
            "Set" => dice.pick(&[
                "ForAnyValue:StringEquals",
                "ForAllValues:StringEquals",
                "ForAnyValue:StringLike",
                "ForAllValues:StringLike",
                "ForAllValues:StringNotLike",
                "ForAnyValue:StringNotEquals",
                "StringEquals",
            ]),
            _ => dice.pick(&[
                "StringEquals",
                "StringEquals",
                "StringLike",
                "StringLike",
                "StringNotEquals",
                "StringNotLike",
                "StringEqualsIfExists",
                "StringLikeIfExists",
                "StringEqualsIgnoreCase",
                "StringLikeIgnoreCase",
                "Null",
            ]),
        };
        block[operator][key] = compared(dice, operator, values);
    }
    block
}

/// What an operator compares with: mostly one value, sometimes several.
pub(super) fn compared(dice: &mut Dice, operator: &str, values: &[&str]) -> Value {
    match (operator, dice.below(5)) {
        ("Null" | "Bool", _) => json!(dice.pick(&["true", "false"])),
        (_, 0) => dice.several(1, 2, |dice| dice.pick(values)).into(),
        _ => json!(dice.pick(values)),
    }
}
