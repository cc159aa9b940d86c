//! An organization that stood in a file.

use iamwhy_policy::layout::quoted;
use iamwhy_policy::{Add, Listed};

use super::{
    Inlining,
    edits::{Members, block, list},
};
use crate::{
    model::{Account, Organization, OrganizationSource, Scenario, Unit},
    step::Step,
};

impl Inlining<'_> {
    /// The organization, and what its file says of accounts beside what the author says of them.
    pub(super) fn organization(&mut self, scenario: &Scenario, resolved: &Scenario) {
        let (Some(OrganizationSource::Imported(_)), Some(found)) = (&scenario.organization, resolved.organization())
        else {
            return;
        };
        let new = self.whole(found);
        self.edits.replace_at(&[Step::Key("organization")], &new);
        let mut accounts = Members::new();
        for (id, account) in &resolved.accounts {
            let own = scenario.accounts.get(id);
            let members = self.account(id, own, account);
            match own {
                None => accounts.push((id.clone(), block(&members, self.edits.unit()))),
                Some(_) => self.edits.add_at(&[Step::Key("accounts"), Step::Key(id)], members),
            }
        }
        self.edits.section("accounts", accounts);
    }

    fn whole(&mut self, found: &Organization) -> String {
        let mut members = vec![("id".to_owned(), quoted(&found.id))];
        let management = found.management_account.as_deref();
        members.add(management.map(|id| ("managementAccount".to_owned(), quoted(id))));
        if !found.scps_enabled {
            members.push(("scpsEnabled".to_owned(), "false".to_owned()));
        }
        members.push(("root".to_owned(), self.unit("organization.root", &found.root)));
        block(&members, self.edits.unit())
    }

    /// Recursion is as deep as AWS nests units: the reader of the file drops what is deeper.
    fn unit(&mut self, place: &str, found: &Unit) -> String {
        let mut members = vec![("id".to_owned(), quoted(&found.id))];
        for (name, policies) in [("scps", &found.scps), ("rcps", &found.rcps)] {
            if let Some(policies) = policies {
                members.push((name.to_owned(), self.list(&[place, ".", name].concat(), policies)));
            }
        }
        if !found.accounts.is_empty() {
            let ids: Vec<String> = found.accounts.iter().map(|id| quoted(id)).listed();
            members.push(("accounts".to_owned(), list(&ids, self.edits.unit())));
        }
        if !found.units.is_empty() {
            let units = found.units.iter();
            let units: Members = units
                .map(|(name, below)| (name.clone(), self.unit(&[place, ".units.", name].concat(), below)))
                .listed();
            members.push(("units".to_owned(), block(&units, self.edits.unit())));
        }
        block(&members, self.edits.unit())
    }

    /// What the author does not say of an account.
    fn account(&mut self, id: &str, own: Option<&Account>, found: &Account) -> Members {
        let place = ["accounts.", id, "."].concat();
        let mut members = Members::new();
        if let (None, Some(name)) = (own.and_then(|own| own.name.as_ref()), &found.name) {
            members.push(("name".to_owned(), quoted(name)));
        }
        let says = |of: fn(&Account) -> bool| own.is_some_and(of);
        for (name, policies, says) in [
            ("scps", &found.scps, says(|own| own.scps.is_some())),
            ("rcps", &found.rcps, says(|own| own.rcps.is_some())),
        ] {
            if let Some(policies) = policies.as_ref().filter(|_| !says) {
                members.push((name.to_owned(), self.list(&[&place, name].concat(), policies)));
            }
        }
        members
    }
}
