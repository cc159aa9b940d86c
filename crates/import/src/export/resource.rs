//! A resource in a file of another tool.

use iamwhy_policy::NodeId;

use super::{Attached, Export};
use crate::arn::Arn;
use crate::open::is_open;
use crate::settings::Settings;

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedResource {
    /// Its address or logical id.
    pub name: String,
    /// Its ARN; what is not known in it stands as `‹name›`.
    pub arn: String,
    /// The account that owns it, where its ARN does not say.
    pub account: Option<String>,
    /// Where it stands.
    pub node: NodeId,
    /// Its policy.
    pub policy: Option<Attached>,
    /// Tags; none where they are not known.
    pub tags: Option<Vec<(String, String)>>,
    /// Aliases of a KMS key, such as `alias/app`.
    pub aliases: Vec<String>,
    /// What else of it decides.
    pub(crate) settings: Settings,
}

impl ExportedResource {
    /// A resource of which nothing but its ARN is known.
    pub(crate) fn of(name: &str, arn: String, node: NodeId) -> ExportedResource {
        ExportedResource {
            name: name.to_owned(),
            arn,
            account: None,
            node,
            policy: None,
            tags: None,
            aliases: Vec::new(),
            settings: Settings::default(),
        }
    }

    /// Whether its ARN is one, with an account that is known or that such an ARN does not have. A scenario has room for no other.
    #[must_use]
    pub fn has_place(&self) -> bool {
        Arn::split(&self.arn).is_some_and(|arn| !is_open(arn.account) || arn.resource.starts_with("vpc-endpoint/"))
    }
}

impl Export {
    /// The place of the resource of this name; it is made where it is not there yet.
    pub(crate) fn place(&mut self, name: &str, make: impl FnOnce() -> ExportedResource) -> usize {
        if let Some(place) = self.named.get(name) {
            return *place;
        }
        let made = make();
        let place = self.resources.len();
        self.named.insert(name.to_owned(), place);
        self.by_arn.entry(made.arn.clone()).or_insert(place);
        self.resources.push(made);
        place
    }

    /// The place of a resource that the file only speaks of, and whether it is new: one ARN has one entry.
    pub(crate) fn outside(&mut self, resource: ExportedResource) -> (usize, bool) {
        if let Some(place) = self.by_arn.get(&resource.arn) {
            return (*place, false);
        }
        // Of two of one name the first is found by it.
        let place = self.resources.len();
        self.named.entry(resource.name.clone()).or_insert(place);
        self.by_arn.insert(resource.arn.clone(), place);
        self.resources.push(resource);
        (place, true)
    }

    /// The same where the file says something else of it than its policy, which nobody knows.
    pub(crate) fn spoken_of(&mut self, resource: ExportedResource) -> usize {
        let (place, is_new) = self.outside(resource);
        if is_new {
            self.attach_at(place, Some(Attached::Unseen { arn: None }));
        }
        place
    }

    /// Puts a policy in the place of the one that a resource had.
    pub(crate) fn attach_at(&mut self, place: usize, policy: Option<Attached>) {
        if let Some(resource) = self.resources.get_mut(place) {
            resource.policy = policy;
        }
    }

    /// A policy that is a resource of its own, of a resource that has a place.
    pub(crate) fn govern_at(&mut self, place: usize, node: NodeId, policy: Attached) {
        let Some(name) = self.resources.get(place).map(|own| own.name.clone()) else {
            return;
        };
        let policy = self.govern(&name, node, policy);
        self.attach_at(place, Some(policy));
    }
}
