//! Colour, where the terminal and its user want it. It never carries meaning alone.

use std::io::IsTerminal;

/// When to colour.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What begins and ends the colours that are used here.
pub(crate) const CODES: [&str; 9] = [
    "\u{1b}[0m",
    "\u{1b}[1m",
    "\u{1b}[2m",
    "\u{1b}[31m",
    "\u{1b}[32m",
    "\u{1b}[33m",
    "\u{1b}[1;31m",
    "\u{1b}[1;32m",
    "\u{1b}[1;33m",
];

/// Whether to colour.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Colour(bool);

impl Colour {
    pub(crate) fn choose(when: When) -> Colour {
        let quiet = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Colour(match when {
            When::Always => true,
            When::Never => false,
            When::Auto => std::io::stdout().is_terminal() && !quiet,
        })
    }

    /// Never: for files.
    pub(crate) fn none() -> Colour {
        Colour(false)
    }

    pub(crate) fn is_on(self) -> bool {
        self.0
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.0 {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.paint("1;32", text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    pub(crate) fn strong(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(crate) fn faint(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// Colours the marks of an explanation: ✔ ✖ ◯ ? and carets.
    pub(crate) fn marks(self, text: &str) -> String {
        if !self.0 {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() * 2);
        for char in text.chars() {
            match char {
                '✔' => out.push_str(&self.paint("32", "✔")),
                '✖' => out.push_str(&self.paint("31", "✖")),
                '◯' => out.push_str(&self.paint("33", "◯")),
                '^' => out.push_str(&self.paint("1;33", "^")),
                char => out.push(char),
            }
        }
        // One colour for neighbours.
        out.replace("\u{1b}[0m\u{1b}[1;33m", "")
    }
}
