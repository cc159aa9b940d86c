//! What would turn a decision around. Every flip that is returned was tried: the world or the request was changed, and
//! the one evaluator decided anew.

mod caller;
mod change;
mod context;
mod cover;
mod element;
mod exempt;
mod grant;
mod held;
mod narrow;
mod place;
mod sample;
mod scene;
mod search;
mod seen;
mod setting;
mod several;
#[cfg(test)]
mod tests;
mod text;
mod trial;
mod version;
mod wanted;
mod way;

pub use held::{Held, held_open};
pub use text::apply;

use iamwhy_engine::{Outcome, Program, Request};
use iamwhy_policy::{Add, Listed};

use crate::flip::Flip;
use change::Candidate;
use context::{Goal, together};
use scene::Scene;
use search::{Search, goes_around};
use trial::{Bench, Trial};

/// How many flips are enough for a person to read.
pub const FEW: usize = 8;

/// What would turn the decision around, the cheapest first: of a denial what would allow, of an allow what would deny, of
/// an unknown answer what would settle it. Nothing where the request's principal does not exist. Of a call with several authorizations
/// all requests are given: what would allow this one leaves the others open, and says if it allows the whole call.
#[must_use]
pub fn flips(program: &Program, request: &Request, call: &[Request], limit: usize) -> Vec<Flip> {
    let (Some(traced), Some(asked)) = (program.trace(request), program.ask(request)) else {
        return Vec::new();
    };
    if limit == 0 {
        return Vec::new();
    }
    let scene = Scene {
        program,
        request,
        asked,
        gates: seen::gates(&traced.trace),
    };
    let base = Trial::of(program, &traced, &scene.gates);
    let mut bench = Bench::new(program, request);
    bench.within(call);
    let problems = base.problems.clone();
    let search = |bench, wanted| Search {
        bench,
        base,
        limit,
        wanted,
    };
    let opens = traced.decision.outcome.is_deny();
    // A token without MFA is refused before any policy is asked.
    let token = traced.facts.refused == Some("CRED-1");
    let found = match traced.decision.outcome {
        Outcome::Allow => search(&mut bench, Outcome::is_deny).run(closing(&scene), &scene.settling()),
        Outcome::Unknown => settled(&scene, &mut bench, limit),
        Outcome::ExplicitDeny | Outcome::ImplicitDeny => {
            let mut pool = opening(&scene);
            pool.add(scene.with_mfa().filter(|_| token));
            search(&mut bench, |outcome| outcome == Outcome::Allow).run(pool, &scene.settling())
        }
    };
    // What leaves a limit of the caller behind comes last, and says so.
    let around = |own: &Candidate| {
        let changes: Vec<_> = own.changes.iter().listed();
        goes_around(&problems, own) && !bench.is_bounded(&changes)
    };
    let (past, through): (Vec<Candidate>, Vec<Candidate>) = found.into_iter().partition(around);
    let past = past.into_iter().map(|mut own| {
        own.guardrail |= scene.lacks_boundary();
        own.title.push_str(", around the caller's boundary");
        own
    });
    let all = through.into_iter().chain(past);
    let all = all.map(|mut own| {
        let changes: Vec<_> = own.changes.iter().listed();
        if opens && bench.opens_the_call(&changes) {
            own.title.push_str(": then the whole call is allowed");
        }
        own.flip(scene.env(), request)
    });
    all.listed()
}

fn opening(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut pool = scene.context_changes(Goal::Open);
    pool.add(scene.other_callers());
    pool.add(scene.newer_versions());
    pool.add(scene.mended_elements());
    pool.add(scene.grants());
    pool.add(scene.narrowed_denies());
    pool.add(scene.closed_to_the_public());
    pool.add(scene.other_ways());
    pool.add(scene.settings());
    pool
}

fn closing(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut pool = scene.context_changes(Goal::Close);
    pool.add(scene.other_ways());
    pool.add(scene.newer_versions());
    let removals = scene.removed_allows();
    // Several grants hold it open: only together do they go.
    let grants: Vec<Candidate> = removals.iter().filter(|own| !own.guardrail).cloned().listed();
    if (2..=4).contains(&grants.len()) {
        pool.add(together(&grants));
    }
    pool.add(removals);
    pool
}

/// Values of what is unknown, with the answer that each gives.
fn settled(scene: &Scene<'_>, bench: &mut Bench<'_>, limit: usize) -> Vec<Candidate> {
    let mut pool = scene.settling();
    pool.add(scene.context_changes(Goal::Open));
    pool.add(scene.context_changes(Goal::Close));
    let (mut allowed, mut denied) = (Vec::new(), Vec::new());
    for mut candidate in search::ranked(pool) {
        let changes: Vec<_> = candidate.changes.iter().listed();
        let Some(trial) = bench.try_changes(&changes) else {
            continue;
        };
        let (found, answer) = match trial.outcome {
            Outcome::Unknown => continue,
            Outcome::Allow => (&mut allowed, ": then it is allowed"),
            Outcome::ExplicitDeny | Outcome::ImplicitDeny => (&mut denied, ": then it is denied"),
        };
        // Of the values that give one answer the first of a key is enough.
        if !found.iter().any(|other| same_key(other, &candidate)) {
            candidate.title.push_str(answer);
            found.push(candidate);
        }
    }
    // What allows comes first.
    allowed.add(denied);
    allowed.truncate(limit);
    allowed
}

fn same_key(a: &Candidate, b: &Candidate) -> bool {
    use change::Change::Context;
    match (a.changes.as_slice(), b.changes.as_slice()) {
        ([Context { key, .. }], [Context { key: other, .. }]) => key.eq_ignore_ascii_case(other),
        _ => false,
    }
}
