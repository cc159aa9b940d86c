//! What is worth knowing of the policies at the gates, though it may not change this answer.

use std::cmp::Ordering;

use iamwhy_engine::order::order;
use iamwhy_engine::{KeyInfo, KeyType, OwnedValue, Request, Site, Truth, VoidReason, key_info, same_second};
use iamwhy_policy::{Base, Effect, Listed, PolicyType, Qualifier};

use crate::case::Case;
use crate::explanation::{Assumption, TextSpan, Warning};

use crate::missing::{is_misspelt, misspelt};
use crate::object::beside_the_object;
use crate::place;
use crate::reason::unreadable;
use crate::statement::void;
use crate::survey::{Clause, Survey, Tested};
use crate::words::tick;

/// The warnings, each once.
pub(crate) fn warnings(case: &Case<'_>, survey: &Survey<'_>, assumptions: &[Assumption]) -> Vec<Warning> {
    let mut found = Found::default();
    for view in &survey.statements {
        if let Some(reason) = view.void {
            let rule = match reason {
                VoidReason::NoPrincipal => "TYPE-6",
                VoidReason::Broken | VoidReason::WrongForType => "TYPE-1",
            };
            let statements = &view.attached.policy.statements;
            let what = match statements.get(view.index as usize).and_then(|own| own.effect) {
                Some(Effect::Deny) => "this Deny denies nothing: ",
                Some(Effect::Allow) => "this Allow allows nothing: ",
                None => "this statement does nothing: ",
            };
            let span = place::span(view.attached, view.node, view.node);
            found.add(rule, [what, &void(view, reason)].concat(), Some(span));
        }
    }
    for clause in &survey.clauses {
        self::clause(clause, &mut found);
    }
    for test in &survey.tests {
        self::test(test, &mut found);
    }
    if assumptions.iter().any(|own| own.id == "UND-31") {
        let message = "a `*` before a colon of a resource pattern may be read as running across it or not, and here the readings differ";
        found.add("RES-20", message.to_owned(), None);
    }
    for message in beside_the_object(case) {
        found.add("S3-3", message, None);
    }
    given(case, &mut found);
    outside_the_tree(case, &mut found);
    found.once()
}

/// All that a warning says.
fn words(own: &Warning) -> (Option<[u32; 4]>, &str, &str, Option<&str>) {
    let span = own.span.as_ref();
    let place = span.map(|own| [own.line, own.column, own.end_line, own.end_column]);
    (place, &own.rule, &own.message, span.map(|own| own.file.as_str()))
}

#[derive(Default)]
struct Found {
    warnings: Vec<Warning>,
}

impl Found {
    fn add(&mut self, rule: &str, message: String, span: Option<TextSpan>) {
        let warning = Warning {
            rule: rule.to_owned(),
            message,
            span,
        };
        self.warnings.push(warning);
    }

    fn misspelt(&mut self, text: &str, span: Option<TextSpan>) {
        let message = ["a variable in ", &tick(text), " has no value", misspelt(text)].concat();
        self.add("VAR-2", message, span);
    }

    /// Each once, where it was found first.
    fn once(mut self) -> Vec<Warning> {
        let all = &self.warnings;
        let order = order(all.len(), &mut |one, other| match (all.get(one), all.get(other)) {
            (Some(one), Some(other)) => words(one).cmp(&words(other)),
            _ => Ordering::Equal,
        });
        let mut again = vec![false; all.len()];
        for pair in order.windows(2) {
            if let [one, other] = *pair
                && let Some(again) = again.get_mut(other)
            {
                *again = all.get(one) == all.get(other);
            }
        }
        let mut again = again.into_iter();
        self.warnings.retain(|_| !again.next().unwrap_or(false));
        self.warnings
    }
}

