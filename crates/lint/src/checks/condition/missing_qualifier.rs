//! MISSING_QUALIFIER

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, Qualifier};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_QUALIFIER",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A key that holds a list is compared without `ForAnyValue:` or `ForAllValues:`.",
    why: "AWS does not say what a comparison of a list without a qualifier means; what is tested while one value is sent breaks with the second.",
    fix: "Write `ForAnyValue:` where one value is enough, `ForAllValues:` where none may be another.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "StringEquals": { "aws:TagKeys": "team" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "ForAnyValue:StringEquals": { "aws:TagKeys": "team" } } }"#,
    source: "error-missing-qualifier",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for pair in &statement.conditions {
            let Some(operator) = pair.parsed else { continue };
            let key = look.key_of(pair);
            let many = look.key(key).is_some_and(|facts| facts.multi);
            if !many || operator.qualifier != Qualifier::None || operator.base == Base::Null {
                continue;
            }
            let message = format!("{} holds a list: say `ForAnyValue:` or `ForAllValues:`", quote(key));
            let report = found.at(&CHECK, pair.key, message);
            // Other keys below the same operator would get the qualifier as well.
            let alone = look.is_alone(statement, pair);
            if alone {
                let name = format!("ForAnyValue:{}", operator.name());
                report.fix(format!("write `{name}`"), look.rewrite(pair.operator, &name));
            }
        }
    }
}
