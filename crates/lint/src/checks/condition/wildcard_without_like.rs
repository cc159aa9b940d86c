//! WILDCARD_WITHOUT_LIKE_OPERATOR

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, Operator, PolicyType};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "WILDCARD_WITHOUT_LIKE_OPERATOR",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A value has `*` or `?` in it, and its operator takes them for letters.",
    why: "`StringEquals` compares to the letter: a star matches a star only, so that nothing matches, and a negated condition always holds.",
    fix: "Use `StringLike` if a wildcard is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalTag/team": "red-*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringLike": { "aws:PrincipalTag/team": "red-*" } } }"#,
    source: "general-warning-wildcard-without-like-operator",
};

/// Keys whose values may have a star of their own.
const LITERAL: [&str; 2] = ["s3:prefix", "s3:delimiter"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for pair in &statement.conditions {
            let Some(operator) = pair.parsed else { continue };
            let literal = matches!(operator.base, Base::StringEquals | Base::StringEqualsIgnoreCase);
            if !literal {
                continue;
            }
            let written = look.text(pair.operator);
            let like = Operator {
                base: Base::StringLike,
                ..operator
            }
            .name();
            let alone = look.is_alone(statement, pair);
            for &value in &pair.values {
                let text = look.scalar(value);
                if !has_star(text)
                    || LITERAL.iter().any(|key| look.is_on(pair, key)) && look.kind == PolicyType::Resource
                {
                    continue;
                }
                let message = format!(
                    "{} has a wildcard, which `{written}` compares to the letter; did you mean `{like}`?",
                    quote(text)
                );
                let report = found.at(&CHECK, value, message);
                if alone && operator.base == Base::StringEquals {
                    report.fix(format!("write `{like}`"), look.rewrite(pair.operator, &like));
                }
            }
        }
    }
}

/// Whether a wildcard stands outside of `${*}` and `${?}`.
fn has_star(text: &str) -> bool {
    text.replace("${*}", "").replace("${?}", "").contains(['*', '?'])
}
