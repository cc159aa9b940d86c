//! An organization in a file of another tool, as the scenario's.

use iamwhy_import::ExportedUnit;

use super::{From, Imports, Unread, attached::Origin};
use crate::{
    model::{ImportedOrganization, Known, Named, Organization, OrganizationSource, PolicySource, Scenario, Unit},
    read::shortened,
};

/// Puts the organization in the place of the import, and what is attached to its accounts beside what the scenario says of them.
pub(super) fn resolve(
    imported: &ImportedOrganization,
    imports: &mut Imports<'_>,
    by_arn: &Named<String>,
    scenario: &mut Scenario,
) -> Result<(), Unread> {
    let from = From {
        from: imported.from,
        file: &imported.file,
        parameters: &imported.parameters,
        parameters_file: imported.parameters_file.as_deref(),
    };
    let export = imports.export(from)?;
    let Some(found) = &export.organization else {
        let message = format!("`{}` describes no organization", shortened(from.file));
        let help = "make it with the script that `iamwhy collect --print` prints";
        return Err(Unread::Here(message, help.to_owned()));
    };
    let origin = Origin {
        export: &export,
        from,
        by_arn,
    };
    for account in &found.accounts {
        scenario.accounts.change(&account.id, |own| {
            own.name = own.name.take().or_else(|| account.name.clone());
            own.scps = own.scps.take().or_else(|| Some(origin.list(account.scps.as_deref())));
            own.rcps = own.rcps.take().or_else(|| Some(origin.list(account.rcps.as_deref())));
        });
    }
    scenario.organization = Some(OrganizationSource::Written(Organization {
        id: found.id.clone(),
        management_account: found.management_account.clone(),
        root: unit(&found.root, origin),
        scps_enabled: found.scps_enabled,
        block_public_access: None,
    }));
    Ok(())
}

/// Recursion is as deep as AWS nests units: the reader drops what is deeper.
fn unit(found: &ExportedUnit, origin: Origin<'_>) -> Unit {
    let list = |own: Option<&[iamwhy_import::Attached]>| -> Option<Known<Vec<PolicySource>>> { Some(origin.list(own)) };
    let units: Named<Unit> = found
        .units
        .iter()
        .map(|below| (below.name.clone(), unit(below, origin)))
        .collect();
    Unit {
        id: found.id.clone(),
        scps: list(found.scps.as_deref()),
        rcps: list(found.rcps.as_deref()),
        accounts: found.accounts.clone(),
        units,
    }
}
