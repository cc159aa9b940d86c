//! Scenarios about what only its own policy opens, roles and keys, and about resources whose service has rules of its own.

use serde_json::{Value, json};

use super::Dice;
use super::{callers, locks};

/// Two roles to assume, a key with grants, a queue, a secret, a function, an API and a catalog.
pub(super) fn scenario(dice: &mut Dice, title: &str) -> Value {
    let mut scenario = json!({ "scenario": 1, "title": title });
    callers::accounts(dice, &mut scenario);
    let mut principals = callers::principals(dice);
    principals["target"] =
        json!({ "role": "arn:aws:iam::111122223333:role/target", "id": "AROATARGET", "tags": { "team": "red" } });
    for name in ["target", "app", "worker", "linked"] {
        if dice.chance(if name == "target" { 95 } else { 50 }) {
            principals[name]["trust"] = unseen(dice).unwrap_or_else(|| document(dice, trust));
        }
    }
    scenario["principals"] = principals;
    let mut resources = json!({
        "key": { "arn": "arn:aws:kms:eu-west-1:111122223333:key/k-1", "aliases": ["alias/app"] },
        "theirs": { "arn": "arn:aws:kms:eu-west-1:444455556666:key/k-2", "aliases": [dice.pick(&["alias/theirs", "alias/aws/s3"])] },
        "jobs": { "arn": "arn:aws:sqs:eu-west-1:111122223333:jobs" },
        "secret": { "arn": "arn:aws:secretsmanager:eu-west-1:444455556666:secret:s-AbCdEf" },
        "function": { "arn": "arn:aws:lambda:eu-west-1:111122223333:function:f" },
        "api": { "arn": "arn:aws:execute-api:eu-west-1:111122223333:api" },
        "catalog": { "arn": "arn:aws:glue:eu-west-1:111122223333:catalog" },
    });
    for name in ["key", "theirs", "jobs", "secret", "function", "api", "catalog"] {
        if dice.chance(85) {
            resources[name]["policy"] = unseen(dice).unwrap_or_else(|| document(dice, statement));
        }
        if dice.chance(30) {
            resources[name]["tags"] = json!({ "team": dice.pick(&["red", "blue"]) });
        }
    }
    for name in ["key", "theirs"] {
        if dice.chance(50) {
            resources[name]["grants"] = unseen(dice).unwrap_or_else(|| dice.several(1, 2, grant).into());
        }
    }
    scenario["resources"] = resources;
    scenario["endpoints"] = json!({ "vpce-1": { "vpc": "vpc-1", "account": "111122223333" } });
    scenario["context"] =
        json!({ "aws:CurrentTime": "2026-01-01T00:00:00Z", "aws:SourceIp": "192.0.2.1", "aws:UserAgent": "red" });
    if dice.chance(30) {
        scenario["assume"] = super::assume(dice);
    }
    scenario["cases"] = (0..40).map(|_| case(dice)).collect();
    scenario
}

/// Seldom a policy that we cannot see.
fn unseen(dice: &mut Dice) -> Option<Value> {
    dice.chance(2).then(|| json!({ "unknown": true }))
}

fn document(dice: &mut Dice, statement: impl FnMut(&mut Dice) -> Value) -> Value {
    let statements = dice.several(1, 2, statement);
    json!({ "Version": "2012-10-17", "Statement": statements })
}

fn trust(dice: &mut Dice) -> Value {
    const ACTIONS: [&str; 8] = [
        "sts:AssumeRole",
        "sts:*",
        "sts:TagSession",
        "sts:SetSourceIdentity",
        "sts:SetContext",
        "sts:AssumeRoleWithWebIdentity",
        "sts:AssumeRoleWithSAML",
        "*",
    ];
    let deny = dice.chance(15);
    let mut statement = json!({ "Effect": if deny { "Deny" } else { "Allow" } });
    statement["Principal"] = callers::element(dice, false);
    if dice.chance(25) {
        let providers = [
            "accounts.google.com",
            "arn:aws:iam::111122223333:oidc-provider/token.example.com",
            "arn:aws:iam::111122223333:saml-provider/corp",
        ];
        statement["Principal"] = json!({ "Federated": dice.pick(&providers) });
    }
    statement["Action"] = match dice.below(4) {
        0 => dice.several(1, 3, |dice| dice.pick(&ACTIONS)).into(),
        1 => json!(dice.pick(&ACTIONS)),
        _ => json!("sts:*"),
    };
    if dice.chance(2) {
        statement["Resource"] = json!("*"); // TYPE-3
    }
    if dice.chance(60) {
        statement["Condition"] = locks::condition(dice);
    }
    statement
}

fn statement(dice: &mut Dice) -> Value {
    let deny = dice.chance(18);
    let mut statement = json!({ "Effect": if deny { "Deny" } else { "Allow" } });
    let not = dice.chance(if deny { 50 } else { 5 });
    statement[if not { "NotPrincipal" } else { "Principal" }] = callers::element(dice, not);
    statement["Action"] = match dice.below(6) {
        0 => json!(["kms:Decrypt", "sqs:SendMessage", "lambda:InvokeFunction"]),
        1 => json!([
            "kms:*",
            "sqs:*",
            "secretsmanager:*",
            "glue:*",
            "execute-api:*",
            "lambda:*"
        ]),
        _ => json!("*"),
    };
    if dice.chance(90) {
        let parts = ["*", "*", "*", "*", "execute-api:/prod/*", "execute-api:/*/GET/y"];
        statement["Resource"] = json!(dice.pick(&parts));
    }
    if dice.chance(45) {
        statement["Condition"] = locks::condition(dice);
    }
    statement
}

