//! What a text with policy variables rests on.

use iamwhy_engine::{Cardinality, EntryDetail, Site, key_cardinality, key_info};
use iamwhy_policy::{Add, Base, Effect, Listed, Operator, Version};

use super::Rules;
use crate::element::Around;
use crate::missing::is_misspelt;
use crate::words::has_wildcard;

/// Rules of the entries of an element.
pub(super) fn of_entries<'c>(
    around: &Around<'_, '_>,
    site: Site,
    texts: impl Iterator<Item = (&'c str, &'c EntryDetail)>,
) -> Vec<&'static str> {
    let mut rules = Vec::new();
    for (text, entry) in texts.filter(|(text, _)| site == Site::Resource && text.contains('$')) {
        rules.add(common(around, text, entry));
        if !text.contains("${") {
            continue;
        }
        let before = text.splitn(6, ':').take(5).any(|part| part.contains("${"));
        rules.when(before, "VAR-18");
    }
    rules
}

/// Rules of the values of a condition.
pub(super) fn of_values<'c>(
    around: &Around<'_, '_>,
    operator: Operator,
    texts: impl Iterator<Item = (&'c str, &'c EntryDetail)>,
) -> Vec<&'static str> {
    let mut rules = Vec::new();
    for (text, entry) in texts.filter(|(text, _)| text.contains('$')) {
        match operator.base {
            _ if !text.contains("${") => {}
            Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike => {}
            Base::ArnEquals | Base::ArnLike => {
                let whole = text.starts_with("${") && text.find('}') == Some(text.len() - 1);
                rules.push(if whole { "VAR-13" } else { "VAR-12" });
            }
            Base::Bool => rules.push("VAR-4"),
            _ => {
                rules.push("VAR-5");
                continue;
            }
        }
        rules.add(common(around, text, entry));
        let denies = around.view.effect == Effect::Deny && operator.negated && entry.unset;
        rules.when(denies, "VAR-8");
    }
    rules
}

fn common(around: &Around<'_, '_>, text: &str, entry: &EntryDetail) -> Vec<&'static str> {
    if around.view.attached.policy.version != Version::V2012 {
        let variable = text.contains("${");
        return if variable { vec!["PARSE-5", "VAR-1"] } else { Vec::new() };
    }
    let names = names(text);
    let named = |name: &str| names.iter().any(|own| own.eq_ignore_ascii_case(name));
    let mut rules = Vec::new();
    let literal = ["${*}", "${?}", "${$}"].into_iter().any(|own| text.contains(own));
    rules.when(literal, "VAR-14");
    if text.contains(", '") {
        rules.add(["VAR-10", "VAR-2"]);
    }
    rules.when(
        is_unfinished(text) || is_misspelt(text) || names.iter().any(|name| is_respelt(name)),
        "VAR-2",
    );
    let again = |resolved: &str| !literal && resolved.contains("${");
    rules.when(
        is_nested(text) || entry.resolved.as_deref().is_some_and(again),
        "VAR-15",
    );
    rules.when(named("aws:userid"), "VAR-17");
    if entry.unset {
        rules.when(named("aws:username"), "VAR-16");
        let many = names
            .iter()
            .any(|name| key_cardinality(name) == Some(Cardinality::Multi));
        rules.when(many, "VAR-6");
    } else if let Some(resolved) = entry.resolved.as_deref().filter(|_| !literal) {
        let wild = |text: &str| text.chars().filter(|own| matches!(own, '*' | '?')).count();
        rules.when(has_wildcard(resolved) && wild(resolved) > wild(text), "VAR-11");
    }
    rules
}

/// Whether a dollar begins no variable, or a brace has no end.
fn is_unfinished(text: &str) -> bool {
    let mut after = text.split('$').skip(1);
    after.any(|rest| !rest.starts_with('{') || !rest.contains('}'))
}

/// Whether a variable begins in the name of another one.
fn is_nested(text: &str) -> bool {
    let mut pieces = text.split("${").skip(1).peekable();
    while let Some(piece) = pieces.next() {
        if !piece.contains('}') && pieces.peek().is_some() {
            return true;
        }
    }
    false
}

/// Whether a name is written in another case than AWS writes it.
fn is_respelt(name: &str) -> bool {
    key_info(name).is_some_and(|info| !name.starts_with(info.name))
}

/// The names of the variables in a text.
fn names(text: &str) -> Vec<&str> {
    let ends = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    ends.map(|(inside, _)| inside.split(',').next().unwrap_or(inside))
        .listed()
}
