//! Every text of a policy in which a variable could stand.

use std::ops::Range;

use iamwhy_policy::{Base, NodeId};

use crate::look::Look;

/// A text in which a variable could stand.
pub(super) struct Place {
    pub(super) node: NodeId,
    /// Whether it is in an element whose variables are replaced.
    pub(super) allowed: bool,
    /// The operator whose value it is.
    pub(super) operator: Option<Base>,
}

/// A `${…}`, or one that is not closed.
pub(super) struct Variable<'t> {
    /// Where it is in its text.
    pub(super) part: Range<usize>,
    /// All of it.
    pub(super) text: &'t str,
    /// What stands between the braces.
    pub(super) inner: &'t str,
    pub(super) closed: bool,
}

/// All places of a policy.
pub(super) fn places(look: &Look<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    let mut add = |node, allowed, operator| {
        places.push(Place {
            node,
            allowed,
            operator,
        })
    };
    for statement in look.statements() {
        statement.sid.iter().for_each(|&node| add(node, false, None));
        for &node in statement.actions.iter().flat_map(|element| &element.values) {
            add(node, false, None);
        }
        for entry in statement.principals.iter().flat_map(|element| &element.entries) {
            add(entry.value, false, None);
        }
        for &node in statement.resources.iter().flat_map(|element| &element.values) {
            add(node, true, None);
        }
        for pair in &statement.conditions {
            for &node in &pair.values {
                add(node, true, pair.parsed.map(|operator| operator.base));
            }
        }
    }
    places
}

impl Place {
    /// The variables in it. `${*}`, `${?}` and `${$}` stand for a letter and are none.
    pub(super) fn variables<'t>(&self, look: &Look<'t>) -> Vec<Variable<'t>> {
        let text = look.text(self.node);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(start) = text.get(from..).and_then(|rest| rest.find("${")).map(|at| from + at) {
            let rest = text.get(start..).unwrap_or_default();
            let end = rest.find('}').map_or(text.len(), |at| start + at + 1);
            let whole = text.get(start..end).unwrap_or_default();
            let closed = whole.ends_with('}');
            let inner = whole.get(2..whole.len() - usize::from(closed)).unwrap_or_default();
            if !matches!(inner, "*" | "?" | "$") {
                found.push(Variable {
                    part: start..end,
                    text: whole,
                    inner,
                    closed,
                });
            }
            from = end;
        }
        found
    }
}
