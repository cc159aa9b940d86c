//! Why an element came out as it did, as a sentence.

use iamwhy_engine::world::{EndpointKind, PrincipalIs};
use iamwhy_engine::{ConditionDetail, ConditionView, EntryDetail, Event, GrantKind, OwnedValue, Reason, Site, Truth};
use iamwhy_policy::{Base, Effect, Json, Listed, Operator, PolicyType, Qualifier};

use crate::case::Case;
use crate::comparison::{not, verb};
use crate::missing::{lacks, misspelt};
use crate::words::{has_wildcard, list, number, tick};

/// An `Action`, `Resource` or `Principal`, negated or not.
pub(crate) struct Clause<'c, 'a> {
    pub(crate) case: &'c Case<'a>,
    pub(crate) json: &'c Json,
    pub(crate) site: Site,
    pub(crate) reason: Reason,
    pub(crate) effect: Effect,
    pub(crate) kind: PolicyType,
    pub(crate) entries: &'c [EntryDetail],
}

/// One operator and key.
pub(crate) struct Test<'c> {
    pub(crate) json: &'c Json,
    pub(crate) view: &'c ConditionView<'c>,
    pub(crate) detail: &'c ConditionDetail,
}

impl<'c> Clause<'c, '_> {
    pub(crate) fn text(&self, entry: &EntryDetail) -> &'c str {
        self.json.scalar(entry.node).unwrap_or("")
    }

    /// Whether it names principals in the policy of a gateway endpoint (VPCE-3).
    pub(crate) fn is_gateway(&self) -> bool {
        let endpoint = self.case.asked.endpoint();
        let root = self.case.principal.is == PrincipalIs::Root;
        !root && self.kind == PolicyType::VpcEndpoint && endpoint.is_some_and(|own| own.kind == EndpointKind::Gateway)
    }

    /// The entry that matched; of principals the one that grants most.
    pub(crate) fn hit(&self) -> Option<&'c EntryDetail> {
        let hits = self.entries.iter().filter(|entry| entry.matched == Truth::Yes);
        hits.rev().max_by_key(|entry| entry.grant)
    }
}

/// Why an element comes out alike whatever the unknowns are, where its own value tells nothing.
pub(crate) fn settled(event: &Event, key: Option<&str>) -> Option<String> {
    if event.reason != Reason::Unknown || event.truth == Truth::Unknown {
        return None;
    }
    Some(match (key, event.truth) {
        (Some(key), Truth::Yes) => ["it holds whatever ", &tick(key), " is"].concat(),
        (Some(key), _) => ["it holds for nothing that ", &tick(key), " can be"].concat(),
        (None, Truth::Yes) => "it matches, whatever is not known".to_owned(),
        (None, _) => "whatever is not known, it does not match".to_owned(),
    })
}

pub(crate) fn clause(clause: &Clause<'_, '_>) -> String {
    match clause.reason {
        Reason::BoundaryNeverEscapes => {
            "the caller has a permissions boundary, and NotPrincipal spares no such caller".to_owned()
        }
        Reason::Unknown => "whether it matches depends on something that is not known".to_owned(),
        _ => match clause.site {
            Site::Action => action(clause),
            Site::Resource => resource(clause),
            _ => principal(clause),
        },
    }
}

fn action(clause: &Clause<'_, '_>) -> String {
    let action = clause.case.request.action();
    let hit = clause.hit().map(|entry| tick(clause.text(entry)));
    match (clause.reason, hit) {
        (Reason::ValueMatched, Some(hit)) if hit.contains('*') || hit.contains('?') => {
            [&hit, " covers ", action].concat()
        }
        (Reason::ValueMatched, _) => ["it names ", action].concat(),
        (Reason::Excluded, Some(hit)) => ["NotAction lists ", &hit, ", which leaves ", action, " out"].concat(),
        (Reason::NotExcluded, _) => ["NotAction does not list ", action].concat(),
        _ => match clause.entries {
            [] => "the list is empty, so it covers nothing".to_owned(),
            [one] => [&tick(clause.text(one)), " does not cover ", action].concat(),
            many => ["none of the ", &number(many.len()), " entries covers ", action].concat(),
        },
    }
}

fn resource(clause: &Clause<'_, '_>) -> String {
    let hit = clause.hit().map(|entry| tick(clause.text(entry)));
    match (clause.reason, hit) {
        (Reason::ValueMatched, Some(hit)) if hit == "`*`" => "`*` is every resource".to_owned(),
        (Reason::ValueMatched, Some(hit)) => [&hit, " matches the resource"].concat(),
        (Reason::Excluded, Some(hit)) => ["NotResource lists ", &hit, ", which leaves the resource out"].concat(),
        (Reason::NotExcluded, _) if clause.entries.iter().any(|entry| entry.unset) => {
            "a variable in NotResource has no value, so that entry leaves nothing out".to_owned()
        }
        (Reason::NotExcluded, _) => "NotResource does not list the resource".to_owned(),
        _ => match clause.entries {
            [] => "the list is empty, so it matches nothing".to_owned(),
            [one] if one.unset => [
                "a variable in ",
                &tick(clause.text(one)),
                " has no value",
                misspelt(clause.text(one)),
                ", so it matches nothing",
            ]
            .concat(),
            [one] => match one.resolved.as_deref().filter(|_| !one.open) {
                Some(resolved) => [
                    &tick(clause.text(one)),
                    " is ",
                    &tick(resolved),
                    " here, which does not match the resource",
                ]
                .concat(),
                None => [&tick(clause.text(one)), " does not match the resource"].concat(),
            },
            many => ["none of the ", &number(many.len()), " entries matches the resource"].concat(),
        },
    }
}

