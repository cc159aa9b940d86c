//! …_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE: conditions on a tag that the service does not send

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::Sought;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::{Action, Catalog};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair};

pub(super) static RULE: Rule = Rule {
    checks: &[&DENY, &ALLOW, &DENY_NOT, &ALLOW_NOT],
    find: Find::Policy(find),
};

static DENY: Check = Check {
    code: "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A `Deny` depends on a tag of the resource that the service does not send with an action of the statement.",
    why: "For that action the tag is always absent: the `Deny` never denies it, whatever the resource is tagged with.",
    fix: "Move the action to a statement of its own, which names the resources.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": ["ec2:TerminateInstances", "iam:DeleteAccountPasswordPolicy"], "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/status": "protected" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/status": "protected" } } }"#,
    source: "security-warning-deny-with-unsupported-tag-condition-key-for-service",
};

static ALLOW: Check = Check {
    code: "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "An `Allow` depends on a tag of the resource that the service does not send with an action of the statement.",
    why: "For that action the tag is always absent: the `Allow` never allows it, whatever the resource is tagged with.",
    fix: "Move the action to a statement of its own, which names the resources.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": ["ec2:StartInstances", "ec2:DescribeInstances"], "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/team": "red" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/team": "red" } } }"#,
    source: "suggestion-allow-with-unsupported-tag-condition-key-for-service",
};

static DENY_NOT: Check = Check {
    code: "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A `Deny` with `NotAction` depends on a tag of the resource.",
    why: "Many actions do not send the tag: they are not denied, and nobody sees which.",
    fix: "List the actions in `Action`.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "NotAction": "ec2:Describe*", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/status": "protected" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/status": "protected" } } }"#,
    source: "security-warning-deny-notaction-with-unsupported-tag-condition-key-for-service",
};

static ALLOW_NOT: Check = Check {
    code: "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "An `Allow` with `NotAction` depends on a tag of the resource.",
    why: "Many actions do not send the tag: they are not allowed, and nobody sees which.",
    fix: "List the actions in `Action`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/team": "red" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/team": "red" } } }"#,
    source: "suggestion-allow-notaction-with-unsupported-tag-condition-key-for-service",
};

const TAG: &str = "aws:ResourceTag/";

/// A pattern of actions counts where none of those that it matches sends the tag.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog else { return };
    for statement in look.whole() {
        let Some(pair) = statement.conditions.iter().find(|pair| needs_tag(look, pair)) else {
            continue;
        };
        let key = quote(look.key_of(pair));
        let deny = look.is_deny(statement);
        if let Some(element) = statement.actions.iter().find(|element| element.negated) {
            let (check, verb) = if deny {
                (&DENY_NOT, "denied")
            } else {
                (&ALLOW_NOT, "allowed")
            };
            let message = format!(
                "actions that do not send {key} are not {verb} here, and `NotAction` does not show which they are"
            );
            found.at(check, element.name, message);
            continue;
        }
        let (check, verb) = if deny { (&DENY, "denies") } else { (&ALLOW, "allows") };
        for (node, text) in look
            .actions(statement)
            .filter(|(_, text)| never_sends(catalog, text, look.key_of(pair)))
        {
            let message = format!("{} does not send {key}: the statement never {verb} it", quote(text));
            found
                .at(check, node, message)
                .with(look.json.span(pair.key), "the condition");
        }
    }
}

/// Whether the condition can hold only with the tag.
fn needs_tag(look: &Look<'_>, pair: &ConditionPair) -> bool {
    let key = look.key_of(pair);
    let tag = key.len() > TAG.len()
        && key
            .get(..TAG.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(TAG));
    let needs = |operator: iamwhy_policy::Operator| {
        let null = operator.base == Base::Null
            && pair
                .values
                .iter()
                .any(|&value| look.scalar(value).eq_ignore_ascii_case("false"));
        (operator.base != Base::Null && !operator.negated && !operator.if_exists) || null
    };
    tag && pair.parsed.is_some_and(needs)
}

/// Whether AWS lists the actions, and lists the tag for none of them. Of services for which AWS lists the tag nowhere, neither
/// at an action nor at a resource type, nothing is known.
fn never_sends(catalog: &Catalog, text: &str, key: &str) -> bool {
    if text
        .split_once(':')
        .is_none_or(|(prefix, _)| prefix.contains(['*', '?']))
    {
        return false;
    }
    let mut actions = catalog.expand(text).peekable();
    // A request that makes the resource, with tags, may send them as those of the resource.
    let sought = Sought::of(catalog, key);
    let sends = |action: Action<'_>| sought.is_listed(action) || action.lists("aws:RequestTag/x");
    actions.peek().is_some() && !actions.any(sends)
}
