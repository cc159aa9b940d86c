//! The values that policies write and requests carry: few, and close to each other.

use serde_json::{Value, json};

use super::Dice;
use super::keys::Family;

pub(super) fn values(dice: &mut Dice, family: Family) -> Value {
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
    const ARN: [&str; 23] = [
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
        "arn:aws:iam::111122223333:role/${app:color}",
        "arn:aws:sns:${aws:RequestedRegion}:111122223333:news",
        "arn:aws:s3:::${aws:PrincipalTag/team}",
    ];
    match family {
        Family::Text | Family::List => json!(dice.pick(&TEXT)),
        Family::Number if dice.chance(25) => json!(dice.pick(&NUMBERS)),
        Family::Number => match dice.below(10) {
            8 => json!(10.0),
            9 => json!(1e1),
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
        Family::Bool => match dice.below(8) {
            6 => json!("${app:flag}"),
            7 => json!("${app:color, 'true'}"),
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
            "not-an-address",
            "2001:DB8::1",
            "2001:0db8:0:0::1/128"
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
