//! Fixes, made.

use iamwhy_policy::Span;

use crate::{Edit, Finding};

/// The text with these edits made; those that overlap an earlier one, or reach beyond the text, are left out.
///
/// ```
/// use iamwhy_lint::{Edit, edited};
/// use iamwhy_policy::Span;
///
/// let edit = |start, end, text: &str| Edit { span: Span { start, end }, text: text.to_owned() };
/// assert_eq!(edited("one two", &[edit(4, 7, "three"), edit(0, 3, "1"), edit(5, 6, "-")]), "1 three");
/// ```
#[must_use]
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut taken: Vec<&Edit> = Vec::new();
    for edit in edits {
        if taken.iter().all(|own| !overlap(own.span, edit.span)) {
            taken.push(edit);
        }
    }
    taken.sort_by_key(|edit| edit.span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in taken {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        let (Some(before), Some(_)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The text with the safe fixes of these findings made; of fixes that get in each other's way, the first. Look again
/// afterwards: one mistake may have hidden another.
#[must_use]
pub fn repaired(text: &str, findings: &[Finding]) -> String {
    let mut taken: Vec<Edit> = Vec::new();
    for finding in findings {
        let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safe) else {
            continue;
        };
        let free = |edit: &Edit| taken.iter().all(|own| !overlap(own.span, edit.span));
        if fix.edits.iter().all(free) {
            taken.extend(fix.edits.iter().cloned());
        }
    }
    edited(text, &taken)
}

/// Two insertions at the same place overlap as well: their order would be a matter of taste.
fn overlap(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end || one.start == other.start
}
