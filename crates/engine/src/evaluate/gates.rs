//! The gates of a request: what each layer says, before anything is combined (LAYER-1 to LAYER-5).

use iamwhy_policy::Effect;

use super::GrantKind;
use super::statement::{Target, statement};
use crate::bind::Bound;
use crate::compile::parts::Settled;
use crate::compile::{AccountFacts, ResourceIs};
use crate::layer::Layer;
use crate::request::{ContextEntry, ContextValue, Request};
use crate::service::{acl, credentials, grants, public, rcp_services, reserved};
use crate::trace::{Event, Observer, Reason, Site, layer_code};
use crate::truth::Truth;
use crate::unknown::{Assigned, Guess};
use crate::world::{Attached, Grants, PrincipalIs, UnknownId};

/// What one side of the resource grants: the resource itself, or through an access point the point and its bucket.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct SideFacts {
    /// To the user, the session, the service or everybody.
    pub direct: Truth,
    /// To the role, or to the user behind a federated session.
    pub role: Truth,
    /// To the account.
    pub account: Truth,
    /// A KMS grant also stands in for the caller's identity policies across accounts (KMS-6).
    pub in_place_of_identity: Truth,
    /// Whether the caller's account owns this side.
    pub same_account: bool,
    /// Nobody gets in without a match here (keys and roles).
    pub gated: bool,
    /// S3 block public access cuts the grants of this side (S3-5).
    pub cut: Truth,
}

/// What every layer says of a request.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// The rule by which the call always succeeds.
    pub always: Option<&'static str>,
    /// The rule by which the service refuses before any policy.
    pub refused: Option<&'static str>,
    /// Whether the service refuses for some values of what is unknown.
    pub may_refuse: bool,
    /// The rule by which the owner's root cannot lock itself out (ROOT-4).
    pub root_rescue: Option<&'static str>,
    /// Explicit denies, by layer.
    pub deny: [Truth; 7],
    /// Every level of SCPs allows.
    pub scp: Truth,
    /// The endpoint policy allows.
    pub endpoint: Truth,
    /// The identity policies allow, or root needs none.
    pub identity: Truth,
    /// The boundary allows, or there is none.
    pub boundary: Truth,
    /// The session policies allow, or none were passed.
    pub session: Truth,
    /// The caller is a root user.
    pub root: bool,
    /// All rights in the own account come by themselves: to root, and to whom it has federated (ROOT-1, FED-4).
    pub root_right: bool,
    /// An AssumeRoot session: its task policy limits every grant (section 5.2).
    pub task_limited: bool,
    /// Only a grant counts: services, web identities, SAML, anonymous (AMEND-4).
    pub outside_iam: bool,
    /// What the resource grants; the second side is the bucket behind an access point.
    pub sides: [SideFacts; 2],
    /// Whether there is a second side.
    pub two_sides: bool,
}

impl Default for Facts {
    fn default() -> Facts {
        Facts {
            always: None,
            refused: None,
            may_refuse: false,
            root_rescue: None,
            deny: [Truth::No; 7],
            scp: Truth::Yes,
            endpoint: Truth::Yes,
            identity: Truth::No,
            boundary: Truth::Yes,
            session: Truth::Yes,
            root: false,
            root_right: false,
            task_limited: false,
            outside_iam: false,
            sides: [SideFacts::default(); 2],
            two_sides: false,
        }
    }
}

/// Asks every layer. A silent observer stops asking as soon as the answer and the blame are settled.
pub(crate) fn facts<O: Observer>(bound: &Bound<'_>, observer: &mut O) -> Facts {
    let mut facts = Facts {
        always: credentials::always_allowed(bound),
        refused: refused(bound),
        may_refuse: (bound.access_point.is_some() || bound.service() == "sts") && !asked(bound).is_empty(),
        root_rescue: root_rescue(bound),
        root: bound.principal.is == PrincipalIs::Root,
        root_right: bound.principal.root_right,
        task_limited: bound.principal.is == PrincipalIs::Root && bound.principal.session_policies.is_some(),
        outside_iam: bound.principal.is_outside_iam(),
        ..Facts::default()
    };
    if (facts.always.is_some() || facts.refused.is_some()) && !O::EXHAUSTIVE {
        return facts;
    }
    let gates = Gates {
        bound,
        seen: bound.request.resource.as_str(),
        facts: &mut facts,
        observer,
    };
    gates.run();
    facts
}

