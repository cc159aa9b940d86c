//! The ARNs that resources of a plan have, or will have.

use super::{Attribute, Item, Plan};
use crate::kind::{self, Home, Reference, queue_url};
use crate::open::open;

impl Plan {
    /// Where a resource is made: the provider's newer versions let each say its region.
    fn home_of(&self, item: &Item) -> Home {
        Home {
            region: self.text(item, "region").unwrap_or_else(|| self.home.region.clone()),
            ..self.home.clone()
        }
    }

    fn name(&self, item: &Item) -> String {
        let kind = kind::of_plan(&item.kind);
        let given = kind
            .and_then(|kind| self.text(item, kind.name.1))
            .filter(|name| !name.is_empty());
        let id = || match kind.map(|kind| kind.reference.1) {
            Some(Reference::Name) => self.text(item, "key_id").or_else(|| self.text(item, "id")),
            _ => None,
        };
        given.or_else(id).unwrap_or_else(|| open(&item.address))
    }

    /// The ARN of a resource.
    pub(crate) fn arn(&self, item: &Item) -> String {
        let attribute = match item.kind.as_str() {
            // Its ARN names the API; policies name what it executes.
            "aws_api_gateway_rest_api" => "execution_arn",
            _ => "arn",
        };
        if let Some(arn) = self.text(item, attribute) {
            return arn;
        }
        let Some(kind) = kind::of_plan(&item.kind) else {
            return open(&[&item.address, ".arn"].concat());
        };
        let mut name = self.name(item);
        match item.kind.as_str() {
            // Secrets Manager adds six letters of its own.
            "aws_secretsmanager_secret" if !name.starts_with('‹') => {
                name = [&name, "-", &open(&item.address)].concat()
            }
            "aws_codeartifact_repository" => {
                name = [&self.text(item, "domain").unwrap_or_default(), "/", &name].concat();
            }
            _ => {}
        }
        kind.arn(&self.home_of(item), &name, &self.text(item, "path").unwrap_or_default())
    }

    /// Everything that other resources may name a resource by.
    pub(crate) fn is_named(&self, item: &Item, text: &str) -> bool {
        let kind = kind::of_plan(&item.kind);
        let is_queue = kind.is_some_and(|kind| kind.reference.1 == Reference::Url);
        let named = |name: &str| self.text(item, name).is_some_and(|own| own == text);
        named("id")
            || named("arn")
            || named("name")
            || self.name(item) == text
            || self.arn(item) == text
            || (is_queue && queue_url(&self.home_of(item), &self.name(item)) == text)
    }

    /// The resource that an attribute of another means: by what it says, or by what it refers to while that is not known.
    pub(crate) fn meant(&self, item: &Item, attribute: &str, kind: &str) -> Option<&Item> {
        if let Attribute::Later = self.attribute(item, attribute) {
            let targets = self.targets(item, attribute)?;
            let of_kind = |address: &str| self.items.get(address).filter(|found| found.kind == kind);
            let mut found = targets.iter().filter_map(|target| of_kind(&target.address));
            let one = found.next();
            return one.filter(|_| found.next().is_none());
        }
        let text = self.text(item, attribute)?;
        let mut of_kind = self.items.values().filter(|own| !own.is_data && own.kind == kind);
        of_kind.find(|own| self.is_named(own, &text))
    }

    /// The only resource that an attribute refers to while it is not known, of whatever kind.
    pub(crate) fn referred(&self, item: &Item, attribute: &str, kind: &str) -> Option<&Item> {
        let targets = match self.attribute(item, attribute) {
            Attribute::Later => self.targets(item, attribute)?,
            _ => return None,
        };
        let [one] = targets.as_slice() else { return None };
        let found = self.items.get(&one.address)?;
        (!found.is_data && is_like(&found.kind, kind)).then_some(found)
    }

    /// Those that an attribute may mean while nobody knows which: those that its expression names, else all of the kind.
    pub(crate) fn may_mean(&self, item: &Item, attribute: &str, kind: &str) -> Vec<&Item> {
        let is_meant = |own: &&Item| !own.is_data && is_like(&own.kind, kind);
        let targets = self.targets(item, attribute).unwrap_or_default();
        let named = targets.iter().filter_map(|target| self.items.get(&target.address));
        let named: Vec<&Item> = named.filter(is_meant).collect();
        match named.is_empty() {
            true => self.items.values().filter(is_meant).collect(),
            false => named,
        }
    }

    /// The account of a resource whose ARN names none.
    pub(crate) fn owner(&self, arn: &str) -> Option<String> {
        let names_none = crate::arn::Arn::split(arn).is_some_and(|arn| arn.account.is_empty());
        (names_none && crate::arn::is_account(&self.home.account)).then(|| self.home.account.clone())
    }
}

/// Whether a policy of a kind of resource may be that of another kind too.
fn is_like(own: &str, kind: &str) -> bool {
    own == kind
        || matches!(
            (kind, own),
            ("aws_s3_bucket", "aws_s3_directory_bucket")
                | ("aws_kms_key", "aws_kms_replica_key" | "aws_kms_external_key")
                | ("aws_opensearch_domain", "aws_elasticsearch_domain")
                | ("aws_elasticsearch_domain", "aws_opensearch_domain")
        )
}
