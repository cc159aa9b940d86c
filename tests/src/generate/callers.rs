//! One caller of each kind in three accounts, most of them with every right of their own or with none, so that the other
//! policies decide.

use serde_json::{Value, json};

use super::Dice;
use super::documents::CANONICAL;

/// Everybody who can be asked for.
pub(super) const NAMES: [&str; 23] = [
    "anywhere",
    "alice",
    "alice",
    "alice",
    "app",
    "app",
    "other",
    "fred",
    "rootFred",
    "owner",
    "theirRoot",
    "bob",
    "bob",
    "worker",
    "out",
    "stranger",
    "storage",
    "edge",
    "login",
    "corp",
    "google",
    "linked",
    "arn:aws:sts::111122223333:assumed-role/app/third",
];

/// An organization of two of the accounts, or none; and what is known of the accounts.
pub(super) fn accounts(dice: &mut Dice, scenario: &mut Value) {
    scenario["accounts"] =
        json!({ "111122223333": {}, "444455556666": { "canonicalId": CANONICAL }, "777788889999": {} });
    if dice.chance(60) {
        let members = if dice.chance(50) {
            json!(["111122223333"])
        } else {
            json!(["111122223333", "444455556666"])
        };
        scenario["organization"] = json!({ "id": "o-a1b2c3d4e5", "managementAccount": "999999999999", "root": { "id": "r-ab12", "accounts": members } });
    }
    if dice.chance(30) {
        scenario["accounts"]["777788889999"]["organization"] = json!("o-partner0000");
    }
}

pub(super) fn principals(dice: &mut Dice) -> Value {
    let mut principals = json!({
        "alice": { "user": "arn:aws:iam::111122223333:user/alice", "id": "AIDAALICE" },
        "app": { "role": "arn:aws:iam::111122223333:role/team/app", "id": "AROAAPP", "session": "ci" },
        "other": { "sessionOf": "app", "session": "other" },
        "fred": { "federatedUser": "arn:aws:sts::111122223333:federated-user/fred", "of": "alice" },
        "rootFred": { "federatedUser": "arn:aws:sts::111122223333:federated-user/rootFred", "of": "owner" },
        "owner": { "root": "111122223333" },
        "theirRoot": { "root": "444455556666" },
        "bob": { "user": "arn:aws:iam::444455556666:user/bob", "id": "AIDABOB" },
        "worker": { "role": "arn:aws:iam::444455556666:role/worker", "id": "AROAWORKER" },
        "out": { "user": "arn:aws:iam::777788889999:user/path/out", "id": "AIDAOUT" },
        "stranger": { "anonymous": true },
        "storage": { "service": "s3.amazonaws.com" },
        "edge": { "service": "cloudfront.amazonaws.com" },
        "anywhere": { "service": "rolesanywhere.amazonaws.com" },
        "login": { "webIdentity": "arn:aws:iam::111122223333:oidc-provider/token.example.com", "claims": { "token.example.com:sub": "repo:acme/app" } },
        "corp": { "saml": "arn:aws:iam::111122223333:saml-provider/corp", "claims": { "saml:aud": "red" } },
        "google": { "webIdentity": "accounts.google.com", "claims": { "accounts.google.com:aud": "red" } },
        "linked": { "role": "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked", "id": "AROALINKED" },
    });
    for name in ["alice", "app", "bob", "worker", "out", "linked"] {
        if dice.chance(65) {
            principals[name]["policies"] = json!(["AdministratorAccess"]);
        }
        if dice.chance(2) {
            principals[name]["policies"] = json!({ "unknown": true });
        }
        if dice.chance(20) {
            principals[name]["boundary"] = narrow(dice);
        }
        if dice.chance(35) {
            principals[name]["tags"] = json!({ "team": dice.pick(&["red", "blue"]) });
        }
    }
    for (name, often) in [
        ("app", 25),
        ("other", 25),
        ("worker", 25),
        ("fred", 65),
        ("rootFred", 65),
    ] {
        if dice.chance(often) {
            principals[name]["sessionPolicies"] = dice.several(0, 2, narrow).into();
        }
    }
    for name in ["alice", "bob", "owner"] {
        if dice.chance(25) {
            let words = ["sessionToken", "sessionTokenMfa", "console", "consoleMfa"];
            principals[name]["credential"] = json!(dice.pick(&words));
        }
    }
    session(dice, &mut principals);
    for name in ["storage", "edge"] {
        if dice.chance(60) {
            principals[name]["sourceArn"] = json!("arn:aws:s3:::acme-logs");
            principals[name]["sourceAccount"] = json!(dice.pick(&["111122223333", "444455556666", "777788889999"]));
        }
    }
    principals
}

