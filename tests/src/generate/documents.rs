//! Random policy documents for every place that takes one.

use serde_json::{Value, json};

use super::conditions::condition;
use super::{Dice, unsound};

/// The names of the shared policies.
pub(super) const SHARED: [&str; 3] = ["Shared1", "Shared2", "Shared3"];

/// Where a document is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Identity,
    Boundary,
    Session,
    Scp,
    Rcp,
    Endpoint,
    Resource,
    Trust,
}

impl Place {
    fn has_principal(self) -> bool {
        matches!(self, Place::Rcp | Place::Endpoint | Place::Resource | Place::Trust)
    }
}

/// A policy: a document, a name, sometimes one that we cannot see.
pub(super) fn policy(dice: &mut Dice, place: Place) -> Value {
    let shared = matches!(place, Place::Identity | Place::Boundary | Place::Session | Place::Scp);
    match dice.below(100) {
        0 | 1 => json!({ "unknown": true }),
        2..=12 if shared => json!(dice.pick(&SHARED)),
        13..=38 if shared => json!("AdministratorAccess"),
        _ => document(dice, place),
    }
}

/// Several policies, or a list that we cannot see.
pub(super) fn policies(dice: &mut Dice, place: Place, most: usize) -> Value {
    if dice.chance(1) {
        return json!({ "unknown": true });
    }
    dice.several(0, most, |dice| policy(dice, place)).into()
}

/// A document with one to three statements.
pub(super) fn document(dice: &mut Dice, place: Place) -> Value {
    let mut statements = dice.several(1, 3, |dice| statement(dice, place));
    let statement = if statements.len() == 1 && dice.chance(40) {
        statements.remove(0)
    } else {
        Value::Array(statements)
    };
    let document = match dice.below(12) {
        0 => json!({ "Statement": statement }),
        1 => json!({ "Version": "2008-10-17", "Statement": statement }),
        _ => json!({ "Version": "2012-10-17", "Statement": statement }),
    };
    if dice.chance(3) {
        unsound::document(dice, document)
    } else {
        document
    }
}

fn statement(dice: &mut Dice, place: Place) -> Value {
    let deny = place == Place::Rcp || dice.chance(if place == Place::Scp { 40 } else { 22 });
    let mut statement = json!({ "Effect": if deny { "Deny" } else { "Allow" } });
    if place.has_principal() != dice.chance(2) {
        let not = place == Place::Resource && dice.chance(if deny { 30 } else { 4 });
        statement[if not { "NotPrincipal" } else { "Principal" }] = if place == Place::Rcp {
            json!("*")
        } else {
            principal(dice, place, not)
        };
    }
    let not = place != Place::Rcp && dice.chance(12);
    statement[if not { "NotAction" } else { "Action" }] = one_or_many(dice, 3, |dice| action(dice, place));
    if place != Place::Trust && !(place == Place::Resource && dice.chance(10)) {
        let not = dice.chance(12);
        statement[if not { "NotResource" } else { "Resource" }] = one_or_many(dice, 3, |dice| resource(dice, place));
    }
    if dice.chance(if deny { 65 } else { 35 }) {
        statement["Condition"] = condition(dice);
    }
    if dice.chance(3) {
        unsound::statement(dice, &mut statement);
    }
    statement
}

fn one_or_many(dice: &mut Dice, most: usize, mut make: impl FnMut(&mut Dice) -> &'static str) -> Value {
    match dice.below(20) {
        0 => json!([]),
        1..=8 => dice.several(1, most, make).into(),
        _ => json!(make(dice)),
    }
}

