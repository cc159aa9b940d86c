//! Reading pattern text: wildcards, policy variables and escapes become tokens (VAR-*, RES-2).

use super::{Pattern, Run, Shape, Slice, Token, VarId};
use crate::assume::Assume;

/// What the text is written for; it decides which characters mean something.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Dialect {
    /// `Resource` and `NotResource`; with `complete`, missing ARN fields become `*` (AMEND-1).
    Resource {
        /// Whether missing fields are filled in.
        complete: bool,
    },
    /// Operators that know no wildcards.
    Exact,
    /// Operators and actions with `*` and `?` anywhere.
    Glob,
}

/// A policy variable: which key, and the default text if there is one.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) key: u32,
    pub(crate) default: Option<Run>,
}

/// The pools that patterns live in.
#[derive(Clone, Default, Debug)]
pub(crate) struct Templates {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) variables: Vec<Variable>,
}

impl Templates {
    /// Pools with room for what so many statements mostly say.
    pub(crate) fn with_room(statements: usize) -> Templates {
        Templates {
            text: String::with_capacity(96 * statements),
            tokens: Vec::with_capacity(6 * statements),
            variables: Vec::new(),
        }
    }

    /// Adds literal text to the pool.
    pub(crate) fn run(&mut self, text: &str) -> Run {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Run {
            start,
            end: self.text.len() as u32,
        }
    }

    /// The text of a run.
    pub(crate) fn str(&self, run: Run) -> &str {
        self.text.get(run.start as usize..run.end as usize).unwrap_or("")
    }

    /// The bytes of a run: no question whether it cuts a character in two.
    pub(crate) fn bytes(&self, run: Run) -> &[u8] {
        self.text
            .as_bytes()
            .get(run.start as usize..run.end as usize)
            .unwrap_or(&[])
    }

    /// Compiles a pattern. `variables` says whether `${…}` is active (VAR-1); `key` interns a key's name.
    pub(crate) fn pattern(
        &mut self,
        source: &str,
        dialect: Dialect,
        variables: bool,
        assume: &Assume,
        key: &mut dyn FnMut(&str) -> u32,
    ) -> Pattern {
        let start = self.tokens.len();
        if dialect != Dialect::Exact && source == "*" {
            self.tokens.push(Token::Star);
            return self.finish(start);
        }
        self.read(source, dialect, variables, assume, key);
        self.finish(start)
    }

    /// Compiles the six colon-separated parts of an ARN operator's value; variables are read before the split (VAR-12).
    /// `None` where there are fewer; a value that is one variable comes back whole (VAR-13).
    pub(crate) fn arn(
        &mut self,
        source: &str,
        variables: bool,
        assume: &Assume,
        key: &mut dyn FnMut(&str) -> u32,
    ) -> Option<[Pattern; 6]> {
        let last_brace = last_brace(source);
        let mut cuts = [0_usize; 7];
        let mut part = 1;
        let mut at = 0;
        while at < source.len() && part < 6 {
            if variables && let Some(length) = variable_length(source, at, last_brace) {
                at += length;
                continue;
            }
            if source.as_bytes()[at] == b':' {
                cuts[part] = at + 1;
                part += 1;
            }
            at += 1;
        }
        if part < 6 {
            return None;
        }
        cuts[6] = source.len() + 1;
        let mut parts = [Pattern {
            tokens: Slice::default(),
            shape: Shape::Any,
        }; 6];
        for (index, slot) in parts.iter_mut().enumerate() {
            let text = source.get(cuts[index]..cuts[index + 1] - 1).unwrap_or("");
            *slot = self.pattern(text, Dialect::Glob, variables, assume, key);
        }
        Some(parts)
    }

