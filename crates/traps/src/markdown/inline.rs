//! Text within a block.

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// As it is.
    Text(String),
    /// `` `code` ``
    Code(String),
    /// `*emphasis*`
    Emphasis(Vec<Inline>),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `[text](to)`
    Link {
        /// What it says.
        text: Vec<Inline>,
        /// Where it leads.
        to: String,
    },
}

/// Emphasis in emphasis in a link goes no deeper; a bound for hostile texts.
const DEPTH: usize = 4;

/// Reads the pieces of a text.
///
/// ```
/// use iamwhy_traps::markdown::{Inline, inlines};
///
/// let found = inlines("the `Deny` *wins*");
/// assert_eq!(found[1], Inline::Code("Deny".to_owned()));
/// assert_eq!(found[3], Inline::Emphasis(vec![Inline::Text("wins".to_owned())]));
/// ```
#[must_use]
pub fn inlines(text: &str) -> Vec<Inline> {
    read(text, DEPTH)
}

fn read(text: &str, depth: usize) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let marked = match depth {
            0 => None,
            _ => marked(rest, plain.chars().next_back(), depth - 1),
        };
        match marked {
            Some((inline, after)) => {
                if !plain.is_empty() {
                    found.push(Inline::Text(std::mem::take(&mut plain)));
                }
                found.push(inline);
                rest = after;
            }
            None => {
                let mut letters = rest.chars();
                letters.next();
                rest = letters.as_str();
                match rest.chars().next() {
                    Some(next) if letter == '\\' && next.is_ascii_punctuation() => {
                        plain.push(next);
                        letters.next();
                        rest = letters.as_str();
                    }
                    _ => plain.push(letter),
                }
            }
        }
    }
    if !plain.is_empty() {
        found.push(Inline::Text(plain));
    }
    found
}

/// What begins here with a mark, and what comes behind it.
fn marked(text: &str, before: Option<char>, depth: usize) -> Option<(Inline, &str)> {
    if let Some(double) = text.strip_prefix("``") {
        let (code, after) = double.split_once("``")?;
        return Some((Inline::Code(code.trim().to_owned()), after));
    }
    if let Some(inside) = text.strip_prefix('`') {
        let (code, after) = inside.split_once('`')?;
        return Some((Inline::Code(code.to_owned()), after));
    }
    if let Some(inside) = text.strip_prefix("**") {
        let (strong, after) = inside.split_once("**")?;
        return is_phrase(strong).then(|| (Inline::Strong(read(strong, depth)), after));
    }
    for mark in ['*', '_'] {
        let Some(inside) = text.strip_prefix(mark) else {
            continue;
        };
        // Inside a word such as `aws_iam` it is no mark.
        if mark == '_' && before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let (emphasis, after) = inside.split_once(mark)?;
        return is_phrase(emphasis).then(|| (Inline::Emphasis(read(emphasis, depth)), after));
    }
    let inside = text.strip_prefix('[')?;
    let (words, after) = inside.split_once("](")?;
    let (to, after) = after.split_once(')')?;
    let is_link = !words.contains('[') && !to.contains(' ');
    is_link.then(|| {
        let link = Inline::Link {
            text: read(words, depth),
            to: to.to_owned(),
        };
        (link, after)
    })
}

/// Marks hug their text.
fn is_phrase(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ')
}