/// Unknown values that a refusal before any policy rests on, with what each is compared with.
pub(crate) fn asked<'a>(bound: &Bound<'a>) -> Vec<(&'a ContextEntry, Vec<String>)> {
    let request: &'a Request = bound.request;
    let wanted = bound.access_point.as_ref().and_then(|point| point.vpc);
    let network = request.context.iter().filter(|entry| entry.key.folded() == "aws:sourcevpc");
    let network = network.filter(|entry| matches!(entry.value, ContextValue::Unknown { .. }));
    let network = network.filter_map(|entry| Some((entry, vec![wanted?.to_owned()])));
    credentials::asked(bound).into_iter().chain(network).collect()
}

/// Refusals before any policy: credentials, partitions, reserved things, the VPC of an access point.
pub(crate) fn refused(bound: &Bound<'_>) -> Option<&'static str> {
    if let Some(rule) = credentials::refuses(bound) {
        return Some(rule);
    }
    if bound.principal.is == PrincipalIs::Anonymous && !credentials::takes_unsigned(bound.service()) {
        return Some("ANON-1");
    }
    let parts = bound.parts.as_ref()?;
    let signed = !bound.principal.is_outside_iam();
    if signed && !parts[1].is_empty() && parts[1] != bound.principal.partition {
        return Some("XACCT-8");
    }
    let customer = bound.principal.is != PrincipalIs::Service && !bound.service_linked();
    let reserved = reserved::refuses(bound.service(), bound.action_name(), parts).filter(|_| customer);
    if reserved.is_some() {
        return reserved;
    }
    let wanted = bound.access_point.as_ref().and_then(|point| point.vpc)?;
    let vpc = match bound.request.context.by_name_folded("aws:SourceVpc") {
        Some(ContextValue::One(vpc)) => Some(&**vpc),
        Some(ContextValue::Absent) => None,
        Some(ContextValue::Unknown { .. }) => return None,
        _ => bound.endpoint().and_then(|endpoint| endpoint.vpc.as_deref()),
    };
    (vpc != Some(wanted)).then_some("S3-4")
}

/// The owner's root may always repair the bucket policy (ROOT-4).
fn root_rescue(bound: &Bound<'_>) -> Option<&'static str> {
    if bound.principal.is != PrincipalIs::Root || !bound.same_account() {
        return None;
    }
    let repair = matches!(
        bound.action(),
        "s3:getbucketpolicy" | "s3:putbucketpolicy" | "s3:deletebucketpolicy" | "dynamodb:deleteresourcepolicy"
    );
    repair.then_some("ROOT-4")
}

struct Gates<'g, 'b, 'a, O> {
    bound: &'b Bound<'a>,
    seen: &'b str,
    facts: &'g mut Facts,
    observer: &'g mut O,
}

/// What the Allow statements of a gate say.
#[derive(Copy, Clone, Default)]
struct Allowed {
    direct: Truth,
    role: Truth,
    account: Truth,
}

impl Allowed {
    fn add(&mut self, kind: GrantKind, truth: Truth) {
        match kind {
            GrantKind::Direct => self.direct = self.direct.or(truth),
            GrantKind::Role => self.role = self.role.or(truth),
            GrantKind::Account => self.account = self.account.or(truth),
            GrantKind::None => {}
        }
    }

    fn any(self) -> Truth {
        self.direct.or(self.role).or(self.account)
    }
}

impl<'b, 'a, O: Observer> Gates<'_, 'b, 'a, O> {
    fn run(mut self) {
        let bound = self.bound;
        let program = bound.program;
        let scps = scps(bound);
        let endpoint = bound.endpoint_facts().and_then(|facts| facts.policy);
        let resource = own_policy(bound);
        let bucket = bound.access_point.as_ref().and_then(|point| point.bucket.as_ref());
        let second = bucket.and_then(|(index, _)| program.resources[*index as usize].policy);
        let caller = bound.caller;

        let point = bound.access_point.as_ref().and(bound.entry);
        match bucket {
            // The owners of bucket and access point each have a say, about what is theirs (RCP-5).
            Some((_, arn)) => {
                let index = point.and_then(|index| program.resources[index as usize].account);
                for &set in rcps(bound, index.and_then(|index| program.accounts.get(index as usize)), O::EXHAUSTIVE) {
                    self.deny(Layer::Rcp, set);
                }
                for &set in rcps(bound, bound.owner_facts(), O::EXHAUSTIVE) {
                    self.seeing(arn, |gates| gates.deny(Layer::Rcp, set));
                }
            }
            None => {
                for &set in rcps(bound, bound.owner_facts(), O::EXHAUSTIVE) {
                    self.deny(Layer::Rcp, set);
                }
            }
        }
        for &set in scps {
            self.deny(Layer::Scp, set);
        }
        if let Some(set) = endpoint {
            self.deny(Layer::VpcEndpoint, set);
        }
        if let Some(set) = resource {
            self.deny(Layer::Resource, set);
        }
        if let (Some(set), Some((_, arn))) = (second, bucket) {
            self.seeing(arn, |gates| gates.deny(Layer::Resource, set));
        }
        let own = caller.identity.map(|set| (Layer::Identity, set));
        let limit = caller.boundary.map(|set| (Layer::Boundary, set));
        let session = caller.session.iter().flatten().map(|set| (Layer::Session, *set));
        for (layer, set) in own.into_iter().chain(limit).chain(session) {
            self.deny(layer, set);
            if let Some(arn) = self.other_arn().filter(|_| layer == Layer::Identity) {
                self.seeing(arn, |gates| gates.deny(layer, set));
            }
        }
        if !O::EXHAUSTIVE && self.facts.deny.contains(&Truth::Yes) {
            return;
        }

        for &set in scps {
            let allowed = self.allow(Layer::Scp, set).any();
            self.facts.scp = self.facts.scp.and(allowed);
        }
        if let Some(set) = endpoint {
            self.facts.endpoint = self.allow(Layer::VpcEndpoint, set).any();
        }
        self.facts.sides[0] = self.first_side(resource);
        if let Some((index, arn)) = bucket {
            self.facts.two_sides = true;
            self.facts.sides[1] = self.seeing(arn, |gates| gates.bucket_side(*index, second));
        }
        self.caller_side();
    }

    /// The bucket's ARN, where identity policies are taken to see it beside the access point's (UND-37).
    fn other_arn(&self) -> Option<&'b str> {
        let point = self
            .bound
            .access_point
            .as_ref()
            .filter(|_| self.bound.program.assume.other(37))?;
        point.bucket.as_ref().map(|(_, arn)| arn.as_str())
    }

    /// Runs something with another ARN in place of the request's.
    fn seeing<T>(&mut self, arn: &'b str, run: impl FnOnce(&mut Gates<'_, 'b, 'a, O>) -> T) -> T {
        run(&mut Gates {
            bound: self.bound,
            seen: arn,
            facts: self.facts,
            observer: self.observer,
        })
    }

    /// Whether a gate denies explicitly.
    fn deny(&mut self, layer: Layer, set: u32) {
        // A silent observer needs only the first layer that denies.
        let settled = self.facts.deny.contains(&Truth::Yes) || !self.bound.program.may_deny(set);
        if !O::EXHAUSTIVE && settled {
            return;
        }
        // The owner's root is not locked out by its own bucket policy (ROOT-4).
        if layer == Layer::Resource && self.facts.root_rescue.is_some() && !O::EXHAUSTIVE {
            return;
        }
        let mut denied = Truth::No;
        for unknown in &self.bound.program.sets[set as usize].unknowns {
            denied = denied.or(match self.bound.assigned(*unknown) {
                Assigned::Open => Truth::Unknown,
                Assigned::As(Guess::Deny) => Truth::Yes,
                Assigned::As(_) => Truth::No,
            });
        }
        self.each(set, Effect::Deny, |_, truth| {
            denied = denied.or(truth);
            denied == Truth::Yes
        });
        self.report(set, layer, false, denied);
        if let Some(slot) = self.facts.deny.get_mut(layer as usize) {
            *slot = slot.or(denied);
        }
    }

    /// What the Allow statements of a gate say.
    fn allow(&mut self, layer: Layer, set: u32) -> Allowed {
        let mut allowed = Allowed::default();
        for unknown in &self.bound.program.sets[set as usize].unknowns {
            match self.bound.assigned(*unknown) {
                Assigned::Open => {
                    allowed = Allowed {
                        direct: Truth::Unknown,
                        role: Truth::Unknown,
                        account: Truth::Unknown,
                    }
                }
                Assigned::As(Guess::Allow(kind)) => allowed.add(kind, Truth::Yes),
                Assigned::As(_) => {}
            }
        }
        self.each(set, Effect::Allow, |kind, truth| {
            allowed.add(kind, truth);
            allowed.direct == Truth::Yes
        });
        self.report(set, layer, true, allowed.any());
        allowed
    }

    fn report(&mut self, set: u32, layer: Layer, allow: bool, truth: Truth) {
        let extra = layer_code(layer, allow);
        self.observer.event(Event {
            node: set,
            site: Site::Gate,
            truth,
            reason: Reason::Nothing,
            extra,
        });
    }

    /// Visits the statements of one effect: all of them for an observer that wants to hear everything, else those that
    /// the index offers, until `stop` says that it is enough.
    fn each(&mut self, set: u32, effect: Effect, mut stop: impl FnMut(GrantKind, Truth) -> bool) {
        let bound = self.bound;
        let program = bound.program;
        let set = &program.sets[set as usize];
        let target = Target { resource: self.seen };
        if O::EXHAUSTIVE {
            for document in &set.documents {
                for id in program.documents[*document as usize].statements.ids() {
                    if program.statements[id as usize].effect == effect {
                        let matched = statement(bound, id, Settled::default(), target, self.observer);
                        stop(matched.grant, matched.truth);
                    }
                }
            }
            return;
        }
        let buckets = match effect {
            Effect::Deny => set.deny,
            Effect::Allow => set.allow,
        };
        let observer = &mut *self.observer;
        program.candidates(buckets, bound.classes, target.resource, |entry| {
            let matched = statement(bound, entry.statement, entry.settled, target, observer);
            stop(matched.grant, matched.truth)
        });
    }

    /// The resource's own side: its policy, a KMS key's grants, an object's or bucket's ACL.
    fn first_side(&mut self, policy: Option<u32>) -> SideFacts {
        let bound = self.bound;
        let mut side = self.side(policy);
        side.same_account = match &bound.access_point {
            Some(point) => bound.owns(point.account),
            None => bound.same_account(),
        };
        side.gated = gated(bound);
        if bound.kind == ResourceIs::Key && bound.service() == "kms" {
            self.add_grants(&mut side);
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
        side
    }

    /// Of a request through an access point: the bucket behind it (S3-4).
    fn bucket_side(&mut self, index: u32, policy: Option<u32>) -> SideFacts {
        let bound = self.bound;
        let mut side = self.side(policy);
        side.same_account = bound.same_account();
        self.add_acls(&mut side, Some(index));
        side.cut = public::cut(bound);
        side
    }

    fn side(&mut self, policy: Option<u32>) -> SideFacts {
        let allowed = policy.map_or(Allowed::default(), |set| self.allow(Layer::Resource, set));
        SideFacts {
            direct: allowed.direct,
            role: allowed.role,
            account: allowed.account,
            ..SideFacts::default()
        }
    }

    fn add_grants(&mut self, side: &mut SideFacts) {
        let Some(entry) = self.bound.own_entry() else { return };
        let truth = match &entry.grants {
            Grants::Unknown(id) => self.guessed(*id),
            known => grants::grants(self.bound, known),
        };
        // UND-18: whether a silent boundary or session policy limits a grant is not documented.
        match self.bound.program.assume.other(18) {
            true => side.role = side.role.or(truth),
            false => {
                side.direct = side.direct.or(truth);
                side.in_place_of_identity = truth;
            }
        }
    }

    fn guessed(&self, id: UnknownId) -> Truth {
        match self.bound.assigned(id) {
            Assigned::Open => Truth::Unknown,
            Assigned::As(Guess::Allow(_)) => Truth::Yes,
            Assigned::As(_) => Truth::No,
        }
    }

    fn add_acls(&mut self, side: &mut SideFacts, bucket: Option<u32>) {
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
            .filter(|owner| Some(*owner) != bound.owner.id);
        if let Some(owner) = foreign {
            // The bucket's Allow does not reach objects that others own; its Deny does (S3-3).
            *side = SideFacts {
                gated: side.gated,
                cut: side.cut,
                ..SideFacts::default()
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
        side.account = side.account.or(found.account);
    }

    fn caller_side(&mut self) {
        let bound = self.bound;
        if self.facts.outside_iam {
            return;
        }
        let other = self.other_arn();
        let mut ask = |layer: Layer, set: u32| {
            let own = self.allow(layer, set).any();
            match other.filter(|_| layer == Layer::Identity) {
                Some(arn) => own.and(self.seeing(arn, |gates| gates.allow(layer, set).any())),
                None => own,
            }
        };
        let identity = bound.caller.identity.map_or(Truth::No, |set| ask(Layer::Identity, set));
        let boundary = bound
            .caller
            .boundary
            .map_or(Truth::Yes, |set| ask(Layer::Boundary, set));
        let session = match &bound.caller.session {
            // UND-16: a federated session without a session policy has no rights of its parent.
            None => Truth::from(bound.principal.is != PrincipalIs::FederatedUser || bound.program.assume.other(16)),
            Some(sets) => sets
                .iter()
                .fold(Truth::Yes, |all, set| all.and(ask(Layer::Session, *set))),
        };
        self.facts.identity = if self.facts.root_right { Truth::Yes } else { identity };
        self.facts.boundary = boundary.or(self.not_there(bound.principal.limit().as_slice()));
        let passed = bound.principal.session_policies.as_deref().unwrap_or(&[]);
        let passes = bound.principal.is != PrincipalIs::FederatedUser;
        self.facts.session = session.or(if passes { self.not_there(passed) } else { Truth::No });
    }

    /// Whether an unknown boundary or session policy is taken to be no policy at all.
    fn not_there(&self, attached: &[Attached]) -> Truth {
        match attached {
            [Attached::Unknown(id)] => Truth::from(self.bound.assigned(*id) == Assigned::As(Guess::Absent)),
            _ => Truth::No,
        }
    }
}

/// RCPs of an owner's account, root first, where they reach (RCP-1 to RCP-3, RCP-5).
fn rcps<'a>(bound: &Bound<'a>, owner: Option<&'a AccountFacts>, exhaustive: bool) -> &'a [u32] {
    let sets = owner.and_then(|owner| owner.rcps.as_deref()).unwrap_or(&[]);
    // Most organizations have none that deny anything, and the exemptions take time to rule out.
    let idle = !exhaustive && !sets.iter().any(|set| bound.program.may_deny(*set));
    if idle || rcp_exempt(bound) { &[] } else { sets }
}

fn rcp_exempt(bound: &Bound<'_>) -> bool {
    let managed_key = bound
        .entry
        .is_some_and(|index| bound.program.resources[index as usize].aws_managed);
    let linked = bound
        .parts
        .as_ref()
        .is_some_and(|parts| parts[5].starts_with("role/aws-service-role/"));
    let assumes_linked = bound.principal.is == PrincipalIs::Service && linked;
    bound.service_linked()
        || assumes_linked
        || (bound.service() == "kms" && managed_key)
        || bound.action() == "kms:retiregrant"
        || !rcp_services::reaches(bound.service())
}

/// SCPs of the caller's account, root first, where they reach (SCP-1, SCP-6).
fn scps<'a>(bound: &Bound<'a>) -> &'a [u32] {
    if bound.principal.is_outside_iam() || bound.service_linked() {
        return &[];
    }
    let account = bound
        .caller
        .account
        .and_then(|index| bound.program.accounts.get(index as usize));
    account.and_then(|account| account.scps.as_deref()).unwrap_or(&[])
}

/// The policy of the resource; a trust policy is consulted by STS alone (SRV-8, STS-16).
fn own_policy(bound: &Bound<'_>) -> Option<u32> {
    let facts = bound.program.resources.get(bound.policy_entry? as usize)?;
    let consulted = facts.kind != ResourceIs::Role || bound.service() == "sts";
    facts.policy.filter(|_| consulted)
}

/// Keys and roles: nobody gets in without a match in their policy (KMS-1, STS-2).
fn gated(bound: &Bound<'_>) -> bool {
    match bound.kind {
        ResourceIs::Key => bound.service() == "kms",
        ResourceIs::Role => bound.service() == "sts",
        _ => false,
    }
}