    fn read(
        &mut self,
        source: &str,
        dialect: Dialect,
        variables: bool,
        assume: &Assume,
        key: &mut dyn FnMut(&str) -> u32,
    ) {
        let resource = matches!(dialect, Dialect::Resource { .. });
        let wild = dialect != Dialect::Exact;
        let bytes = source.as_bytes();
        let first = self.tokens.len();
        let mut literal = self.text.len();
        let last_brace = last_brace(source);
        let mut colons = 0;
        let mut at = 0;
        while at < bytes.len() {
            let early = resource && colons < 5;
            match bytes[at] {
                b'$' if variables => {
                    if let Some(length) = variable_length(source, at, last_brace) {
                        let inner = &source[at + 2..at + length - 1];
                        at += length;
                        if matches!(inner, "*" | "?" | "$") {
                            self.text.push_str(inner);
                        } else if early && !assume.compiles_other(32) {
                            self.text.push_str(&source[at - length..at]);
                        } else {
                            self.cut(&mut literal);
                            let variable = self.variable(inner, key);
                            literal = self.text.len();
                            self.tokens.push(Token::Variable(variable));
                        }
                        continue;
                    }
                    self.text.push('$');
                    at += 1;
                }
                b'*' if wild => {
                    self.cut(&mut literal);
                    let last = matches!(bytes.get(at + 1), None | Some(b':'));
                    let roams = !early || (last && !assume.compiles_other(31));
                    let token = if roams { Token::Star } else { Token::StarInPart };
                    // Two stars in a row are one; the last token of the pattern before is not ours.
                    let own = self.tokens.get(first..).and_then(<[Token]>::last);
                    if token != Token::Star || own != Some(&Token::Star) {
                        self.tokens.push(token);
                    }
                    at += 1;
                }
                b'?' if wild => {
                    self.cut(&mut literal);
                    self.tokens.push(if early { Token::OneInPart } else { Token::One });
                    at += 1;
                }
                _ => {
                    let mut end = at + 1;
                    while end < bytes.len() && !matches!(bytes[end], b'$' | b'*' | b'?') {
                        end += 1;
                    }
                    if resource {
                        colons += bytes[at..end].iter().filter(|byte| **byte == b':').count();
                    }
                    self.text.push_str(&source[at..end]);
                    at = end;
                }
            }
        }
        if dialect == (Dialect::Resource { complete: true }) && source.starts_with("arn:") {
            while colons < 5 {
                self.text.push(':');
                self.cut(&mut literal);
                self.tokens.push(Token::Star);
                colons += 1;
            }
        }
        self.cut(&mut literal);
    }

    /// Ends the literal that began at `literal`, if it is not empty.
    fn cut(&mut self, literal: &mut usize) {
        if *literal < self.text.len() {
            self.tokens.push(Token::Literal(Run {
                start: *literal as u32,
                end: self.text.len() as u32,
            }));
        }
        *literal = self.text.len();
    }

    fn variable(&mut self, inner: &str, key: &mut dyn FnMut(&str) -> u32) -> VarId {
        // Hardly any has a default, and the last character tells.
        let (name, default) = match inner.strip_suffix('\'').and_then(|rest| rest.split_once(", '")) {
            Some((name, default)) => (name, Some(default)),
            None => (inner, None),
        };
        let default = default.map(|text| self.run(text));
        self.variables.push(Variable {
            key: key(name),
            default,
        });
        VarId(self.variables.len() as u32 - 1)
    }

    fn finish(&mut self, start: usize) -> Pattern {
        let tokens = Slice {
            start: start as u32,
            end: self.tokens.len() as u32,
        };
        let shape = match tokens.of(&self.tokens) {
            [] => Shape::Exact(Run::default()),
            [Token::Star] => Shape::Any,
            [Token::Literal(run)] => Shape::Exact(*run),
            [Token::Literal(run), Token::Star] => Shape::Prefix(*run),
            _ => Shape::Parts,
        };
        Pattern { tokens, shape }
    }

    /// The literal text that every match begins with.
    pub(crate) fn prefix(&self, pattern: Pattern) -> Run {
        match pattern.tokens.of(&self.tokens).first() {
            Some(Token::Literal(run)) => *run,
            _ => Run::default(),
        }
    }
}

/// Behind it no variable ends, so that none is looked for.
fn last_brace(text: &str) -> usize {
    text.rfind('}').unwrap_or(0)
}

/// The length of a variable at this place, braces included; none where it is plain text (VAR-2).
fn variable_length(text: &str, at: usize, last_brace: usize) -> Option<usize> {
    // Inside a character of several bytes no variable begins.
    let rest = text
        .get(at..)
        .filter(|rest| at < last_brace && rest.starts_with("${"))?;
    rest.find('}').map(|end| end + 1)
}
