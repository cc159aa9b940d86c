//! MISSING_ACTION_FOR_CONDITION_KEY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::matches_pattern;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_ACTION_FOR_CONDITION_KEY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition is on a key that comes with an action which the statement does not name.",
    why: "Setting the value is an action of its own: without it in the statement, nobody may set the value, and the condition is never met.",
    fix: "Add the action that the message names.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole", "Condition": { "StringEquals": { "sts:SourceIdentity": "alice" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"], "Condition": { "StringEquals": { "sts:SourceIdentity": "alice" } } }"#,
    source: "error-missing-action-for-condition-key",
};

/// Keys, and the action that sets them. AWS gives no list; these are the keys whose page names the action.
const NEEDS: [(&str, &str); 3] = [
    ("sts:SourceIdentity", "sts:SetSourceIdentity"),
    ("sts:TransitiveTagKeys", "sts:TagSession"),
    ("ec2:CreateAction", "ec2:CreateTags"),
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        for pair in &statement.conditions {
            let Some((_, action)) = NEEDS.iter().find(|(key, _)| look.is_on(pair, key)) else {
                continue;
            };
            let null = pair
                .parsed
                .is_none_or(|operator| operator.base == iamwhy_policy::Base::Null || operator.if_exists);
            let negated = statement.actions.iter().any(|element| element.negated);
            if null || negated || look.actions(statement).any(|(_, text)| matches_pattern(text, action)) {
                continue;
            }
            let key = quote(look.key_of(pair));
            found.at(
                &CHECK,
                pair.key,
                format!("{key} is set with `{action}`, which this statement does not name: add it"),
            );
        }
    }
}
