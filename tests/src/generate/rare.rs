//! What few scenarios have: odd worlds, odd callers, odd requests.

use serde_json::{Value, json};

use super::Dice;
use super::buckets::acl_line;
use super::documents::{Place, policies, policy};

/// Callers beyond the usual ones; always there, seldom asked for.
pub(super) const STRANGERS: [&str; 9] = [
    "theirRoot",
    "boss",
    "bossRoot",
    "outsider",
    "worker",
    "chinese",
    "rootFred",
    "trail",
    "google",
];

/// Adds the rare callers, and a few oddities.
pub(super) fn decorate(dice: &mut Dice, scenario: &mut Value) {
    strangers(dice, scenario);
    let most = dice.below(6);
    for _ in 0..most {
        match dice.below(18) {
            0 => point(dice, &mut scenario["resources"]["point"]),
            1 => acls(dice, &mut scenario["resources"]),
            2 => grants(dice, &mut scenario["resources"]["key"]),
            3 => scenario["resources"]["key"]["aliases"] = json!([dice.pick(&["alias/aws/s3", "alias/app"])]),
            4 => chain(dice, &mut scenario["principals"]),
            5 => {
                let name = dice.pick(&["app", "other", "target"]);
                scenario["principals"][name]["credential"] =
                    json!(dice.pick(&["console", "consoleMfa", "longTerm", "sessionToken"]));
            }
            6 => scenario["principals"]["owner"]["taskPolicy"] = policy(dice, Place::Session),
            7 => {
                let words = ["sessionToken", "sessionTokenMfa", "console", "consoleMfa"];
                scenario["principals"]["owner"]["credential"] = json!(dice.pick(&words));
            }
            8 => endpoints(dice, &mut scenario["endpoints"]),
            9 => accounts(dice, &mut scenario["accounts"]),
            10 => {
                let (section, name) = dice.pick(&[
                    ("resources", "logs"),
                    ("resources", "theirs"),
                    ("resources", "key"),
                    ("principals", "alice"),
                    ("principals", "target"),
                ]);
                scenario[section][name]["tags"] = json!({
                    "team": dice.pick(&["red", "blue"]),
                    "Team": dice.pick(&["red", "blue"]),
                    "a/b:c": "1",
                });
            }
            11 => claims(dice, &mut scenario["principals"]),
            12 => scenario["principals"]["fred"]["sessionTags"] = json!({ "team": dice.pick(&["red", "green"]) }),
            13 => {
                let providers = [
                    "accounts.google.com",
                    "arn:aws:iam::111122223333:saml-provider/corp",
                    "arn:aws:iam::111122223333:oidc-provider/token.example.com",
                ];
                scenario["principals"]["app"]["federatedProvider"] = json!(dice.pick(&providers));
            }
            14 => {
                scenario["principals"]["storage"]["sourceAccount"] =
                    json!(dice.pick(&["444455556666", "777788889999", "999999999999"]));
            }
            15 => {
                let name = dice.pick(&["alice", "bob", "app"]);
                scenario["principals"][name]["tags"] = json!({ "unknown": true });
            }
            16 => as_text(dice, scenario.pointer_mut("/principals/alice/policies")),
            _ => blocked(dice, scenario),
        }
    }
}

fn strangers(dice: &mut Dice, scenario: &mut Value) {
    let principals = &mut scenario["principals"];
    principals["theirRoot"] = json!({ "root": "444455556666" });
    principals["boss"] = json!({ "user": "arn:aws:iam::999999999999:user/boss", "policies": ["AdministratorAccess"] });
    principals["bossRoot"] = json!({ "root": "999999999999" });
    principals["outsider"] = json!({ "user": "arn:aws:iam::777788889999:user/path/out", "id": "AIDAOUT", "policies": ["AdministratorAccess"] });
    principals["worker"] = json!({ "role": "arn:aws:iam::444455556666:role/worker", "policies": policies(dice, Place::Identity, 2), "trust": policy(dice, Place::Trust) });
    principals["chinese"] =
        json!({ "user": "arn:aws-cn:iam::111122223333:user/li", "policies": ["AdministratorAccess"] });
    principals["rootFred"] = json!({ "federatedUser": "arn:aws:sts::444455556666:federated-user/fred", "of": "theirRoot", "sessionPolicies": policies(dice, Place::Session, 2) });
    principals["trail"] = json!({ "service": "cloudtrail.amazonaws.com" });
    principals["google"] =
        json!({ "webIdentity": "accounts.google.com", "claims": { "accounts.google.com:aud": ["red", "blue"] } });
}

fn point(dice: &mut Dice, point: &mut Value) {
    match dice.below(4) {
        0 => point["arn"] = json!("arn:aws:s3:eu-west-1:444455556666:accesspoint/point"),
        1 => point["vpc"] = json!(dice.pick(&["vpc-1", "vpc-2"])),
        2 => point["blockPublicAccess"] = json!({ "restrictPublicBuckets": true }),
        _ => point["policy"] = json!({ "unknown": true }),
    }
}

