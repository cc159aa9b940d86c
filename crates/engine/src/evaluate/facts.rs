//! What every layer says of a request, before anything is combined.

use super::gates::Gates;
use super::refusal::{asked, refused, root_rescue, writes_public_acl};
use crate::action::Special;
use crate::bind::Bound;
use crate::request::ContextValue;
use crate::service::credentials;
use crate::trace::Observer;
use crate::truth::Truth;
use crate::world::PrincipalIs;

/// What one side of the resource grants: the resource itself, or through an access point the point and its bucket.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
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
    /// The rule by which nothing here can let the caller in.
    pub shut: Option<&'static str>,
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
    /// Whether S3 refuses to write a public ACL, which policies may allow (S3-5).
    pub public_acl: bool,
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

impl SideFacts {
    pub(super) const NONE: SideFacts = SideFacts {
        direct: Truth::No,
        role: Truth::No,
        account: Truth::No,
        in_place_of_identity: Truth::No,
        same_account: false,
        gated: false,
        cut: Truth::No,
        shut: None,
    };
}

impl Default for Facts {
    fn default() -> Facts {
        Facts::NONE
    }
}

impl Facts {
    /// Before anybody was asked. A constant: every decision begins with a copy of it.
    const NONE: Facts = Facts {
        always: None,
        refused: None,
        may_refuse: false,
        public_acl: false,
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
        sides: [SideFacts::NONE; 2],
        two_sides: false,
    };

    /// Whether some layer denies explicitly.
    pub(crate) fn is_denied(&self) -> bool {
        self.deny.contains(&Truth::Yes)
    }

    /// Whether anything in it is unknown. Mostly nothing is, and then the best case is the only one.
    pub(crate) fn is_open(&self) -> bool {
        // Summed up rather than asked one by one: every decision passes here.
        let open = |truth: Truth| truth == Truth::Unknown;
        let deny = self.deny.iter().fold(false, |any, own| any | open(*own));
        let gates =
            open(self.scp) | open(self.endpoint) | open(self.identity) | open(self.boundary) | open(self.session);
        let side = |side: &SideFacts| {
            open(side.direct) | open(side.role) | open(side.account) | open(side.in_place_of_identity) | open(side.cut)
        };
        let [first, second] = &self.sides;
        self.may_refuse | deny | gates | side(first) | side(second)
    }

    /// Everything in it that can be unknown.
    pub(crate) fn truths(&mut self) -> impl Iterator<Item = &mut Truth> {
        let gates = [
            &mut self.scp,
            &mut self.endpoint,
            &mut self.identity,
            &mut self.boundary,
            &mut self.session,
        ];
        let sides = self.sides.iter_mut().flat_map(|side| {
            [
                &mut side.direct,
                &mut side.role,
                &mut side.account,
                &mut side.in_place_of_identity,
                &mut side.cut,
            ]
        });
        self.deny.iter_mut().chain(gates).chain(sides)
    }
}

/// Asks every layer. A silent observer stops asking as soon as the answer and the blame are settled.
#[expect(
    clippy::inline_always,
    reason = "else what it made is moved to where the caller wants it"
)]
#[inline(always)]
pub(crate) fn facts<O: Observer>(bound: &Bound<'_>, observer: &mut O) -> Facts {
    let mut facts = Facts::NONE;
    ask(bound, observer, &mut facts);
    facts
}

/// Fills in what every layer says, in its place: to move it takes as long as asking some of them.
fn ask<O: Observer>(bound: &Bound<'_>, observer: &mut O, facts: &mut Facts) {
    let special = bound.special();
    if special == Special::Sts {
        facts.always = credentials::always_allowed(bound);
    }
    facts.refused = refused(bound);
    // What the checks of the service look at is all in the context.
    facts.may_refuse = (bound.access_point.is_some() || matches!(special, Special::Sts | Special::S3))
        && bound
            .request
            .context
            .iter()
            .any(|entry| matches!(entry.value, ContextValue::Unknown { .. }))
        && !asked(bound).is_empty();
    facts.public_acl = special == Special::S3 && writes_public_acl(bound);
    facts.root_rescue = root_rescue(bound);
    facts.root = bound.principal.is == PrincipalIs::Root;
    facts.root_right = bound.principal.root_right;
    facts.task_limited = facts.root && bound.principal.session_policies.is_some();
    facts.outside_iam = bound.principal.is_outside_iam();
    if (facts.always.is_some() || facts.refused.is_some()) && !O::EXHAUSTIVE {
        return;
    }
    let gates = Gates {
        bound,
        seen: bound.request.resource(),
        facts,
        observer,
    };
    gates.run();
}
