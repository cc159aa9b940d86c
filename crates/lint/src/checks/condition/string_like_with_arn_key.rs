//! STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_engine::KeyType;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, Operator};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`StringLike` is used with a key that holds an ARN.",
    why: "Its star runs across colons, so that a star for the Region may swallow the account as well. `ArnLike` compares part by part.",
    fix: "Use `ArnLike`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*", "Condition": { "StringLike": { "aws:SourceArn": "arn:aws:sns:*:111122223333:orders" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*", "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:sns:*:111122223333:orders" } } }"#,
    source: "security-warning-string-like-operator-with-arn-condition-keys",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for pair in &statement.conditions {
            let Some(operator) = pair.parsed.filter(|own| own.base == Base::StringLike) else {
                continue;
            };
            let key = look.key_of(pair);
            if !look.key(key).is_some_and(|facts| facts.kind == KeyType::Arn) {
                continue;
            }
            let arn = Operator {
                base: Base::ArnLike,
                ..operator
            }
            .name();
            let written = look.text(pair.operator);
            let message = format!(
                "{} holds an ARN: the stars of `{written}` run across its parts; use `{arn}`",
                quote(key)
            );
            let report = found.at(&CHECK, pair.key, message);
            let alone = look.is_alone(statement, pair);
            if alone {
                report.fix(format!("write `{arn}`"), look.rewrite(pair.operator, &arn));
            }
        }
    }
}