fn acls(dice: &mut Dice, resources: &mut Value) {
    resources["logs"]["objectOwnership"] = json!(dice.pick(&["ObjectWriter", "BucketOwnerPreferred"]));
    for name in ["logs", "theirs"] {
        resources[name]["acl"] = match dice.below(10) {
            0 => json!({ "unknown": true }),
            _ => dice.several(0, 2, acl_line).into(),
        };
    }
    if dice.chance(40) {
        let owners = ["444455556666", "111122223333", "777788889999"];
        resources["theirs"]["objectOwner"] = json!(dice.pick(&owners));
    }
}

fn grants(dice: &mut Dice, key: &mut Value) {
    let line = |dice: &mut Dice| {
        let who = [
            "arn:aws:iam::111122223333:role/team/app",
            "arn:aws:sts::111122223333:assumed-role/app/ci",
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::444455556666:user/bob",
            "arn:aws:iam::444455556666:role/worker",
            "arn:aws:sts::111122223333:federated-user/fred",
            "s3.amazonaws.com",
        ];
        let mut grant = json!({ "grantee": dice.pick(&who), "operations": dice.pick(&[["Decrypt", "Encrypt"], ["Encrypt", "RetireGrant"]]) });
        match dice.below(6) {
            0 => grant["encryptionContextEquals"] = json!({ "app": "red" }),
            1 => grant["encryptionContextSubset"] = json!({ "App": "red" }),
            2 => grant["retiring"] = json!(dice.pick(&who[..6])),
            _ => {}
        }
        grant
    };
    key["grants"] = match dice.below(12) {
        0 => json!({ "unknown": true }),
        _ => dice.several(1, 2, line).into(),
    };
}

/// Sessions that come from sessions.
fn chain(dice: &mut Dice, principals: &mut Value) {
    principals["other"]["assumedBy"] = json!(dice.pick(&["target", "app", "worker"]));
    if dice.chance(50) {
        principals["target"]["assumedBy"] = json!(dice.pick(&["app", "alice", "worker"]));
    }
    for name in ["target", "app", "worker"] {
        if dice.chance(50) {
            principals[name]["sessionTags"] = json!({ "team": dice.pick(&["blue", "green"]), "cost": "1" });
            principals[name]["transitiveTags"] = json!([dice.pick(&["team", "cost"])]);
        }
        if dice.chance(30) {
            principals[name]["sourceIdentity"] = json!(dice.pick(&["alice", "red"]));
        }
    }
}

fn endpoints(dice: &mut Dice, endpoints: &mut Value) {
    match dice.below(4) {
        0 => endpoints["vpce-2"]["account"] = json!("777788889999"),
        1 => {
            endpoints["vpce-1"] = json!({});
        }
        2 => endpoints["vpce-2"]["policy"] = json!({ "unknown": true }),
        _ => endpoints["vpce-1"]["account"] = json!("999999999999"),
    }
}

fn accounts(dice: &mut Dice, accounts: &mut Value) {
    match dice.below(5) {
        0 => {
            accounts["777788889999"] =
                json!({ "organization": "o-partner0000", "organizationPath": "o-partner0000/r-1/" })
        }
        1 => accounts["111122223333"]["scps"] = json!({ "unknown": true }),
        2 => accounts["444455556666"]["rcps"] = policies(dice, Place::Rcp, 2),
        3 => accounts["444455556666"]["scps"] = policies(dice, Place::Scp, 2),
        _ => accounts["111122223333"]["canonicalId"] = json!("a".repeat(64)),
    }
}

fn claims(dice: &mut Dice, principals: &mut Value) {
    match dice.below(3) {
        0 => principals["login"]["claims"] = json!({ "unknown": true }),
        1 => principals["corp"]["claims"] = json!({ "saml:aud": "red", "saml:sub_type": "persistent" }),
        _ => principals["corp"]["claims"] = json!({ "unknown": true }),
    }
}

/// The same policies, as text.
fn as_text(dice: &mut Dice, policies: Option<&mut Value>) {
    for policy in policies.and_then(Value::as_array_mut).into_iter().flatten() {
        if policy.get("Statement").is_some() && dice.chance(70) {
            *policy = json!({ "text": policy.to_string() });
        }
    }
}

fn blocked(dice: &mut Dice, scenario: &mut Value) {
    let account = dice.pick(&["111122223333", "444455556666", "999999999999"]);
    let settings = json!({ "restrictPublicBuckets": dice.chance(70), "ignorePublicAcls": dice.chance(50) });
    match dice.below(3) {
        0 => scenario["accounts"][account]["blockPublicAccess"] = settings,
        1 => scenario["resources"]["logs"]["blockPublicAccess"] = settings,
        _ => scenario["resources"]["point"]["blockPublicAccess"] = settings,
    }
}
