//! A policy document, however it came.

use std::ops::Range;

use iamwhy_policy::{Json, Kind, NodeId, Policy, PolicyType, Severity, Span};

use crate::guess::guesses;
use crate::wrapper::Wrapped;
use crate::{Confidence, Guess, PastedPolicy};

/// The policy at `root`; `range` is where the whole JSON stands in the paste.
pub(crate) fn policy(json: &Json, root: NodeId, range: Option<Range<usize>>) -> PastedPolicy {
    let span = json.span(root);
    let text = json.raw(root).to_owned();
    let start = range.map(|range| range.start as u32);
    let (guesses, notes) = judged(&text);
    PastedPolicy {
        span: start.map(|start| Span {
            start: start + span.start,
            end: start + span.end,
        }),
        text,
        guesses,
        wrapper: None,
        name: None,
        arn: None,
        notes,
    }
}

/// What a document may be, and what is broken in it.
fn judged(text: &str) -> (Vec<Guess>, Vec<String>) {
    let parsed = Policy::parse(text);
    let guesses = guesses(&parsed.policy);
    let broken = parsed
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let statements = parsed
        .policy
        .statements
        .iter()
        .filter(|statement| statement.inert)
        .count();
    let mut notes = Vec::new();
    // What is not JSON at all is said by who reads it.
    if statements > 0
        && let Some(first) = broken.into_iter().find(|found| found.rule != "PARSE-1")
    {
        let count = if statements == 1 {
            "a statement is broken".to_owned()
        } else {
            format!("{statements} statements are broken")
        };
        notes.push([&count, " and would never match: ", &first.message].concat());
    }
    (guesses, notes)
}

/// Whether this is a statement, or a list of them, without a policy around.
#[must_use]
pub fn is_bare(json: &Json) -> bool {
    let root = json.root();
    let is_statement = |node: NodeId| {
        let has = |key: &str| json.get(node, key).is_some();
        json.kind(node) == Kind::Object
            && !has("Statement")
            && has("Effect")
            && (has("Action") || has("NotAction") || has("Resource") || has("Principal"))
    };
    match json.kind(root) {
        Kind::Array => json.items(root).next().is_some() && json.items(root).all(is_statement),
        _ => is_statement(root),
    }
}

/// A policy around bare statements.
pub(crate) fn completed(statements: &str) -> PastedPolicy {
    let text = [
        "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": ",
        statements,
        "\n}",
    ]
    .concat();
    let (guesses, mut notes) = judged(&text);
    notes.insert(
        0,
        "only statements were pasted; they were put into a policy of version 2012-10-17".to_owned(),
    );
    PastedPolicy {
        text,
        span: None,
        guesses,
        wrapper: None,
        name: None,
        arn: None,
        notes,
    }
}

/// What the wrapper tells about the policy inside.
pub(crate) fn unwrap(policy: &mut PastedPolicy, found: Wrapped) {
    if let Some((kind, service)) = found.kind {
        policy.guesses.retain(|guess| guess.kind != kind);
        policy.guesses.truncate(3);
        let certain = Guess {
            kind,
            service: service.map(str::to_owned),
            confidence: Confidence::Certain,
            why: ["it is ", found.wrapper].concat(),
        };
        policy.guesses.insert(0, certain);
    } else if found.wrapper.contains("get-bucket-policy") {
        // Such an output holds only policies of resources.
        policy.guesses.retain(|guess| guess.layer() == "resource");
        if policy.guesses.is_empty() {
            policy.guesses.push(Guess {
                kind: PolicyType::Resource,
                service: None,
                confidence: Confidence::Likely,
                why: ["it is ", found.wrapper].concat(),
            });
        }
    }
    policy.wrapper = Some(found.wrapper);
    policy.name = found.name;
    policy.arn = found.arn;
    if found.others > 0 {
        policy.notes.push(format!(
            "{} more policies in the same output were left out",
            found.others
        ));
    }
}
