//! What AWS refuses to store, with AWS's own message.
//!
//! One file per step, in the order in which IAM takes them (VALID-1); the first error found is the
//! one that AWS returns. The other services have checks of their own, of which we know a few
//! (VALID-6); their steps are taken in the same order.

mod action;
mod element;
mod legacy;
mod missing;
mod open;
mod principal;
mod resource;
mod service;
mod sid;
mod syntax;
mod value;
mod version;

pub use open::is_open;
pub use service::{LOCKED_OUT, changes_key_policy};

use crate::diagnostic::Severity;
use crate::json::{Json, NodeId, Span};
use crate::kind::PolicyType;
use crate::policy::{Parsed, Policy};

/// Something that AWS refuses, or stores though it is doubtful.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The rule, such as `PARSE-21`.
    pub rule: &'static str,
    /// AWS's message where it is known, else what is wrong in our own words.
    pub message: String,
    /// What is wrong in our own words, where AWS's message does not say.
    pub why: Option<String>,
    /// The node to blame.
    pub node: NodeId,
    /// Where; most often the node's span.
    pub span: Span,
    /// `Error`: refused. `Warning`: stored, but look at it.
    pub severity: Severity,
}

/// Everything that speaks against storing the policy as one of this `kind`, in AWS's order.
/// `service` is the prefix of the service that a resource-based policy belongs to.
///
/// ```
/// use iamwhy_policy::{Policy, PolicyType, save};
///
/// let parsed = Policy::parse(r#"{
///   "Version": "2012-10-17",
///   "Statement": { "Sid": "my sid", "Effect": "Allow", "Action": "s*:Get*", "Resource": "*" }
/// }"#);
/// let refusals = save::check(&parsed, PolicyType::Identity, None);
/// assert_eq!(refusals[0].rule, "PARSE-26");
/// assert_eq!(refusals[1].message, "Vendor s* is not valid");
/// ```
pub fn check(parsed: &Parsed, kind: PolicyType, service: Option<&str>) -> Vec<Refusal> {
    let policy = &parsed.policy;
    let mut desk = Desk {
        policy,
        json: &policy.json,
        kind,
        service,
        refusals: Vec::new(),
    };
    desk.syntax(&parsed.diagnostics);
    desk.elements();
    desk.version();
    desk.legacy(&parsed.diagnostics);
    desk.sids();
    desk.missing_actions();
    desk.missing_resources();
    desk.resources();
    desk.actions();
    desk.principals();
    desk.service_rules();
    desk.values();
    desk.refusals
}

/// Where a document is handed in: the document, what it is to be, and what has been found.
struct Desk<'a> {
    policy: &'a Policy,
    json: &'a Json,
    kind: PolicyType,
    service: Option<&'a str>,
    refusals: Vec<Refusal>,
}

/// AWS's message for nearly everything of the wrong form.
const SYNTAX: &str = "Syntax errors in policy.";

impl<'a> Desk<'a> {
    /// Refuses with a message that says it all.
    fn refuse(&mut self, rule: &'static str, node: NodeId, message: impl Into<String>) {
        self.report(Severity::Error, rule, node, message.into(), None);
    }

    /// Refuses with AWS's message, and says what is meant.
    fn refuse_because(&mut self, rule: &'static str, node: NodeId, message: impl Into<String>, why: impl Into<String>) {
        self.report(Severity::Error, rule, node, message.into(), Some(why.into()));
    }

    /// AWS stores it all the same.
    fn warn(&mut self, rule: &'static str, node: NodeId, message: impl Into<String>) {
        self.report(Severity::Warning, rule, node, message.into(), None);
    }

    fn report(&mut self, severity: Severity, rule: &'static str, node: NodeId, message: String, why: Option<String>) {
        let span = self.json.span(node);
        self.refusals.push(Refusal {
            rule,
            message,
            why,
            node,
            span,
            severity,
        });
    }

    /// The text of a string; values that are none have been refused before.
    fn text(&self, node: NodeId) -> &'a str {
        self.json.string(node).unwrap_or_default()
    }

    /// Whether S3 stores it.
    fn is_s3(&self) -> bool {
        self.kind == PolicyType::AccessPoint || self.is_of("s3")
    }

    /// Whether it is a resource-based policy of this service.
    fn is_of(&self, service: &str) -> bool {
        self.kind == PolicyType::Resource && self.service == Some(service)
    }
}
