//! The decision table: what the gates say becomes an answer (section 5; the pseudo-code of LAYER-8 with its amendments).
//! Read this file to know how AWS combines policies.

use crate::evaluate::{Facts, GrantKind, SideFacts};
use crate::layer::{Layer, LayerSet};
use crate::truth::Truth;

/// What AWS would answer.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// Allowed.
    Allow,
    /// A Deny matched.
    ExplicitDeny,
    /// Nothing allowed it.
    ImplicitDeny,
    /// It depends on something that nobody told us.
    Unknown,
}

impl Outcome {
    /// The word used in scenario files and results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Allow => "allow",
            Outcome::ExplicitDeny => "explicitDeny",
            Outcome::ImplicitDeny => "implicitDeny",
            Outcome::Unknown => "unknown",
        }
    }

    /// Whether it is one of the two denials.
    #[must_use]
    pub fn is_deny(self) -> bool {
        matches!(self, Outcome::ExplicitDeny | Outcome::ImplicitDeny)
    }
}

/// The answer to one authorization.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Allowed, denied or unknown.
    pub outcome: Outcome,
    /// The layer that decided; none where the answer is unknown.
    pub layer: Option<Layer>,
    /// How the resource's policy grants, whether or not that was needed.
    pub grant: GrantKind,
}

/// What every gate says, with each unknown taken for one side.
#[derive(Copy, Clone, Debug)]
struct Gates<'f> {
    facts: &'f Facts,
    /// Every unknown is taken for what would allow.
    hopeful: bool,
    sides: [Side; 2],
}

/// What one side of the resource says, with each unknown taken for one side.
#[derive(Copy, Clone, Debug, Default)]
struct Side {
    direct: bool,
    role: bool,
    account: bool,
    in_place_of_identity: bool,
    same_account: bool,
    gated: bool,
    cut: bool,
}

