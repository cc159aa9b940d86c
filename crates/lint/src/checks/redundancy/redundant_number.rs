//! REDUNDANT_CONDITION_VALUE_NUM

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Base;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "REDUNDANT_CONDITION_VALUE_NUM",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A comparison by size has several values.",
    why: "Any of them is enough, so that only the widest counts.",
    fix: "Keep the greatest for *less than*, the least for *greater than*.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NumericLessThan": { "aws:MultiFactorAuthAge": ["2700", "3600"] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" } } }"#,
    source: "suggestion-redundant-condition-value-num",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions().filter(|(_, pair)| pair.values.len() > 1) {
        let greatest = match pair.parsed.map(|operator| operator.base) {
            Some(Base::NumericLessThan | Base::NumericLessThanEquals) => true,
            Some(Base::NumericGreaterThan | Base::NumericGreaterThanEquals) => false,
            _ => continue,
        };
        let numbers: Option<Vec<(f64, &str)>> = pair
            .values
            .iter()
            .map(|&value| Some((look.scalar(value).parse().ok()?, look.scalar(value))))
            .collect();
        let Some(numbers) = numbers else { continue };
        let kept = numbers
            .into_iter()
            .reduce(|one, other| match (other.0 > one.0) == greatest {
                true => other,
                false => one,
            });
        let Some((_, kept)) = kept else { continue };
        let word = if greatest { "greatest" } else { "least" };
        let list = look.value_of(pair.key);
        let message = format!(
            "any of these is enough, so that only the {word} counts: {}",
            quote(kept)
        );
        found
            .at(&CHECK, list, message)
            .safe(format!("keep `{kept}`"), look.rewrite(list, kept));
    }
}
