//! The names of cases.

use std::fmt::Write;

use iamwhy_policy::Listed;

use super::{Coordinate, ExpandedCase};
use crate::model::{Case, OneOrMany, Operation};

/// The case's own name with the coordinates of its combination, or the request in words.
pub(super) fn name(case: &Case, expanded: &ExpandedCase<'_>) -> String {
    match &case.name {
        Some(name) if expanded.coordinates.is_empty() => name.clone(),
        Some(name) => {
            let coordinates: Vec<String> = expanded.coordinates.iter().map(Coordinate::to_string).listed();
            format!("{name} ({})", coordinates.join(", "))
        }
        None => {
            let mut words = request(case, expanded);
            let keys = expanded
                .coordinates
                .iter()
                .filter(|coordinate| matches!(coordinate, Coordinate::Context(..)));
            for (i, coordinate) in keys.enumerate() {
                // Writing into a string cannot fail.
                let _ = write!(words, "{} {coordinate}", if i == 0 { " with" } else { " and" });
            }
            words
        }
    }
}

fn request(case: &Case, expanded: &ExpandedCase<'_>) -> String {
    let mut words = expanded.principal.unwrap_or("somebody").to_owned();
    let resource = expanded.resource.map(str::to_owned);
    let asked = match (expanded.action, &case.operation, &case.call) {
        (Some(action), _, _) => Some((action.to_owned(), resource)),
        (None, Some(operation), _) => Some((operation.name().to_owned(), resource.or_else(|| slots(operation)))),
        (None, None, Some(calls)) => {
            let actions: Vec<&str> = calls.iter().map(|call| call.action.as_str()).take(3).listed();
            let more = if calls.len() > 3 { " and more" } else { "" };
            Some((
                format!("{}{more}", actions.join(", ")),
                calls
                    .first()
                    .map(|call| call.resource.clone())
                    .filter(|_| calls.len() == 1),
            ))
        }
        (None, None, None) => None,
    };
    match asked {
        Some((what, on)) => {
            let _ = write!(words, " calls {what}");
            if let Some(on) = on {
                let _ = write!(words, " on {on}");
            }
            words
        }
        None => match &case.writes {
            Some(writes) => format!("a document of type {}", writes.kind),
            None => words,
        },
    }
}

/// What fills the slots of an operation, in words; a few of them name it well enough.
fn slots(operation: &Operation) -> Option<String> {
    let Operation::Call(call) = operation else { return None };
    let filled: Vec<&str> = call
        .resources
        .values()
        .flat_map(OneOrMany::as_slice)
        .map(String::as_str)
        .take(4)
        .listed();
    match filled.as_slice() {
        [] => None,
        [a, b, c, _] => Some(format!("{a}, {b}, {c} and more")),
        few => Some(few.join(", ")),
    }
}
