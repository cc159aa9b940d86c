//! A request that is being explained, with its trace and the answers to questions about it.

use iamwhy_engine::world::{Environment, Principal, PrincipalIs};
use iamwhy_engine::{Asked, Facts, GrantKind, Layer, Outcome, Program, Request, SideFacts, Site, Traced, Truth};

use crate::pass::{Pass, passes};

/// What every part of an explanation looks at.
pub(crate) struct Case<'a> {
    pub(crate) program: &'a Program,
    pub(crate) request: &'a Request,
    pub(crate) asked: Asked<'a>,
    /// What was found, settled where it is the same whatever the unknowns are.
    pub(crate) traced: Traced,
    /// What three-valued logic alone found, where that leaves more open.
    pub(crate) open: Option<Traced>,
    pub(crate) principal: &'a Principal,
    pub(crate) passes: Vec<Pass>,
    /// Whether statements that are far from matching need no detail.
    pub(crate) brief: bool,
}

impl<'a> Case<'a> {
    /// None where the request's principal does not exist.
    pub(crate) fn new(program: &'a Program, request: &'a Request, brief: bool) -> Option<Case<'a>> {
        let traced = program.trace(request)?;
        let (traced, open) = match program.settled(request, &traced) {
            Some(settled) => (settled, Some(traced)),
            None => (traced, None),
        };
        Some(Case {
            program,
            request,
            asked: program.ask(request)?,
            passes: passes(&traced.trace),
            traced,
            open,
            principal: program.environment().principals.get(request.principal)?,
            brief,
        })
    }

    pub(crate) fn env(&self) -> &'a Environment {
        self.program.environment()
    }

    pub(crate) fn facts(&self) -> &Facts {
        &self.traced.facts
    }

    pub(crate) fn outcome(&self) -> Outcome {
        self.traced.decision.outcome
    }

    pub(crate) fn blocks(&self, layer: Layer) -> bool {
        self.traced.blockers.contains(layer)
    }

    /// How many layers deny explicitly.
    pub(crate) fn denying(&self) -> usize {
        self.facts().deny.iter().filter(|own| **own == Truth::Yes).count()
    }

    pub(crate) fn is_service_linked(&self) -> bool {
        self.principal.is == PrincipalIs::Role && self.principal.service_linked
    }

    /// Whether the resource's policy is a role's trust policy.
    pub(crate) fn is_trust(&self) -> bool {
        self.facts().sides[0].gated && self.asked.service() == "sts" && !self.assumes_a_root()
    }

    /// Whether the resource's policy is a key policy.
    pub(crate) fn is_key(&self) -> bool {
        self.facts().sides[0].gated && self.asked.service() == "kms"
    }

    /// Whether the call is about a grant, so that no key policy is asked (KMS-7).
    pub(crate) fn retires_a_grant(&self) -> bool {
        self.asked.action() == "kms:retiregrant"
    }

    /// Whether the call would act as the root of an account (STS-19).
    pub(crate) fn assumes_a_root(&self) -> bool {
        self.asked.action() == "sts:assumeroot"
    }

    /// Whether an Allow of the caller's policies is enough, so that the resource's policy need not speak.
    pub(crate) fn either_side_is_enough(&self) -> bool {
        let facts = self.facts();
        !facts.outside_iam && !facts.sides[0].gated && self.asked.same_account()
    }

    /// Whether caller and resource belong to different accounts, both known.
    pub(crate) fn is_cross_account(&self) -> bool {
        !self.facts().outside_iam && !self.asked.same_account()
    }

    /// Whether access point and bucket both let the caller in, and one of them is another account's (S3-4).
    pub(crate) fn is_let_in_abroad(&self) -> bool {
        let facts = self.facts();
        let lets_in = |side: &SideFacts| [side.direct, side.role, side.account].contains(&Truth::Yes);
        facts.two_sides && facts.sides.iter().any(|side| !side.same_account) && facts.sides.iter().all(lets_in)
    }

    /// Whether a statement of the resource's policy lets the caller in, perhaps only where what is not known fits; else a grant
    /// or an ACL does.
    pub(crate) fn grants_by_policy(&self) -> bool {
        let kinds = |truth: Truth| {
            let heard = self.passes.iter().filter(|pass| pass.layer == Layer::Resource);
            let heard = heard.filter(move |pass| pass.allow == Some(truth));
            let heard = heard.flat_map(|pass| &pass.statements);
            let kinds = heard.filter(move |heard| heard.truth == truth).map(|heard| heard.grant);
            kinds.max()
        };
        let kind = kinds(Truth::Yes).or_else(|| kinds(Truth::Unknown));
        kind.is_some_and(|kind| !self.grants_beyond(kind))
    }

    /// Whether a KMS grant or an ACL lets the caller in where a statement that grants so would not (KMS-6, S3-3).
    pub(crate) fn grants_beyond(&self, kind: GrantKind) -> bool {
        let facts = self.facts();
        let stands_in = facts.sides[0].in_place_of_identity == Truth::Yes && facts.identity == Truth::No;
        let decision = &self.traced.decision;
        !facts.two_sides
            && (kind < decision.grant || (stands_in && self.is_cross_account() && decision.outcome == Outcome::Allow))
    }

    /// Whether the resource lets the caller in only because it lets everybody in.
    pub(crate) fn grants_to_everybody(&self) -> bool {
        let heard = self.passes.iter().filter(|pass| pass.layer == Layer::Resource);
        let heard = heard.flat_map(|pass| &pass.statements);
        let direct = heard.filter(|heard| heard.truth == Truth::Yes && heard.grant == GrantKind::Direct);
        let mut ids = direct.map(|heard| heard.id).peekable();
        ids.peek().is_some() && ids.all(|id| self.names_everybody(id))
    }

    /// Whether a statement matches this caller by a `*` as principal.
    pub(crate) fn names_everybody(&self, statement: u32) -> bool {
        let Some(view) = self.program.statement(statement) else {
            return false;
        };
        let entries = self
            .asked
            .entries(statement, Site::Principal, 0, self.request.resource());
        let mut hits = entries
            .iter()
            .filter(|entry| entry.grant == GrantKind::Direct)
            .peekable();
        hits.peek().is_some() && hits.all(|entry| view.attached.policy.json.string(entry.node) == Some("*"))
    }
}