fn principal(clause: &Clause<'_, '_>) -> String {
    let hit = clause.hit();
    let wild = |entry: &EntryDetail| clause.text(entry) != "*" && has_wildcard(clause.text(entry));
    match (clause.reason, hit) {
        (Reason::ValueMatched, Some(hit)) => named(clause.text(hit), hit.grant).to_owned(),
        (Reason::Excluded, _) => "NotPrincipal lists the caller, which spares it".to_owned(),
        (Reason::NotExcluded, Some(_)) if clause.effect == Effect::Deny => {
            let caller = clause.case.principal;
            let levels = match caller.is {
                PrincipalIs::Role => "account, role and session",
                PrincipalIs::FederatedUser if caller.root_right => "account and federated session",
                PrincipalIs::FederatedUser => "account, user and federated session",
                _ => "account and user",
            };
            [
                "NotPrincipal lists only a part of the caller; to be spared, its ",
                levels,
                " must all be listed",
            ]
            .concat()
        }
        (Reason::NotExcluded, _) => "NotPrincipal does not list the caller".to_owned(),
        _ if clause.is_gateway() => {
            "the policy of a gateway endpoint matches no user and no role: `*` is everybody, and an account is its root user alone"
                .to_owned()
        }
        _ if clause.entries.iter().any(|entry| clause.text(entry) == "*") => {
            "`*` in a trust policy does not let this caller in".to_owned()
        }
        _ if clause.entries.iter().any(wild) => {
            "a wildcard within a principal is plain text, so it matches nobody".to_owned()
        }
        _ => match clause.entries {
            [] => "nobody is listed".to_owned(),
            [one] => [&tick(clause.text(one)), " is not this caller"].concat(),
            many => ["none of the ", &number(many.len()), " entries is this caller"].concat(),
        },
    }
}

/// How an entry names the caller.
fn named(text: &str, grant: GrantKind) -> &'static str {
    match grant {
        _ if text == "*" => "`*` is everybody",
        GrantKind::Account => "it names the caller's account, whose own policies then decide",
        GrantKind::Role if text.contains(":user/") || text.starts_with("AIDA") => {
            "it names the user that this session belongs to"
        }
        GrantKind::Role => "it names the caller's role",
        _ if text.contains(":assumed-role/") => "it names this very session",
        _ if text.contains(":user/") || text.starts_with("AIDA") => "it names this user",
        _ if text.ends_with(".amazonaws.com") => "it names this service",
        _ => "it names this caller",
    }
}

pub(crate) fn test(test: &Test<'_>) -> String {
    let key = tick(test.view.key);
    let operator = test.view.operator_text;
    let Some(parsed) = test.view.operator else {
        return [
            "there is no operator ",
            &tick(operator),
            ", so the condition is never true",
        ]
        .concat();
    };
    let say = |parts: &[&str]| parts.concat();
    match test.detail.reason {
        Reason::KeyMissing => say(&[&lacks(test.view.key), ", and ", operator, " needs one"]),
        Reason::KeyMissingButNegated => say(&[&lacks(test.view.key), ", and a negated operator is true of that"]),
        Reason::KeyMissingButIfExists => say(&[&lacks(test.view.key), ", and IfExists counts that as true"]),
        Reason::NoValuesForAll => say(&[
            "the request has no values for ",
            &key,
            ", and ForAllValues is true of none",
        ]),
        Reason::NoValuesForAny => say(&[
            "the request has no values for ",
            &key,
            ", and ForAnyValue needs at least one",
        ]),
        Reason::EveryValue => say(&["every value of ", &key, " in the request passes"]),
        Reason::NotEveryValue => {
            let own = match &test.detail.value {
                OwnedValue::One(text) => Some(text.as_str()),
                _ => None,
            };
            let failing = test.detail.failing.as_deref().or(own);
            let failing = failing.map_or_else(String::new, |text| [": ", &quoted(text), " does not"].concat());
            say(&["not every value of ", &key, " in the request passes", &failing])
        }
        Reason::PlainOnList if parsed.negated => say(&[
            &key,
            " is a list here, and a negated operator without qualifier is taken to be true of it",
        ]),
        Reason::PlainOnList => say(&[
            &key,
            " is a list here, and an operator without qualifier is taken to be false of it",
        ]),
        Reason::EmptyList => "the policy lists no values".to_owned(),
        Reason::UnsupportedOperator => say(&["there is no operator ", &tick(operator)]),
        Reason::AmbiguousTag => say(&[
            "two tags differ from each other only by case, so ",
            &key,
            " is ambiguous",
        ]),
        Reason::Presence => presence(test, parsed, &key),
        Reason::Unknown => say(&["it depends on ", &key, ", which is not known"]),
        Reason::BoundaryNeverEscapes | Reason::Nothing | Reason::Void => String::new(),
        Reason::ValueMatched | Reason::NoValueMatched | Reason::Excluded | Reason::NotExcluded => {
            compared(test, parsed, &key)
        }
    }
}

