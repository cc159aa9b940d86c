//! Random accounts, principals, resources and endpoints.

use serde_json::{Value, json};

use super::Dice;
use super::documents::{CANONICAL, Place, policies, policy};

/// A tree of units zero to three deep, with the accounts somewhere in it.
pub(super) fn organization(dice: &mut Dice) -> Value {
    let depth = dice.below(4);
    let mut accounts = vec!["111122223333", "999999999999"];
    if dice.chance(50) {
        accounts.push("444455556666");
    }
    let mut root = node(dice, "r-ab12");
    for account in accounts {
        let level = if account == "999999999999" {
            0
        } else {
            dice.below(depth + 1)
        };
        place(dice, &mut root, account, level);
    }
    let mut organization = json!({ "id": "o-a1b2c3d4e5", "managementAccount": "999999999999", "root": root });
    if dice.chance(8) {
        organization["scpsEnabled"] = json!(false);
    }
    if dice.chance(10) {
        organization["blockPublicAccess"] = json!({ "restrictPublicBuckets": true });
    }
    organization
}

/// Puts an account `level` units below the node; at most three.
fn place(dice: &mut Dice, root: &mut Value, account: &str, level: usize) {
    let mut at = root;
    for depth in 1..=level {
        let name = format!("Unit{depth}");
        if at["units"].get(&name).is_none() {
            at["units"][&name] = node(dice, &format!("ou-ab12-000{depth}"));
        }
        at = &mut at["units"][&name];
    }
    match at["accounts"].as_array_mut() {
        Some(list) => list.push(json!(account)),
        None => at["accounts"] = json!([account]),
    }
}

fn node(dice: &mut Dice, id: &str) -> Value {
    let mut node = json!({ "id": id, "accounts": [], "units": {} });
    attach(dice, &mut node);
    node
}

fn attach(dice: &mut Dice, node: &mut Value) {
    if dice.chance(45) {
        let mut scps = vec![json!("FullAWSAccess")];
        if dice.chance(30) {
            scps.clear();
        }
        scps.extend(dice.several(0, 2, |dice| policy(dice, Place::Scp)));
        node["scps"] = scps.into();
    }
    if dice.chance(25) {
        node["rcps"] = policies(dice, Place::Rcp, 2);
    }
}

pub(super) fn accounts(dice: &mut Dice) -> Value {
    let mut accounts = json!({ "111122223333": {}, "444455556666": { "canonicalId": CANONICAL } });
    attach(dice, &mut accounts["111122223333"]);
    if dice.chance(20) {
        accounts["111122223333"]["blockPublicAccess"] =
            json!({ "restrictPublicBuckets": true, "ignorePublicAcls": dice.chance(50) });
    }
    if dice.chance(20) {
        accounts["777788889999"] = json!({ "organization": "o-partner0000" });
    }
    accounts
}

pub(super) fn principals(dice: &mut Dice) -> Value {
    let mut principals = json!({
        "alice": { "user": "arn:aws:iam::111122223333:user/alice", "id": "AIDAALICE" },
        "app": { "role": "arn:aws:iam::111122223333:role/team/app", "id": "AROAAPP", "session": "ci" },
        "other": { "sessionOf": "app", "session": "other" },
        "fred": { "federatedUser": "arn:aws:sts::111122223333:federated-user/fred", "of": "alice" },
        "owner": { "root": "111122223333" },
        "bob": { "user": "arn:aws:iam::444455556666:user/bob", "id": "AIDABOB" },
        "boss": { "user": "arn:aws:iam::999999999999:user/boss", "id": "AIDABOSS" },
        "stranger": { "anonymous": true },
        "storage": { "service": "s3.amazonaws.com" },
        "login": { "webIdentity": "arn:aws:iam::111122223333:oidc-provider/token.example.com", "claims": { "token.example.com:sub": "repo:acme/app" } },
        "corp": { "saml": "arn:aws:iam::111122223333:saml-provider/corp" },
        "linked": { "role": "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked", "id": "AROALINKED" },
        "target": { "role": "arn:aws:iam::111122223333:role/target", "id": "AROATARGET" },
    });
    for name in ["alice", "bob", "boss"] {
        entity(dice, &mut principals[name]);
        if dice.chance(30) {
            principals[name]["groups"] = json!({ "staff": policies(dice, Place::Identity, 2) });
        }
        if dice.chance(25) {
            principals[name]["credential"] =
                json!(dice.pick(&["sessionToken", "sessionTokenMfa", "console", "consoleMfa", "longTerm"]));
        }
        if dice.chance(10)
            && let Some(fields) = principals[name].as_object_mut()
        {
            fields.remove("id");
        }
    }
    for name in ["app", "linked", "target"] {
        entity(dice, &mut principals[name]);
    }
    for name in ["app", "other", "target"] {
        session(dice, &mut principals[name]);
    }
    if dice.chance(80) {
        principals["target"]["trust"] = policy(dice, Place::Trust);
    }
    if dice.chance(30) {
        principals["target"]["tags"] = json!({ "team": "red" });
    }
    if dice.chance(20) {
        principals["other"]["assumedBy"] = json!(dice.pick(&["target", "app", "alice"]));
    }
    if dice.chance(65) {
        principals["fred"]["sessionPolicies"] = policies(dice, Place::Session, 2);
    }
    if dice.chance(25) {
        principals["fred"]["of"] = json!("owner");
    }
    if dice.chance(15) {
        principals["owner"]["taskPolicy"] = policy(dice, Place::Session);
    }
    if dice.chance(60) {
        principals["storage"]["sourceArn"] = json!("arn:aws:s3:::acme-logs");
        principals["storage"]["sourceAccount"] = json!("111122223333");
    }
    principals
}

