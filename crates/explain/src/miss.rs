//! What the statement that came nearest covers instead, in words.

use iamwhy_engine::Truth;
use iamwhy_policy::Listed;

use crate::case::Case;
use crate::element::LITERAL;
use crate::explanation::{ElementNode, StatementNode, ValueNode};
use crate::missing::misspelt;
use crate::words::{list, tick};

/// What the nearest statement covers instead.
pub(crate) fn covers(case: &Case<'_>, node: &StatementNode) -> Option<String> {
    let failed: Vec<&ElementNode> = node
        .elements
        .iter()
        .filter(|element| element.matched == Truth::No)
        .listed();
    let name = match node.statement.sid.as_deref().filter(|sid| !sid.is_empty()) {
        Some(sid) => tick(sid),
        None => ["the statement at line ", &node.statement.span.line.to_string()].concat(),
    };
    let head = ["the nearest, ", &name, ", "].concat();
    let one = match failed.as_slice() {
        [one] => one,
        [one, other] if one.name == "Condition" && other.name == "Condition" => {
            return Some([&head, "fails because ", &one.because, "; and because ", &other.because].concat());
        }
        // Where nothing fits, the nearest statement tells nothing.
        _ => return None,
    };
    let values: Vec<String> = one.values.iter().map(|value| tick(&value.text)).listed();
    let few = (1..=3).contains(&values.len());
    let tail = match one.name {
        "Action" if few => ["covers only ", &list(&values, "and")].concat(),
        "Action" => ["does not list ", case.request.action()].concat(),
        "NotAction" => ["leaves ", case.request.action(), " out"].concat(),
        "Resource" if few => ["is about ", &about(case, one)].concat(),
        "Resource" => "does not list the resource".to_owned(),
        "NotResource" => "leaves the resource out".to_owned(),
        "Principal" if few && one.rule == "PRIN-1" => ["names ", &list(&values, "and")].concat(),
        "Principal" if one.rule == "PRIN-1" => "does not list the caller".to_owned(),
        "NotPrincipal" => "leaves the caller out".to_owned(),
        _ => return Some([&head, "fails because ", &one.because].concat()),
    };
    let literal = one.because.ends_with(LITERAL).then_some(LITERAL);
    Some([&head, &tail, literal.unwrap_or_default()].concat())
}

/// What a `Resource` lists, its variables put in.
fn about(case: &Case<'_>, element: &ElementNode) -> String {
    let mut missing = None;
    let words = |value: &ValueNode| match &value.resolved {
        Some(resolved) if !value.unset && !value.open => {
            [&tick(resolved), " (", &list(&variables(&value.text), "and"), ")"].concat()
        }
        _ => tick(&value.text),
    };
    let values: Vec<String> = element.values.iter().map(words).listed();
    for value in &element.values {
        missing = missing.or_else(|| value.unset.then_some(&value.text));
    }
    let values = list(&values, "and");
    match missing {
        Some(text) => {
            let names = list(&variables(text), "or");
            let why = misspelt(text);
            [&values, ", and ", &names, " has no value for ", &case.who(), why].concat()
        }
        None => values,
    }
}

/// The policy variables of a text, as they are written.
fn variables(text: &str) -> Vec<String> {
    let parts = text.split("${").skip(1);
    let names = parts.filter_map(|part| part.split_once('}').map(|(name, _)| name));
    names.map(|name| tick(&["${", name, "}"].concat())).listed()
}
