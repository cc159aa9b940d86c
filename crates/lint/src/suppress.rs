//! `iamwhy.lint.json`: findings that somebody has looked at and lets be, each with a reason.

use glob_match::glob_match;
use iamwhy_policy::spelling::{did_you_mean, quote};
use iamwhy_policy::{Json, Kind, NodeId, Position, Span};

use crate::{Finding, checks};

/// One finding, or several alike, that somebody lets be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppression {
    /// The check.
    pub code: String,
    /// The files, as a pattern; left out: all.
    pub path: Option<String>,
    /// The policy, by its place in a scenario; left out: all.
    pub policy: Option<String>,
    /// The statement, by its `Sid` or its number from 0; left out: all, and what stands in none.
    pub statement: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// All of them.
#[derive(Clone, Default, Debug)]
pub struct Suppressions {
    /// In the order of the file.
    pub list: Vec<Suppression>,
}

/// What is wrong with the file.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}", line = position.line, column = position.column)]
pub struct SuppressError {
    /// The file.
    pub file: String,
    /// Where in it.
    pub position: Position,
    /// What is wrong, and what to do.
    pub message: String,
}

const FIELDS: [&str; 5] = ["code", "path", "policy", "statement", "reason"];

impl Suppressions {
    /// Reads the file.
    ///
    /// ```
    /// use iamwhy_lint::Suppressions;
    ///
    /// let wrong = Suppressions::read("iamwhy.lint.json", r#"{ "suppress": [{ "code": "MISSING_VERSION" }] }"#);
    /// assert_eq!(
    ///     wrong.unwrap_err().to_string(),
    ///     "iamwhy.lint.json:1:16: a suppression needs a `reason`: say why this may stay"
    /// );
    /// ```
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(file: &str, text: &str) -> Result<Suppressions, SuppressError> {
        let json = Json::read(text).map_err(|error| SuppressError {
            file: file.to_owned(),
            position: Position::of(text, error.span.start),
            message: error.message,
        })?;
        let reader = Reader { file, json: &json };
        reader.root(json.root()).map(|list| Suppressions { list })
    }

    /// The first that fits a finding.
    #[must_use]
    pub fn fits(&self, finding: &Finding, at: &Place<'_>) -> Option<usize> {
        self.list.iter().position(|own| own.fits(finding, at))
    }
}

/// Where a finding is, in the words of suppressions.
#[derive(Copy, Clone, Debug)]
pub struct Place<'p> {
    /// The file.
    pub path: &'p str,
    /// The policy's place in its scenario; none for a policy in a file of its own.
    pub policy: Option<&'p str>,
    /// The `Sid` of the statement.
    pub sid: Option<&'p str>,
}

impl Suppression {
    fn fits(&self, finding: &Finding, at: &Place<'_>) -> bool {
        let statement = |wanted: &String| {
            at.sid == Some(wanted.as_str()) || finding.statement.is_some_and(|index| index.to_string() == *wanted)
        };
        self.code == finding.code()
            && self.path.as_ref().is_none_or(|path| glob_match(path, at.path))
            && self.policy.as_ref().is_none_or(|policy| at.policy == Some(policy))
            && self.statement.as_ref().is_none_or(statement)
    }
}

struct Reader<'a> {
    file: &'a str,
    json: &'a Json,
}

impl Reader<'_> {
    fn wrong(&self, node: NodeId, message: impl Into<String>) -> SuppressError {
        SuppressError {
            file: self.file.to_owned(),
            position: self.json.position(self.json.span(node).start),
            message: message.into(),
        }
    }

    fn root(&self, root: NodeId) -> Result<Vec<Suppression>, SuppressError> {
        let json = self.json;
        let mut found = Vec::new();
        if json.kind(root) != Kind::Object {
            return Err(self.wrong(root, "this file is an object with `suppress`, a list"));
        }
        for (key, value) in json.members(root) {
            match json.string(key) {
                Some("suppress") if json.kind(value) == Kind::Array => {
                    for item in json.items(value) {
                        found.push(self.suppression(item)?);
                    }
                }
                Some("suppress") => return Err(self.wrong(value, "`suppress` is a list")),
                Some("$schema") => {}
                other => {
                    let other = other.unwrap_or_default();
                    let near = did_you_mean(other, ["suppress"]);
                    return Err(self.wrong(key, format!("unknown field {}{near}", quote(other))));
                }
            }
        }
        Ok(found)
    }

    fn suppression(&self, node: NodeId) -> Result<Suppression, SuppressError> {
        let json = self.json;
        if json.kind(node) != Kind::Object {
            return Err(self.wrong(node, "a suppression is an object with `code` and `reason`"));
        }
        let mut own = Suppression {
            code: String::new(),
            path: None,
            policy: None,
            statement: None,
            reason: String::new(),
            span: json.span(node),
        };
        if let Some(key) = json.duplicates(node).first() {
            let name = quote(json.string(*key).unwrap_or_default());
            return Err(self.wrong(*key, format!("{name} appears twice: remove one")));
        }
        for (key, value) in json.members(node) {
            let name = json.string(key).unwrap_or_default();
            let text = || match json.scalar(value) {
                Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
                _ => Err(self.wrong(value, format!("{} is a text", quote(name)))),
            };
            match name {
                "code" => {
                    own.code = text()?;
                    if checks::find(&own.code).is_none() {
                        let near = did_you_mean(&own.code, checks::all().map(|check| check.code));
                        return Err(self.wrong(value, format!("there is no check {}{near}", quote(&own.code))));
                    }
                }
                "path" => own.path = Some(text()?),
                "policy" => own.policy = Some(text()?),
                "statement" => own.statement = Some(text()?),
                "reason" => own.reason = text()?,
                other => {
                    let near = did_you_mean(other, FIELDS);
                    return Err(self.wrong(key, format!("unknown field {}{near}", quote(other))));
                }
            }
        }
        if own.code.is_empty() {
            return Err(self.wrong(node, "a suppression needs a `code`, such as `MISSING_VERSION`"));
        }
        if own.reason.is_empty() {
            return Err(self.wrong(node, "a suppression needs a `reason`: say why this may stay"));
        }
        Ok(own)
    }
}
