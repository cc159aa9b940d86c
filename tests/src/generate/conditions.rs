//! Random condition blocks: every operator, few keys, values close to each other.

use serde_json::{Value, json};

use super::Dice;

/// A key and the family of values that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Text,
    List,
    Number,
    Date,
    Bool,
    Ip,
    Arn,
    Binary,
}

impl Family {
    /// Whether several values at once are possible.
    pub(super) fn is_list(self) -> bool {
        self == Family::List
    }
}

pub(super) const KEYS: [(&str, Family); 84] = [
    ("app:color", Family::Text),
    ("app:color", Family::Text),
    ("app:colors", Family::List),
    ("app:colors", Family::List),
    ("app:size", Family::Number),
    ("app:blob", Family::Binary),
    ("app:flag", Family::Bool),
    ("app:since", Family::Date),
    ("app:from", Family::Ip),
    ("app:source", Family::Arn),
    ("s3:prefix", Family::Text),
    ("aws:username", Family::Text),
    ("aws:userid", Family::Text),
    ("aws:PrincipalTag/team", Family::Text),
    ("aws:principaltag/TEAM", Family::Text),
    ("aws:ResourceTag/team", Family::Text),
    ("aws:RequestTag/team", Family::Text),
    ("aws:TagKeys", Family::List),
    ("aws:CalledVia", Family::List),
    ("aws:CalledViaFirst", Family::Text),
    ("aws:ViaAWSService", Family::Bool),
    ("aws:PrincipalArn", Family::Arn),
    ("aws:PrincipalArn", Family::Arn),
    ("aws:PrincipalAccount", Family::Text),
    ("aws:PrincipalOrgID", Family::Text),
    ("aws:PrincipalOrgPaths", Family::List),
    ("aws:PrincipalType", Family::Text),
    ("aws:PrincipalIsAWSService", Family::Bool),
    ("aws:PrincipalServiceName", Family::Text),
    ("aws:ResourceAccount", Family::Text),
    ("aws:ResourceOrgID", Family::Text),
    ("aws:SourceArn", Family::Arn),
    ("aws:SourceAccount", Family::Text),
    ("aws:SourceIp", Family::Ip),
    ("aws:SourceIp", Family::Ip),
    ("aws:SourceVpce", Family::Text),
    ("aws:SourceVpc", Family::Text),
    ("aws:SecureTransport", Family::Bool),
    ("aws:MultiFactorAuthPresent", Family::Bool),
    ("aws:CurrentTime", Family::Date),
    ("aws:EpochTime", Family::Date),
    ("aws:RequestedRegion", Family::Text),
    ("aws:SourceIdentity", Family::Text),
    ("sts:ExternalId", Family::Text),
    ("aws:TokenIssueTime", Family::Date),
    ("aws:MultiFactorAuthAge", Family::Number),
    ("aws:FederatedProvider", Family::Text),
    ("s3:DataAccessPointAccount", Family::Text),
    ("aws:SourceOrgID", Family::Text),
    ("aws:VpceAccount", Family::Text),
    ("kms:ViaService", Family::Text),
    ("token.example.com:sub", Family::Text),
    ("app:colour", Family::Text),
    ("aws:ResourceTag/Team", Family::Text),
    ("aws:ResourceTag/a/b:c", Family::Text),
    ("aws:PrincipalTag/none", Family::Text),
    ("aws:RequestTag/cost", Family::Text),
    ("aws:AssumedRoot", Family::Bool),
    ("aws:UserAgent", Family::Text),
    ("aws:CalledViaLast", Family::Text),
    ("aws:PrincipalServiceNamesList", Family::List),
    ("aws:ResourceOrgPaths", Family::List),
    ("aws:SourceOrgPaths", Family::List),
    ("aws:VpceOrgID", Family::Text),
    ("aws:VpceOrgPaths", Family::List),
    ("aws:SourceVpcArn", Family::Arn),
    ("aws:VpcSourceIp", Family::Ip),
    ("s3:ExistingObjectTag/team", Family::Text),
    ("s3:ResourceAccount", Family::Text),
    ("s3:DataAccessPointArn", Family::Arn),
    ("s3:AccessPointNetworkOrigin", Family::Text),
    ("kms:CallerAccount", Family::Text),
    ("kms:ResourceAliases", Family::List),
    ("kms:EncryptionContext:app", Family::Text),
    ("iam:ResourceTag/team", Family::Text),
    ("sqs:ResourceTag/team", Family::Text),
    ("saml:aud", Family::Text),
    ("accounts.google.com:aud", Family::List),
    ("sts:SourceIdentity", Family::Text),
    ("sts:TransitiveTagKeys", Family::List),
    ("sts:RoleSessionName", Family::Text),
    ("ec2:RoleDelivery", Family::Number),
    ("aws:PrincipalOrgPaths", Family::Text),
    ("aws:TagKeys", Family::Text),
];

