//! What the side of the resource grants.

use super::facts::SideFacts;
use super::gates::{Allowed, Gates};
use super::reach::{assumes_member, gated, retires};
use crate::action::Special;
use crate::bind::Bound;
use crate::compile::ResourceIs;
use crate::layer::Layer;
use crate::service::{acl, at_home, grants, public};
use crate::trace::Observer;
use crate::truth::Truth;
use crate::unknown::{Assigned, Guess};
use crate::world::{Grant, Grants, PrincipalIs, UnknownId};

impl<'b, 'a, O: Observer> Gates<'_, 'b, 'a, O> {
    /// The resource's own side: its policy, a KMS key's grants, an object's or bucket's ACL.
    pub(super) fn first_side(&mut self, policy: Option<u32>) -> SideFacts {
        let bound = self.bound;
        let mut side = self.side(policy);
        side.same_account = match &bound.access_point {
            Some(point) => bound.owns(point.account),
            None => bound.same_account(),
        };
        side.gated = gated(bound);
        // UND-38: AWS asks that the boundary of a named user allow the call, and says that such grants go around it.
        let named_user = bound.kind == ResourceIs::Role && bound.principal.is == PrincipalIs::User;
        if named_user && side.gated && bound.assume.other(38) {
            side.role = side.role.or(side.direct);
            side.direct = Truth::No;
        }
        if bound.kind == ResourceIs::Key && bound.service() == "kms" {
            self.add_grants(&mut side);
        }
        // The account that owns the key may retire its grants, and delegates that (KMS-7).
        if retires(bound) && bound.same_account() || assumes_member(bound) {
            side.account = Truth::Yes;
        }
        if matches!(bound.kind, ResourceIs::Bucket | ResourceIs::Object) && bound.service() == "s3" {
            self.add_acls(&mut side, bound.policy_entry);
        }
        if matches!(
            bound.kind,
            ResourceIs::Bucket | ResourceIs::Object | ResourceIs::AccessPoint
        ) {
            side.cut = public::cut(bound);
        }
        shut(bound, side)
    }

    /// Of a request through an access point: the bucket behind it (S3-4).
    pub(super) fn bucket_side(&mut self, index: u32, policy: Option<u32>) -> SideFacts {
        let bound = self.bound;
        let mut side = self.side(policy);
        side.same_account = bound.same_account();
        self.add_acls(&mut side, Some(index));
        side.cut = public::cut(bound);
        shut(bound, side)
    }

    pub(super) fn side(&mut self, policy: Option<u32>) -> SideFacts {
        let allowed = policy.map_or(Allowed::default(), |set| self.allow(Layer::Resource, set));
        SideFacts {
            direct: allowed.direct,
            role: allowed.role,
            account: allowed.account,
            ..SideFacts::NONE
        }
    }

    pub(super) fn add_grants(&mut self, side: &mut SideFacts) {
        let Some(entry) = self.bound.own_entry() else { return };
        let granted = match &entry.grants {
            Grants::Unknown(id) => grants::KeyGrant {
                own: match Grant::can_allow(self.bound.action_name()) {
                    true => self.guessed(*id),
                    false => Truth::No,
                },
                account: Truth::No,
            },
            Grants::Known(list) => grants::grants(self.bound, list),
        };
        side.account = side.account.or(granted.account);
        let truth = granted.own;
        // UND-18: whether a silent boundary or session policy limits a grant is not documented. A service has neither.
        match self.bound.assume.other(18) && !self.facts.outside_iam {
            true => side.role = side.role.or(truth),
            false => {
                side.direct = side.direct.or(truth);
                side.in_place_of_identity = truth;
            }
        }
    }

    pub(super) fn guessed(&self, id: UnknownId) -> Truth {
        match self.bound.assigned(id) {
            Assigned::Open => Truth::Unknown,
            Assigned::As(Guess::Allow(_)) => Truth::Yes,
            Assigned::As(_) => Truth::No,
        }
    }

    pub(super) fn add_acls(&mut self, side: &mut SideFacts, bucket: Option<u32>) {
        let bound = self.bound;
        let resources = &bound.program.env.resources;
        let Some(bucket) = bucket.and_then(|index| resources.get(index as usize)) else {
            return;
        };
        if bucket.object_ownership == crate::world::ObjectOwnership::BucketOwnerEnforced {
            return;
        }
        let object = bound.object();
        let foreign = object
            .and_then(|entry| entry.object_owner.as_deref())
            .filter(|owner| Some(*owner) != bound.owner.id && !acl::is_the_buckets(bound.action_name()));
        if let Some(owner) = foreign {
            // The bucket's Allow does not reach objects that others own; its Deny does (S3-3).
            *side = SideFacts {
                gated: side.gated,
                cut: side.cut,
                ..SideFacts::NONE
            };
            side.same_account = bound.principal.account.as_deref() == Some(owner);
        }
        let mut found = acl::grant(bound, &bucket.acl, false);
        if let Some(entry) = object {
            let own = acl::grant(bound, &entry.acl, true);
            found = acl::AclGrant {
                public: found.public.or(own.public),
                account: found.account.or(own.account),
            };
        }
        // An ignored grant is no grant (S3-5).
        if !public::settings(bound).ignore_public_acls {
            side.direct = side.direct.or(found.public);
        }
        // The root user is the account itself (PRIN-21).
        match bound.principal.is == PrincipalIs::Root {
            true => side.direct = side.direct.or(found.account),
            false => side.account = side.account.or(found.account),
        }
    }
}

/// The side without its grants, where nothing can let the caller in.
fn shut(bound: &Bound<'_>, side: SideFacts) -> SideFacts {
    match lock(bound) {
        None => side,
        shut => SideFacts {
            direct: Truth::No,
            role: Truth::No,
            account: Truth::No,
            shut,
            ..side
        },
    }
}

/// The rule by which nothing can let the caller in: it comes from an identity provider and does not sign in (PRIN-27), would assume the
/// role of a service (SLR-1), or calls from elsewhere what only works at home (XACCT-10, FED-8).
fn lock(bound: &Bound<'_>) -> Option<&'static str> {
    let linked = || bound.principal.is != PrincipalIs::Service && bound.calls_service_linked();
    match bound.special() {
        Special::Sts if linked() => Some("SLR-1"),
        Special::Sts => at_home::refuses(bound),
        _ if bound.principal.is_login() => Some("PRIN-27"),
        _ => at_home::refuses(bound),
    }
}
