//! Deciding: quickly, or with everything that there is to say.

use crate::assume::Assume;
use crate::bind::Bound;
use crate::combine::{self, Decision, Outcome};
use crate::compile::Program;
use crate::evaluate::{Facts, facts};
use crate::layer::{Layer, LayerSet};
use crate::request::Request;
use crate::trace::Trace;
use crate::truth::Truth;
use crate::unknown::{Exactness, agree, resolve};

/// A decision with its trace.
#[derive(Clone, Debug)]
pub struct Traced {
    /// The answer, exact about unknowns.
    pub decision: Decision,
    /// Every layer that would have to change; empty for an allow.
    pub blockers: LayerSet,
    /// The unknowns that decide, where the answer is unknown.
    pub unknowns: Vec<String>,
    /// Whether the answer about unknowns is exact.
    pub exactness: Exactness,
    /// How much was evaluated because of unknowns, in elements of statements.
    pub effort: usize,
    /// What the evaluator found.
    pub trace: Trace,
    /// What every layer says.
    pub facts: Facts,
}

impl Program {
    /// Decides a request. None where its principal does not exist.
    #[must_use]
    pub fn decide(&self, request: &Request) -> Option<Decision> {
        let bound = Bound::new(self, &self.assume, request, &[]);
        // In its place: it is large.
        let bound = bound.as_ref()?;
        let facts = facts(bound, &mut ());
        // Mostly nothing is unknown, and then nothing can be left open.
        if !facts.is_open() {
            return Some(combine::decide_closed(&facts));
        }
        let decision = combine::decide(&facts);
        if needs_split(&decision, &facts) {
            return resolve(self, &self.assume, request).map(|resolved| resolved.decision);
        }
        Some(decision)
    }

    /// Decides a request and records why. None where its principal does not exist.
    #[must_use]
    pub fn trace(&self, request: &Request) -> Option<Traced> {
        self.trace_assuming(&self.assume, request)
    }

    /// The same under another reading of one undocumented point (`UND-number`), given by the index of its word. The numbers
    /// in the trace are those of the program that is returned with it.
    #[must_use]
    pub fn trace_otherwise(&self, request: &Request, number: u8, index: u8) -> Option<(&Program, Traced)> {
        let (program, assume) = self.otherwise(number, index);
        Some((program, program.trace_assuming(&assume, request)?))
    }

    /// The same answer with every finding settled that comes out alike whatever the unknowns are, where three-valued logic
    /// left one open. None where there is none.
    #[must_use]
    pub fn settled(&self, request: &Request, traced: &Traced) -> Option<Traced> {
        let known = traced.decision.outcome != Outcome::Unknown && traced.exactness == Exactness::Exact;
        let decision = combine::decide(&traced.facts);
        let surely_allowed = decision.outcome == Outcome::Allow && !combine::names_two_layers(&traced.facts);
        if !known || surely_allowed || !traced.facts.is_open() {
            return None;
        }
        let mut own = traced.clone();
        agree(self, &self.assume, request, &mut own.trace, &mut own.facts).then_some(own)
    }

    fn trace_assuming(&self, assume: &Assume, request: &Request) -> Option<Traced> {
        let bound = Bound::new(self, assume, request, &[])?;
        let mut trace = Some(Trace::default());
        let facts = facts(&bound, &mut trace);
        let decision = combine::decide(&facts);
        let mut traced = Traced {
            decision,
            blockers: combine::blockers(&facts),
            unknowns: Vec::new(),
            exactness: Exactness::Exact,
            effort: 0,
            trace: trace.unwrap_or_default(),
            facts,
        };
        let split = needs_split(&decision, &facts);
        if decision.outcome == Outcome::ExplicitDeny && !split && combine::is_hopeful(&facts) {
            // The denial is sure, what else stands in the way is not.
            let resolved = resolve(self, assume, request)?;
            if resolved.decision.layer == decision.layer {
                traced.blockers = resolved.blockers;
            }
            traced.exactness = resolved.exactness;
            traced.effort = resolved.effort;
        } else if split {
            let resolved = resolve(self, assume, request)?;
            traced.decision = resolved.decision;
            traced.blockers = resolved.blockers;
            traced.unknowns = resolved.unknowns;
            traced.exactness = resolved.exactness;
            traced.effort = resolved.effort;
        }
        Some(traced)
    }
}

/// Whether three-valued logic leaves the answer, or what stands in its way, open.
fn needs_split(decision: &Decision, facts: &Facts) -> bool {
    match decision.outcome {
        Outcome::Unknown => true,
        Outcome::ImplicitDeny => combine::is_hopeful(facts),
        Outcome::Allow => combine::names_two_layers(facts),
        // Unless a layer that is named before this one may deny as well.
        Outcome::ExplicitDeny => {
            let before = Layer::POLICIES.into_iter().zip(facts.deny);
            let mut before = before.take_while(|(layer, _)| Some(*layer) != decision.layer);
            before.any(|(_, denied)| denied == Truth::Unknown)
        }
    }
}
