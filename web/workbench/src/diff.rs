//! Lines that differ.

/// A line of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DiffLine {
    /// In both.
    Same(String),
    /// Only before.
    Removed(String),
    /// Only now.
    Added(String),
}

/// Most pairs of lines that are compared; larger differences are shown as a whole.
const PAIRS: usize = 2_000_000;

/// The lines of two texts, a longest common part kept.
#[must_use]
pub fn diff(before: &str, after: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
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
    let mut lines: Vec<DiffLine> = Vec::new();
    let same = |line: &&str| DiffLine::Same((*line).to_owned());
    lines.extend(old.iter().take(head).map(same));
    middle(old_middle, new_middle, &mut lines);
    lines.extend(old.iter().skip(old.len() - tail).map(same));
    lines
}

fn middle(old: &[&str], new: &[&str], lines: &mut Vec<DiffLine>) {
    let width = new.len() + 1;
    let removed = |line: &&str| DiffLine::Removed((*line).to_owned());
    let added = |line: &&str| DiffLine::Added((*line).to_owned());
    if old.len().saturating_mul(new.len()) > PAIRS {
        lines.extend(old.iter().map(removed));
        lines.extend(new.iter().map(added));
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
                lines.push(DiffLine::Same((*one).to_owned()));
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), other) if other.is_none() || get(&common, i + 1, j) >= get(&common, i, j + 1) => {
                lines.push(removed(one));
                i += 1;
            }
            (_, Some(other)) => {
                lines.push(added(other));
                j += 1;
            }
            _ => break,
        }
    }
}
