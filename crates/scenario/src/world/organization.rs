//! The organization's tree.

use iamwhy_engine::order::set;
use iamwhy_engine::world::{OrgUnit, Organization};
use iamwhy_policy::Listed;

use super::{account::block_public_access, building::Building};
use crate::model::{Named, Unit};

impl Building<'_> {
    /// The organization and all accounts: those of its tree, and those that are only declared.
    pub(super) fn organization(&mut self) {
        let scenario = self.scenario;
        let mut at: Named<usize> = Named::default();
        if let Some(organization) = scenario.organization() {
            let units = self.units(&organization.root, &mut at);
            // A management account that the tree does not show hangs under the root.
            if let Some(id) = &organization.management_account
                && !at.contains_key(id)
            {
                at.insert(id.clone(), 0);
            }
            self.env.organization = Some(Organization {
                id: organization.id.clone(),
                management_account: organization.management_account.clone().unwrap_or_default(),
                scps_enabled: organization.scps_enabled,
                units,
                block_public_access: block_public_access(organization.block_public_access),
            });
        }
        let ids = scenario.accounts.keys().chain(at.keys()).cloned().listed();
        for id in set(ids) {
            self.account(&id, scenario.accounts.get(&id), at.get(&id).copied());
        }
    }

    /// Root and units, parents first, with a stack of its own; notes the unit of every account.
    fn units(&mut self, root: &Unit, at: &mut Named<usize>) -> Vec<OrgUnit> {
        let mut units: Vec<OrgUnit> = Vec::new();
        let mut open = vec![("organization.root".to_owned(), "root", root, None)];
        while let Some((place, name, unit, parent)) = open.pop() {
            let index = units.len();
            let own = OrgUnit {
                id: unit.id.clone(),
                name: name.to_owned(),
                parent,
                scps: self.scps(&format!("{place}.scps"), unit.scps.as_ref()),
                rcps: self.list(&format!("{place}.rcps"), unit.rcps.as_ref()),
            };
            units.push(own);
            for account in &unit.accounts {
                at.insert(account.clone(), index);
            }
            for (name, child) in unit.units.iter().rev() {
                open.push((format!("{place}.units.{name}"), name, child, Some(index)));
            }
        }
        units
    }
}
