//! Aliases of KMS keys: a call that names a key by its alias is authorized on the key (KMS-8).

use std::collections::BTreeMap;

use iamwhy_policy::NodeId;

use super::{Attached, Export};
use crate::arn::Arn;
use crate::open::is_open;

/// An alias, which is a resource of the file too.
#[derive(Clone, Debug)]
pub(crate) struct Alias {
    /// Its address or logical id.
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) node: NodeId,
    pub(crate) key: Behind,
}

/// What an alias stands for.
#[derive(Clone, Debug)]
pub(crate) enum Behind {
    /// A key of the file, by its address or logical id.
    Here(String),
    /// A key that the file does not describe, as it is written.
    Elsewhere(String),
    /// Nobody knows; what is not known, in words that begin a message.
    Unknown(String),
}

impl Export {
    /// Gives each key its aliases. What is asked of an alias without a key here is unknown, as its key's policy is.
    pub(crate) fn link(&mut self, aliases: Vec<Alias>) {
        let named = self.resources.iter().enumerate();
        let places: BTreeMap<String, usize> = named.map(|(place, own)| (own.name.clone(), place)).collect();
        let of_name = |name: &str| places.get(name).copied();
        for alias in aliases {
            let Some(own) = of_name(&alias.name) else { continue };
            let key = match &alias.key {
                Behind::Here(key) => of_name(key),
                Behind::Elsewhere(_) | Behind::Unknown(_) => None,
            };
            if key.and_then(|key| self.linked(own, key)).is_some() {
                continue;
            }
            let what = match &alias.key {
                Behind::Unknown(what) => what.clone(),
                Behind::Here(key) | Behind::Elsewhere(key) => {
                    format!(
                        "`{}` is an alias of `{key}`, which is no key in {}",
                        alias.name,
                        self.source.words()
                    )
                }
            };
            if let Some(own) = self.resources.get_mut(own) {
                own.policy = Some(Attached::Unseen { arn: None });
            }
            let message = format!("{what}; until a key has it among its `aliases`, what is asked of it is unknown");
            self.note(alias.node, message);
        }
    }

    fn linked(&mut self, alias: usize, key: usize) -> Option<()> {
        let text = self.resources.get(alias)?.arn.clone();
        let alias_name = Arn::split(&text)?.resource.to_owned();
        let key = self.resources.get_mut(key)?;
        let (place, _) = key.arn.rsplit_once(":key/")?;
        // It is where its key is, whose account and region may be known better.
        let arn = [place, ":", &alias_name].concat();
        if !key.aliases.contains(&alias_name) {
            key.aliases.push(alias_name);
        }
        let alias = self.resources.get_mut(alias)?;
        if is_open(&alias.arn) {
            alias.arn = arn;
        }
        Some(())
    }
}
