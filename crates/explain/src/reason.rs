//! The rule that an element's outcome rests on.

use iamwhy_engine::{Cardinality, EntryDetail, GrantKind, OwnedValue, Reason, Site, Truth, key_cardinality};
use iamwhy_policy::{Base, Effect, Operator, Qualifier};

use crate::because::{Clause, Test};
use crate::words::has_wildcard;

/// The rule of an `Action`, `Resource` or `Principal`.
pub(crate) fn clause(clause: &Clause<'_, '_>) -> &'static str {
    match (clause.site, clause.reason) {
        (_, Reason::Unknown) => "MODEL-8",
        (Site::Action, _) => action(clause),
        (Site::Resource, _) => resource(clause),
        _ => principal(clause),
    }
}

fn action(clause: &Clause<'_, '_>) -> &'static str {
    match (clause.reason, clause.hit().map(|entry| clause.text(entry))) {
        (Reason::Excluded, Some("*")) => "ACT-7",
        (Reason::Excluded, _) => "MATCH-3",
        (Reason::NotExcluded, _) if clause.entries.is_empty() => "PARSE-24",
        (Reason::NotExcluded, _) if clause.effect == Effect::Deny => "ACT-8",
        (Reason::NotExcluded, _) => "ACT-7",
        (_, None) if clause.entries.is_empty() => "PARSE-24",
        (_, Some(text)) if text.starts_with('*') => "ACT-3",
        (_, Some(text)) if has_wildcard(text) => "ACT-2",
        _ => "ACT-1",
    }
}

fn resource(clause: &Clause<'_, '_>) -> &'static str {
    let hit = clause.hit();
    match (clause.reason, hit.map(|entry| clause.text(entry))) {
        (Reason::NotExcluded, _) if clause.entries.iter().any(|entry| entry.unset) => "VAR-9",
        (Reason::NotExcluded, _) if clause.entries.is_empty() => "PARSE-24",
        (Reason::Excluded | Reason::NotExcluded, _) => "MATCH-3",
        (_, Some("*")) => "RES-1",
        (_, Some(text)) => matched_resource(hit, text),
        (_, None) if clause.entries.is_empty() => "PARSE-24",
        (_, None) if clause.entries.iter().any(|entry| entry.unset) => "VAR-7",
        (_, None) => unmatched_resource(clause),
    }
}

fn matched_resource(hit: Option<&EntryDetail>, text: &str) -> &'static str {
    let parts = text.splitn(6, ':').count();
    match () {
        () if hit.is_some_and(|entry| entry.resolved.is_some()) => "VAR-3",
        () if parts < 6 && text.ends_with('*') => "RES-2",
        () if parts < 6 => "RES-8",
        () if text.splitn(6, ':').nth(5).is_some_and(has_wildcard) => "RES-3",
        () if has_wildcard(text) => "RES-4",
        () => "RES-7",
    }
}

fn unmatched_resource(clause: &Clause<'_, '_>) -> &'static str {
    let sent = clause.case.request.resource();
    let [one] = clause.entries else {
        return "MATCH-3";
    };
    let text = clause.text(one);
    let bucket = |arn: &str| arn.starts_with("arn:") && arn.contains(":s3:::");
    match () {
        () if sent == "*" => "RES-11",
        () if text.splitn(6, ':').take(5).any(|part| part.contains("${")) => "VAR-18",
        () if bucket(text) && bucket(sent) && text.contains('/') != sent.contains('/') => "RES-9",
        () if service(text) != service(sent) => "RES-14",
        () if text.splitn(6, ':').count() < 6 => "RES-8",
        () if text.eq_ignore_ascii_case(sent) => "RES-7",
        () => "RES-2",
    }
}

fn service(arn: &str) -> Option<&str> {
    arn.split(':').nth(2)
}

fn principal(clause: &Clause<'_, '_>) -> &'static str {
    let hit = clause.hit().map(|entry| (clause.text(entry), entry.grant));
    match (clause.reason, clause.effect) {
        (Reason::BoundaryNeverEscapes, _) => return "PRIN-31",
        (Reason::Excluded | Reason::NotExcluded, Effect::Allow) => return "PRIN-33",
        (Reason::Excluded | Reason::NotExcluded, Effect::Deny) => {
            let service = clause.entries.iter().all(|entry| is_service(clause.text(entry)));
            return if service && !clause.entries.is_empty() {
                "PRIN-32"
            } else {
                "PRIN-30"
            };
        }
        _ => {}
    }
    match hit {
        Some(("*", _)) => "PRIN-20",
        Some((_, GrantKind::Account)) => "PRIN-21",
        Some((text, GrantKind::Role)) if is_user(text) => "PRIN-24",
        Some((_, GrantKind::Role)) => "PRIN-22",
        Some((text, _)) if text.contains(":assumed-role/") => "PRIN-23",
        Some((text, _)) if text.contains(":federated-user/") => "PRIN-25",
        Some((text, _)) if is_user(text) => "PRIN-24",
        Some((text, _)) if text.ends_with(":root") || text.len() == 12 => "PRIN-21",
        Some(_) if clause.case.principal.is == iamwhy_engine::world::PrincipalIs::Service => "PRIN-26",
        Some(_) => "PRIN-27",
        None if clause.entries.is_empty() => "PARSE-25",
        None if clause.is_gateway() => "VPCE-3",
        None if clause.entries.iter().any(|entry| clause.text(entry) == "*") => "PRIN-13",
        None if clause.entries.iter().any(|entry| has_wildcard(clause.text(entry))) => "PRIN-5",
        None => "PRIN-1",
    }
}

