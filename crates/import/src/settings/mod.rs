//! What else decides about a resource than its policy, as scenario files write it.

mod acl;
mod grant;
mod public_access;

use std::collections::BTreeMap;

use iamwhy_policy::NodeId;

use crate::export::Export;
use crate::value::Value;

pub(crate) use acl::{canned, entries_of};
pub(crate) use grant::grant;
pub(crate) use public_access::{Spelling, all_off, all_on, block_public_access, is_partly_open, told_in_vain};

pub(crate) const BLOCK: &str = "blockPublicAccess";
pub(crate) const OWNERSHIP: &str = "objectOwnership";
pub(crate) const ACL: &str = "acl";
pub(crate) const GRANTS: &str = "grants";
pub(crate) const TYPE: &str = "type";
pub(crate) const VPC: &str = "vpc";

/// Fields of a resource in scenario files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// By their names.
    pub(crate) fields: BTreeMap<&'static str, Value>,
    /// The ARN of the bucket behind an access point, which is a resource of the same file.
    pub(crate) bucket: Option<String>,
}

impl Export {
    pub(crate) fn has(&self, place: usize, field: &str) -> bool {
        let resource = self.resources.get(place);
        resource.is_some_and(|own| own.settings.fields.contains_key(field))
    }

    /// Whether a bucket has a policy or an ACL, so that block public access and object ownership may decide about it.
    pub(crate) fn may_be_public(&self, place: usize) -> bool {
        let has_policy = self.resources.get(place).is_some_and(|own| own.policy.is_some());
        has_policy || self.has(place, ACL)
    }

    /// Says a field of a resource. Where the file says it twice, and not the same, the later one counts and is told.
    pub(crate) fn set(&mut self, place: usize, field: &'static str, value: Value, node: NodeId) {
        let Some(resource) = self.resources.get_mut(place) else {
            return;
        };
        let before = resource.settings.fields.insert(field, value);
        let is_other = before.is_some_and(|before| resource.settings.fields.get(field) != Some(&before));
        if is_other {
            let message = format!(
                "`{field}` of `{}` is said more than once: which of them stays is not known",
                resource.name
            );
            self.note(node, message);
        }
    }

    /// The type of a VPC endpoint, as AWS writes it. Only two of them have policies.
    pub(crate) fn endpoint_type(&mut self, place: usize, written: &str, node: NodeId) {
        let own = match written.to_ascii_lowercase().as_str() {
            "gateway" => "gateway",
            "interface" => "interface",
            _ => {
                let message = format!(
                    "the type `{written}` of the endpoint `{}` is none that a scenario has: it is left out",
                    self.resources.get(place).map_or("", |own| own.name.as_str())
                );
                return self.note(node, message);
            }
        };
        self.set(place, TYPE, own.into(), node);
    }

    /// Says a field of an account.
    pub(crate) fn set_account(&mut self, id: &str, field: &'static str, value: Value) {
        self.accounts.entry(id.to_owned()).or_default().insert(field, value);
    }
}

/// What is told of an access point that may be bound to a VPC.
pub(crate) fn told_of_vpc(point: &str) -> String {
    format!(
        "whether `{point}` is bound to a VPC is not known: until its `vpc` says so, it counts as open to the internet"
    )
}

/// Names for a message, of many only the first.
pub(crate) fn some_of(names: &[String]) -> String {
    const LISTED: usize = 3;
    let quoted = |name: &String| ["`", name, "`"].concat();
    let first: Vec<String> = names.iter().take(LISTED).map(quoted).collect();
    match names.len() {
        0..=LISTED => first.join(", "),
        many => format!("{} and {} more", first.join(", "), many - LISTED),
    }
}
