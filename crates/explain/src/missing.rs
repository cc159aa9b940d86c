//! Keys that a request lacks, and conditions that hold for want of them.

use iamwhy_engine::Truth;
use iamwhy_policy::Listed;

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
            () if is("BucketTag") => "the bucket",
            () if is("AccessPointTag") => "the access point",
            () if is("PrincipalTag") => "the caller",
            () => return None,
        };
        Some([whose, " has no tag ", &tick(tag)].concat())
    });
    tagged.unwrap_or_else(|| ["the request has no ", &tick(key)].concat())
}

/// Whether a variable in this text has a comma that begins no default: `, '…'`, with one space; or a name with a space (VAR-2).
pub(crate) fn is_misspelt(text: &str) -> bool {
    !misspelt(text).is_empty()
}

/// Why a text whose variable has no value has none; nothing where the value is simply not there.
pub(crate) fn misspelt(text: &str) -> &'static str {
    let mut inner = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    let why = |inner: &str| {
        let (name, default) = inner.split_once(", '").unwrap_or((inner, "'"));
        match () {
            () if name.contains(',') || !default.ends_with('\'') => {
                Some(", since a default is written in single quotes after a comma and one space")
            }
            () if name.contains(' ') => Some(", since the name of a variable has no spaces"),
            () => None,
        }
    };
    inner.find_map(|(inner, _)| why(inner)).unwrap_or_default()
}

/// Whether a condition holds only because the request lacks its key.
pub(crate) fn holds_unasked(element: &ElementNode) -> bool {
    let operator = element.operator.as_deref().unwrap_or_default();
    let about_presence = operator
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("null"));
    let absent = matches!(element.request.as_deref(), Some("absent" | "[]"));
    element.matched == Truth::Yes && absent && !about_presence
}

/// Conditions of an Allow that hold only because the request lacks their key.
pub(crate) fn unasked(node: &StatementNode) -> String {
    let reasons: Vec<&str> = node
        .elements
        .iter()
        .filter(|element| holds_unasked(element))
        .map(|own| own.because.as_str())
        .listed();
    match reasons.is_empty() {
        true => String::new(),
        false => [", since ", &reasons.join("; and since ")].concat(),
    }
}
