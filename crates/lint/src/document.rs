//! The policies of a scenario, each with its type by its place.

use std::sync::Arc;

use iamwhy_policy::{Arn, PolicyType};
use iamwhy_scenario::{Loaded, LoadedPolicy, PolicyAt};

use crate::Kind;

/// A policy of a scenario.
#[derive(Clone)]
pub struct Document {
    /// Where it stands, such as `principals.alice.policies[0]`.
    pub place: String,
    /// The document.
    pub policy: Arc<LoadedPolicy>,
    /// Its type, where its place shows it.
    pub kind: Option<Kind>,
}

/// The policies of a scenario, each once, at the first place that shows its type. AWS's own are left out.
#[must_use]
pub fn documents(loaded: &Loaded) -> Vec<Document> {
    let mut found: Vec<Document> = Vec::new();
    for (place, at) in loaded.policies.iter() {
        let PolicyAt::Known(policy) = at else { continue };
        if policy.arn.as_deref().is_some_and(|arn| arn.contains("::aws:policy/")) {
            continue;
        }
        let kind = kind_at(loaded, place, policy);
        match found.iter_mut().find(|own| is_same(&own.policy, policy)) {
            Some(own) if own.kind.is_none() => {
                own.kind = kind;
                own.place = place.to_owned();
            }
            Some(_) => {}
            None => found.push(Document {
                place: place.to_owned(),
                policy: Arc::clone(policy),
                kind,
            }),
        }
    }
    found
}

/// Whether two places have one text for their policy.
pub(crate) fn is_same(one: &LoadedPolicy, other: &LoadedPolicy) -> bool {
    let text = || Arc::ptr_eq(&one.json, &other.json) || one.json.text() == other.json.text();
    one.file == other.file && one.root == other.root && text()
}

/// What a policy is that stands at this place; of `policies.…` only its use shows it.
fn kind_at(loaded: &Loaded, place: &str, policy: &LoadedPolicy) -> Option<Kind> {
    let of = |policy| Some(Kind { policy, service: None });
    let last = place.rsplit('.').next().unwrap_or_default();
    let list = last.split('[').next().unwrap_or_default();
    match (list, place.split(['.', '[']).next().unwrap_or_default()) {
        ("scps", _) => of(PolicyType::Scp),
        ("rcps", _) => of(PolicyType::Rcp),
        (_, "policies") => None,
        (_, "endpoints") => of(PolicyType::VpcEndpoint),
        ("boundary", _) => of(PolicyType::Boundary),
        ("trust", _) => of(PolicyType::Trust),
        ("sessionPolicies" | "taskPolicy", _) => of(PolicyType::Session),
        (_, "principals") if policy.arn.is_some() => of(PolicyType::Managed),
        (_, "principals") => of(PolicyType::Identity),
        (_, "resources") => {
            let mut resources = loaded.scenario.resources.iter();
            let named = resources.find(|(name, _)| place == format!("resources.{name}.policy"));
            Some(match named {
                Some((_, resource)) => of_resource(&resource.arn),
                None => Kind {
                    policy: PolicyType::Resource,
                    service: None,
                },
            })
        }
        (_, "cases") => {
            let index: usize = place.get("cases[".len()..)?.split(']').next()?.parse().ok()?;
            let writes = loaded.scenario.cases.get(index)?.writes.as_ref()?;
            Kind::of_word(&writes.kind)
        }
        _ => None,
    }
}

/// What the policy of a resource is.
pub(crate) fn of_resource(arn: &str) -> Kind {
    let parts = Arn::split(arn);
    match (parts.service(), parts.resource()) {
        ("iam", resource) if resource.starts_with("role/") => Kind {
            policy: PolicyType::Trust,
            service: None,
        },
        ("s3", resource) if resource.starts_with("accesspoint/") => Kind {
            policy: PolicyType::AccessPoint,
            service: None,
        },
        (service, _) => Kind::of_service(service),
    }
}
