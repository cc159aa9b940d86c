//! Markdown in lines that fit.

use super::WIDTH;
use crate::markdown::{fence, heading};

/// The text in lines of at most [`WIDTH`]; the lines after the first of each begin with `indent`.
pub(super) fn wrap(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut in_code = false;
    for line in text.trim().lines() {
        let is_fence = fence(line).is_some();
        if in_code || is_fence || line.trim_start().starts_with('|') {
            out.push_str(line);
            out.push('\n');
        } else {
            broken(line, indent, &mut out);
        }
        in_code ^= is_fence;
    }
    out
}

fn broken(line: &str, indent: &str, out: &mut String) {
    let own = line.len() - line.trim_start().len();
    let mut length = own;
    out.push_str(line.get(..own).unwrap_or_default());
    for (at, word) in line.split_whitespace().enumerate() {
        let letters = word.chars().count();
        if at > 0 && length + 1 + letters > WIDTH && !means_something(word) {
            out.push('\n');
            out.push_str(indent);
            length = indent.len();
        } else if at > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += letters;
    }
    out.push('\n');
}

/// Whether a word at the start of a line would begin a list, a heading or a quote.
fn means_something(word: &str) -> bool {
    matches!(word, "-" | "*" | "+" | ">" | "|")
        || heading(&[word, " x"].concat()).is_some()
        || word.ends_with('.') && word.starts_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_long_and_none_becomes_a_list() {
        let text = "word ".repeat(60) + "- not a list " + &"word ".repeat(60);
        let wrapped = wrap(&text, "");
        assert!(
            wrapped
                .lines()
                .all(|line| line.len() <= WIDTH + 2 && !line.starts_with('-'))
        );
        assert_eq!(wrap("```\n  a  b\n```", ""), "```\n  a  b\n```\n");
    }
}