fn clause(clause: &Clause<'_>, found: &mut Found) {
    for (text, entry) in clause.texts() {
        let span = || Some(place::span(clause.view.attached, entry.node, entry.node));
        let trust = clause.view.kind == PolicyType::Trust && clause.view.effect == Effect::Allow;
        if clause.site == Site::Principal && trust && !clause.negated && text == "*" {
            let message = "this trust policy lets everybody in, of every account; AWS documents both that it may and that it may not";
            found.add("PRIN-13", message.to_owned(), span());
        }
        if clause.site == Site::Resource && variable_before_resource(text) {
            let message = [
                &tick(text),
                " has a variable before its fifth colon, where AWS does not support one: it is taken as plain text",
            ];
            found.add("VAR-18", message.concat(), span());
        }
        if clause.site == Site::Resource && entry.resolved.is_some() && is_misspelt(text) {
            found.misspelt(text, span());
        }
    }
}

/// Whether a variable stands in the first five parts of an ARN.
pub(crate) fn variable_before_resource(text: &str) -> bool {
    text.find("${")
        .is_some_and(|at| text.starts_with("arn:") && text[..at].matches(':').count() < 5)
}

fn test(test: &Tested<'_>, found: &mut Found) {
    let attached = test.view.attached;
    let span = || Some(place::member(attached, test.condition.key_node));
    let key = tick(test.condition.key);
    let name = test.condition.operator_text;
    let Some(operator) = test.condition.operator else {
        let so = match test.view.effect {
            Effect::Allow => ", so this Allow allows nothing",
            Effect::Deny => ", so this Deny denies nothing",
        };
        let message = [
            "there is no operator ",
            &tick(name),
            ": the condition is taken to be false",
            so,
        ]
        .concat();
        found.add("PARSE-28", message, span());
        return;
    };
    let plain = operator.qualifier == Qualifier::None;
    match &test.detail.value {
        OwnedValue::Many(_) if plain && operator.base != Base::Null => {
            let message = [
                &key,
                " is a list, and AWS does not say what ",
                name,
                " without ForAllValues or ForAnyValue makes of it",
            ];
            found.add("COND-24", message.concat(), span());
        }
        OwnedValue::Ambiguous(_) => {
            let message = [
                "two tags differ from each other only by case, so ",
                &key,
                " may mean either",
            ]
            .concat();
            found.add("CKEY-3", message, span());
        }
        _ => {}
    }
    let text_operator = matches!(
        operator.base,
        Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike
    );
    let kind = key_info(test.condition.key).map(|info| info.kind);
    if text_operator && matches!(kind, Some(KeyType::Boolean | KeyType::Number | KeyType::Date)) {
        let message = [
            name,
            " compares the text of ",
            &key,
            ", which is not text; an operator of its own type would compare values",
        ];
        found.add("STR-5", message.concat(), span());
    }
    if operator.base == Base::IpAddress
        && let OwnedValue::One(address) = &test.detail.value
        && address
            .parse::<std::net::Ipv6Addr>()
            .is_ok_and(|own| own.to_ipv4_mapped().is_some())
    {
        let message = [&key, " is an IPv4 address written as IPv6, and is compared as IPv6"].concat();
        found.add("IP-3", message, span());
    }
    for (text, entry) in test.texts() {
        let here = || Some(place::span(attached, entry.node, entry.node));
        let arn = matches!(operator.base, Base::ArnEquals | Base::ArnLike);
        if entry.resolved.is_some() && is_misspelt(text) {
            found.misspelt(text, here());
        }
        if arn && text == "*" {
            let message = [name, " with `*` alone is taken to match every ARN; AWS does not say so"].concat();
            found.add("ARNOP-3", message, here());
        } else if entry.unreadable && entry.matched != Truth::Yes {
            let with = [" with the request's ", &key].concat();
            let with = if test.detail.value == OwnedValue::Absent {
                ""
            } else {
                &with
            };
            let message = [
                name,
                " cannot compare ",
                &tick(text),
                with,
                ", so that value matches nothing",
            ];
            found.add(unreadable(operator.base), message.concat(), here());
        } else if unreadable(operator.base) == "NUM-2" && !text_operator && oddly_written(text) {
            let message = [
                "AWS does not say whether it reads ",
                &tick(text),
                " as a number; here it does",
            ];
            found.add("NUM-1", message.concat(), here());
        }
    }
}

