//! A user or role in a file of another tool, as a principal of the scenario.

use iamwhy_import::PrincipalIs;

use super::{From, Imports, Unread, attached::Origin};
use crate::{
    model::{ImportedPrincipal, Known, Named, Principal, Role, User},
    read::shortened,
};

pub(super) fn resolved(
    imported: &ImportedPrincipal,
    imports: &mut Imports<'_>,
    by_arn: &Named<String>,
) -> Result<Principal, Unread> {
    let from = From {
        from: imported.from,
        file: &imported.file,
        parameters: &imported.parameters,
        parameters_file: imported.parameters_file.as_deref(),
    };
    let export = imports.export(from)?;
    let found = export
        .principal(&imported.select)
        .map_err(|missing| Unread::Here(missing.message, missing.help))?;
    if let Some((before, _)) = found.arn.split_once(":iam::")
        && let Some(account) = found
            .arn
            .get(before.len() + 6..)
            .and_then(|rest| rest.split(':').next())
        && !crate::arn::is_account_id(account)
    {
        let message = format!(
            "`{}` does not say in which account `{}` is",
            shortened(from.file),
            shortened(&imported.select)
        );
        let help = "write `\"parameters\": {\"AWS::AccountId\": \"111122223333\"}` beside `select`";
        return Err(Unread::Here(message, help.to_owned()));
    }
    let origin = Origin {
        export: &export,
        from,
        by_arn,
    };
    let policies = origin.list(found.policies.as_deref());
    let boundary = found.boundary.as_ref().map(|own| origin.policy(own));
    let tags = match &found.tags {
        Some(tags) => Known::Known(tags.iter().cloned().collect()),
        None => Known::Unknown,
    };
    Ok(match found.is {
        PrincipalIs::User => Principal::User(User {
            user: found.arn.clone(),
            id: found.id.clone(),
            policies,
            groups: found
                .groups
                .iter()
                .map(|(name, own)| (name.clone(), origin.list(own.as_deref())))
                .collect(),
            boundary,
            tags,
            credential: None,
            imported: true,
        }),
        PrincipalIs::Role => Principal::Role(Role {
            role: found.arn.clone(),
            id: found.id.clone(),
            policies,
            boundary,
            tags,
            trust: found.trust.as_ref().map(|own| origin.policy(own)),
            ..Role::default()
        }),
    })
}
