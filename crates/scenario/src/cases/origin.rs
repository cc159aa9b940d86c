//! Where a call comes from, as far as the scenario says.

use super::context::Layered;
use crate::{
    arn::{Arn, account_of},
    model::{Principal, Scenario},
    operations::Origin,
};

/// Partition and account of the caller, and the region that is called.
pub(super) fn origin<'a>(scenario: &'a Scenario, principal: Option<&'a str>, context: &'a Layered) -> Origin<'a> {
    let text = principal.unwrap_or_default();
    let (arn, account) = match scenario.principals.get(text) {
        None => (Some(text), account_of(text)),
        Some(Principal::Root(root)) => (None, Some(root.root.as_str())),
        Some(Principal::Service(service)) => (None, service.source_account.as_deref()),
        Some(Principal::RoleSession(session)) => {
            let arn = scenario.principals.get(&session.session_of).and_then(Principal::arn);
            (arn, arn.and_then(account_of))
        }
        Some(other) => (other.arn(), other.arn().and_then(account_of)),
    };
    Origin {
        partition: arn.and_then(Arn::split).map(|arn| arn.partition),
        region: context.text("aws:RequestedRegion"),
        account,
    }
}
