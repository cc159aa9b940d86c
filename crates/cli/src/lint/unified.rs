//! A unified diff of two versions of a text.

use iamwhy_policy::lines::{Line, compare};

use crate::colour::Colour;

/// Lines that are shown around a change.
const AROUND: usize = 3;

/// The difference, for people and for `patch`.
pub(super) fn diff(file: &str, before: &str, after: &str, colour: Colour) -> String {
    let steps = compare(before, after);
    let mut text = format!("--- {file}\n+++ {file}\n");
    let changes: Vec<usize> = (0..steps.len())
        .filter(|&at| !matches!(steps.get(at), Some(Line::Same(_))))
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
        let count = |all: &[Line<'_>], sides: fn(&Line<'_>) -> bool| all.iter().filter(|step| sides(step)).count();
        let is_old: fn(&Line<'_>) -> bool = |step| !matches!(step, Line::Added(_));
        let is_new: fn(&Line<'_>) -> bool = |step| !matches!(step, Line::Removed(_));
        text.push_str(&format!(
            "@@ -{},{} +{},{} @@\n",
            count(before, is_old) + 1,
            count(lines, is_old),
            count(before, is_new) + 1,
            count(lines, is_new)
        ));
        for step in lines {
            let line = match step {
                Line::Same(line) => format!(" {line}"),
                Line::Removed(line) => colour.bad(&format!("-{line}")),
                Line::Added(line) => colour.good(&format!("+{line}")),
            };
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
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