fn grant(dice: &mut Dice) -> Value {
    const WHO: [&str; 10] = [
        "arn:aws:iam::111122223333:role/team/app",
        "arn:aws:sts::111122223333:assumed-role/app/ci",
        "arn:aws:iam::111122223333:user/alice",
        "arn:aws:iam::444455556666:user/bob",
        "arn:aws:iam::444455556666:role/worker",
        "arn:aws:sts::111122223333:federated-user/fred",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::777788889999:user/path/out",
        "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked",
        "s3.amazonaws.com",
    ];
    const OPERATIONS: [&str; 6] = [
        "Decrypt",
        "Encrypt",
        "GenerateDataKey",
        "CreateGrant",
        "RetireGrant",
        "DescribeKey",
    ];
    let mut grant =
        json!({ "grantee": dice.pick(&WHO), "operations": dice.several(1, 4, |dice| dice.pick(&OPERATIONS)) });
    match dice.below(6) {
        0 => grant["encryptionContextEquals"] = json!({ "app": "red" }),
        1 => grant["encryptionContextSubset"] = json!({ "app": "red" }),
        2 => grant["encryptionContextEquals"] = json!({}),
        3 => grant["retiring"] = json!(dice.pick(&WHO[..8])),
        _ => {}
    }
    grant
}

fn case(dice: &mut Dice) -> Value {
    const ROLES: [&str; 5] = [
        "arn:aws:iam::111122223333:role/target",
        "arn:aws:iam::111122223333:role/target",
        "arn:aws:iam::111122223333:role/team/app",
        "arn:aws:iam::444455556666:role/worker",
        "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked",
    ];
    const OTHERS: [(&str, &str); 19] = [
        ("sqs:CreateQueue", "jobs"),
        (
            "secretsmanager:CreateSecret",
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:new",
        ),
        ("secretsmanager:CreateSecret", "secret"),
        ("sqs:SendMessage", "jobs"),
        ("sqs:SendMessage", "jobs"),
        ("sqs:SetQueueAttributes", "jobs"),
        ("secretsmanager:GetSecretValue", "secret"),
        ("lambda:InvokeFunction", "function"),
        ("lambda:InvokeFunction", "function:PROD"),
        ("lambda:InvokeFunctionUrl", "function"),
        ("execute-api:Invoke", "api/prod/GET/x"),
        ("glue:GetTable", "arn:aws:glue:eu-west-1:111122223333:table/db/t"),
        ("glue:GetDatabase", "arn:aws:glue:eu-west-1:111122223333:database/db"),
        ("glue:GetTable", "catalog"),
        ("ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:111122223333:repository/r"),
        ("ecr:GetAuthorizationToken", "*"),
        ("iam:PassRole", "arn:aws:iam::111122223333:role/target"),
        ("iam:UpdateAssumeRolePolicy", "arn:aws:iam::111122223333:role/target"),
        ("sts:GetFederationToken", "arn:aws:sts::111122223333:federated-user/x"),
    ];
    let mut case = json!({ "principal": dice.pick(&callers::NAMES) });
    let mut context = json!({});
    match dice.below(10) {
        0..=3 => {
            let actions = [
                "sts:AssumeRole",
                "sts:AssumeRole",
                "sts:AssumeRole",
                "sts:TagSession",
                "sts:SetSourceIdentity",
                "sts:SetContext",
            ];
            case["action"] = match case["principal"].as_str() {
                Some("login" | "google") => json!("sts:AssumeRoleWithWebIdentity"),
                Some("corp") => json!("sts:AssumeRoleWithSAML"),
                _ => json!(dice.pick(&actions)),
            };
            case["resource"] = json!(dice.pick(&ROLES));
            for (key, values) in [
                ("sts:ExternalId", &["red", "blue"]),
                ("sts:RoleSessionName", &["alice", "ci"]),
                ("sts:SourceIdentity", &["alice", "red"]),
            ] {
                if dice.chance(40) {
                    context[key] = json!(dice.pick(values));
                }
            }
            if dice.chance(30) {
                context["sts:TransitiveTagKeys"] = json!(dice.several(1, 2, |dice| dice.pick(&["team", "cost"])));
            }
        }
        4..=6 => {
            let key = [
                "key",
                "key",
                "theirs",
                "arn:aws:kms:eu-west-1:111122223333:alias/app",
                "arn:aws:kms:eu-west-1:444455556666:alias/theirs",
            ];
            let actions = [
                "kms:Decrypt",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:CreateGrant",
                "kms:RetireGrant",
                "kms:DescribeKey",
                "kms:PutKeyPolicy",
            ];
            case["action"] = json!(dice.mostly(&actions));
            case["resource"] = json!(dice.pick(&key));
            if dice.chance(30) {
                context["kms:EncryptionContext:app"] = json!(dice.pick(&["red", "blue"]));
                context["kms:EncryptionContextKeys"] = json!(["app"]);
            }
            if dice.chance(10) {
                context["kms:EncryptionContext:more"] = json!("x");
            }
        }
        _ => {
            let (action, resource) = dice.pick(&OTHERS);
            case["action"] = json!(action);
            case["resource"] = json!(resource);
        }
    }
    if dice.chance(8) {
        super::odd::context(dice, &mut context);
    }
    case["context"] = context;
    if dice.chance(25) {
        case["tags"] = json!({ dice.pick(&["team", "Team", "cost"]): dice.pick(&["red", "blue"]) });
    }
    if dice.chance(12) {
        case["via"] = json!([dice.pick(&["athena.amazonaws.com", "s3.amazonaws.com"])]);
    } else if dice.chance(12) {
        case["endpoint"] = json!("vpce-1");
    }
    case
}
