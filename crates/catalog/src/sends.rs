//! Can a request carry a key?

use crate::key::Group;
use crate::{Action, Catalog};

/// Whether a request for an action can carry a condition key.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Sends {
    /// AWS lists the key for the action.
    Listed,
    /// Any request may carry it, such as `aws:SourceIp`.
    Global,
    /// One of `aws:RequestTag/…`, `aws:ResourceTag/…` and `aws:TagKeys`, and AWS does not list it for this action.
    Tag,
    /// It comes with the credentials of some callers, such as `lambda:SourceFunctionArn`.
    Session,
    /// A claim of an identity provider, such as `token.actions.githubusercontent.com:sub`: with `sts:AssumeRoleWith…`, and,
    /// some of them, with the requests of the sessions that come from it. AWS lists only a part of them.
    Claim,
    /// Neither: a key of a service that this action does not send, or a key that nobody knows.
    No,
}

/// Providers are named by host, services are not.
fn is_claim(key: &str) -> bool {
    let prefix = key.split_once(':').map_or("", |(prefix, _)| prefix);
    prefix.contains('.') || prefix.eq_ignore_ascii_case("saml")
}

pub(crate) fn sends(action: Action<'_>, catalog: &Catalog, key: &str) -> Sends {
    if action.lists(key) {
        return Sends::Listed;
    }
    match catalog.key(key).map(crate::Key::group) {
        Some(Group::Request | Group::Deprecated) => Sends::Global,
        Some(Group::Tag) => Sends::Tag,
        Some(Group::Session) => Sends::Session,
        Some(Group::Service) | None if is_claim(key) => Sends::Claim,
        Some(Group::Service) | None => Sends::No,
    }
}
