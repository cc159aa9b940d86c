//! What things are called in sentences.

use iamwhy_engine::GatePlace;
use iamwhy_engine::world::PrincipalIs;

use crate::case::Case;

impl Case<'_> {
    /// The caller as a sentence begins with it: its name in the scenario, or the last part of its ARN.
    pub(crate) fn who(&self) -> String {
        let principal = self.principal;
        if principal.is == PrincipalIs::Anonymous {
            return "an anonymous caller".to_owned();
        }
        person(&principal.name).to_owned()
    }

    /// Whose a policy is.
    pub(crate) fn whose(&self) -> String {
        [&self.who(), "'s"].concat()
    }

    /// The resource, short: `acme-logs/1.gz`, `role/app`; none for `*`.
    pub(crate) fn what(&self) -> Option<String> {
        let arn = self.request.resource.as_str();
        (arn != "*").then(|| short_arn(arn).to_owned())
    }

    /// The name of the entry that governs the resource, or the resource itself.
    pub(crate) fn owner_of_policy(&self) -> String {
        let entry = self.asked.governing().and_then(|index| self.env().resources.get(index));
        match entry {
            Some(resource) => short_arn(&resource.arn).to_owned(),
            None => self.what().unwrap_or_else(|| "this action".to_owned()),
        }
    }

    /// What a gate is attached to, for its label.
    pub(crate) fn place(&self, place: &GatePlace) -> String {
        let env = self.env();
        match place {
            GatePlace::Unit(index) => {
                let units = env.organization.as_ref().map(|own| own.units.as_slice());
                match units.and_then(|units| units.get(*index)) {
                    Some(unit) if unit.parent.is_none() => "root".to_owned(),
                    Some(unit) if unit.name.is_empty() => ["unit ", &unit.id].concat(),
                    Some(unit) => ["unit ", &unit.name].concat(),
                    None => "unit".to_owned(),
                }
            }
            GatePlace::Account(index) => match env.accounts.get(*index) {
                Some(account) => ["account ", account.name.as_deref().unwrap_or(&account.id)].concat(),
                None => "account".to_owned(),
            },
            GatePlace::Principal(index) => env
                .principals
                .get(*index)
                .map_or_else(String::new, |own| person(&own.name).to_owned()),
            GatePlace::Resource(index) => env
                .resources
                .get(*index)
                .map_or_else(String::new, |own| short_arn(&own.arn).to_owned()),
            GatePlace::Endpoint(index) => env
                .endpoints
                .get(*index)
                .map_or_else(String::new, |own| own.id.clone()),
        }
    }

    /// The kind of policy that governs the resource.
    pub(crate) fn resource_policy(&self) -> &'static str {
        match () {
            () if self.is_trust() => "trust policy",
            () if self.is_key() => "key policy",
            () if self.asked.behind_access_point().is_some() => "access point policy",
            () if self.asked.service() == "s3" => "bucket policy",
            () => "resource policy",
        }
    }
}

/// A name as people say it: of an ARN its last part.
fn person(name: &str) -> &str {
    match name.starts_with("arn:") {
        true => name.rsplit(['/', ':']).next().unwrap_or(name),
        false => name,
    }
}

/// An ARN's resource: the sixth part.
pub(crate) fn short_arn(arn: &str) -> &str {
    arn.splitn(6, ':').nth(5).filter(|rest| !rest.is_empty()).unwrap_or(arn)
}
