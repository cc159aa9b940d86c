//! Step 1: the form of the document and of each element.

use super::{Desk, Refusal, SYNTAX};
use crate::Seen;
use crate::condition::ConditionPair;
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{Json, Kind, NodeId, Span};
use crate::kind::PolicyType;
use crate::operator::{Base, Operator};
use crate::spelling::quote;
use crate::version::Version;

impl Desk<'_> {
    pub(super) fn syntax(&mut self, diagnostics: &[Diagnostic]) {
        self.characters();
        self.malformed(diagnostics);
        self.duplicates();
        self.document();
        self.pairs();
        self.operators();
    }

    /// PARSE-9
    fn characters(&mut self) {
        let text = self.json.raw(self.policy.root);
        if !self.kind.is_iam() || text.is_ascii() {
            return;
        }
        let Some((at, other)) = text.char_indices().find(|&(_, c)| c > '\u{ff}') else {
            return;
        };
        let start = self.json.span(self.policy.root).start + at as u32;
        self.refusals.push(Refusal {
            rule: "PARSE-9",
            message:
                "The specified value for policyDocument is invalid. It must contain only printable ASCII characters."
                    .to_owned(),
            why: Some(format!(
                "`{other}` is beyond U+00FF: write `\\u{:04x}` if it must stay",
                other as u32
            )),
            node: self.json.node_at(start),
            span: Span {
                start,
                end: start + other.len_utf8() as u32,
            },
            severity: Severity::Error,
        });
    }

    /// What could not be understood when the document was parsed.
    fn malformed(&mut self, diagnostics: &[Diagnostic]) {
        for found in diagnostics.iter().filter(|found| found.severity == Severity::Error) {
            match found.rule {
                // These have a place of their own below and in later steps.
                "PARSE-10" | "PARSE-22" => continue,
                "PARSE-21" if wrong_case(self.json, found) => continue,
                _ => {}
            }
            let message = match found.rule {
                "PARSE-1" if self.is_s3() => "Policies must be valid JSON and the first byte must be '{'",
                _ => SYNTAX,
            };
            self.refusals.push(Refusal {
                rule: found.rule,
                message: message.to_owned(),
                why: Some(found.message.clone()),
                node: found.node,
                span: found.span,
                severity: Severity::Error,
            });
        }
    }

    /// PARSE-10
    fn duplicates(&mut self) {
        let json = self.json;
        for object in json
            .descendants(self.policy.root)
            .filter(|&n| json.kind(n) == Kind::Object)
        {
            for key in json.duplicates(object) {
                let why = format!("{} appears twice in the same object", quote(self.text(key)));
                self.refuse_because("PARSE-10", key, SYNTAX, why);
            }
        }
    }

    /// `Version`, `Id`, `Statement`, and every `Sid`.
    fn document(&mut self) {
        let json = self.json;
        for (key, value) in json.members(self.policy.root) {
            match (json.string(key), json.kind(value)) {
                (Some("Version"), Kind::String) if Version::parse(self.text(value)).is_none() => {
                    let why = format!("no version {}: write `2012-10-17`", quote(self.text(value)));
                    self.refuse_because("PARSE-4", value, SYNTAX, why);
                }
                (Some("Id"), kind) => self.id(key, value, kind),
                (Some("Statement"), Kind::Array) if json.items(value).next().is_none() => {
                    self.refuse_because("PARSE-8", value, SYNTAX, "`Statement` has no statement");
                }
                _ => {}
            }
        }
        for statement in &self.policy.statements {
            for (key, value) in json.members(statement.node) {
                if json.string(key) == Some("Sid") && !matches!(json.kind(value), Kind::String | Kind::Broken) {
                    self.refuse_because("PARSE-26", value, SYNTAX, "`Sid` must be a string");
                }
            }
        }
    }

    fn id(&mut self, key: NodeId, value: NodeId, found: Kind) {
        match (found, self.kind) {
            (Kind::Broken, _) => {}
            (Kind::String, PolicyType::Identity | PolicyType::Managed | PolicyType::Boundary) => {
                self.warn(
                    "PARSE-7",
                    key,
                    "`Id` has no place in an identity-based policy; IAM stores it all the same",
                );
            }
            (Kind::String, PolicyType::Session | PolicyType::Scp | PolicyType::Rcp) => {
                self.refuse_because("TYPE-1", key, SYNTAX, format!("a {} has no `Id`", self.kind));
            }
            (Kind::String, _) => {}
            _ => self.refuse_because("PARSE-7", value, SYNTAX, "`Id` must be a string"),
        }
    }

    /// PARSE-22: not both of a pair.
    fn pairs(&mut self) {
        for statement in &self.policy.statements {
            let principals = statement.principals.iter().map(|element| element.name).nth(1);
            let actions = statement.actions.iter().map(|element| element.name).nth(1);
            let resources = statement.resources.iter().map(|element| element.name).nth(1);
            for (second, name) in [(principals, "Principal"), (actions, "Action"), (resources, "Resource")] {
                if let Some(second) = second {
                    let why = format!("a statement has `{name}` or `Not{name}`, not both");
                    self.refuse_because("PARSE-22", second, SYNTAX, why);
                }
            }
        }
    }

    /// PARSE-28, PARSE-29, PARSE-30, PARSE-12. An empty block imposes nothing and may be called anything.
    fn operators(&mut self) {
        for statement in &self.policy.statements {
            // The pairs of one operator lie side by side.
            for block in statement.conditions.chunk_by(|a, b| a.operator == b.operator) {
                let Some(first) = block.first() else { continue };
                let written = self.text(first.operator);
                match first.parsed {
                    None => {
                        let rule = if written.contains(':') { "PARSE-29" } else { "PARSE-28" };
                        let why = format!("no condition operator {}", quote(written));
                        self.refuse_because(rule, first.operator, SYNTAX, why);
                    }
                    Some(operator) => self.operator(first.operator, operator, &operator.name()),
                }
                if block.len() > 1 {
                    self.keys_by_case(block);
                }
            }
        }
    }

    /// PARSE-12. Keys that are equal to the letter are PARSE-10's.
    fn keys_by_case(&mut self, block: &[ConditionPair]) {
        let (mut words, mut spellings) = (Seen::default(), Seen::default());
        for pair in block {
            let key = self.text(pair.key);
            if spellings.insert(key) && !words.insert_bytes(key.to_ascii_lowercase().into_bytes()) {
                let message = format!(
                    "{} differs from another key here in case only: both must hold",
                    quote(key)
                );
                self.warn("PARSE-12", pair.key, message);
            }
        }
    }

    fn operator(&mut self, node: NodeId, operator: Operator, name: &str) {
        let written = self.text(node);
        if operator.base == Base::Null && operator.if_exists {
            let message = format!(
                "{} cannot work: `Null` asks whether the key exists; remove `IfExists`",
                quote(written)
            );
            self.warn("PARSE-29", node, message);
        } else if written != name {
            self.warn("PARSE-30", node, format!("{} is spelt `{name}`", quote(written)));
        }
    }
}

/// `allow` and the like, which pass this step and fail a later one.
pub(super) fn wrong_case(json: &Json, found: &Diagnostic) -> bool {
    let text = json.string(found.node).unwrap_or_default();
    text.eq_ignore_ascii_case("Allow") || text.eq_ignore_ascii_case("Deny")
}
