//! The ARNs that resources of a plan have, or will have.

use std::collections::BTreeMap;

use super::{Attribute, Item, Plan};
use crate::kind::{self, Home, Reference, queue_url};
use crate::open::open;

impl Plan {
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
            "aws_redshift_cluster" => "cluster_namespace_arn",
            _ => "arn",
        };
        if let Some(arn) = self.text(item, attribute) {
            return arn;
        }
        let Some(kind) = kind::of_plan(&item.kind) else {
            return open(&[&item.address, ".arn"].concat());
        };
        let name = self.name(item);
        let is_named = !name.starts_with('‹');
        let own = |attribute: &str| self.text(item, attribute).filter(|own| !own.is_empty());
        let id = open(&item.address);
        let name = match item.kind.as_str() {
            // Secrets Manager adds six letters of its own.
            "aws_secretsmanager_secret" if is_named => [&name, "-", &id].concat(),
            "aws_msk_cluster" | "aws_msk_serverless_cluster" | "aws_lambda_layer_version" if is_named => {
                let mark = if item.kind.starts_with("aws_msk") { "/" } else { ":" };
                [&name, mark, &id].concat()
            }
            "aws_codeartifact_repository" => [&own("domain").unwrap_or_default(), "/", &name].concat(),
            "aws_cloudwatch_event_rule" => match own("event_bus_name").as_deref() {
                None | Some("default") => name,
                Some(bus) => [bus.rsplit('/').next().unwrap_or(bus), "/", &name].concat(),
            },
            "aws_s3tables_table" => match own("table_bucket_arn") {
                Some(bucket) => return [&bucket, "/table/", &name].concat(),
                None => name,
            },
            _ => name,
        };
        let home = self.home_of(item);
        let home = Home {
            account: own("account_id")
                .filter(|_| item.kind == "aws_s3_access_point")
                .unwrap_or_else(|| home.account.clone()),
            ..home
        };
        let arn = kind.arn(&home, &name, &self.text(item, "path").unwrap_or_default());
        match own("type").as_deref() {
            Some("STATELESS") => arn.replace(":stateful-rulegroup/", ":stateless-rulegroup/"),
            _ => arn,
        }
    }

    /// Everything that other resources may name a resource by.
    fn spellings(&self, item: &Item) -> Vec<String> {
        let kind = kind::of_plan(&item.kind);
        let mut spellings: Vec<String> = ["id", "arn", "name"]
            .iter()
            .filter_map(|name| self.text(item, name))
            .collect();
        spellings.extend([self.name(item), self.arn(item)]);
        if kind.is_some_and(|kind| kind.reference.1 == Reference::Url) {
            spellings.push(queue_url(&self.home_of(item), &self.name(item)));
        }
        spellings
    }

    /// The resources by type and by spelling; of several the first.
    fn known(&self) -> &Known {
        self.known.get_or_init(|| {
            let mut known = Known::new();
            for item in self.items.values().filter(|item| !item.is_data) {
                let of_kind = known.entry(item.kind.clone()).or_default();
                for spelling in self.spellings(item) {
                    of_kind.entry(spelling).or_insert_with(|| item.address.clone());
                }
            }
            known
        })
    }

    /// The resource of a type that others name so.
    pub(crate) fn named(&self, kind: &str, text: &str) -> Option<&Item> {
        self.items.get(self.known().get(kind)?.get(text)?)
    }

    /// The resource that an attribute of another means: by what it says, or by what it refers to while that is not known.
    /// `kinds` are the types that it may have.
    pub(crate) fn meant(&self, item: &Item, attribute: &str, kinds: &str) -> Option<&Item> {
        if let Attribute::Later = self.attribute(item, attribute) {
            let targets = self.targets(item, attribute)?;
            let of_kind = |address: &str| {
                let found = self.items.get(address);
                found.filter(|found| kinds.split(' ').any(|kind| found.kind == kind))
            };
            let mut found = targets.iter().filter_map(|target| of_kind(&target.address));
            let one = found.next();
            return one.filter(|_| found.next().is_none());
        }
        let text = self.text(item, attribute)?;
        let all = kinds
            .split(' ')
            .flat_map(|kind| std::iter::once(kind).chain(like(kind).iter().copied()));
        let mut known = all.filter_map(|kind| self.named(kind, &text));
        known.next()
    }

    /// The only resource that an attribute refers to while it is not known, of whatever kind.
    pub(crate) fn referred(&self, item: &Item, attribute: &str, kinds: &str) -> Option<&Item> {
        let targets = match self.attribute(item, attribute) {
            Attribute::Later => self.targets(item, attribute)?,
            _ => return None,
        };
        let [one] = targets.as_slice() else { return None };
        let found = self.items.get(&one.address)?;
        (!found.is_data && is_like(&found.kind, kinds)).then_some(found)
    }

    /// Those that an attribute may mean while nobody knows which: those that its expression names, else all of the kind.
    pub(crate) fn may_mean(&self, item: &Item, attribute: &str, kinds: &str) -> Vec<&Item> {
        let is_meant = |own: &&Item| !own.is_data && is_like(&own.kind, kinds);
        let targets = self.targets(item, attribute).unwrap_or_default();
        let named = targets.iter().filter_map(|target| self.items.get(&target.address));
        let named: Vec<&Item> = named.filter(is_meant).collect();
        match named.is_empty() {
            true => self.items.values().filter(is_meant).collect(),
            false => named,
        }
    }

    /// The account of a resource whose ARN names none.
    pub(crate) fn owner(&self, item: &Item, arn: &str) -> Option<String> {
        let names_none = crate::arn::Arn::split(arn).is_some_and(|arn| arn.account.is_empty());
        let account = self.home_of(item).account;
        (names_none && crate::arn::is_account(&account)).then_some(account)
    }
}

/// Addresses by type and by spelling.
pub(super) type Known = BTreeMap<String, BTreeMap<String, String>>;

/// The types of which a policy may be that is made for one.
fn like(kind: &str) -> &'static [&'static str] {
    match kind {
        "aws_s3_bucket" => &["aws_s3_bucket", "aws_s3_directory_bucket"],
        "aws_kms_key" => &[
            "aws_kms_key",
            "aws_kms_replica_key",
            "aws_kms_external_key",
            "aws_kms_replica_external_key",
        ],
        "aws_opensearch_domain" => &["aws_opensearch_domain", "aws_elasticsearch_domain"],
        "aws_elasticsearch_domain" => &["aws_elasticsearch_domain", "aws_opensearch_domain"],
        _ => &[],
    }
}

/// Whether a policy of one of these types may be that of another type too.
fn is_like(own: &str, kinds: &str) -> bool {
    kinds.split(' ').any(|kind| own == kind || like(kind).contains(&own))
}
