//! Policies in their places.

use std::collections::BTreeSet;
use std::sync::Arc;

use iamwhy_engine::ContextKey;
use iamwhy_engine::world::{Attached, AttachedPolicy, PolicyId};
use iamwhy_policy::Listed;

use super::building::Building;
use crate::{
    model::{Known, PolicySource},
    policies::{LoadedPolicy, Named, Policies, PolicyAt},
};

impl Building<'_> {
    /// What stands at a place where one policy can stand.
    pub(super) fn one(&mut self, place: &str, source: Option<&PolicySource>) -> Option<Attached> {
        let source = source?;
        match self.policies.at(place)? {
            PolicyAt::Known(loaded) => Some(Attached::Policy(self.add(loaded))),
            PolicyAt::Unknown => {
                let place = self.origin(place, source);
                Some(Attached::Unknown(self.unknown(&place)))
            }
        }
    }

    /// What stands at a place where several can stand.
    pub(super) fn list(&mut self, place: &str, list: Option<&Known<Vec<PolicySource>>>) -> Vec<Attached> {
        match list {
            None => Vec::new(),
            Some(Known::Unknown) => vec![Attached::Unknown(self.unknown(place))],
            Some(Known::Known(sources)) => sources
                .iter()
                .enumerate()
                .filter_map(|(i, source)| self.one(&format!("{place}[{i}]"), Some(source)))
                .listed(),
        }
    }

    /// SCPs of a node: left out, `FullAWSAccess` is attached, as AWS does on creation.
    pub(super) fn scps(&mut self, place: &str, list: Option<&Known<Vec<PolicySource>>>) -> Vec<Attached> {
        match list {
            Some(_) => self.list(place, list),
            None => self.full_access().map(Attached::Policy).into_iter().listed(),
        }
    }

    /// Where an unknown policy is declared: one that several places name is one unknown.
    fn origin(&mut self, place: &str, source: &PolicySource) -> String {
        match source {
            PolicySource::Name(name) => {
                let declared = self.scenario.policies.get_key_value(name);
                match declared.map(|(name, _)| self.names.named(name)) {
                    Some(Ok(Named::Entry(key, _))) => format!("policies.{key}"),
                    _ => place.to_owned(),
                }
            }
            _ => place.to_owned(),
        }
    }

    fn full_access(&mut self) -> Option<PolicyId> {
        if self.full_access.is_none() {
            let loaded = Policies::built_in("FullAWSAccess")?;
            self.full_access = Some(self.attach(&loaded));
        }
        self.full_access
    }

    fn add(&mut self, loaded: &Arc<LoadedPolicy>) -> PolicyId {
        let address = Arc::as_ptr(loaded) as usize;
        let place = self.ids.partition_point(|(own, _)| *own < address);
        match self.ids.get(place) {
            Some((own, id)) if *own == address => *id,
            _ => {
                let id = self.attach(loaded);
                self.ids.insert(place, (address, id));
                id
            }
        }
    }

    fn attach(&mut self, loaded: &LoadedPolicy) -> PolicyId {
        let parsed = loaded.parse();
        let policy = AttachedPolicy {
            policy: Arc::new(parsed.policy.clone()),
            name: loaded.name.clone(),
            file: loaded.file.clone(),
            arn: loaded.arn.clone(),
        };
        self.parsed.push(parsed);
        if !loaded.depends.is_empty() {
            self.env.open_keys.extend(variables(loaded));
        }
        self.depends.push(loaded.depends.clone());
        self.env.add_policy(policy)
    }
}

/// The values that nobody knows yet which stand in a document as policy variables.
fn variables(loaded: &LoadedPolicy) -> Vec<String> {
    let open: BTreeSet<&str> = loaded.depends.iter().map(String::as_str).collect();
    let texts = loaded
        .json
        .descendants(loaded.root)
        .filter_map(|node| loaded.json.string(node));
    let names = texts.flat_map(|text| text.split("${").skip(1).filter_map(|rest| rest.split_once('}')));
    names
        .filter(|(name, _)| open.contains(name))
        .map(|(name, _)| ContextKey::new(name).folded().to_owned())
        .listed()
}
