//! Resources and VPC endpoints.

use super::{Part, Starter, tags};
use crate::arn::{Arn, is_account};
use crate::export::ExportedResource;
use crate::settings::{TYPE, VPC};
use crate::value::Value;

impl Starter {
    pub(super) fn resources(&mut self, part: &Part<'_>) {
        // Names first: an access point names its bucket.
        for resource in &part.export.resources {
            let is_there = !resource.has_place() || self.by_arn.contains_key(&resource.arn);
            if !is_there && endpoint(resource).is_none() {
                let name = self.free(&resource.name);
                self.by_arn.insert(resource.arn.clone(), self.resources.len());
                let arn = Value::object([("arn", resource.arn.as_str().into())]);
                self.resources.push((name, arn));
            }
        }
        for resource in &part.export.resources {
            let policy = resource.policy.as_ref().map(|own| self.policy(part, own));
            let policy = policy.map(|policy| ("policy".to_owned(), policy));
            let Some(arn) = Arn::split(&resource.arn) else { continue };
            let fields = &resource.settings.fields;
            if let Some(id) = endpoint(resource) {
                let mut members = Vec::new();
                let of = |name: &'static str| Some((name.to_owned(), fields.get(name)?.clone()));
                members.extend(of(VPC));
                let account = is_account(arn.account).then(|| ("account".to_owned(), arn.account.into()));
                members.extend(account);
                members.extend(of(TYPE));
                members.extend(policy);
                match self.endpoints.iter().find(|(own, _)| own == id) {
                    None => self.endpoints.push((id.to_owned(), Value::Object(members))),
                    Some((_, known)) if *known == Value::Object(members) => {}
                    Some(_) => drop(self.differing.insert(resource.arn.clone())),
                }
                continue;
            }
            let mut members = Vec::new();
            let account = resource.account.as_deref().filter(|_| arn.owner().is_none());
            members.extend(account.map(|account| ("account".to_owned(), account.into())));
            members.extend(policy);
            members.extend(tags(resource.tags.as_deref()).map(|tags| ("tags".to_owned(), tags)));
            if !resource.aliases.is_empty() {
                let aliases = resource.aliases.iter().map(|own| own.as_str().into());
                members.push(("aliases".to_owned(), Value::List(aliases.collect())));
            }
            members.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            let bucket = resource.settings.bucket.as_ref().and_then(|arn| self.by_arn.get(arn));
            let bucket = bucket.and_then(|place| self.resources.get(*place));
            members.extend(bucket.map(|(name, _)| ("bucket".to_owned(), name.as_str().into())));
            self.fill(&resource.arn, members);
        }
    }

    /// Says more of a resource. Two files may speak of it: what one of them does not know the other may say.
    fn fill(&mut self, arn: &str, more: Vec<(String, Value)>) {
        let place = self.by_arn.get(arn).copied();
        let own = place.and_then(|place| self.resources.get_mut(place));
        let Some((_, Value::Object(members))) = own else { return };
        let mut differs = false;
        for (name, value) in more {
            match members.iter_mut().find(|(own, _)| *own == name) {
                None => members.push((name, value)),
                Some((_, known)) if is_unknown(known) => *known = value,
                Some((_, known)) => differs |= *known != value && !is_unknown(&value),
            }
        }
        if differs {
            self.differing.insert(arn.to_owned());
        }
    }

    /// Fields of accounts.
    pub(super) fn settings_of_accounts(&mut self, part: &Part<'_>) {
        for (id, fields) in &part.export.accounts {
            let place = self.accounts.iter().position(|(own, _)| own == id).unwrap_or_else(|| {
                self.accounts.push((id.clone(), Value::Object(Vec::new())));
                self.accounts.len() - 1
            });
            let Some((_, Value::Object(members))) = self.accounts.get_mut(place) else {
                continue;
            };
            for (name, value) in fields {
                if members.iter().all(|(own, _)| own != name) {
                    members.push(((*name).to_owned(), value.clone()));
                }
            }
        }
    }
}

/// `{"unknown": true}`, with an ARN or without.
fn is_unknown(value: &Value) -> bool {
    value.get("unknown") == Some(&Value::Bool(true))
}

/// The id of a VPC endpoint.
fn endpoint(resource: &ExportedResource) -> Option<&str> {
    Arn::split(&resource.arn)?.resource.strip_prefix("vpc-endpoint/")
}
