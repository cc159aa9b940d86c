//! Scenarios in which one statement decides: everything else is wide open.

use serde_json::{Value, json};

use super::conditions::condition_on;
use super::documents::{Place, action, resource};
use super::keys::{FREE, KEYS};
use super::values::sent;
use super::{Dice, odd};

const USERS: usize = 8;
const QUEUES: usize = 4;

/// Users whose only policy has one condition or pattern to think about, and queues whose policy has.
pub(super) fn scenario(dice: &mut Dice, title: &str) -> Value {
    let mut scenario = json!({ "scenario": 1, "title": title });
    for index in 0..USERS {
        let mut user =
            json!({ "user": format!("arn:aws:iam::111122223333:user/u{index}"), "id": format!("AIDAU{index}") });
        user["policies"] = json!([document(dice, Place::Identity)]);
        if dice.chance(60) {
            user["tags"] = json!({ "team": dice.pick(&["red", "blue", "", "re*"]) });
        }
        scenario["principals"][format!("u{index}")] = user;
    }
    scenario["principals"]["storage"] = json!({ "service": "s3.amazonaws.com", "sourceArn": "arn:aws:s3:::acme-logs", "sourceAccount": "111122223333" });
    scenario["principals"]["stranger"] = json!({ "anonymous": true });
    scenario["resources"]["logs"] =
        json!({ "arn": "arn:aws:s3:::acme-logs", "account": "111122223333", "tags": { "team": "red", "Team": "red" } });
    for index in 0..QUEUES {
        scenario["resources"][format!("q{index}")] = json!({
            "arn": format!("arn:aws:sqs:eu-west-1:111122223333:q{index}"),
            "policy": document(dice, Place::Resource),
            "tags": { "team": dice.pick(&["red", "blue"]) },
        });
    }
    scenario["context"] =
        json!({ "aws:CurrentTime": "2026-01-01T00:00:00Z", "aws:SourceIp": "192.0.2.1", "aws:UserAgent": "red" });
    if dice.chance(50) {
        scenario["assume"] = super::assume(dice);
    }
    scenario["cases"] = (0..40).map(|_| case(dice)).collect();
    scenario
}

/// An Allow with a condition, or an Allow for all and a Deny with one.
fn document(dice: &mut Dice, place: Place) -> Value {
    let deny = dice.chance(40);
    let mut decisive = json!({ "Effect": if deny { "Deny" } else { "Allow" } });
    let everything = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
    if place == Place::Resource {
        decisive["Principal"] = json!("*");
    }
    let on_condition = dice.chance(75);
    let negated = dice.chance(15);
    decisive[if negated { "NotAction" } else { "Action" }] = match dice.chance(75) {
        true => json!(if negated { "ec2:*" } else { "*" }),
        false => json!(action(dice, place)),
    };
    let negated = dice.chance(20);
    decisive[if negated { "NotResource" } else { "Resource" }] = match on_condition {
        true => json!(if negated { "arn:aws:ec2:*" } else { "*" }),
        false => json!([resource(dice, place), resource(dice, place)]),
    };
    if on_condition {
        let keys = if dice.chance(85) { &FREE[..] } else { &KEYS[..] };
        decisive["Condition"] = condition_on(dice, keys);
    }
    let statements = match deny && place == Place::Identity {
        true => json!([everything, decisive]),
        false => json!([decisive]),
    };
    let version = if dice.chance(92) { "2012-10-17" } else { "2008-10-17" };
    json!({ "Version": version, "Statement": statements })
}

fn case(dice: &mut Dice) -> Value {
    let own = [
        "logs/app/1.gz",
        "logs/red/k",
        "logs/blue/k",
        "logs/alice/k",
        "logs/u1/k",
        "logs/re*/k",
        "logs/a*/k",
    ];
    let mut case = match dice.below(10) {
        0..=2 => {
            let who = dice.pick(&["storage", "stranger", "u0"]);
            json!({ "principal": who, "action": "sqs:SendMessage", "resource": format!("q{}", dice.below(QUEUES)) })
        }
        3 => {
            let arn = dice.pick(&[
                "arn:aws:sqs:eu-west-1:111122223333:jobs",
                "arn:aws:sqs:us-east-1:111122223333:x:111122223333:jobs",
                "arn:aws:logs:eu-west-1:111122223333:log-group:x",
                "arn:aws:iam::111122223333:role/target",
                "arn:aws:kms:eu-west-1:111122223333:key/k-1",
            ]);
            json!({ "principal": format!("u{}", dice.below(USERS)), "action": "iam:PassRole", "resource": arn })
        }
        _ => {
            json!({ "principal": format!("u{}", dice.below(USERS)), "action": "s3:GetObject", "resource": dice.pick(&own) })
        }
    };
    let mut context = json!({});
    for (key, family) in FREE {
        if dice.chance(55) {
            context[key] = sent(dice, family);
        }
    }
    if dice.chance(10) {
        odd::context(dice, &mut context);
    }
    case["context"] = context;
    if dice.chance(20) {
        case["tags"] = json!({ "team": dice.pick(&["red", "blue"]), "cost": "1" });
    }
    case
}