pub(super) fn action(dice: &mut Dice, place: Place) -> &'static str {
    const ANY: [&str; 31] = [
        "s*:Get*",
        "?3:GetObject",
        "s3:${aws:username}",
        "s3:Get[A-Z]bject",
        "s3:getobject*",
        "s3:*:*",
        "*:GetObject:*",
        "*",
        "s3:*",
        "s3:GetObject",
        "S3:getobject",
        "s3:Get*",
        "s3:*Object",
        "s3:?etObject",
        "s3:ListBucket",
        "s3:*BucketPolicy",
        "s3:GetObject ",
        "sqs:SendMessage",
        "sqs:*",
        "SQS:Send*",
        "kms:Decrypt",
        "kms:*",
        "sts:AssumeRole",
        "sts:*",
        "iam:*",
        "iam:PassRole",
        "dynamodb:*",
        "*:*",
        "*:Get*",
        "ec2:Describe*",
        "s3:",
    ];
    match place {
        Place::Trust => dice.mostly(&[
            "sts:AssumeRole",
            "sts:*",
            "sts:AssumeRoleWithWebIdentity",
            "sts:AssumeRole*",
            "sts:TagSession",
            "sts:SetSourceIdentity",
            "sts:AssumeRoleWithSAML",
        ]),
        Place::Rcp => dice.pick(&[
            "s3:*",
            "s3:GetObject",
            "kms:*",
            "sts:*",
            "sqs:*",
            "dynamodb:*",
            "iam:*",
            "s3:Get*",
            "*",
        ]),
        _ if dice.chance(35) => dice.pick(&["*", "s3:*", "s3:GetObject"]),
        _ => dice.pick(&ANY),
    }
}

pub(super) fn resource(dice: &mut Dice, place: Place) -> &'static str {
    const ANY: [&str; 70] = [
        "*",
        "arn:aws:s3:::acme-logs",
        "arn:aws:s3:::acme-logs/*",
        "arn:aws:s3:::acme-logs*",
        "arn:aws:s3:::acme-*/*",
        "arn:aws:s3:::acme-logs/app/?.gz",
        "arn:aws:s3:::acme-logs/${aws:username}/*",
        "arn:aws:s3:::acme-logs/${aws:PrincipalTag/team}/*",
        "arn:aws:s3:::acme-logs/${aws:PrincipalTag/team, 'shared'}/*",
        "arn:aws:s3:::acme-logs/${*}/*",
        "arn:aws:s3:::acme-logs/$x/*",
        "arn:aws:s3:::acme-logs/${oops",
        "arn:aws:s3:::acme-logs/${app:color}/*",
        "arn:*:s3:::acme-logs/*",
        "arn:aws:s3:*:*:acme-logs/*",
        "arn:aws:s3:*",
        "arn:aws:sqs:eu-west-1:111122223333:jobs",
        "arn:aws:sqs:*:111122223333:*",
        "arn:aws:sqs:eu-west-1",
        "arn:aws:sqs:*:jobs",
        "arn:aws:sqs:*",
        "arn:aws:sqs:eu-*1:111122223333:jobs",
        "arn:aws:sqs:e?-west-1:*:j*",
        "arn:aws:kms:eu-west-1:111122223333:key/k-1",
        "arn:aws:kms:*:*:key/*",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:role/team/app",
        "arn:aws:iam::${aws:PrincipalAccount}:role/*",
        "arn:aws:iam::aws:policy/*",
        "arn:aws:dynamodb:*:table/orders",
        "arn:aws:dynamodb:*:*:table/orders",
        "arn:aws:logs:*:111122223333:log-group:x",
        "arn:aws:logs:*:*:log-group:*:x",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/point*",
        "arn:aws:s3:*:*:accesspoint/point",
        "arn:aws:s3:eu-west-1:*:accesspoint/*/object/*",
        "arn:aws",
        "arn:aws:sqs",
        "arn:aws:s3",
        "arn:aws:kms:*",
        "arn:aws:iam::111122223333",
        "arn:aws:iam::111122223333:*",
        "arn:aws:iam::*:user/",
        "arn:aws:iam::*:role/TARGET",
        "arn:aws:iam::111122223333:ROLE/target",
        "arn:aws:iam::111122223333:role/target",
        "arn:aws:s3::acme-logs",
        "arn:aws:s3:::*",
        "arn:aws:s3:::?cme-logs/**",
        "arn:aws:s3:::acme-logs/${aws:userid}/*",
        "arn:aws:s3:::${aws:PrincipalTag/team}-*",
        "arn:aws:s3:::acme-logs/${aws:PrincipalTag/none, 'a*'}/*",
        "arn:aws:s3:::acme-logs/${app:missing, 'alice'}/*",
        "arn:aws:s3:::acme-logs/${aws:TagKeys}/*",
        "arn:aws:s3:::${app:color, 'acme-logs'}/*",
        "arn:aws:s3:::acme-logs/${}/*",
        "arn:aws:logs:*:111122223333:log-group:*",
        "arn:aws:logs:*:*",
        "arn:aws*",
        "arn:aws-cn:*",
        "arn:aws:lambda:*:*:function:f",
        "acme-logs",
        "arn:aws:s3: : :*",
        "arn:aws:iam::111122223333:r*",
        "arn:aws:iam::111122223333:r*/target",
        "arn:aws:s3:::acme-logs/app/[0-9].gz",
        "arn:aws:sqs:*-*:11112222*:*jobs*",
        "arn:aws:s*:::acme-logs/*:*",
        "arn:aws:kms:*:*:alias/*",
        "ARN:AWS:S3:::acme-logs/*",
    ];
    let broad = if place == Place::Resource { 40 } else { 50 };
    match dice.below(100) {
        n if n < broad => "*",
        n if n < broad + 15 => dice.pick(&ANY[1..7]),
        _ => dice.pick(&ANY),
    }
}

