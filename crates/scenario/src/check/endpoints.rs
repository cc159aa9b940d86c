//! VPC endpoints.

use super::checker::Checker;
use crate::step::Step::Key;

pub(super) fn check(c: &mut Checker<'_, '_>) {
    for (id, endpoint) in &c.scenario.endpoints {
        if let Some(account) = &endpoint.account {
            c.account_id(&[Key("endpoints"), Key(id), Key("account")], account);
        }
    }
}