fn entity(dice: &mut Dice, entry: &mut Value) {
    if dice.chance(85) {
        entry["policies"] = policies(dice, Place::Identity, 3);
    }
    if dice.chance(30) {
        entry["boundary"] = policy(dice, Place::Boundary);
    }
    if dice.chance(50) {
        entry["tags"] = match dice.below(12) {
            0 => json!({ "unknown": true }),
            1 => json!({ "team": "red", "Team": "blue" }),
            _ => json!({ "team": dice.pick(&["red", "blue", ""]) }),
        };
    }
}

fn session(dice: &mut Dice, entry: &mut Value) {
    if dice.chance(30) {
        entry["sessionPolicies"] = policies(dice, Place::Session, 2);
    }
    if dice.chance(25) {
        entry["sessionTags"] = json!({ "Team": dice.pick(&["blue", "green"]) });
        if dice.chance(40) {
            entry["transitiveTags"] = json!(["Team"]);
        }
    }
    if dice.chance(15) {
        entry["sourceIdentity"] = json!(dice.pick(&["alice", "red"]));
    }
}

pub(super) fn resources(dice: &mut Dice) -> Value {
    let mut resources = json!({
        "logs": { "arn": "arn:aws:s3:::acme-logs", "account": dice.mostly(&["111122223333", "444455556666", "999999999999"]) },
        "jobs": { "arn": "arn:aws:sqs:eu-west-1:111122223333:jobs" },
        "key": { "arn": "arn:aws:kms:eu-west-1:111122223333:key/k-1" },
        "orders": { "arn": "arn:aws:dynamodb:eu-west-1:444455556666:table/orders" },
        "point": { "arn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/point", "bucket": "logs" },
        "theirs": { "arn": "arn:aws:s3:::acme-logs/upload/x", "tags": { "team": "red" } },
    });
    for name in ["logs", "jobs", "key", "orders", "point"] {
        if dice.chance(75) {
            resources[name]["policy"] = policy(dice, Place::Resource);
        }
        if dice.chance(25) {
            resources[name]["tags"] = json!({ "team": dice.pick(&["red", "blue"]) });
        }
    }
    if dice.chance(25) {
        resources["logs"]["blockPublicAccess"] = json!({ "restrictPublicBuckets": true });
    }
    if dice.chance(30) {
        resources["logs"]["objectOwnership"] =
            json!(dice.pick(&["ObjectWriter", "BucketOwnerPreferred", "BucketOwnerEnforced"]));
        resources["theirs"]["acl"] = json!([{ "grantee": dice.pick(&["AllUsers", "AuthenticatedUsers", CANONICAL]), "permission": dice.pick(&["READ", "FULL_CONTROL"]) }]);
        if dice.chance(50) {
            resources["theirs"]["objectOwner"] = json!("444455556666");
        }
    }
    if dice.chance(15) {
        resources["point"]["vpc"] = json!("vpc-1");
    }
    if dice.chance(30) {
        let grantee = dice.pick(&[
            "arn:aws:iam::111122223333:role/team/app",
            "arn:aws:iam::444455556666:user/bob",
            "arn:aws:iam::111122223333:user/alice",
        ]);
        resources["key"]["grants"] = json!([{ "grantee": grantee, "operations": ["Decrypt"] }]);
    }
    resources
}

pub(super) fn endpoints(dice: &mut Dice) -> Value {
    let mut endpoints = json!({
        "vpce-1": { "vpc": "vpc-1", "account": "111122223333", "type": "gateway" },
        "vpce-2": { "vpc": "vpc-2", "account": "444455556666", "type": "interface" },
    });
    for id in ["vpce-1", "vpce-2"] {
        if dice.chance(70) {
            endpoints[id]["policy"] = policy(dice, Place::Endpoint);
        }
    }
    endpoints
}
