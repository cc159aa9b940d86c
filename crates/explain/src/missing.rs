//! Keys that a request lacks, and conditions that hold for want of them.

use iamwhy_engine::Truth;

use crate::explanation::{ElementNode, StatementNode};
use crate::words::tick;

/// Who lacks a key: tags are the resource's or the caller's, the rest is the request's.
pub(crate) fn lacks(key: &str) -> String {
    let tagged = key.split_once('/').and_then(|(kind, tag)| {
        let is = |suffix: &str| {
            let name = kind.rsplit(':').next().unwrap_or(kind);
            name.eq_ignore_ascii_case(suffix)
        };
        let whose = match () {
            () if is("ResourceTag") => "the resource",
            () if is("ExistingObjectTag") => "the object",
            () if is("PrincipalTag") => "the caller",
            () => return None,
        };
        Some([whose, " has no tag ", &tick(tag)].concat())
    });
    tagged.unwrap_or_else(|| ["the request has no ", &tick(key)].concat())
}

/// Conditions of an Allow that hold only because the request lacks their key.
pub(crate) fn unasked(node: &StatementNode) -> String {
    let missing = |element: &&ElementNode| {
        let about_presence = element
            .operator
            .as_deref()
            .is_some_and(|own| own.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("null")));
        let absent = matches!(element.request.as_deref(), Some("absent" | "[]"));
        element.matched == Truth::Yes && absent && !about_presence
    };
    let reasons: Vec<&str> = node
        .elements
        .iter()
        .filter(missing)
        .map(|own| own.because.as_str())
        .collect();
    match reasons.is_empty() {
        true => String::new(),
        false => [", since ", &reasons.join("; and since ")].concat(),
    }
}
