//! What the author can do: each change is a small edit of the text.

mod case;
mod context;
mod file;
pub(crate) mod flip;
mod kind;
mod name;
mod organization;
mod policy;
mod principal;
mod printed;
mod request;
mod slot;
mod template;
mod world;

pub use context::{KeyState, Scope};
pub use file::{files_of, is_scenario, read_inlined};
pub use principal::PrincipalKind;

use crate::edit::pointer;

/// Where a place is after an item of a list was taken out.
fn without(list: &str, index: usize, at: &str) -> Option<String> {
    match item(list, at) {
        Some((own, _)) if own == index => None,
        Some((own, rest)) if own > index => Some(format!("{list}/{}{rest}", own - 1)),
        _ => Some(at.to_owned()),
    }
}

/// Where a place is after an item was put into a list.
fn with(list: &str, index: usize, at: &str) -> Option<String> {
    Some(match item(list, at) {
        Some((own, rest)) if own >= index => format!("{list}/{}{rest}", own + 1),
        _ => at.to_owned(),
    })
}

/// Where a place is after an item of a list has moved.
fn moved(list: &str, from: usize, to: usize, at: &str) -> Option<String> {
    let Some((own, rest)) = item(list, at) else {
        return Some(at.to_owned());
    };
    let new = match own {
        own if own == from => to,
        own if from < own && own <= to => own - 1,
        own if to <= own && own < from => own + 1,
        own => own,
    };
    Some(format!("{list}/{new}{rest}"))
}

/// Where a place is after a member has got another name.
fn renamed(from: &str, to: &str, at: &str) -> Option<String> {
    Some(match at.strip_prefix(from) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => [to, rest].concat(),
        _ => at.to_owned(),
    })
}

/// The item of a list that a place lies in, and the rest of the way.
fn item<'a>(list: &str, at: &'a str) -> Option<(usize, &'a str)> {
    let rest = at.strip_prefix(list)?.strip_prefix('/')?;
    let end = rest.find('/').unwrap_or(rest.len());
    Some((rest.get(..end)?.parse().ok()?, rest.get(end..)?))
}

/// The list and the index of an item; none where the last step is no number, or the place holds one policy.
fn in_list(at: &str) -> Option<(&str, usize)> {
    let (list, step) = pointer::split(at)?;
    let field = list.rsplit('/').next()?;
    let listed = matches!(field, "policies" | "sessionPolicies" | "scps" | "rcps") && list != "/policies"
        || list.rsplit('/').nth(1) == Some("groups");
    listed.then(|| Some((list, step.parse().ok()?)))?
}
