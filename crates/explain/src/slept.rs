//! A Deny that slept because the request lacks the one key that it asks for, as one about MFA does with long-term keys.

use iamwhy_policy::{Base, Operator};

use crate::case::Case;
use crate::explanation::{ElementNode, StatementNode};
use crate::gates::Gates;
use crate::rests::asleep;
use crate::sentence::statement;
use crate::words::tick;

/// A sentence about the first of them; nothing where none slept.
pub(crate) fn slept(case: &Case<'_>, gates: &Gates) -> String {
    let facts = case.facts();
    if facts.always.is_some() || facts.root_rescue.is_some() {
        return String::new();
    }
    let nodes = gates.found.iter().filter_map(|found| gates.node(found));
    let mut denies = nodes.filter(|node| node.effect == "Deny");
    let found = denies.find_map(|node| Some((node, asleep(node).filter(|element| wants_a_flag(element))?)));
    match found {
        Some((node, element)) => said(case, gates, node, element),
        None => String::new(),
    }
}

fn said(case: &Case<'_>, gates: &Gates, node: &StatementNode, element: &ElementNode) -> String {
    let key = tick(element.key.as_deref().unwrap_or_default());
    let text = statement(case, gates, node);
    [" Only the absence of ", &key, " keeps ", &text, " from denying it."].concat()
}

/// Whether an element is a plain test of a flag, or of the age of MFA, that the request does not have.
fn wants_a_flag(element: &ElementNode) -> bool {
    let operator = element.operator.as_deref().and_then(Operator::parse);
    let key = element.key.as_deref().unwrap_or_default();
    let age = key.eq_ignore_ascii_case("aws:MultiFactorAuthAge");
    let flag = operator.is_some_and(|operator| operator.base == Base::Bool || age);
    flag && element.request.as_deref() == Some("absent")
}
