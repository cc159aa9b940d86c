//! Why? A trace becomes an explanation: plain data, then sentences.

mod absent;
mod assumptions;
mod because;
mod blocked;
mod blocker;
mod breadcrumb;
mod case;
mod comparison;
mod deciding;
mod element;
pub mod excerpt;
mod explanation;
mod flip;
mod flips;
mod gates;
mod grounds;
mod headline;
mod joint;
mod markdown;
mod message;
mod miss;
mod missing;
mod name;
mod near;
mod object;
mod pass;
mod place;
mod quote;
mod reason;
mod refusal;
mod render;
mod rests;
mod rules;
mod sentence;
mod slept;
mod statement;
mod survey;
mod touch;
mod unseen;
mod verb;
mod visible;
mod warnings;
mod words;

pub use breadcrumb::breadcrumb;
pub use explanation::*;
pub use flip::{Edit, Flip};
pub use flips::{FEW, Held, apply, flips, held_open};
pub use headline::headline;
pub use markdown::markdown;
pub use render::lines;
pub use visible::{is_hidden, visible};

use iamwhy_engine::{Exactness, Program, Request};
use iamwhy_policy::Listed;

use case::Case;
use gates::Gates;
use survey::Survey;

/// Explains one authorization. None where the request's principal does not exist.
#[must_use]
pub fn explain(program: &Program, request: &Request) -> Option<Explanation> {
    explained(&Case::new(program, request, false)?)
}

/// The same explanation for whoever does not show its gates: of the elements of a statement that is far from matching, only
/// names and outcomes are there. Nothing else differs, and it costs half.
#[must_use]
pub fn explain_briefly(program: &Program, request: &Request) -> Option<Explanation> {
    explained(&Case::new(program, request, true)?)
}

fn explained(case: &Case<'_>) -> Option<Explanation> {
    let request = case.request;
    let mut gates = Gates::new(case);
    let deciding = gates.decide(case);
    let survey = Survey::new(case);
    let assumptions = assumptions::assumptions(case, &survey, &gates, &deciding);
    let warnings = warnings::warnings(case, &survey, &assumptions);
    let decision = case.traced.decision;
    let granting = gates.granting_or(case, &deciding);
    Some(Explanation {
        principal: case.principal.arn.clone(),
        action: request.action().to_owned(),
        resource: request.resource().to_owned(),
        decision: decision.outcome,
        layer: decision.layer,
        blockers: case.traced.blockers.iter().listed(),
        grant: decision.grant,
        deciding: gates.references(&granting),
        near_misses: near::near_misses(case, &gates),
        rules: rules::rules(case, &gates, &granting),
        assumptions,
        unknowns: case.traced.unknowns.clone(),
        exact: case.traced.exactness == Exactness::Exact,
        warnings,
        message: message::message(case, &gates, &deciding),
        sentence: sentence::sentence(case, &gates, &deciding),
        told: [case.who(), sentence::deed(case)],
        quotes: quote::quotes(case, &gates, &deciding),
        gates: gates.gates,
        joint: joint::joint(case),
    })
}
