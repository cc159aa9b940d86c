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
        match principal.name.starts_with("arn:") && !principal.short_name.is_empty() {
            true => principal.short_name.clone(),
            false => person(&principal.name).to_owned(),
        }
    }

    /// Whose a policy is.
    pub(crate) fn whose(&self) -> String {
        [&self.who(), "'s"].concat()
    }

    /// The resource, short: `acme-logs/1.gz`, `the role app`; none for `*`.
    pub(crate) fn what(&self) -> Option<String> {
        let arn = self.request.resource();
        (arn != "*").then(|| thing(arn))
    }

    /// The name of the entry that governs the resource, or the resource itself.
    pub(crate) fn owner_of_policy(&self) -> String {
        let entry = self.asked.governing().and_then(|index| self.env().resources.get(index));
        match entry {
            Some(resource) => thing(&resource.arn),
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
                .map_or_else(String::new, |own| thing(&own.arn)),
            GatePlace::Endpoint(index) => env.endpoints.get(*index).map_or_else(String::new, |own| own.id.clone()),
        }
    }

    /// The kind of policy that governs the resource.
    pub(crate) fn resource_policy(&self) -> &'static str {
        match () {
            () if self.is_trust() => "trust policy",
            () if self.is_key() => "key policy",
            () if self.asked.behind_access_point().is_some() => "access point policy",
            () if self.asked.service() == "s3" => "bucket policy",
            () => self.service_policy(),
        }
    }

    /// What a service calls the policies of its resources.
    fn service_policy(&self) -> &'static str {
        let arn = self.request.resource();
        match arn.split(':').nth(2).unwrap_or("") {
            "sqs" => "queue policy",
            "sns" => "topic policy",
            "kms" => "key policy",
            "secretsmanager" => "secret policy",
            "lambda" if arn.contains(":layer:") => "layer policy",
            "lambda" => "function policy",
            "ecr" => "repository policy",
            "dynamodb" => "table policy",
            "kinesis" => "stream policy",
            "events" => "event bus policy",
            "elasticfilesystem" => "file system policy",
            "backup" | "glacier" => "vault policy",
            _ => "resource policy",
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

/// Types of resources that are named with their type before them.
#[rustfmt::skip]
const TYPES: [&str; 26] = [
    "alias", "cluster", "distribution", "function", "group", "image", "instance", "key", "key-pair", "log-group",
    "network-interface", "parameter", "policy", "project", "repository", "role", "secret", "security-group", "snapshot",
    "stack", "stream", "subnet", "table", "task-definition", "user", "volume",
];

/// A resource in a sentence, from the sixth part of its ARN: `acme-logs/1.gz`, `the role app`.
pub(crate) fn thing(arn: &str) -> String {
    let rest = arn.splitn(6, ':').nth(5).filter(|rest| !rest.is_empty()).unwrap_or(arn);
    if arn.contains(":s3:") && rest.starts_with("accesspoint/") {
        return access_point(rest);
    }
    let Some((kind, name)) = rest.split_once(['/', ':']) else {
        return rest.to_owned();
    };
    match TYPES.contains(&kind) && !matches!(name, "" | "*") && !arn.contains(":s3:") {
        true => ["the ", &kind.replace('-', " "), " ", name].concat(),
        false => rest.to_owned(),
    }
}

fn access_point(rest: &str) -> String {
    let name = rest.trim_start_matches("accesspoint/");
    match name.split_once("/object/") {
        Some((point, key)) => [key, " through the access point ", point].concat(),
        None => ["the access point ", name].concat(),
    }
}