/// A number with a plus sign, an exponent or leading zeros (NUM-1).
fn oddly_written(text: &str) -> bool {
    let digits = text.trim_start_matches('-').as_bytes();
    text.starts_with('+') || text.contains(['e', 'E']) || matches!(digits, [b'0', next, ..] if *next != b'.')
}

/// Keys whose derived value is only a default; to give another one contradicts nothing.
const DEFAULTS: [&str; 3] = [
    "aws:requestedregion",
    "aws:securetransport",
    // Its twin `aws:CurrentTime` speaks for both.
    "aws:epochtime",
];

/// Keys whose absence follows from caller and network.
const CERTAIN: [&str; 5] = [
    "aws:username",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourceip",
];

/// The request without a key, or without all of a family such as `aws:RequestTag/…`, of which none follows from another.
fn bare(case: &Case<'_>, key: &KeyInfo) -> Request {
    let mut bare = case.request.clone();
    bare.context
        .retain(|name| key_info(name).is_none_or(|own| own.name != key.name));
    bare
}

/// Values that were given although others follow from the world (AMEND-11).
fn given(case: &Case<'_>, found: &mut Found) {
    let mut keys: Vec<&KeyInfo> = Vec::new();
    for key in case.request.context.iter().filter_map(|entry| key_info(&entry.name)) {
        if !keys.iter().any(|own| own.name == key.name) {
            keys.push(key);
        }
    }
    let without: Vec<Request> = keys.iter().map(|key| bare(case, key)).listed();
    let asked: Vec<_> = without.iter().map(|request| case.program.ask(request)).listed();
    for entry in case.request.context.iter() {
        if DEFAULTS.contains(&entry.key.folded()) {
            continue;
        }
        // What no table lists follows from nothing.
        let Some(key) = key_info(&entry.name) else { continue };
        let value = case.asked.value(&entry.name);
        let Some(given) = text(&value) else { continue };
        let own = keys.iter().position(|own| own.name == key.name);
        let without = own.and_then(|own| asked.get(own)?.as_ref());
        let derived = without.map(|asked| asked.value(&entry.name));
        // A list of keys may name more than the pairs that somebody wrote, in any order.
        if let (Some(OwnedValue::Many(of_pairs)), OwnedValue::Many(list)) = (&derived, &value)
            && entry.key.folded().ends_with("keys")
            && of_pairs.iter().all(|own| list.contains(own))
        {
            continue;
        }
        let none = derived == Some(OwnedValue::Absent) && CERTAIN.contains(&entry.key.folded());
        let derived = derived.as_ref().and_then(text).or(none.then(|| "nothing".to_owned()));
        let differs = |derived: &String| match entry.key.folded() {
            "aws:currenttime" => !same_second(derived.trim_matches('`'), given.trim_matches('`')),
            _ => *derived != given,
        };
        if let Some(derived) = derived.filter(differs) {
            let key = tick(&entry.name);
            let parts = [
                "the request gives ",
                &given,
                " for ",
                &key,
                ", where ",
                &derived,
                " would follow; what is given counts",
            ];
            found.add("AMEND-11", parts.concat(), None);
        }
    }
}

/// Control policies bind only accounts of the organization's tree: those of others count for nothing.
fn outside_the_tree(case: &Case<'_>, found: &mut Found) {
    let vain = |id: Option<&str>| {
        let account = id.and_then(|id| case.env().account(id));
        account.is_some_and(|own| own.unit.is_none() && !(own.scps.is_empty() && own.rcps.is_empty()))
    };
    if vain(case.principal.account.as_deref()) || vain(case.asked.owner()) {
        let message = "control policies of an account outside any organization that is described count for nothing";
        found.add("SCP-8", message.to_owned(), None);
    }
}

fn text(value: &OwnedValue) -> Option<String> {
    match value {
        OwnedValue::One(text) => Some(tick(text)),
        OwnedValue::Many(list) => Some(tick(&list.join("`, `"))),
        _ => None,
    }
}
