//! A request bound to its program, for questions.

use super::OwnedValue;
use crate::bind::Bound;
use crate::compile::{KeyIndex, Program};
use crate::request::Request;
use crate::service::grants::{self, InVain};
use crate::world::{Endpoint, Grant};

/// A request bound to its program, for questions.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    pub(super) bound: Bound<'a>,
}

impl Program {
    /// Every condition key that the policies mention, in tests or variables.
    pub fn mentioned_keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|def| &*def.name)
    }

    /// Binds a request, for questions. None where its principal does not exist.
    #[must_use]
    pub fn ask<'a>(&'a self, request: &'a Request) -> Option<Asked<'a>> {
        Bound::new(self, &self.assume, request, &[]).map(|bound| Asked { bound })
    }
}

impl<'a> Asked<'a> {
    /// The value of a context key, given or derived.
    #[must_use]
    pub fn value(&self, name: &str) -> OwnedValue {
        let mut keys = Vec::new();
        KeyIndex::default().intern(&mut keys, name);
        match keys.first() {
            Some(def) => OwnedValue::of(self.bound.value_of(def)),
            None => OwnedValue::Absent,
        }
    }

    /// The account that owns the resource.
    #[must_use]
    pub fn owner(&self) -> Option<&'a str> {
        self.bound.owner.id
    }

    /// Whether nothing says who owns the resource, so that the caller's account stands in.
    #[must_use]
    pub fn owner_is_assumed(&self) -> bool {
        self.bound.owner.assumed
    }

    /// Whether caller and resource belong to one account.
    #[must_use]
    pub fn same_account(&self) -> bool {
        self.bound.same_account()
    }

    /// Index of the resource entry that governs.
    #[must_use]
    pub fn governing(&self) -> Option<usize> {
        self.bound.policy_entry.map(|index| index as usize)
    }

    /// Index of the entry that describes the resource itself.
    #[must_use]
    pub fn own_entry(&self) -> Option<usize> {
        self.bound.entry.map(|index| index as usize)
    }

    /// The ARN that the policies of a resource see: behind an access point, the bucket's.
    #[must_use]
    pub fn seen_by(&self, resource: usize) -> &str {
        let behind = self.bound.access_point.as_ref().and_then(|point| point.bucket.as_ref());
        match behind {
            Some((index, arn)) if *index as usize == resource => arn,
            _ => self.bound.request.resource(),
        }
    }

    /// Of a request through an access point: the bucket's entry, and the ARN that the bucket policy sees.
    #[must_use]
    pub fn behind_access_point(&self) -> Option<(usize, &str)> {
        let (index, arn) = self.bound.access_point.as_ref()?.bucket.as_ref()?;
        Some((*index as usize, arn))
    }

    /// The endpoint whose policy and keys count, if any (FAS-3, VPCE-6).
    #[must_use]
    pub fn endpoint(&self) -> Option<&'a Endpoint> {
        self.bound.endpoint()
    }

    /// The grants of the key that name the caller, as far as they let nobody do this (KMS-6).
    #[must_use]
    pub fn grants_in_vain(&self) -> Vec<(&'a Grant, InVain<'a>)> {
        grants::in_vain(&self.bound)
    }

    /// The action's prefix in lower case.
    #[must_use]
    pub fn service(&self) -> &str {
        self.bound.service()
    }

    /// The action in lower case.
    #[must_use]
    pub fn action(&self) -> &str {
        self.bound.action()
    }

    /// Whether the policies of endpoints count for the action's service (VPCE-1).
    #[must_use]
    pub fn heeds_endpoint_policies(&self) -> bool {
        crate::service::vpce_services::heeds_policy(self.bound.service())
    }

    /// Whether resource control policies reach the action's service at all (RCP-3).
    #[must_use]
    pub fn rcps_reach_service(&self) -> bool {
        crate::service::rcp_services::reaches(self.bound.service())
    }
}
