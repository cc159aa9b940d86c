//! Keys that follow from others that the context gives (KEY-1).

use super::derive::UNKNOWN;
use super::value::{Source, Value};
use crate::bind::Bound;
use crate::compare::arn;
use crate::compile::AccountFacts;
use crate::request::{Context, ContextValue};

/// Whether the key is there for sure, whatever its value.
fn is_there(context: &Context, name: &str) -> bool {
    match context.by_name_folded(name) {
        Some(ContextValue::One(_) | ContextValue::Unknown { presence: false }) => true,
        Some(ContextValue::Many(list)) => !list.is_empty(),
        _ => false,
    }
}

fn text<'c>(context: &'c Context, name: &str) -> Option<&'c str> {
    match context.by_name_folded(name) {
        Some(ContextValue::One(text)) => Some(text),
        _ => None,
    }
}

impl Context {
    /// Whether keys say that the request came through a VPC endpoint; such a request has no public address (IP-7).
    #[must_use]
    pub fn is_from_network(&self) -> bool {
        ["aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"]
            .iter()
            .any(|name| is_there(self, name))
    }
}

/// What follows from a key of which nobody told the value.
fn open(context: &Context, name: &str) -> Option<Value<'static>> {
    match context.by_name_folded(name)? {
        ContextValue::Unknown { presence } => Some(Value::Unknown {
            presence: *presence,
            source: Source::Key,
        }),
        _ => None,
    }
}

/// An end of the chain of services, as it is given or as `via` says.
pub(super) fn end<'b>(bound: &'b Bound<'_>, last: bool) -> Value<'b> {
    let context = &bound.request.context;
    let given = match context.by_name_folded("aws:CalledVia") {
        Some(ContextValue::One(service)) => Some(service),
        Some(ContextValue::Many(list)) if last => list.last(),
        Some(ContextValue::Many(list)) => list.first(),
        _ => None,
    };
    let via = &bound.request.via;
    let told = if last { via.last() } else { via.first() };
    match (given, open(context, "aws:CalledVia")) {
        (Some(service), _) => Value::One(service),
        (None, Some(open)) => open,
        (None, None) => told.map_or(Value::Absent, |service| Value::One(service)),
    }
}

/// Whether a service makes the call in the caller's name (FAS-2).
pub(super) fn is_forwarded(bound: &Bound<'_>) -> Value<'static> {
    let context = &bound.request.context;
    let chain = ["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"];
    let forwarded = !bound.request.via.is_empty() || chain.iter().any(|name| is_there(context, name));
    let open = chain.iter().any(|name| open(context, name).is_some());
    match forwarded {
        true => Value::One("true"),
        false if open => UNKNOWN,
        false => Value::One("false"),
    }
}

/// Whether MFA has an age, without which there was none (KEY-9).
pub(super) fn has_mfa_age(context: &Context) -> bool {
    is_there(context, "aws:MultiFactorAuthAge")
}

/// What the account on whose behalf a service calls says.
pub(super) fn of_source<'b>(bound: &'b Bound<'_>, says: impl Fn(Option<&'b AccountFacts>) -> Value<'b>) -> Value<'b> {
    let context = &bound.request.context;
    match (
        text(context, "aws:SourceAccount"),
        context.by_name_folded("aws:SourceAccount"),
    ) {
        (Some(id), _) => says(
            bound
                .program
                .account_index(id)
                .and_then(|index| bound.program.accounts.get(index as usize)),
        ),
        // Its account may be in an organization.
        (None, Some(ContextValue::Unknown { .. })) => Value::Unknown {
            presence: true,
            source: Source::Key,
        },
        (None, Some(_)) => Value::Absent,
        (None, None) => says(bound.source_facts()),
    }
}

/// The account of the access point that is given.
pub(super) fn point_account<'b>(bound: &'b Bound<'_>) -> Option<&'b str> {
    let point = text(&bound.request.context, "s3:DataAccessPointArn")?;
    arn::split(point).map(|parts| parts[4]).filter(|id| !id.is_empty())
}
