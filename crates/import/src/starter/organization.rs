//! The organization.

use super::{Part, Starter, from};
use crate::export::ExportedUnit;
use crate::value::Value;

impl Starter {
    pub(super) fn organization(&mut self, part: &Part<'_>) {
        let Some(found) = &part.export.organization else { return };
        if self.organization.is_some() {
            return;
        }
        let mut members = vec![("id".to_owned(), found.id.as_str().into())];
        let management = found.management_account.as_deref();
        members.extend(management.map(|id| ("managementAccount".to_owned(), id.into())));
        if !found.scps_enabled {
            members.push(("scpsEnabled".to_owned(), Value::Bool(false)));
        }
        members.push(("root".to_owned(), self.unit(part, &found.root)));
        if !self.inline {
            self.organization = Some(from(part, None));
            return;
        }
        self.organization = Some(Value::Object(members));
        for account in &found.accounts {
            let mut members = Vec::new();
            members.extend(account.name.as_deref().map(|name| ("name".to_owned(), name.into())));
            members.push(("scps".to_owned(), self.list(part, account.scps.as_deref())));
            members.push(("rcps".to_owned(), self.list(part, account.rcps.as_deref())));
            self.accounts.push((account.id.clone(), Value::Object(members)));
        }
    }

    /// Recursion is as deep as AWS nests units: the reader drops what is deeper.
    fn unit(&mut self, part: &Part<'_>, unit: &ExportedUnit) -> Value {
        let mut members = vec![
            ("id".to_owned(), unit.id.as_str().into()),
            ("scps".to_owned(), self.list(part, unit.scps.as_deref())),
            ("rcps".to_owned(), self.list(part, unit.rcps.as_deref())),
        ];
        if !unit.accounts.is_empty() {
            let accounts = unit.accounts.iter().map(|id| id.as_str().into());
            members.push(("accounts".to_owned(), Value::List(accounts.collect())));
        }
        if !unit.units.is_empty() {
            let units = unit
                .units
                .iter()
                .map(|below| (below.name.clone(), self.unit(part, below)));
            members.push(("units".to_owned(), Value::Object(units.collect())));
        }
        Value::Object(members)
    }
}