/// What a session brings along, and whence.
fn session(dice: &mut Dice, principals: &mut Value) {
    if dice.chance(25) {
        principals["app"]["sessionTags"] = json!({ "team": dice.pick(&["red", "green"]), "cost": "1" });
        principals["app"]["transitiveTags"] = json!([dice.pick(&["team", "cost"])]);
    }
    if dice.chance(20) {
        principals["app"]["sourceIdentity"] = json!(dice.pick(&["alice", "red"]));
    }
    if dice.chance(30) {
        principals["other"]["assumedBy"] = json!(dice.pick(&["app", "alice", "worker"]));
    }
    if dice.chance(20) {
        let providers = [
            "accounts.google.com",
            "cognito-identity.amazonaws.com",
            "arn:aws:iam::111122223333:saml-provider/corp",
            "arn:aws:iam::111122223333:oidc-provider/token.example.com",
        ];
        principals["app"]["federatedProvider"] = json!(dice.pick(&providers));
    }
    if dice.chance(15) {
        principals["owner"]["taskPolicy"] = narrow(dice);
    }
}

/// A policy that allows much, or nearly everything, or the wrong thing.
pub(super) fn narrow(dice: &mut Dice) -> Value {
    match dice.below(6) {
        0 | 1 => json!("AdministratorAccess"),
        2 => document(&json!({ "Effect": "Allow", "Action": "ec2:*", "Resource": "*" })),
        3 => document(&json!({ "Effect": "Allow", "NotAction": ["s3:PutObject", "kms:Encrypt"], "Resource": "*" })),
        4 => document(&json!({ "Effect": "Allow", "Action": ["s3:*", "kms:*", "sts:*", "sqs:*"], "Resource": "*" })),
        _ => document(
            &json!([{ "Effect": "Allow", "Action": "*", "Resource": "*" }, { "Effect": "Deny", "Action": ["s3:GetObjectAcl", "kms:Decrypt"], "Resource": "*" }]),
        ),
    }
}

fn document(statement: &Value) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statement })
}

/// Whom a `Principal` or `NotPrincipal` names.
pub(super) fn element(dice: &mut Dice, not: bool) -> Value {
    const AWS: [&str; 28] = [
        "111122223333",
        "arn:aws:iam::111122223333:root",
        "444455556666",
        "arn:aws:iam::444455556666:root",
        "arn:aws:iam::777788889999:root",
        "arn:aws:iam::111122223333:user/alice",
        "AIDAALICE",
        "arn:aws:iam::111122223333:role/team/app",
        "arn:aws:iam::111122223333:role/app",
        "AROAAPP",
        "arn:aws:sts::111122223333:assumed-role/app/ci",
        "arn:aws:sts::111122223333:assumed-role/app/other",
        "arn:aws:sts::111122223333:federated-user/fred",
        "arn:aws:sts::111122223333:federated-user/rootFred",
        "arn:aws:iam::444455556666:user/bob",
        "arn:aws:iam::444455556666:role/worker",
        "arn:aws:sts::444455556666:assumed-role/worker/session",
        "arn:aws:iam::777788889999:user/path/out",
        "arn:aws:iam::777788889999:user/out",
        "arn:aws:iam::111122223333:group/staff",
        "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:sts::111122223333:assumed-role/app/*",
        "arn:aws:iam::111122223333:USER/alice",
        "arn:aws-cn:iam::111122223333:user/alice",
        "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked",
        "*",
    ];
    const SERVICES: [&str; 6] = [
        "s3.amazonaws.com",
        "cloudfront.amazonaws.com",
        "S3.amazonaws.com",
        "s3.eu-west-1.amazonaws.com",
        "*",
        "rolesanywhere.amazonaws.com",
    ];
    const PROVIDERS: [&str; 6] = [
        "accounts.google.com",
        "arn:aws:iam::111122223333:oidc-provider/token.example.com",
        "arn:aws:iam::111122223333:saml-provider/corp",
        "cognito-identity.amazonaws.com",
        "www.amazon.com",
        "*",
    ];
    if dice.chance(if not { 3 } else { 45 }) {
        return if dice.chance(60) {
            json!("*")
        } else {
            json!({ "AWS": "*" })
        };
    }
    let mut map = json!({});
    if dice.chance(85) {
        map["AWS"] = match (not, dice.below(4)) {
            (true, _) => dice.several(1, 4, |dice| dice.pick(&AWS[..20])).into(),
            (false, 0) => dice.several(0, 3, |dice| dice.pick(&AWS)).into(),
            (false, _) => json!(dice.pick(&AWS)),
        };
    }
    if dice.chance(15) {
        map["Service"] = json!(dice.pick(&SERVICES));
    }
    if dice.chance(10) {
        map["Federated"] = json!(dice.pick(&PROVIDERS));
    }
    if dice.chance(8) {
        map["CanonicalUser"] = json!(dice.pick(&[
            CANONICAL,
            "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
        ]));
    }
    map
}