impl<'f> Gates<'f> {
    fn new(facts: &'f Facts, hopeful: bool) -> Gates<'f> {
        let mut gates = Gates {
            facts,
            hopeful,
            sides: [Side::default(); 2],
        };
        gates.sides[0] = gates.side(&facts.sides[0]);
        if facts.two_sides {
            gates.sides[1] = gates.side(&facts.sides[1]);
        }
        gates
    }

    /// Whether something that allows is there.
    fn good(&self, truth: Truth) -> bool {
        truth >= if self.hopeful { Truth::Unknown } else { Truth::Yes }
    }

    /// Whether something that denies is there.
    fn bad(&self, truth: Truth) -> bool {
        truth >= if self.hopeful { Truth::Yes } else { Truth::Unknown }
    }

    fn side(&self, side: &SideFacts) -> Side {
        let direct = self.good(side.direct);
        Side {
            direct: direct && !self.facts.task_limited,
            role: self.good(side.role) || (direct && self.facts.task_limited),
            account: self.good(side.account),
            in_place_of_identity: self.good(side.in_place_of_identity),
            same_account: side.same_account,
            gated: side.gated,
            cut: self.bad(side.cut),
        }
    }

    fn sides(&self) -> impl Iterator<Item = Side> {
        let there = if self.facts.two_sides {
            &self.sides[..]
        } else {
            &self.sides[..1]
        };
        there.iter().copied()
    }

    fn refused(&self) -> bool {
        self.facts.refused.is_some() || (self.facts.may_refuse && !self.hopeful)
    }

    /// The layers that deny explicitly; the owner's root is not locked out by its own policy (ROOT-4).
    fn denies(&self) -> impl Iterator<Item = Layer> {
        let gates = *self;
        let denies = Layer::POLICIES.into_iter().zip(self.facts.deny);
        denies.filter_map(move |(layer, denied)| {
            let spared = layer == Layer::Resource && gates.facts.root_rescue.is_some();
            (gates.bad(denied) && !spared).then_some(layer)
        })
    }

    fn identity(&self) -> bool {
        self.good(self.facts.identity)
    }

    fn boundary(&self) -> bool {
        self.good(self.facts.boundary)
    }

    fn session(&self) -> bool {
        self.good(self.facts.session)
    }

    /// Whether a side lets the caller in; `identity` may be taken away to see what the rest alone would do.
    fn side_allows(&self, side: Side, identity: bool) -> bool {
        let limits = self.boundary() && self.session();
        let granted = |kind: bool| kind && !side.cut;
        let (direct, role, account) = (granted(side.direct), granted(side.role), granted(side.account));
        match () {
            () if self.facts.outside_iam => direct,
            () if !side.same_account => {
                (direct || role || account) && (identity || side.in_place_of_identity) && limits
            }
            () if side.gated => direct || (role && limits) || (account && identity && limits),
            () => direct || (limits && (identity || role)),
        }
    }

    fn allows(&self, identity: bool) -> bool {
        self.sides().all(|side| self.side_allows(side, identity))
    }

    /// The layers that each would have to change for this side to let the caller in.
    fn missing(&self, side: Side, blockers: &mut LayerSet) {
        if self.side_allows(side, self.identity()) {
            return;
        }
        let any = side.direct || side.role || side.account;
        let resource = if any && side.cut {
            Layer::Service
        } else {
            Layer::Resource
        };
        let granted = any && !side.cut;
        if self.facts.outside_iam {
            blockers.insert(resource);
            return;
        }
        let alone = (side.direct || side.role) && !side.cut;
        if !side.same_account {
            if !granted {
                blockers.insert(resource);
            }
            if !self.identity() && !side.in_place_of_identity {
                blockers.insert(Layer::Identity);
            }
        } else if side.gated && !granted {
            blockers.insert(resource);
        } else if !self.identity() && !alone {
            // Through an access point one side may grant alone; then it is the other side's policy that lacks, unless that
            // delegates to the account.
            let other = !granted && self.facts.two_sides && self.sides().any(|side| self.side_allows(side, false));
            blockers.insert(if other { Layer::Resource } else { Layer::Identity });
        }
        if !self.boundary() {
            blockers.insert(Layer::Boundary);
        }
        if !self.session() {
            blockers.insert(Layer::Session);
        }
    }

    /// Root repairs its bucket policy; an AssumeRoot session only where that is its task (ROOT-4).
    fn rescued(&self) -> bool {
        self.facts.root_rescue.is_some() && (self.session() || !self.facts.task_limited)
    }

    fn blockers(&self) -> LayerSet {
        let mut blockers = LayerSet::default();
        if self.facts.always.is_some() {
            return blockers;
        }
        self.denies().for_each(|layer| blockers.insert(layer));
        if self.refused() {
            // Nothing has to allow what the service refuses before any policy; a Deny would stand all the same.
            blockers.insert(Layer::Service);
            return blockers;
        }
        if !self.good(self.facts.scp) {
            blockers.insert(Layer::Scp);
        }
        if !self.good(self.facts.endpoint) {
            blockers.insert(Layer::VpcEndpoint);
        }
        if !self.rescued() {
            for side in self.sides() {
                self.missing(side, &mut blockers);
            }
        }
        if self.facts.public_acl {
            blockers.insert(Layer::Service);
        }
        blockers
    }

    fn decide(&self) -> Decision {
        let answer = |outcome, layer| Decision {
            outcome,
            layer: Some(layer),
            grant: self.grant(),
        };
        // Nobody asks what the resource grants where that cannot matter any more.
        let settled = |outcome, layer| Decision {
            grant: GrantKind::None,
            ..answer(outcome, layer)
        };
        if self.facts.always.is_some() {
            return settled(Outcome::Allow, Layer::Service);
        }
        if self.refused() {
            return settled(Outcome::ImplicitDeny, Layer::Service);
        }
        // Mostly nobody denies, which is seen at a glance.
        if self.facts.deny != [Truth::No; 7]
            && let Some(layer) = self.denies().next()
        {
            return settled(Outcome::ExplicitDeny, layer);
        }
        if !self.good(self.facts.scp) {
            return answer(Outcome::ImplicitDeny, Layer::Scp);
        }
        if !self.good(self.facts.endpoint) {
            return answer(Outcome::ImplicitDeny, Layer::VpcEndpoint);
        }
        if self.rescued() {
            return answer(Outcome::Allow, Layer::Service);
        }
        if self.allows(self.identity()) {
            return match self.facts.public_acl {
                true => answer(Outcome::ImplicitDeny, Layer::Service),
                false => answer(Outcome::Allow, self.allowing_layer()),
            };
        }
        answer(Outcome::ImplicitDeny, self.blamed())
    }

    /// Which layer an allow is put down to (AMEND-7).
    fn allowing_layer(&self) -> Layer {
        let own_account = self.sides().all(|side| side.same_account);
        if self.facts.root && own_account {
            return Layer::Service;
        }
        // Abroad, root and whom it has federated have no identity policy that the allow could rest on.
        if self.allows(self.facts.root_right && !own_account) {
            Layer::Resource
        } else {
            Layer::Identity
        }
    }

    /// Which layer an implicit deny is put down to: the caller's side first, except where a gate hides it (AMEND-7).
    fn blamed(&self) -> Layer {
        let mut blockers = LayerSet::default();
        for side in self.sides() {
            self.missing(side, &mut blockers);
        }
        let gated = self.sides().any(|side| side.gated && side.same_account);
        let order = match gated {
            true => [
                Layer::Resource,
                Layer::Service,
                Layer::Identity,
                Layer::Boundary,
                Layer::Session,
            ],
            false => [
                Layer::Identity,
                Layer::Boundary,
                Layer::Session,
                Layer::Resource,
                Layer::Service,
            ],
        };
        order
            .into_iter()
            .find(|layer| blockers.contains(*layer))
            .unwrap_or(Layer::Identity)
    }

    fn grant(&self) -> GrantKind {
        let side = &self.sides[0];
        match () {
            () if side.direct => GrantKind::Direct,
            () if side.role => GrantKind::Role,
            () if side.account => GrantKind::Account,
            () => GrantKind::None,
        }
    }
}

/// The answer, where it is the same whatever the unknowns are; else unknown.
pub(crate) fn decide(facts: &Facts) -> Decision {
    let best = Gates::new(facts, true).decide();
    if best.outcome != Outcome::Allow || !facts.is_open() {
        // Nothing unknown can help; what is surely missing is what the best case still lacks.
        return best;
    }
    let worst = Gates::new(facts, false).decide();
    if worst.outcome == Outcome::Allow {
        return worst;
    }
    Decision {
        outcome: Outcome::Unknown,
        layer: None,
        grant: worst.grant,
    }
}

/// The answer, where nothing is unknown.
pub(crate) fn decide_closed(facts: &Facts) -> Decision {
    Gates::new(facts, true).decide()
}

/// Whether an implicit deny was found by taking something unknown for the best, so that more than this may be missing.
pub(crate) fn is_hopeful(facts: &Facts) -> bool {
    if !facts.is_open() {
        return false;
    }
    if facts.refused.is_some() {
        return facts.deny.contains(&Truth::Unknown);
    }
    let sides = facts.sides.map(|side| [side.direct, side.role, side.account, side.cut]);
    let gates = [facts.scp, facts.endpoint, facts.identity, facts.boundary, facts.session];
    let all = [&facts.deny[..], &gates, sides.as_flattened()];
    facts.may_refuse || all.iter().any(|truths| truths.contains(&Truth::Unknown))
}

/// Whether it depends on something unknown which layer an allow is put down to.
pub(crate) fn names_two_layers(facts: &Facts) -> bool {
    let layer = |hopeful| Gates::new(facts, hopeful).decide().layer;
    facts.is_open() && layer(true) != layer(false)
}

/// Every layer that would have to change, taking unknowns for the best.
pub(crate) fn blockers(facts: &Facts) -> LayerSet {
    let best = Gates::new(facts, true);
    match best.decide().outcome {
        Outcome::Allow => LayerSet::default(),
        _ => best.blockers(),
    }
}
