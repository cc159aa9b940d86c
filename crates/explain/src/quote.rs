//! The author's own text of the statements that matter.

use iamwhy_engine::Truth;

use crate::case::Case;
use crate::explanation::{ElementNode, Mark, Quote, StatementNode};
use crate::gates::{Found, Gates};
use crate::near::{lacking, nearest, other_side};

/// Those that decided, then the nearest miss of each layer that blocks.
pub(crate) fn quotes(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> Vec<Quote> {
    let decided = deciding
        .iter()
        .filter_map(|found| gates.node(found))
        .map(|node| (node, true));
    let near = lacking(case).filter_map(|layer| nearest(case, gates, layer));
    // Where either side could have allowed, the other side's nearest is worth a look as well.
    let other = other_side(case, gates);
    decided
        .chain(near.chain(other).map(|node| (node, false)))
        .map(|(node, decided)| Quote {
            statement: node.statement.clone(),
            decided,
            lines: text(case, node),
            marks: marks(node, decided),
        })
        .collect()
}

/// The lines that a statement stands in.
fn text(case: &Case<'_>, node: &StatementNode) -> Vec<String> {
    let own = &node.statement;
    let mut policies = case.env().policies.iter();
    let Some(attached) = policies.find(|policy| policy.name == own.policy && policy.file == own.span.file) else {
        return Vec::new();
    };
    let lines = attached.policy.json.lines_from(own.span.line);
    let count = (own.span.end_line + 1).saturating_sub(own.span.line.max(1));
    lines.take(count as usize).map(str::to_owned).collect()
}

/// Of a near miss what failed; of a deciding statement what makes it more than a plain list.
fn marks(node: &StatementNode, decided: bool) -> Vec<Mark> {
    let telling = |element: &&ElementNode| match decided {
        false => element.matched == Truth::No,
        true => element.name != "Resource" || !element.values.iter().any(|value| value.text == "*"),
    };
    let elements = node.elements.iter().filter(telling);
    elements.map(|element| mark(element, decided)).collect()
}

fn mark(element: &ElementNode, decided: bool) -> Mark {
    let mut hits = element.values.iter().filter(|value| value.matched == Truth::Yes);
    let condition = element.name == "Condition";
    let span = match hits.next() {
        // Of a list, the entry that matched says more than the list.
        Some(hit) if decided && !condition && !element.name.starts_with("Not") => &hit.span,
        _ => &element.span,
    };
    Mark {
        span: span.clone(),
        text: element.because.clone(),
    }
}
