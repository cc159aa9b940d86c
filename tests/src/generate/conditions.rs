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

const KEYS: [(&str, Family); 53] = [
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
];

/// A block of one to three pairs.
pub(super) fn condition(dice: &mut Dice) -> Value {
    let mut block = json!({});
    let pairs = dice.mostly(&[1, 2, 3]);
    for _ in 0..pairs {
        let (key, family) = dice.pick(&KEYS);
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
    const TEXT: [&str; 30] = [
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
    ];
    const ARN: [&str; 12] = [
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
    ];
    match family {
        Family::Text | Family::List => json!(dice.pick(&TEXT)),
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
        Family::Date => json!(dice.pick(&DATES)),
        Family::Bool => match dice.below(6) {
            0 => json!(true),
            1 => json!(false),
            2 => json!("True"),
            3 => json!("no"),
            4 => json!("false"),
            _ => json!("true"),
        },
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
        Family::Binary => json!(dice.pick(&["QmxvYg==", "QmxvYw==", "%%", ""])),
    }
}

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
        Family::Text => json!(dice.pick(&["red", "Red", "blue", "re*", "", "alice", "${aws:username}"])),
        Family::List => dice
            .several(0, 3, |dice| json!(dice.pick(&["red", "blue", "green", ""])))
            .into(),
        Family::Number => dice.pick(&[10, 11, 9, -3]).into(),
        Family::Date => json!(dice.pick(&DATES[..5])),
        Family::Bool => dice.chance(50).into(),
        Family::Ip => json!(dice.pick(&[
            "192.0.2.1",
            "192.0.2.78",
            "198.51.100.1",
            "2001:db8::1",
            "::ffff:192.0.2.1",
            "10.1.2.3"
        ])),
        Family::Arn => json!(dice.pick(&[
            "arn:aws:s3:::acme-logs",
            "arn:aws:iam::111122223333:role/team/app",
            "arn:aws:sns:eu-west-1:444455556666:x:111122223333:y",
            "plain"
        ])),
        Family::Binary => json!(dice.pick(&["QmxvYg==", "QmxvYw=="])),
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
