//! NULL_WITH_QUALIFIER

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
    code: "NULL_WITH_QUALIFIER",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`Null` is used with `ForAllValues:` or `ForAnyValue:`.",
    why: "With `ForAllValues:` it always holds, with `ForAnyValue:` never, whatever the request carries.",
    fix: "Leave the qualifier out.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "ForAllValues:Null": { "aws:TagKeys": "false" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "Null": { "aws:TagKeys": "false" } } }"#,
    source: "suggestion-null-with-qualifier",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for block in statement
            .conditions
            .chunk_by(|one, other| one.operator == other.operator)
        {
            let Some(first) = block.first() else { continue };
            let Some(operator) = first.parsed.filter(|own| own.base == Base::Null) else {
                continue;
            };
            let always = match operator.qualifier {
                Qualifier::None => continue,
                Qualifier::ForAllValues => "always holds",
                Qualifier::ForAnyValue => "never holds",
            };
            let name = Operator {
                qualifier: Qualifier::None,
                ..operator
            }
            .name();
            let message = format!(
                "{} {always}, whatever the request carries",
                quote(look.text(first.operator))
            );
            let report = found.at(&CHECK, first.operator, message);
            report.fix(format!("write `{name}`"), look.rewrite(first.operator, &name));
        }
    }
}