/// A block of one to three pairs.
pub(super) fn condition(dice: &mut Dice) -> Value {
    condition_on(dice, &KEYS)
}

/// The same on some keys.
pub(super) fn condition_on(dice: &mut Dice, keys: &[(&'static str, Family)]) -> Value {
    let mut block = json!({});
    let pairs = dice.mostly(&[1, 2, 3]);
    for _ in 0..pairs {
        let (key, family) = dice.pick(keys);
        let stray = if dice.chance(6) { dice.pick(&KEYS).1 } else { family };
        let operator = operator(dice, stray);
        let key = spelled(dice, key);
        block[operator.as_str()][key.as_str()] = values(dice, family);
    }
    block
}

/// Key names are compared without case.
fn spelled(dice: &mut Dice, key: &str) -> String {
    match dice.below(12) {
        0 => key.to_ascii_lowercase(),
        1 => key.to_ascii_uppercase(),
        _ => key.to_owned(),
    }
}

fn operator(dice: &mut Dice, family: Family) -> String {
    const TEXT: [&str; 6] = [
        "StringEquals",
        "StringNotEquals",
        "StringLike",
        "StringNotLike",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
    ];
    const NUMBER: [&str; 6] = [
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
    ];
    const DATE: [&str; 6] = [
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
    ];
    const ARN: [&str; 6] = [
        "ArnLike",
        "ArnNotLike",
        "ArnEquals",
        "ArnNotEquals",
        "StringLike",
        "StringNotLike",
    ];
    let base = match family {
        Family::Text | Family::List => dice.pick(&TEXT),
        Family::Number => dice.pick(&NUMBER),
        Family::Date => dice.pick(&DATE),
        Family::Bool => dice.mostly(&["Bool", "StringEquals"]),
        Family::Ip => dice.pick(&["IpAddress", "NotIpAddress"]),
        Family::Arn => dice.pick(&ARN),
        Family::Binary => "BinaryEquals",
    };
    let base = if dice.chance(8) { "Null" } else { base };
    let set = match (family, dice.below(10)) {
        (Family::List, 0..=3) | (_, 0) => "ForAnyValue:",
        (Family::List, 4..=7) | (_, 1) => "ForAllValues:",
        _ => "",
    };
    let if_exists = if base != "Null" && dice.chance(18) {
        "IfExists"
    } else {
        ""
    };
    let name = format!("{set}{base}{if_exists}");
    match dice.below(60) {
        0 => name.to_ascii_lowercase(), // PARSE-30
        1 => format!("{name}Of"),       // PARSE-28
        _ => name,
    }
}

fn values(dice: &mut Dice, family: Family) -> Value {
    match dice.below(20) {
        0 => json!([]),
        1..=6 => dice.several(2, 3, |dice| value(dice, family)).into(),
        7 => json!([value(dice, family)]),
        _ => value(dice, family),
    }
}

/// What a policy writes.
fn value(dice: &mut Dice, family: Family) -> Value {
    const TEXT: [&str; 48] = [
        "red",
        "RED",
        "re*",
        "r?d",
        "*",
        "",
        "blue",
        "b*",
        "green",
        "${aws:username}",
        "${aws:PrincipalTag/team}",
        "${app:color}",
        "${aws:PrincipalTag/team, 'red'}",
        "re${*}",
        "alice",
        "al*",
        "111122223333",
        "444455556666",
        "o-a1b2c3d4e5",
        "o-a1b2c3d4e5/r-ab12/*",
        "User",
        "AssumedRole",
        "vpce-1",
        "vpc-1",
        "eu-west-1",
        "us-*",
        "team",
        "s3.amazonaws.com",
        "true",
        "athena.amazonaws.com",
        "999999999999",
        "anonymous",
        "Account",
        "Internet",
        "VPC",
        "s3.eu-west-1.amazonaws.com",
        "AROAAPP:*",
        "111122223333:fred",
        "alias/a*",
        "repo:acme/*",
        "o-partner0000",
        "${aws:userid}",
        "${aws:TagKeys}",
        "${app:missing, 'red'}",
        "${aws:PrincipalTag/none}",
        "${app:color, ''}",
        "${app:color",
        "Ünï",
    ];
    const ARN: [&str; 20] = [
        "*",
        "arn:aws:iam::111122223333:role/team/app",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:user/alice",
        "arn:aws:iam::*:*",
        "arn:aws:iam::${aws:PrincipalAccount}:role/team/*",
        "arn:aws:iam::111122223333:root",
        "arn:aws:sts::111122223333:assumed-role/app/*",
        "arn:aws:s3:::acme-logs",
        "arn:aws:s3*",
        "${aws:PrincipalArn}",
        "arn:aws:*:111122223333:*",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:ec2:*:*:vpc/vpc-1",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/*",
        "arn:aws:s3:*:111122223333:accesspoint/point",
        "arn:*:*:*:*:*",
        "arn:aws:iam::${aws:PrincipalAccount, '111122223333'}:user/${aws:username}",
        "arn:aws:sns:*:*:x:1111????3333:y",
        "arn:aws:s3:::?cme-logs",
    ];
    match family {
        Family::Text | Family::List => json!(dice.pick(&TEXT)),
        Family::Number if dice.chance(25) => json!(dice.pick(&NUMBERS)),
        Family::Number => match dice.below(8) {
            0 => json!(10),
            1 => json!(9.5),
            2 => json!("10.0"),
            3 => json!("+10"),
            4 => json!("-3"),
            5 => json!("1e1"),
            6 => json!("ten"),
            _ => json!("11"),
        },
        Family::Date if dice.chance(25) => json!(dice.pick(&ODD_DATES)),
        Family::Date => json!(dice.pick(&DATES)),
        Family::Bool => match dice.below(6) {
            0 => json!(true),
            1 => json!(false),
            2 => json!("True"),
            3 => json!("no"),
            4 => json!("false"),
            _ => json!("true"),
        },
        Family::Ip if dice.chance(25) => json!(dice.pick(&ODD_ADDRESSES)),
        Family::Ip => json!(dice.pick(&[
            "192.0.2.0/24",
            "192.0.2.77/28",
            "192.0.2.1",
            "0.0.0.0/0",
            "::/0",
            "2001:db8::/32",
            "10.0.0.0/8",
            "not-an-address"
        ])),
        Family::Arn => json!(dice.pick(&ARN)),
        Family::Binary => json!(dice.pick(&["QmxvYg==", "QmxvYw==", "%%", "", "QmxvYg", "QmxvYh==", "QUJD"])),
    }
}

/// Numbers at the edges of what one might read.
const NUMBERS: [&str; 16] = [
    "10.000000000000000000001",
    "9.999999999999999999999",
    "-0",
    "0",
    ".5",
    "5.",
    ".",
    "",
    "1e400",
    "1e-400",
    "0x10",
    "010",
    "9007199254740993",
    "9007199254740992",
    " 10",
    "1_0",
];

const ODD_DATES: [&str; 22] = [
    "2024-02-29",
    "2023-02-29",
    "0000-01-01T00:00:00Z",
    "-0001-01-01",
    "292278993-12-31T23:59:59Z",
    "292278994-01-01T00:00:00Z",
    "-292275054-01-01",
    "2026-01-01T00:00:00+00",
    "2026-01-01T00Z",
    "2026-01-01t00:00:00z",
    "2026-01-01T00:00",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:60Z",
    "2026-01-01T00:00:00.123456789Z",
    "2026-01-01T00:00:00.1234567890Z",
    "2026-1-1",
    "9223372036854775807",
    "9223372036854775808",
    "-1",
    "1767225600.5",
    "2026-01-01T01:00:00+01:00",
    "2026-01",
];

const ODD_ADDRESSES: [&str; 16] = [
    "192.0.2.0/31",
    "192.0.2.1/32",
    "192.0.2.1/0",
    "192.0.2.0/33",
    "192.0.2.01",
    "192.0.2",
    " 192.0.2.1",
    "::ffff:192.0.2.0/120",
    "::ffff:192.0.2.1",
    "::ffff:0:0/96",
    "2001:db8::1/128",
    "2001:DB8:0::1",
    "2001:db8::/129",
    "::/0",
    "255.255.255.255",
    "fe80::1%eth0",
];

const DATES: [&str; 9] = [
    "2026-01-01T00:00:00Z",
    "2025-12-31T19:00:00-05:00",
    "2026-01-01",
    "1767225600",
    "2026-01-01T00:00:01Z",
    "2026-06",
    "2026",
    "tomorrow",
    "2026-01-01T00:00:00.5Z",
];

/// What a request carries for a key.
pub(super) fn sent(dice: &mut Dice, family: Family) -> Value {
    match family {
        Family::Text => json!(dice.pick(&["red", "Red", "blue", "re*", "", "alice", "${aws:username}", "üNÏ"])),
        Family::List => dice
            .several(0, 3, |dice| json!(dice.pick(&["red", "blue", "green", ""])))
            .into(),
        Family::Number if dice.chance(20) => json!(dice.pick(&NUMBERS)),
        Family::Number => dice.pick(&[10, 11, 9, -3]).into(),
        Family::Date if dice.chance(20) => json!(dice.pick(&ODD_DATES)),
        Family::Date => json!(dice.pick(&DATES[..5])),
        Family::Bool if dice.chance(15) => json!(dice.pick(&["True", "FALSE", "", "no"])),
        Family::Bool => dice.chance(50).into(),
        Family::Ip => json!(dice.pick(&[
            "192.0.2.1",
            "192.0.2.78",
            "198.51.100.1",
            "2001:db8::1",
            "::ffff:192.0.2.1",
            "10.1.2.3",
            "192.0.2.256"
        ])),
        Family::Arn => json!(dice.pick(&[
            "arn:aws:s3:::acme-logs",
            "arn:aws:iam::111122223333:role/team/app",
            "arn:aws:sns:eu-west-1:444455556666:x:111122223333:y",
            "plain"
        ])),
        Family::Binary => json!(dice.pick(&["QmxvYg==", "QmxvYw==", "QUJD", "%%"])),
    }
}

/// The keys of nobody in particular, that only the `context` fills.
pub(super) const FREE: [(&str, Family); 11] = [
    ("sts:SourceIdentity", Family::Text),
    ("app:color", Family::Text),
    ("app:colors", Family::List),
    ("app:size", Family::Number),
    ("app:flag", Family::Bool),
    ("app:since", Family::Date),
    ("app:from", Family::Ip),
    ("app:source", Family::Arn),
    ("app:blob", Family::Binary),
    ("s3:prefix", Family::Text),
    ("sts:ExternalId", Family::Text),
];
