//! PROP-9 and 10: the tables of section 5.2, cell by cell, within one account and across two.

use iamwhy_tests::{engine, oracle};
use serde_json::{Value, json};

fn document(effect: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": { "Effect": effect, "Action": "*", "Resource": "*" } })
}

const ROLE_SESSION: [(&str, &str); 5] = [
    ("nothing", "10000000"),
    ("111122223333", "10000000"),
    ("arn:aws:iam::111122223333:role/team/app", "10001000"),
    ("arn:aws:sts::111122223333:assumed-role/app/ci", "11111111"),
    ("*", "11111111"),
];
const FEDERATED: [(&str, &str); 5] = [
    ("nothing", "10000000"),
    ("arn:aws:iam::111122223333:root", "10000000"),
    ("arn:aws:iam::111122223333:user/alice", "10001000"),
    ("arn:aws:sts::111122223333:federated-user/fred", "11111111"),
    ("*", "11111111"),
];

/// One cell: who calls, who is named, and the bits of identity, boundary and session policy.
fn cell(caller: &str, named: &str, bits: usize, owner: &str, gated: bool) -> String {
    let only = |bit: usize| {
        if bits & bit != 0 {
            document("Allow")
        } else {
            json!({ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "ec2:*", "Resource": "*" } })
        }
    };
    let (action, arn) = if gated {
        ("kms:Decrypt", format!("arn:aws:kms:eu-west-1:{owner}:key/k"))
    } else {
        ("s3:GetObject", "arn:aws:s3:::b".to_owned())
    };
    let policy = json!({ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": named }, "Action": "*", "Resource": "*" } });
    let scenario = json!({
        "principals": {
            "app": { "role": "arn:aws:iam::111122223333:role/team/app", "session": "ci", "policies": [only(4)], "boundary": only(2), "sessionPolicies": [only(1)] },
            "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [only(4)], "boundary": only(2) },
            "fred": { "federatedUser": "arn:aws:sts::111122223333:federated-user/fred", "of": "alice", "sessionPolicies": [only(1)] },
        },
        "resources": { "r": { "arn": arn, "account": owner, "policy": policy } },
    });
    let resource = if gated { arn } else { format!("{arn}/k") };
    let case = json!({ "principal": caller, "action": action, "resource": resource });
    let answer = engine::decide(&scenario, &case).map(|verdict| verdict.decision);
    let expected = oracle::decide(&scenario, &case).map(|verdict| verdict.decision);
    assert_eq!(
        answer.as_deref().ok(),
        expected.as_deref().ok(),
        "{caller}, {named}, {bits:03b}"
    );
    answer.unwrap_or_default()
}

#[test]
fn prop_10_the_tables_of_the_same_account() {
    for (caller, table) in [("app", ROLE_SESSION), ("fred", FEDERATED)] {
        for (named, row) in table {
            for (column, expected) in row.chars().enumerate() {
                let bits = 7 - column;
                let allows = |gated| cell(caller, named, bits, "111122223333", gated) == "allow";
                assert_eq!(allows(false), expected == '1', "{caller}, {named}, {bits:03b}");
                assert_eq!(
                    allows(true),
                    expected == '1' && named != "nothing",
                    "{caller}, {named}, {bits:03b}, gated"
                );
            }
        }
    }
    for (named, row) in [
        ("nothing", "1000"),
        ("111122223333", "1000"),
        ("arn:aws:iam::111122223333:user/alice", "1111"),
        ("*", "1111"),
    ] {
        for (column, expected) in row.chars().enumerate() {
            let bits = (3 - column) << 1;
            assert_eq!(
                cell("alice", named, bits, "111122223333", false) == "allow",
                expected == '1',
                "alice, {named}, {bits:03b}"
            );
        }
    }
}

#[test]
fn prop_9_what_is_allowed_across_accounts_is_allowed_within_one() {
    for (caller, table) in [("app", ROLE_SESSION), ("fred", FEDERATED)] {
        for ((named, _), bits) in table.iter().flat_map(|row| (0..8).map(move |bits| (row, bits))) {
            let across = cell(caller, named, bits, "444455556666", false);
            assert_eq!(
                across == "allow",
                bits == 7 && *named != "nothing",
                "{caller}, {named}, {bits:03b}: {across}"
            );
            assert!(
                across != "allow" || cell(caller, named, bits, "111122223333", false) == "allow",
                "{caller}, {named}, {bits:03b}"
            );
        }
    }
}
