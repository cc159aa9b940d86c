//! Resources and VPC endpoints.

use super::{Part, Starter, tags};
use crate::arn::Arn;
use crate::value::Value;

impl Starter {
    pub(super) fn resources(&mut self, part: &Part<'_>) {
        for resource in &part.export.resources {
            let policy = resource.policy.as_ref().map(|own| self.policy(part, own));
            let arn = Arn::split(&resource.arn);
            if let Some(endpoint) = arn.and_then(|arn| arn.resource.strip_prefix("vpc-endpoint/")) {
                let mut members = Vec::new();
                members.extend(policy.map(|policy| ("policy".to_owned(), policy)));
                self.endpoints.push((endpoint.to_owned(), Value::Object(members)));
                continue;
            }
            let Some(arn) = arn else { continue };
            let mut members = vec![("arn".to_owned(), resource.arn.as_str().into())];
            let account = resource.account.as_deref().filter(|_| arn.owner().is_none());
            members.extend(account.map(|account| ("account".to_owned(), account.into())));
            members.extend(policy.map(|policy| ("policy".to_owned(), policy)));
            members.extend(tags(resource.tags.as_deref()).map(|tags| ("tags".to_owned(), tags)));
            if !resource.aliases.is_empty() {
                let aliases = resource.aliases.iter().map(|own| own.as_str().into());
                members.push(("aliases".to_owned(), Value::List(aliases.collect())));
            }
            let name = self.free(&resource.name);
            self.resources.push((name, Value::Object(members)));
        }
    }
}
