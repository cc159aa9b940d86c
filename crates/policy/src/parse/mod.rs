//! From JSON to a policy. Parsing never fails: what cannot be understood becomes a diagnostic and
//! an inert statement, and the rest is kept. What AWS would merely refuse to store is not judged
//! here but in [`save`](crate::save).

mod condition;
mod element;
mod principal;
mod statement;

use std::sync::Arc;

use crate::Listed;
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{Json, Kind, NodeId};
use crate::policy::{Parsed, Policy};
use crate::spelling::{did_you_mean, quote};
use crate::statement::Statement;
use crate::version::Version;

/// The elements of a document (PARSE-2).
const TOP: [&str; 3] = ["Version", "Id", "Statement"];

impl Policy {
    /// Parses a document, whatever it says.
    ///
    /// ```
    /// use iamwhy_policy::{Effect, Policy};
    ///
    /// let parsed = Policy::parse(r#"{
    ///   "Version": "2012-10-17",
    ///   "Statement": [
    ///     { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" },
    ///     { "Effect": "Deny", "Action": "s3:*", "Resorce": "*" }
    ///   ]
    /// }"#);
    /// let [first, second] = &parsed.policy.statements[..] else { panic!() };
    /// assert_eq!((first.effect, first.inert), (Some(Effect::Allow), false));
    /// assert!(second.inert);
    /// assert_eq!(parsed.diagnostics[0].message, "unknown element `Resorce`; did you mean `Resource`?");
    /// ```
    pub fn parse(text: impl Into<Arc<str>>) -> Parsed {
        let (json, errors) = Json::read_recovering(text);
        let mut diagnostics: Vec<Diagnostic> = errors
            .into_iter()
            .map(|error| Diagnostic {
                severity: Severity::Error,
                rule: "PARSE-1",
                message: error.message,
                node: json.node_at(error.span.start),
                span: error.span,
            })
            .listed();
        let root = json.root();
        let mut parsed = Policy::parse_at(Arc::new(json), root, false);
        diagnostics.append(&mut parsed.diagnostics);
        Parsed { diagnostics, ..parsed }
    }

    /// Parses the policy at `root` of a larger document.
    ///
    /// With `legacy_duplicates` it was stored before AWS refused duplicate keys: the last `Effect`
    /// counts, and several `Action` or `Resource` count together (PARSE-11). Without, duplicates are
    /// an error, though they are read the same way.
    pub fn parse_at(json: Arc<Json>, root: NodeId, legacy_duplicates: bool) -> Parsed {
        let mut parser = Parser {
            json: &json,
            legacy: legacy_duplicates,
            diagnostics: Vec::new(),
        };
        let (version, statements) = parser.document(root);
        let diagnostics = parser.diagnostics;
        Parsed {
            policy: Policy {
                json,
                root,
                version,
                statements,
            },
            diagnostics,
        }
    }
}

struct Parser<'a> {
    json: &'a Json,
    legacy: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn error(&mut self, rule: &'static str, node: NodeId, message: String) {
        self.report(Severity::Error, rule, node, message);
    }

    fn warning(&mut self, rule: &'static str, node: NodeId, message: String) {
        self.report(Severity::Warning, rule, node, message);
    }

    fn report(&mut self, severity: Severity, rule: &'static str, node: NodeId, message: String) {
        let span = self.json.span(node);
        self.diagnostics.push(Diagnostic {
            severity,
            rule,
            message,
            node,
            span,
        });
    }

    /// A value of the wrong JSON type. Broken text has been reported by the reader already.
    fn wrong_type(&mut self, rule: &'static str, value: NodeId, what: &str, wanted: &str) {
        let found = self.json.kind(value);
        if found != Kind::Broken {
            self.error(rule, value, format!("{what} must be {wanted}, not {}", found.words()));
        }
    }

    /// Reports the keys that `object` has twice.
    fn duplicates(&mut self, object: NodeId) {
        if self.legacy {
            return;
        }
        for key in self.json.duplicates(object) {
            let name = quote(self.json.string(key).unwrap_or_default());
            self.error(
                "PARSE-10",
                key,
                format!("{name} appears twice in the same object: remove one"),
            );
        }
    }

    fn document(&mut self, root: NodeId) -> (Version, Vec<Statement>) {
        let json = self.json;
        let mut version = Version::default();
        let mut statements = Vec::new();
        let mut found = false;
        if json.kind(root) != Kind::Object {
            self.wrong_type("PARSE-1", root, "a policy", "an object");
            return (version, statements);
        }
        self.duplicates(root);
        for (key, value) in json.members(root) {
            match json.string(key) {
                Some("Version") => version = self.version(value),
                Some("Id") if json.kind(value) == Kind::String => {}
                Some("Id") => {
                    let found = json.kind(value).words();
                    self.warning(
                        "PARSE-7",
                        value,
                        format!("`Id` must be a string, not {found}; it has no effect"),
                    );
                }
                Some("Statement") => {
                    found = true;
                    self.statements(value, &mut statements);
                }
                Some(other) => {
                    let near = did_you_mean(other, TOP);
                    self.error("PARSE-2", key, format!("unknown element {}{near}", quote(other)));
                }
                None => {}
            }
        }
        if !found {
            self.error("PARSE-8", root, "a policy needs a `Statement`".to_owned());
        }
        (version, statements)
    }

    fn version(&mut self, value: NodeId) -> Version {
        let Some(text) = self.json.string(value) else {
            self.wrong_type("PARSE-4", value, "`Version`", "a string");
            return Version::default();
        };
        Version::parse(text).unwrap_or_else(|| {
            let near = did_you_mean(text, Version::NAMES);
            let message = format!("unknown version {}, read as `2008-10-17`{near}", quote(text));
            self.warning("PARSE-4", value, message);
            Version::default()
        })
    }

    fn statements(&mut self, value: NodeId, into: &mut Vec<Statement>) {
        let json = self.json;
        match json.kind(value) {
            Kind::Object => {
                let statement = self.statement(value, into.len() as u32);
                into.push(statement);
            }
            Kind::Array => {
                if json.items(value).next().is_none() {
                    self.warning(
                        "PARSE-8",
                        value,
                        "`Statement` is empty: the policy says nothing".to_owned(),
                    );
                }
                into.reserve(json.items(value).count());
                for item in json.items(value) {
                    let statement = self.statement(item, into.len() as u32);
                    into.push(statement);
                }
            }
            _ => self.wrong_type("PARSE-8", value, "`Statement`", "an object or an array of objects"),
        }
    }
}
