//! A unified diff of two versions of a text.

use crate::colour::Colour;

/// Lines that are shown around a change.
const AROUND: usize = 3;

/// The difference, for people and for `patch`. Fixes change few lines, so that a search for the longest common lines between
/// the first and the last difference is quick.
pub(super) fn diff(file: &str, before: &str, after: &str, colour: Colour) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let steps = steps(&old, &new);
    let mut text = format!("--- {file}\n+++ {file}\n");
    let changes: Vec<usize> = (0..steps.len())
        .filter(|&at| !matches!(steps.get(at), Some(Step::Same(_))))
        .collect();
    let mut hunks: Vec<(usize, usize)> = Vec::new();
    for at in changes {
        let (start, end) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(steps.len()));
        match hunks.last_mut() {
            Some((_, last)) if *last >= start => *last = end,
            _ => hunks.push((start, end)),
        }
    }
    for (start, end) in hunks {
        let lines = steps.get(start..end).unwrap_or_default();
        let before = steps.get(..start).unwrap_or_default();
        let count = |all: &[Step<'_>], sides: fn(&Step<'_>) -> bool| all.iter().filter(|step| sides(step)).count();
        let is_old: fn(&Step<'_>) -> bool = |step| !matches!(step, Step::New(_));
        let is_new: fn(&Step<'_>) -> bool = |step| !matches!(step, Step::Old(_));
        text.push_str(&format!(
            "@@ -{},{} +{},{} @@\n",
            count(before, is_old) + 1,
            count(lines, is_old),
            count(before, is_new) + 1,
            count(lines, is_new)
        ));
        for step in lines {
            let line = match step {
                Step::Same(line) => format!(" {line}"),
                Step::Old(line) => colour.bad(&format!("-{line}")),
                Step::New(line) => colour.good(&format!("+{line}")),
            };
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Step<'t> {
    Same(&'t str),
    Old(&'t str),
    New(&'t str),
}

/// More cells than this are not compared one by one.
const MOST: usize = 4_000_000;

fn steps<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Step<'t>> {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    let old_middle = old_rest.get(..old_rest.len() - tail).unwrap_or_default();
    let new_middle = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
    let mut steps: Vec<Step<'t>> = old.iter().take(head).map(|line| Step::Same(line)).collect();
    middle(old_middle, new_middle, &mut steps);
    steps.extend(old_rest.iter().skip(old_middle.len()).map(|line| Step::Same(line)));
    steps
}

/// By the longest common lines.
fn middle<'t>(old: &[&'t str], new: &[&'t str], steps: &mut Vec<Step<'t>>) {
    let width = new.len() + 1;
    if old.len().saturating_mul(width) > MOST {
        steps.extend(old.iter().map(|line| Step::Old(line)));
        steps.extend(new.iter().map(|line| Step::New(line)));
        return;
    }
    // For each place in both, how many lines the rest has in common.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    let at = |common: &[u32], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or(0);
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let best = match one == other {
                true => at(&common, i + 1, j + 1) + 1,
                false => at(&common, i + 1, j).max(at(&common, i, j + 1)),
            };
            if let Some(cell) = common.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(one), Some(other)) if one == other => {
                steps.push(Step::Same(one));
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), Some(_)) if at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                steps.push(Step::Old(one));
                i += 1;
            }
            (_, Some(other)) => {
                steps.push(Step::New(other));
                j += 1;
            }
            (Some(one), None) => {
                steps.push(Step::Old(one));
                i += 1;
            }
            (None, None) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::diff;
    use crate::colour::Colour;

    #[test]
    fn shows_what_changes_and_a_little_around() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let after = "1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n";
        assert_eq!(
            diff("a.json", before, after, Colour::none()),
            "--- a.json\n+++ a.json\n@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+ten\n"
        );
    }
}