fn presence(test: &Test<'_>, operator: Operator, key: &str) -> String {
    match operator.qualifier {
        Qualifier::ForAllValues => return "ForAllValues:Null is always true".to_owned(),
        Qualifier::ForAnyValue => return "ForAnyValue:Null is always false".to_owned(),
        Qualifier::None if test.detail.values.is_empty() => return "the policy lists no values".to_owned(),
        Qualifier::None => {}
    }
    let there = match test.detail.value {
        OwnedValue::Absent => " is absent",
        OwnedValue::Many(ref list) if list.is_empty() => " is an empty list",
        OwnedValue::One(ref text) if text.is_empty() => " is empty",
        OwnedValue::Many(ref list) if list.iter().all(String::is_empty) => " has nothing but empty values",
        _ => " is there",
    };
    [key, there].concat()
}

/// A comparison of a value with those of the policy.
fn compared(test: &Test<'_>, operator: Operator, key: &str) -> String {
    let given = match &test.detail.value {
        OwnedValue::One(text) => text,
        OwnedValue::Many(list) => match list.as_slice() {
            [one] => one,
            _ => return several(test, operator, key),
        },
        _ => return ["it depends on ", key].concat(),
    };
    let quoted = if given.is_empty() {
        "empty".to_owned()
    } else {
        tick(given)
    };
    let head = [key, " is ", &quoted].concat();
    let hit = test.detail.values.iter().find(|entry| entry.matched == Truth::Yes);
    let values: Vec<String> = test.detail.values.iter().map(|entry| wanted(test, entry)).listed();
    match hit {
        Some(hit) if test.text(hit) == given && hit.resolved.is_none() => head,
        Some(hit) => [&head, ", which ", verb(operator.base), " ", &wanted(test, hit)].concat(),
        None if test.detail.values.iter().any(|entry| entry.unreadable) && values.len() == 1 => [
            &head,
            ", and ",
            operator.base_name(),
            " cannot compare that with ",
            &values.concat(),
        ]
        .concat(),
        None if values.is_empty() => head,
        None if operator.base == Base::StringEquals || operator.base == Base::Bool => match values.len() {
            1..=3 => [&head, ", not ", &list(&values, "or")].concat(),
            many => [&head, ", which is none of the ", &number(many), " values"].concat(),
        },
        None if values.len() > 3 => [
            &head,
            ", which ",
            not(operator.base),
            " any of the ",
            &number(values.len()),
            " values",
        ]
        .concat(),
        None => [&head, ", which ", not(operator.base), " ", &list(&values, "or")].concat(),
    }
}

fn several(test: &Test<'_>, operator: Operator, key: &str) -> String {
    let which = match (operator.qualifier, test.detail.reason) {
        (Qualifier::ForAnyValue, Reason::ValueMatched) => "at least one value of ",
        _ => "no value of ",
    };
    let given = match &test.detail.value {
        OwnedValue::Many(list) if which == "no value of " && !operator.negated && list.len() <= 3 => list.as_slice(),
        _ => &[],
    };
    let given: Vec<String> = given.iter().map(|text| quoted(text)).listed();
    let given = match given.is_empty() {
        true => String::new(),
        false => [", not ", &list(&given, "or")].concat(),
    };
    [which, key, " in the request passes", &given].concat()
}

/// A value of the request in a list of them.
fn quoted(text: &str) -> String {
    match text.is_empty() {
        true => "the empty text".to_owned(),
        false => tick(text),
    }
}

impl<'c> Test<'c> {
    fn text(&self, entry: &EntryDetail) -> &'c str {
        self.json.scalar(entry.node).unwrap_or("")
    }
}

/// A value of the policy, its variables put in.
fn wanted(test: &Test<'_>, entry: &EntryDetail) -> String {
    let text = test.text(entry);
    match &entry.resolved {
        Some(_) if entry.open => [&tick(text), ", whose variable is not known"].concat(),
        Some(_) if entry.unset => [&tick(text), ", whose variable has no value", misspelt(text)].concat(),
        Some(resolved) if resolved.is_empty() => ["the empty text (", text, ")"].concat(),
        Some(resolved) => [&tick(resolved), " (", text, ")"].concat(),
        None => quoted(text),
    }
}
