//! What differs between two versions of a text, line by line.

use crate::{Add, Listed};

/// A line of a comparison.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Line<'t> {
    /// In both.
    Same(&'t str),
    /// Only before.
    Removed(&'t str),
    /// Only now.
    Added(&'t str),
}

/// Most pairs of lines that are compared; of larger differences all lines are removed and added.
const PAIRS: usize = 2_000_000;

/// The lines of both, a longest common part kept. Edits change few lines, so that a search between the first and the last
/// difference is quick.
///
/// ```
/// use iamwhy_policy::lines::{Line, compare};
///
/// let lines = compare("one\ntwo\nthree\n", "one\n2\nthree\n");
/// assert_eq!(lines, [Line::Same("one"), Line::Removed("two"), Line::Added("2"), Line::Same("three")]);
/// ```
#[must_use]
pub fn compare<'t>(before: &'t str, after: &'t str) -> Vec<Line<'t>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().listed(), after.lines().listed());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    let old_middle = old_rest.get(..old_rest.len() - tail).unwrap_or_default();
    let new_middle = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
    let mut lines: Vec<Line<'t>> = old.iter().take(head).map(|line| Line::Same(line)).listed();
    middle(old_middle, new_middle, &mut lines);
    lines.add(old.iter().skip(old.len() - tail).map(|line| Line::Same(line)));
    lines
}

fn middle<'t>(old: &[&'t str], new: &[&'t str], lines: &mut Vec<Line<'t>>) {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > PAIRS {
        lines.add(old.iter().map(|line| Line::Removed(line)));
        lines.add(new.iter().map(|line| Line::Added(line)));
        return;
    }
    // For each pair of places how many lines are common from there on.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    let get = |common: &[u32], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or(0);
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let best = match one == other {
                true => get(&common, i + 1, j + 1) + 1,
                false => get(&common, i + 1, j).max(get(&common, i, j + 1)),
            };
            if let Some(own) = common.get_mut(i * width + j) {
                *own = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(one), Some(other)) if one == other => {
                lines.push(Line::Same(one));
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), other) if other.is_none() || get(&common, i + 1, j) >= get(&common, i, j + 1) => {
                lines.push(Line::Removed(one));
                i += 1;
            }
            (_, Some(other)) => {
                lines.push(Line::Added(other));
                j += 1;
            }
            _ => return,
        }
    }
}
