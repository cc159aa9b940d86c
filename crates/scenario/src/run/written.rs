//! JSON that is written, not read: results, in the order in which they are put together.
//!
//! A writer of our own, because nothing in a result is a fraction or comes from outside: serde's data model, and the tables by which
//! fractions are printed, would be a seventh of the WASM module.

use std::fmt::{self, Write};

use iamwhy_policy::Listed;

/// A value in a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A count or a place.
    Number(u64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Written>),
    /// An object.
    Object(Vec<(&'static str, Written)>),
}

impl Written {
    /// A list of texts.
    pub fn texts<T: AsRef<str>>(texts: &[T]) -> Written {
        Written::List(texts.iter().map(|text| text.as_ref().into()).listed())
    }

    /// An object without what is absent.
    pub fn present(mut members: Vec<(&'static str, Written)>) -> Written {
        members.retain(|(_, value)| *value != Written::Null);
        Written::Object(members)
    }

    /// On several lines, two spaces to each level.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(0));
        text
    }

    /// Recursion is as deep as the types of results are.
    fn write(&self, out: &mut String, level: Option<usize>) {
        match self {
            Written::Null => out.push_str("null"),
            Written::Bool(true) => out.push_str("true"),
            Written::Bool(false) => out.push_str("false"),
            Written::Number(number) => out.push_str(&number.to_string()),
            Written::Text(text) => quoted(out, text),
            Written::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    next(out, level, at);
                    item.write(out, level.map(|level| level + 1));
                }
                close(out, level, items.len(), ']');
            }
            Written::Object(members) => {
                out.push('{');
                for (at, (name, value)) in members.iter().enumerate() {
                    next(out, level, at);
                    quoted(out, name);
                    out.push_str(if level.is_some() { ": " } else { ":" });
                    value.write(out, level.map(|level| level + 1));
                }
                close(out, level, members.len(), '}');
            }
        }
    }
}

fn next(out: &mut String, level: Option<usize>, at: usize) {
    if at > 0 {
        out.push(',');
    }
    if let Some(level) = level {
        line(out, level + 1);
    }
}

fn close(out: &mut String, level: Option<usize>, len: usize, bracket: char) {
    if let Some(level) = level.filter(|_| len > 0) {
        line(out, level);
    }
    out.push(bracket);
}

fn line(out: &mut String, level: usize) {
    out.push('\n');
    (0..level).for_each(|_| out.push_str("  "));
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        let short = match letter {
            '"' | '\\' => letter,
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            // Where it is printed it must not act, and the page writes the same bytes as a terminal gets.
            letter if iamwhy_explain::is_hidden(letter) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
                continue;
            }
            _ => {
                out.push(letter);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push('"');
}

/// On one line.
impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text, None);
        f.write_str(&text)
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Written {
        Written::Text(text.to_owned())
    }
}

impl From<&String> for Written {
    fn from(text: &String) -> Written {
        text.as_str().into()
    }
}

impl From<bool> for Written {
    fn from(yes: bool) -> Written {
        Written::Bool(yes)
    }
}

impl From<u32> for Written {
    fn from(number: u32) -> Written {
        Written::Number(number.into())
    }
}

impl From<usize> for Written {
    fn from(number: usize) -> Written {
        Written::Number(number as u64)
    }
}

impl From<&Option<String>> for Written {
    fn from(text: &Option<String>) -> Written {
        text.as_ref().into()
    }
}

impl<T: Into<Written>> From<Option<T>> for Written {
    fn from(value: Option<T>) -> Written {
        value.map_or(Written::Null, T::into)
    }
}

impl FromIterator<Written> for Written {
    fn from_iter<I: IntoIterator<Item = Written>>(items: I) -> Written {
        Written::List(items.into_iter().listed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_str, to_string, to_string_pretty};

    #[test]
    fn writes_as_serde_does() {
        let written = Written::Object(vec![
            ("text", "é \"\\ \n\r\t\u{8}\u{c}\u{1f}/".into()),
            ("none", Written::Null),
            (
                "many",
                Written::List(vec![1_u32.into(), true.into(), Written::List(Vec::new())]),
            ),
            ("empty", Written::Object(Vec::new())),
        ]);
        let same: Value = from_str(&written.to_string()).unwrap();
        assert_eq!(written.to_string(), to_string(&same).unwrap());
        assert_eq!(written.pretty(), to_string_pretty(&same).unwrap());
    }
    #[test]
    fn what_would_act_on_a_terminal_is_escaped() {
        let written: Written = "\u{7f}\u{9b}31m\u{202e}é".into();
        assert_eq!(written.to_string(), r#""\u007f\u009b31m\u202eé""#);
        assert_eq!(
            from_str::<Value>(&written.to_string()).unwrap(),
            "\u{7f}\u{9b}31m\u{202e}é"
        );
    }
}