/// The names of everybody, and of some that are nobody.
fn principal(dice: &mut Dice, place: Place, not: bool) -> Value {
    const AWS: [&str; 24] = [
        "*",
        "111122223333",
        "arn:aws:iam::111122223333:root",
        "444455556666",
        "arn:aws:iam::444455556666:root",
        "arn:aws:iam::111122223333:user/alice",
        "AIDAALICE",
        "arn:aws:iam::111122223333:role/team/app",
        "arn:aws:iam::111122223333:role/app",
        "AROAAPP",
        "arn:aws:sts::111122223333:assumed-role/app/ci",
        "arn:aws:sts::111122223333:assumed-role/app/other",
        "arn:aws:sts::111122223333:federated-user/fred",
        "arn:aws:iam::444455556666:user/bob",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::777788889999:user/zoe",
        "arn:aws:iam::999999999999:root",
        "arn:aws:iam::444455556666:role/worker",
        "arn:aws:sts::444455556666:federated-user/fred",
        "arn:aws-cn:iam::111122223333:root",
        "arn:aws:iam::*:root",
        "arn:aws:iam::111122223333:role/target",
        "AROATARGET",
        "arn:aws:sts::111122223333:assumed-role/app/*",
    ];
    if !not && dice.chance(35) {
        return json!("*");
    }
    let mut map = json!({});
    if not && dice.chance(60) {
        map["AWS"] = dice.several(1, 3, |dice| dice.pick(&AWS[1..13])).into();
        return map;
    }
    match dice.below(12) {
        0..=8 => map["AWS"] = one_or_many(dice, 3, |dice| dice.pick(&AWS)),
        9 => {
            map["Service"] = one_or_many(dice, 2, |dice| {
                dice.mostly(&["s3.amazonaws.com", "S3.amazonaws.com", "cloudtrail.amazonaws.com"])
            })
        }
        10 if place != Place::Endpoint => map["CanonicalUser"] = json!(CANONICAL),
        _ => {}
    }
    if place == Place::Trust && dice.chance(40) {
        map["Federated"] = json!(dice.mostly(&[
            "arn:aws:iam::111122223333:oidc-provider/token.example.com",
            "arn:aws:iam::111122223333:saml-provider/corp",
            "accounts.google.com"
        ]));
    }
    map
}

/// The canonical ID of the second account.
pub(super) const CANONICAL: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
