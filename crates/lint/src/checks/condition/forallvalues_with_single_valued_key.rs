//! FORALLVALUES_WITH_SINGLE_VALUED_KEY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, Operator, Qualifier};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`ForAllValues:` is used with a key that holds one value.",
    why: "`ForAllValues:` also holds when the key is absent: an `Allow` then lets in whoever leaves it out.",
    fix: "Leave `ForAllValues:` out.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    source: "security-warning-forallvalues-with-single-valued-key",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for pair in &statement.conditions {
            let Some(operator) = pair.parsed else { continue };
            let all = operator.qualifier == Qualifier::ForAllValues && operator.base != Base::Null;
            let key = look.key_of(pair);
            if !all || look.key(key).is_none_or(|facts| facts.multi) {
                continue;
            }
            let name = Operator {
                qualifier: Qualifier::None,
                ..operator
            }
            .name();
            let message = format!(
                "{} holds one value: `ForAllValues:` only adds that it may be absent",
                quote(key)
            );
            let report = found.at(&CHECK, pair.key, message);
            let alone = look.is_alone(statement, pair);
            if alone {
                report.fix(format!("write `{name}`"), look.rewrite(pair.operator, &name));
            }
        }
    }
}
