//! DEAD_STATEMENT

use super::above::Above;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::sample;
use crate::scene::{Ask, Caller, Scene};
use crate::{Check, Origin, Severity, Shown};
use std::cell::LazyCell;
use std::collections::BTreeMap;

use iamwhy_catalog::matches_pattern;
use iamwhy_engine::{Outcome, PatternKind, pattern_matches};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, Element, NodeId, PrincipalKind, Qualifier, Statement, has_wildcard};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "DEAD_STATEMENT",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A statement never decides anything: a `Deny` takes back all that it allows, its conditions exclude one another, or in a scenario the boundary, the session policies or the organization allow none of its actions.",
    why: "It reads as if it did something.",
    fix: "Take it away, or narrow what is in its way.",
    on: "identity",
    bad: r#"{ "Version": "2012-10-17", "Statement": [
  { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectTagging"], "Resource": "arn:aws:s3:::reports/2026/*" },
  { "Sid": "Closed", "Effect": "Deny", "Action": "s3:*", "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"] }
] }"#,
    good: r#"{ "Version": "2012-10-17", "Statement": [
  { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectTagging"], "Resource": "arn:aws:s3:::reports/2026/*" },
  { "Sid": "Closed", "Effect": "Deny", "Action": "s3:Delete*", "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"] }
] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let above = LazyCell::new(|| Above::of(look));
    for statement in look.whole() {
        if let Some((one, other)) = contradiction(look, statement) {
            let key = quote(look.key_of(other));
            found
                .at(
                    &CHECK,
                    other.key,
                    format!("two conditions on {key} exclude one another: the statement never matches"),
                )
                .with(look.json.span(one.key), "the other condition");
            continue;
        }
        if !look.is_allow(statement) {
            continue;
        }
        let covering = look
            .whole()
            .find(|own| look.is_deny(own) && takes_back(look, own, statement));
        let Some(deny) = covering else {
            let closing = above.as_ref().and_then(|above| above.what_closes(look, statement));
            if let Some(what) = closing {
                let message = format!("none of these actions is allowed by {what}: this never allows anything");
                found.at(&CHECK, effect(look, statement), message);
            }
            continue;
        };
        let name = match look.policy.sid(deny).filter(|sid| !sid.is_empty()) {
            Some(sid) => quote(sid),
            None => "another statement".to_owned(),
        };
        let shown = shown(look, statement);
        found
            .at(
                &CHECK,
                effect(look, statement),
                format!("{name} denies all that this allows"),
            )
            .with(look.json.span(deny.node), "denies it")
            .shown(shown);
    }
}

fn effect(look: &Look<'_>, statement: &Statement) -> NodeId {
    look.member(statement.node, "Effect")
        .map_or(statement.node, |(_, value)| value)
}

/// Whether a Deny matches whatever the Allow matches.
fn takes_back(look: &Look<'_>, deny: &Statement, allow: &Statement) -> bool {
    deny.conditions.is_empty()
        && is_for_all(look, deny)
        && within(look, &allow.actions, &deny.actions, &matches_pattern)
        && within(look, &allow.resources, &deny.resources, &|pattern, text| {
            pattern == "*" || pattern_matches(PatternKind::Resource, pattern, text)
        })
}

/// Whether every entry of the narrow element lies in the wide one. The stars of the narrow one stand for themselves: what matches
/// them matches all that they stand for, as long as the wide one has no `?`.
fn within(look: &Look<'_>, narrow: &[Element], wide: &[Element], matches: &dyn Fn(&str, &str) -> bool) -> bool {
    let (Some(inner), Some(outer)) = (narrow.first(), wide.first()) else {
        // Role trust policies have no resources.
        return narrow.is_empty() && wide.is_empty();
    };
    if inner.negated || inner.values.is_empty() {
        return false;
    }
    let plain = |text: &str| !text.contains('?') && !text.contains("${");
    inner.values.iter().all(|&value| {
        let text = look.text(value);
        let mut entries = outer.values.iter().map(|&entry| look.text(entry));
        if outer.negated {
            return !has_wildcard(text)
                && !text.contains("${")
                && !entries.any(|own| matches(own, text) || !plain(own));
        }
        entries.any(|own| plain(own) && matches(own, text))
    })
}

fn is_for_all(look: &Look<'_>, statement: &Statement) -> bool {
    if !look.kind.has_principal() {
        // One that has a principal here matches nothing at all (TYPE-1).
        return statement.principals.is_empty();
    }
    let elements = statement.principals.iter().filter(|element| !element.negated);
    let mut entries = elements.flat_map(|element| &element.entries);
    entries.any(|entry| matches!(entry.kind, PrincipalKind::Any | PrincipalKind::Aws) && look.text(entry.value) == "*")
}

/// Two conditions on one key of which never both hold: the key absent and with a value, or with two different values.
fn contradiction<'s>(look: &Look<'_>, statement: &'s Statement) -> Option<(&'s ConditionPair, &'s ConditionPair)> {
    // By key, so that a statement with very many keys does not compare each with each.
    let mut earlier: BTreeMap<String, Vec<&ConditionPair>> = BTreeMap::new();
    for other in &statement.conditions {
        let own = earlier.entry(look.key_of(other).to_ascii_lowercase()).or_default();
        let mut before = own.iter().copied();
        if let Some(one) = before.find(|one| excludes(look, one, other) || excludes(look, other, one)) {
            return Some((one, other));
        }
        own.push(other);
    }
    None
}

fn excludes(look: &Look<'_>, one: &ConditionPair, other: &ConditionPair) -> bool {
    let (Some(first), Some(second)) = (one.parsed, other.parsed) else {
        return false;
    };
    let needs = |operator: iamwhy_policy::Operator| {
        operator.base != Base::Null
            && !operator.negated
            && !operator.if_exists
            && operator.qualifier != Qualifier::ForAllValues
    };
    if first.base == Base::Null {
        let absent = one
            .values
            .iter()
            .all(|&value| look.scalar(value).eq_ignore_ascii_case("true"));
        return absent && !one.values.is_empty() && needs(second);
    }
    let single = look.key(look.key_of(one)).is_some_and(|facts| !facts.multi);
    let exact = |operator: iamwhy_policy::Operator, pair: &ConditionPair| {
        let literal = |value: &NodeId| !look.scalar(*value).contains(['*', '?', '$']);
        needs(operator)
            && matches!(
                operator.base,
                Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike
            )
            && !pair.values.is_empty()
            && pair.values.iter().all(literal)
    };
    let meets = one.values.iter().any(|&value| {
        let mut values = other.values.iter();
        values.any(|&own| look.scalar(own).eq_ignore_ascii_case(look.scalar(value)))
    });
    single && exact(first, one) && exact(second, other) && !meets
}

/// A request that the Allow is about is denied all the same.
fn shown(look: &Look<'_>, statement: &Statement) -> Option<Shown> {
    let (action, resource) = sample::request(look, statement)?;
    let scene = Scene::of(look, &Caller::User, Some(&resource))?;
    let ask = Ask {
        resource: sample::at_home(&scene, &resource),
        context: Vec::new(),
        action,
        outcome: Outcome::ExplicitDeny,
    };
    scene.shown("What one statement allows, another denies.", &[ask])
}