fn is_user(text: &str) -> bool {
    text.contains(":user/") || text.starts_with("AIDA")
}

fn is_service(text: &str) -> bool {
    text.ends_with(".amazonaws.com") || text.ends_with(".amazonaws.com.cn")
}

/// The rule of an operator and key.
pub(crate) fn test(test: &Test<'_>) -> &'static str {
    let Some(operator) = test.view.operator else {
        return "PARSE-28";
    };
    let plain = operator.qualifier == Qualifier::None;
    match test.detail.reason {
        Reason::KeyMissing | Reason::KeyMissingButNegated | Reason::KeyMissingButIfExists => "COND-10",
        Reason::NoValuesForAll if test.detail.values.is_empty() => "EMPTY-4",
        Reason::NoValuesForAll => match key_cardinality(test.view.key) {
            Some(Cardinality::Single) => "COND-23",
            _ => "COND-20",
        },
        Reason::EveryValue | Reason::NotEveryValue => match test.detail.value {
            OwnedValue::One(_) => "COND-23",
            _ if operator.negated => "COND-22",
            _ => "COND-20",
        },
        Reason::NoValuesForAny => "COND-21",
        Reason::PlainOnList => "COND-24",
        Reason::EmptyList if !plain => "EMPTY-4",
        Reason::EmptyList if operator.if_exists => "EMPTY-3",
        Reason::EmptyList if operator.negated => "EMPTY-2",
        Reason::EmptyList => "EMPTY-1",
        Reason::UnsupportedOperator => "PARSE-28",
        Reason::AmbiguousTag => "CKEY-3",
        Reason::Presence if plain => "NULL-1",
        Reason::Presence => "NULL-3",
        Reason::Unknown => "MODEL-8",
        _ if test.detail.values.iter().any(|entry| entry.unset) => "VAR-7",
        _ if test.detail.values.iter().any(|entry| entry.unreadable) && nothing(test) => unreadable(operator.base),
        _ if !plain => match (operator.negated, &test.detail.value) {
            (_, OwnedValue::One(_)) => "COND-23",
            (true, _) => "COND-22",
            (false, _) => "COND-21",
        },
        _ => compared(operator),
    }
}

fn nothing(test: &Test<'_>) -> bool {
    test.detail.values.iter().all(|entry| entry.matched != Truth::Yes)
}

/// The rule about values that an operator cannot read.
pub(crate) fn unreadable(base: Base) -> &'static str {
    match base {
        Base::IpAddress => "IP-5",
        Base::ArnEquals | Base::ArnLike => "ARNOP-3",
        Base::DateEquals
        | Base::DateLessThan
        | Base::DateLessThanEquals
        | Base::DateGreaterThan
        | Base::DateGreaterThanEquals => "DATE-1",
        Base::Bool => "BOOL-1",
        Base::Null => "NULL-1",
        Base::BinaryEquals => "BOOL-5",
        _ => "NUM-2",
    }
}

/// The rule of a comparison.
pub(crate) fn compared(operator: Operator) -> &'static str {
    match operator.base {
        Base::StringEquals => "STR-1",
        Base::StringEqualsIgnoreCase => "STR-2",
        Base::StringLike => "STR-3",
        Base::NumericEquals
        | Base::NumericLessThan
        | Base::NumericLessThanEquals
        | Base::NumericGreaterThan
        | Base::NumericGreaterThanEquals => "NUM-1",
        Base::DateEquals
        | Base::DateLessThan
        | Base::DateLessThanEquals
        | Base::DateGreaterThan
        | Base::DateGreaterThanEquals => "DATE-3",
        Base::Bool => "BOOL-1",
        Base::BinaryEquals => "BOOL-5",
        Base::IpAddress => "IP-1",
        Base::ArnEquals | Base::ArnLike => "ARNOP-2",
        Base::Null => "NULL-1",
    }
}
