//! An organization out of a file, beside what the author says of accounts.

use super::passing;

const ORGANIZATION: &str = include_str!("../../../../fixtures/projects/account-export/organization.json");

fn scenario(accounts: &str) -> String {
    let text = r#"{
  "scenario": 1,
  "title": "t",
  "organization": {"from": "organizations", "file": "organization.json"}ACCOUNTS,
  "principals": {
    "ann": { "user": "arn:aws:iam::111122223333:user/ann", "policies": ["AdministratorAccess"] }
  },
  "cases": [
    { "principal": "ann", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:us-east-1:111122223333:q",
      "expect": { "decision": "explicitDeny", "layer": "scp", "policy": "organization.json#p-region01", "statement": "OnlyEurope" } },
    { "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "context": { "aws:RequestedRegion": "eu-west-1" } }
  ]
}
"#;
    text.replace("ACCOUNTS", accounts)
}

fn alone(accounts: &str) -> String {
    let deny = r#"{ "Statement": { "Sid": "No", "Effect": "Deny", "Action": "s3:*", "Resource": "*" } }"#;
    passing(
        &scenario(accounts),
        &[("organization.json", ORGANIZATION), ("no.json", deny)],
    )
}

#[test]
fn accounts_come_behind_it() {
    let alone = alone("");
    let expected = r#"    }
  },
  "accounts": {
    "111122223333": {
      "name": "prod",
      "scps": ["FullAWSAccess"],
      "rcps": []
    },
    "999999999999": {
      "name": "management",
      "scps": ["FullAWSAccess"],
      "rcps": []
    }
  },
  "principals": {"#;
    assert!(alone.contains(expected), "{alone}");
    assert!(
        alone.contains(r#""scps": ["FullAWSAccess", "organization.json#p-region01"],"#),
        "{alone}"
    );
}

#[test]
fn what_the_author_says_of_an_account_stays() {
    let accounts = r#",
  "accounts": {
    "111122223333": { "canonicalId": "c", "scps": ["FullAWSAccess", {"file": "no.json"}] },
    "444455556666": { "name": "other" }
  }"#;
    let expected = r#"  "accounts": {
    "111122223333": { "canonicalId": "c", "scps": ["FullAWSAccess", "no.json"], "name": "prod", "rcps": [] },
    "444455556666": { "name": "other" },
    "999999999999": {
      "name": "management",
      "scps": ["FullAWSAccess"],
      "rcps": []
    }
  },"#;
    let alone = alone(accounts);
    assert!(alone.contains(expected), "{alone}");
}

#[test]
fn an_account_of_which_the_author_says_nothing() {
    let accounts = r#",
  "accounts": {"111122223333": {}, "999999999999": {
    "canonicalId": "c"
  }}"#;
    let expected = r#"  "accounts": {"111122223333": {
    "name": "prod",
    "scps": ["FullAWSAccess"],
    "rcps": []
  }, "999999999999": {
    "canonicalId": "c",
    "name": "management",
    "scps": ["FullAWSAccess"],
    "rcps": []
  }},"#;
    let alone = alone(accounts);
    assert!(alone.contains(expected), "{alone}");
}
