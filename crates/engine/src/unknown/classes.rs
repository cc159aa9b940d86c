//! The classes of values of an unknown key that the policies of a request can tell apart.

use iamwhy_policy::{Add, Listed};

use super::found::Found;
use crate::bind::Bound;
use crate::compare::date;
use crate::compare::decimal::Decimal;
use crate::compile::parts::Cond;
use crate::keys::{Cardinality, KeyType};
use crate::order::set;
use crate::request::ContextValue;

/// Everything in the request that looks at the key, or at one that it is compared with.
pub(super) struct Uses<'p> {
    /// Conditions on the keys themselves.
    pub(super) conditions: Vec<&'p Cond>,
    /// Conditions whose values mention the keys as variables.
    pub(super) compared: Vec<&'p Cond>,
    /// The ARNs that resources with the keys as variables are compared with.
    pub(super) resources: Vec<&'p str>,
    /// Texts that are compared with it outside of policies.
    pub(super) texts: Vec<String>,
    /// The types of the keys that it is compared with.
    pub(super) kinds: Vec<Option<KeyType>>,
    /// How many unknowns are compared with each other, this one included.
    pub(super) linked: u8,
}

/// More unknowns than this that are compared with each other are not told apart.
const MOST_LINKED: u8 = 3;

/// Single values, one or more for every class; false where some may be missing.
pub(super) fn values(bound: &Bound<'_>, kind: Option<KeyType>, uses: &Uses<'_>) -> (Vec<String>, bool) {
    if kind == Some(KeyType::Boolean) {
        return (vec!["true".to_owned(), "false".to_owned()], true);
    }
    let kinds = || uses.kinds.iter().chain([&kind]);
    let mut found = Found::new(bound, kind, kinds().any(|own| *own == Some(KeyType::Arn)));
    uses.conditions.iter().for_each(|cond| found.condition(cond));
    uses.compared.iter().for_each(|cond| found.compared(cond));
    uses.resources.iter().for_each(|arn| found.resource(arn));
    found.values.add(uses.texts.iter().cloned());
    // As many of each class as there are unknowns that could be equal or not; one more where the shortest may be a text that is compared
    // with it.
    let compared = !(uses.compared.is_empty() && uses.resources.is_empty() && uses.texts.is_empty());
    found.finish(uses.linked.min(MOST_LINKED) + u8::from(compared));
    // Between two bounds there is one value of each kind, not one for each unknown.
    found.complete &= uses.linked <= MOST_LINKED && (uses.linked <= 1 || !found.measured);
    let mut values = found.values;
    values.add(kinds().flat_map(|own| fresh(*own)).map(|text| (*text).to_owned()));
    values.retain(|value| fits(kind, value));
    (set(values), found.complete)
}

/// All values of a multivalued key: lists of the classes of single values.
pub(super) fn lists(single: &[String]) -> (Vec<ContextValue>, bool) {
    let list =
        |members: Vec<&String>| ContextValue::Many(members.into_iter().map(|text| text.as_str().into()).listed());
    let complete = single.len() <= 8;
    let mut all = Vec::new();
    if complete {
        for mask in 1..1_usize << single.len() {
            all.push(list(
                single
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| mask >> bit & 1 == 1)
                    .map(|(_, text)| text)
                    .listed(),
            ));
        }
        // Two values of one class are more than one value (COND-24).
        all.add(single.iter().map(|text| list(vec![text, text])));
    } else {
        all.add(single.iter().map(|text| list(vec![text])));
        all.push(list(single.iter().listed()));
    }
    (all, complete)
}

/// Whether a key is known to hold lists.
pub(super) fn is_list(cardinality: Option<Cardinality>) -> bool {
    cardinality == Some(Cardinality::Multi)
}

/// Values that nothing in any policy equals; two, so that two unknown keys can also differ.
fn fresh(kind: Option<KeyType>) -> &'static [&'static str] {
    match kind {
        Some(KeyType::Boolean) => &["true", "false"],
        Some(KeyType::Ip) => &["198.18.0.1", "3fff::1"],
        Some(KeyType::Date) => &["1", "4102444800"],
        Some(KeyType::Number) => &["-1", "0", "123456789"],
        Some(KeyType::Arn) => &["arn:aws:unheard:of:000000000000:thing"],
        Some(KeyType::Text) | None => &["unheard-of", "unheard-of-too"],
    }
}

/// Whether a service could send such a value.
fn fits(kind: Option<KeyType>, value: &str) -> bool {
    match kind {
        Some(KeyType::Ip) => value.parse::<std::net::IpAddr>().is_ok(),
        Some(KeyType::Date) => date::read(value, false).is_some(),
        Some(KeyType::Number) => Decimal::read(value).is_some(),
        Some(KeyType::Arn) => crate::compare::arn::split(value).is_some(),
        _ => true,
    }
}
