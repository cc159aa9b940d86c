//! Providers: which account and region a resource is made in. A plan may have several.

use std::collections::BTreeMap;

use iamwhy_policy::{Kind, NodeId};

use super::address::plain;
use super::{Attribute, Item, Plan};
use crate::arn::{Arn, is_account};
use crate::export::{ParameterValue, Parameters};
use crate::kind::{self, Home, partition_of};
use crate::open::open;

/// The one that resources have which name no other.
const DEFAULT: &str = "aws";

/// Arguments by which a provider may act in an account of its own.
const CREDENTIALS: [&str; 7] = [
    "assume_role",
    "assume_role_with_web_identity",
    "profile",
    "access_key",
    "shared_credentials_files",
    "shared_config_files",
    "allowed_account_ids",
];

impl Plan {
    /// Account, region and partition of every provider: given for the first one, said by the provider, or read by its data sources.
    pub(super) fn homes(&self, given: &Parameters) -> BTreeMap<String, Home> {
        let json = &self.json;
        let all = json.at_pointer("/configuration/provider_config", json.root());
        let all: Vec<(String, NodeId)> = all
            .into_iter()
            .flat_map(|all| json.members(all))
            .filter_map(|(key, own)| Some((json.string(key)?.to_owned(), own)))
            .filter(|(key, own)| key == DEFAULT || self.is_of_aws(*own))
            .collect();
        let first = all.iter().find(|(key, _)| key == DEFAULT).map(|(_, own)| *own);
        let mut items: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
        for item in self.items.values() {
            let key = self.provider(item, |key| all.iter().any(|(own, _)| own == key));
            items.entry(key).or_default().push(item);
        }
        let of = |key: &str| items.get(key).map(Vec::as_slice).unwrap_or_default();
        let first = self.home(DEFAULT, first, of(DEFAULT), given, None);
        let mut homes = BTreeMap::new();
        for (key, own) in all.iter().filter(|(key, _)| key != DEFAULT) {
            let home = self.home(key, Some(*own), of(key), &Parameters::default(), Some(&first));
            homes.insert(key.clone(), home);
        }
        homes.insert(DEFAULT.to_owned(), first);
        homes
    }

    fn is_of_aws(&self, provider: NodeId) -> bool {
        let name = self.json.get(provider, "name").and_then(|own| self.json.string(own));
        name == Some(DEFAULT)
    }

    /// Where a resource is made: the provider's newer versions let each say its region.
    pub(super) fn home_of(&self, item: &Item) -> Home {
        let key = self.provider(item, |key| self.homes.contains_key(key));
        let home = self.homes.get(key).unwrap_or(&self.home);
        let region = match self.attribute(item, "region") {
            Attribute::Known(node) => self.json.string(node).filter(|own| !own.is_empty()).map(str::to_owned),
            Attribute::Later | Attribute::None => None,
        };
        match region {
            Some(region) => Home { region, ..home.clone() },
            None => home.clone(),
        }
    }

    /// The key of the provider of a resource. Of one that a module has from its caller older plans name the module too.
    fn provider(&self, item: &Item, is_known: impl Fn(&str) -> bool) -> &str {
        let configured = self.configured.get(&plain(&item.address));
        let key = configured.and_then(|own| self.json.get(*own, "provider_config_key"));
        let key = key.and_then(|own| self.json.string(own)).unwrap_or(DEFAULT);
        match key.rsplit_once(':') {
            Some((_, own)) if !is_known(key) => own,
            _ => key,
        }
    }

