//! Accounts.

use iamwhy_engine::world;

use super::building::Building;
use crate::model::{Account, BlockPublicAccess};

impl Building<'_> {
    /// An account, and the unit of the tree that it hangs under.
    pub(super) fn account(&mut self, id: &str, declared: Option<&Account>, unit: Option<usize>) {
        let place = format!("accounts.{id}");
        let scps = declared.and_then(|account| account.scps.as_ref());
        let rcps = declared.and_then(|account| account.rcps.as_ref());
        let own = format!("{place}.scps");
        let mut account = world::Account {
            id: id.to_owned(),
            unit,
            // Outside the tree nothing is attached by itself.
            scps: match unit {
                Some(_) => self.scps(&own, scps),
                None => self.list(&own, scps),
            },
            rcps: self.list(&format!("{place}.rcps"), rcps),
            ..world::Account::default()
        };
        if let Some(declared) = declared {
            account.name.clone_from(&declared.name);
            account.canonical_id.clone_from(&declared.canonical_id);
            account.block_public_access = block_public_access(declared.block_public_access);
            account.organization.clone_from(&declared.organization);
            account.organization_path.clone_from(&declared.organization_path);
        }
        self.env.accounts.push(account);
    }
}

/// What is left out is off.
pub(super) fn block_public_access(given: Option<BlockPublicAccess>) -> world::BlockPublicAccess {
    let given = given.unwrap_or_default();
    world::BlockPublicAccess {
        block_public_acls: given.block_public_acls,
        ignore_public_acls: given.ignore_public_acls,
        block_public_policy: given.block_public_policy,
        restrict_public_buckets: given.restrict_public_buckets,
    }
}
