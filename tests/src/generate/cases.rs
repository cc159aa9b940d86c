//! Random requests.

use serde_json::{Value, json};

use super::Dice;
use super::keys::FREE;
use super::values::sent;
use super::{odd, rare};

/// Keys that would be unknown everywhere are mostly given, so that few answers are unknown.
pub(super) fn defaults(dice: &mut Dice) -> Value {
    let mut context = json!({});
    if dice.chance(88) {
        context["aws:SourceIp"] = json!(dice.pick(&["192.0.2.1", "192.0.2.78", "198.51.100.1", "2001:db8::1"]));
    }
    if dice.chance(88) {
        let key = dice.pick(&["aws:CurrentTime", "aws:EpochTime"]);
        context[key] = if key == "aws:CurrentTime" {
            json!("2026-01-01T00:00:00Z")
        } else {
            json!(1_767_225_600)
        };
    }
    if dice.chance(88) {
        context["aws:RequestedRegion"] = json!(dice.pick(&["eu-west-1", "us-east-1"]));
    }
    free(dice, &mut context, 3);
    context
}

fn free(dice: &mut Dice, context: &mut Value, most: usize) {
    for _ in 0..dice.below(most + 1) {
        let (key, family) = dice.pick(&FREE);
        context[key] = match dice.below(40) {
            0 if !family.is_list() => json!({ "unknown": true }),
            1 if !family.is_list() => json!({ "unknown": "presence" }),
            2 => Value::Null,
            _ => sent(dice, family),
        };
    }
}

const CALLERS: [&str; 20] = [
    "alice",
    "alice",
    "alice",
    "app",
    "app",
    "app",
    "other",
    "fred",
    "fred",
    "owner",
    "bob",
    "bob",
    "boss",
    "stranger",
    "storage",
    "linked",
    "target",
    "arn:aws:sts::111122223333:assumed-role/app/third",
    "arn:aws:iam::777788889999:user/zoe",
    "arn:aws:sts::777788889999:assumed-role/far/away",
];

const REQUESTS: [(&str, &[&str]); 14] = [
    (
        "s3:GetObject",
        &[
            "logs/app/1.gz",
            "logs/alice/k",
            "logs/red/k",
            "logs/shared/k",
            "theirs",
            "logs/*/k",
            "logs/$x/k",
            "point/object/app/1.gz",
        ],
    ),
    (
        "s3:GetObject",
        &["logs/app/1.gz", "logs/blue/k", "logs/alice/k", "theirs"],
    ),
    ("s3:PutObject", &["logs/app/1.gz", "logs/red/k"]),
    ("s3:ListBucket", &["logs", "point"]),
    ("s3:GetBucketPolicy", &["logs"]),
    (
        "sqs:SendMessage",
        &[
            "jobs",
            "arn:aws:sqs:eu-west-1:444455556666:jobs",
            "arn:aws:sqs:us-east-1:111122223333:x:111122223333:jobs",
        ],
    ),
    (
        "kms:Decrypt",
        &["key", "key", "arn:aws:kms:eu-west-1:444455556666:key/k-2"],
    ),
    ("kms:ListKeys", &["*"]),
    ("dynamodb:GetItem", &["orders"]),
    (
        "iam:PassRole",
        &[
            "arn:aws:iam::111122223333:role/team/app",
            "arn:aws:iam::111122223333:role/target",
        ],
    ),
    ("iam:GetPolicy", &["arn:aws:iam::aws:policy/ReadOnlyAccess"]),
    ("ec2:DescribeInstances", &["*"]),
    ("sts:GetCallerIdentity", &["*"]),
    (
        "logs:GetLogEvents",
        &[
            "arn:aws:logs:eu-west-1:111122223333:log-group:x",
            "arn:aws:logs:eu-west-1:444455556666:log-group:y:111122223333:log-group:x",
        ],
    ),
];

/// One case, sometimes a matrix or a call of several authorizations.
pub(super) fn case(dice: &mut Dice) -> Value {
    let caller = if dice.chance(12) {
        dice.pick(&rare::STRANGERS)
    } else {
        dice.pick(&CALLERS)
    };
    let mut case = json!({ "principal": caller });
    let (mut action, list) = dice.pick(&REQUESTS);
    let mut resource = Some(dice.pick(list));
    if dice.chance(22) {
        (action, resource) = odd::request(dice);
    }
    if dice.chance(15) {
        action = dice.mostly(&["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]);
        resource = Some(dice.mostly(&[
            "arn:aws:iam::111122223333:role/target",
            "arn:aws:iam::111122223333:role/team/app",
        ]));
    } else if dice.chance(4) {
        let (who, with) = dice.pick(&[
            ("login", "sts:AssumeRoleWithWebIdentity"),
            ("corp", "sts:AssumeRoleWithSAML"),
            ("google", "sts:AssumeRoleWithWebIdentity"),
        ]);
        case["principal"] = json!(who);
        action = if dice.chance(90) {
            with
        } else {
            "sts:AssumeRoleWithSAML"
        };
        resource = Some("arn:aws:iam::111122223333:role/target");
    }
    if dice.chance(6) {
        let (second, list) = dice.pick(&REQUESTS);
        let mut item = json!({ "action": second, "resource": dice.pick(list) });
        if dice.chance(30) {
            item["via"] = json!(["s3.amazonaws.com"]);
        }
        if dice.chance(30) {
            let mut context = json!({});
            odd::context(dice, &mut context);
            item["context"] = context;
        }
        let resource = resource.unwrap_or("*");
        case["call"] = json!([{ "action": action, "resource": resource }, item]);
    } else {
        case["action"] = if dice.chance(10) {
            json!(action.to_ascii_uppercase())
        } else {
            json!(action)
        };
        if let Some(resource) = resource {
            case["resource"] = json!(resource);
        }
        if dice.chance(3) {
            case["resourceOwner"] = json!(dice.pick(&["444455556666", "999999999999"]));
        }
    }
    if dice.chance(30) {
        let mut context = json!({});
        free(dice, &mut context, 2);
        if dice.chance(20) {
            context["aws:SourceIp"] = json!(dice.pick(&["192.0.2.1", "10.1.2.3", "2001:db8::1"]));
        }
        if dice.chance(10) {
            context["aws:MultiFactorAuthPresent"] = json!(dice.chance(50));
        }
        if dice.chance(40) {
            odd::context(dice, &mut context);
        }
        case["context"] = context;
    }
    if dice.chance(15) {
        case["tags"] = match dice.below(10) {
            0 => json!({ "team": "red", "Team": "blue" }),
            1 => json!({}),
            _ => json!({ dice.pick(&["team", "Team", "cost"]): dice.pick(&["red", "blue", ""]) }),
        };
    }
    if dice.chance(18) {
        case["endpoint"] = json!(dice.pick(&["vpce-1", "vpce-2"]));
    }
    if dice.chance(10) {
        case["via"] = dice
            .several(1, 2, |dice| {
                dice.pick(&[
                    "athena.amazonaws.com",
                    "cloudformation.amazonaws.com",
                    "s3.amazonaws.com",
                ])
            })
            .into();
    }
    if dice.chance(5) && case.get("call").is_none() {
        if dice.chance(50) {
            case["matrix"] = json!({ "principal": ["alice", "app", "bob"] });
            if let Some(fields) = case.as_object_mut() {
                fields.shift_remove("principal"); // given once only
            }
        } else {
            case["matrix"] = json!({ "context.app:color": ["red", "blue", null] });
            if let Some(context) = case.get_mut("context").and_then(Value::as_object_mut) {
                context.shift_remove("app:color");
            }
        }
    }
    case
}