    fn home(
        &self,
        key: &str,
        provider: Option<NodeId>,
        items: &[&Item],
        given: &Parameters,
        first: Option<&Home>,
    ) -> Home {
        let own = |name: &str| match given.get(name) {
            Some(ParameterValue::One(text)) => Some(text.clone()),
            _ => None,
        };
        let of_data = |kind: &str, names: &[&str]| {
            let mut items = items.iter().filter(|item| item.is_data && item.kind == kind);
            items.find_map(|item| names.iter().find_map(|name| self.text(item, name)))
        };
        let says = |name: &str| provider.is_some_and(|own| self.argument(own, name).is_some());
        let region = own("AWS::Region")
            .or_else(|| of_data("aws_region", &["region", "name", "id"]))
            .or_else(|| {
                self.value(key, self.argument(provider?, "region")?)
                    .filter(|own| is_region(own))
            })
            .or_else(|| first.filter(|_| !says("region")).map(|own| own.region.clone()));
        let account = own("AWS::AccountId")
            .or_else(|| of_data("aws_caller_identity", &["account_id", "id"]))
            .or_else(|| self.account_of(key, provider?))
            .or_else(|| items.iter().find_map(|item| self.account_in(item)))
            .or_else(|| {
                let same = first.filter(|_| !CREDENTIALS.iter().any(|name| says(name)));
                same.map(|own| own.account.clone())
            });
        let partition = own("AWS::Partition").or_else(|| of_data("aws_partition", &["partition", "id"]));
        let partition = partition.or_else(|| match &region {
            Some(region) => Some(partition_of(region).to_owned()),
            None => first.map(|own| own.partition.clone()),
        });
        let unknown = |of: &str, name: &str| match first {
            None => open(name),
            Some(_) => open(&[key, ".", of].concat()),
        };
        Home {
            partition: partition.unwrap_or_else(|| partition_of("").to_owned()),
            account: account.unwrap_or_else(|| unknown("account", "AWS::AccountId")),
            region: region.unwrap_or_else(|| unknown("region", "AWS::Region")),
        }
    }

    /// The account in which a provider acts, where it says so.
    fn account_of(&self, key: &str, provider: NodeId) -> Option<String> {
        let json = &self.json;
        for name in ["assume_role", "assume_role_with_web_identity"] {
            // Of several roles the last one is what is acted as.
            let blocks = self
                .argument(provider, name)
                .map(|own| json.items(own).collect::<Vec<_>>());
            if let Some(last) = blocks.unwrap_or_default().last() {
                let arn = self.value(key, json.get(*last, "role_arn")?)?;
                return Some(Arn::split(&arn)?.account.to_owned()).filter(|own| is_account(own));
            }
        }
        let allowed = json.get(self.argument(provider, "allowed_account_ids")?, "constant_value")?;
        let mut all = json.items(allowed).filter_map(|own| json.string(own));
        let one = all.next().filter(|own| is_account(own))?;
        all.next().is_none().then(|| one.to_owned())
    }

    fn argument(&self, provider: NodeId, name: &str) -> Option<NodeId> {
        let expressions = self.json.get(provider, "expressions")?;
        self.json.get(expressions, name)
    }

    /// The account in the ARN of something that is there already.
    fn account_in(&self, item: &Item) -> Option<String> {
        let own = !item.is_data && kind::of_plan(&item.kind).is_some();
        let arn = own.then(|| self.text(item, "arn"))??;
        Some(Arn::split(&arn)?.account.to_owned()).filter(|own| is_account(own))
    }

    /// What an argument of a provider is, where it is a text or, outside of modules, refers to nothing but a variable.
    fn value(&self, key: &str, expression: NodeId) -> Option<String> {
        let json = &self.json;
        if let Some(constant) = json.get(expression, "constant_value") {
            return json.string(constant).map(str::to_owned);
        }
        let mut references = json.items(json.get(expression, "references")?);
        let name = json.string(references.next()?)?.strip_prefix("var.")?;
        if references.next().is_some() || name.contains(['.', '[']) || key.contains(':') {
            return None;
        }
        let variables = json.get(json.root(), "variables")?;
        let value = json.get(json.get(variables, name)?, "value")?;
        (json.kind(value) == Kind::String).then(|| json.string(value).map(str::to_owned))?
    }
}

fn is_region(text: &str) -> bool {
    text.split('-').count() > 2 && text.ends_with(|last: char| last.is_ascii_digit())
}
