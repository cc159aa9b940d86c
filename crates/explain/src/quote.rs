//! The author's own text of the statements that matter.

use iamwhy_engine::Truth;
use iamwhy_policy::Listed;

use crate::case::Case;
use crate::excerpt::WIDTH;
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
        .map(|(node, decided)| {
            let (lines, left_out) = text(case, node);
            Quote {
                statement: node.statement.clone(),
                decided,
                lines,
                left_out,
                marks: marks(node, decided),
            }
        })
        .listed()
}

/// The lines that a statement stands in, and how much was left out before the first. A whole account may stand on one line, so
/// nothing here looks farther than people read.
fn text(case: &Case<'_>, node: &StatementNode) -> (Vec<String>, u32) {
    let own = &node.statement;
    let attached = case.env().policies.get(node.policy.0 as usize);
    let found = attached.and_then(|attached| {
        let (policy, json) = (&attached.policy, &attached.policy.json);
        let span = json.span(policy.statements.get(own.statement as usize)?.node);
        let (start, end) = (span.start as usize, span.end as usize);
        let statement = json.text().get(start..end)?;
        let line = json.line_start(own.span.line) as usize;
        let first = statement.lines().next().map_or(0, str::len);
        let (from, left_out) = match start.saturating_sub(line) + first > WIDTH {
            true => (start, own.span.column.saturating_sub(1)),
            false => (line, 0),
        };
        let behind = json.text().as_bytes().get(end..)?;
        let behind = behind.get(..WIDTH).unwrap_or(behind);
        let rest = behind
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(behind.len(), |at| at + 1);
        let last = statement.lines().last().map_or(0, str::len);
        let to = if last + rest > WIDTH { end } else { end + rest };
        let lines = json.text().get(from..to)?.lines().map(str::to_owned).listed();
        Some((lines, left_out))
    });
    found.unwrap_or_default()
}

/// Of a near miss what failed; of a deciding statement what makes it more than a plain list.
fn marks(node: &StatementNode, decided: bool) -> Vec<Mark> {
    let telling = |element: &&ElementNode| match decided {
        false => element.matched == Truth::No,
        true => element.name != "Resource" || !element.values.iter().any(|value| value.text == "*"),
    };
    let elements = node.elements.iter().filter(telling);
    elements.map(|element| mark(element, decided)).listed()
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
