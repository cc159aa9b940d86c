//! Which changes turn the decision: alone, or one per obstacle together.

use iamwhy_engine::order::sort;
use iamwhy_engine::{Layer, Outcome};
use iamwhy_policy::{Add, Listed};

use super::change::{Candidate, Change, Kind};
use super::context::together;
use super::cover::{Step, choices, covers, greedy};
use super::trial::{Bench, Problem, Trial};

/// Trials for combinations of changes.
const COMBINATIONS: usize = 80;

/// More candidates are not looked at.
const MOST_CANDIDATES: usize = 480;

/// More obstacles are not overcome one by one.
const MOST_OBSTACLES: usize = 1000;

/// Fixes of one obstacle that take part in combinations.
const FIXES_EACH: usize = 4;

/// Up to so many fixes all combinations are tried; of more, only the best of each obstacle.
const MOST_PARTS: usize = 4;

/// More combinations of one size are not looked at.
const MOST_CHOICES: usize = 10_000;

/// At most so many flips of a kind, so that one kind does not crowd out the rest.
fn most(kind: Kind, limit: usize) -> usize {
    let share = match kind {
        Kind::Context | Kind::Narrow => 3,
        Kind::Caller | Kind::Element | Kind::Statement | Kind::Attach => 2,
        Kind::Setting => 2,
        Kind::Endpoint | Kind::Remove | Kind::Replace => 1,
    };
    (share * limit).div_ceil(8).max(1)
}

/// What is looked for.
pub(super) struct Search<'b, 'a> {
    pub(super) bench: &'b mut Bench<'a>,
    pub(super) base: Trial,
    pub(super) limit: usize,
    /// Whether a decision is what is wanted.
    pub(super) wanted: fn(Outcome) -> bool,
}

/// Removes equal candidates and puts the rest in order.
pub(super) fn ranked(mut pool: Vec<Candidate>) -> Vec<Candidate> {
    sort(&mut pool, &Candidate::rank);
    pool.truncate(MOST_CANDIDATES);
    let mut kept: Vec<Candidate> = Vec::with_capacity(pool.len());
    for candidate in pool {
        if !kept
            .iter()
            .any(|other| same_changes(&other.changes, &candidate.changes))
        {
            kept.push(candidate);
        }
    }
    kept
}

fn same_changes(a: &[Change], b: &[Change]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| match (a, b) {
            // One text can be attached in two layers.
            (
                Change::Text { policy, edits, .. },
                Change::Text {
                    policy: other,
                    edits: others,
                    ..
                },
            ) => policy == other && edits == others,
            _ => a == b,
        })
}

impl Search<'_, '_> {
    /// The flips in order. `finishing` are changes that settle unknowns which are left after the rest.
    pub(super) fn run(mut self, pool: Vec<Candidate>, finishing: &[Candidate]) -> Vec<Candidate> {
        let pool = ranked(pool);
        let mut flips: Vec<Candidate> = Vec::new();
        let mut steps: Vec<Step> = Vec::new();
        for candidate in pool {
            if self.bench.is_spent() {
                break;
            }
            if is_crowded(&flips, &candidate, self.limit) || flips.iter().any(|own| is_within(own, &candidate)) {
                continue;
            }
            let changes: Vec<&Change> = candidate.changes.iter().listed();
            let Some(trial) = self.bench.try_changes(&changes) else {
                continue;
            };
            if (self.wanted)(trial.outcome) {
                flips.push(candidate);
                continue;
            }
            let solved = self.solved(&trial);
            if !solved.is_empty() || trial.outcome == Outcome::Unknown {
                steps.push(Step { candidate, solved });
            }
        }
        // Another caller is no mending, nor is a way around a guardrail, nor the end of one.
        let problems = self.base.problems.clone();
        let mends = |own: &Candidate| match own.kind {
            Kind::Caller | Kind::Endpoint | Kind::Replace => false,
            Kind::Setting if own.guardrail => false,
            _ => !goes_around(&problems, own),
        };
        if !flips.iter().any(mends) {
            self.bench.refill(COMBINATIONS.min(self.bench.most()));
            let combined = self.combined(&steps, finishing);
            flips.add(combined);
        }
        if flips.iter().any(mends) {
            flips.retain(|own| own.kind != Kind::Replace);
        }
        let mut flips = ranked(flips);
        flips.truncate(self.limit);
        flips
    }

    /// What a trial overcame; nothing where it also put something new in the way.
    fn solved(&self, trial: &Trial) -> Vec<Problem> {
        let base = &self.base.problems;
        if base.len() > MOST_OBSTACLES {
            return Vec::new();
        }
        if trial.problems.iter().any(|own| !base.contains(own)) {
            return Vec::new();
        }
        base.iter()
            .filter(|own| !trial.problems.contains(own))
            .cloned()
            .listed()
    }

    /// One fix per obstacle: pairs, then triples, then fours.
    fn combined(&mut self, steps: &[Step], finishing: &[Candidate]) -> Vec<Candidate> {
        let steps: Vec<&Step> = self.best(steps);
        let all = self.base.problems.len();
        let mut flips: Vec<Candidate> = Vec::new();
        let mut reach: Vec<usize> = steps.iter().map(|own| own.solved.len()).listed();
        sort(&mut reach, &|a, b| b.cmp(a));
        for size in 1..=MOST_PARTS {
            if reach.iter().take(size).sum::<usize>() < all {
                continue;
            }
            for parts in choices(steps.len(), size).take(MOST_CHOICES) {
                if self.bench.is_spent() || flips.len() >= self.limit.min(6) {
                    return flips;
                }
                let parts: Vec<&Step> = parts.into_iter().filter_map(|index| steps.get(index).copied()).listed();
                if !covers(&parts, all) {
                    continue;
                }
                flips.add(self.joined(&parts, finishing));
            }
            if !flips.is_empty() {
                return flips;
            }
        }
        // Another request may not fit the exceptions that were made for this one: then policies alone.
        let policies = |own: &&Step| own.candidate.kind != Kind::Context;
        let alone: Vec<&Step> = steps.iter().copied().filter(policies).listed();
        for steps in [&steps, &alone] {
            self.bench.refill(COMBINATIONS.min(self.bench.most()));
            if let Some(found) = self.joined(&greedy(steps), finishing) {
                flips.push(found);
                break;
            }
        }
        flips
    }

    /// The best fixes of each obstacle.
    fn best<'s>(&self, steps: &'s [Step]) -> Vec<&'s Step> {
        let mut kept: Vec<&Step> = Vec::new();
        for step in steps {
            let alike = kept.iter().filter(|own| own.solved == step.solved).count();
            let same_kind = kept
                .iter()
                .filter(|own| own.solved == step.solved && own.candidate.kind == step.candidate.kind)
                .count();
            let wider = kept
                .iter()
                .any(|own| own.solved == step.solved && is_wider(&step.candidate, &own.candidate));
            if !wider && alike < FIXES_EACH && same_kind < 2 && step.candidate.kind != Kind::Caller {
                kept.push(step);
            }
        }
        kept
    }

    /// The parts together, if they turn the decision and each is needed.
    fn joined(&mut self, parts: &[&Step], finishing: &[Candidate]) -> Option<Candidate> {
        let mut candidates: Vec<Candidate> = parts.iter().map(|own| own.candidate.clone()).listed();
        let trial = self.try_all(&candidates)?;
        if !(self.wanted)(trial.outcome) {
            if trial.outcome != Outcome::Unknown {
                return None;
            }
            candidates.push(self.finished(&candidates, &trial, finishing)?);
        }
        let mut at = 0;
        while candidates.len() > 1 && at < candidates.len() {
            let mut rest = candidates.clone();
            rest.remove(at);
            match self.try_all(&rest) {
                Some(trial) if (self.wanted)(trial.outcome) => candidates = rest,
                _ => at += 1,
            }
        }
        together(&candidates)
    }

    fn try_all(&mut self, candidates: &[Candidate]) -> Option<Trial> {
        let changes: Vec<&Change> = candidates.iter().flat_map(|own| &own.changes).listed();
        self.bench.try_changes(&changes)
    }

    /// A change that settles what is still unknown.
    fn finished(&mut self, candidates: &[Candidate], trial: &Trial, finishing: &[Candidate]) -> Option<Candidate> {
        let about = |own: &&Candidate| match own.changes.as_slice() {
            [Change::Context { key, .. }] => trial.unknowns.iter().any(|name| name.eq_ignore_ascii_case(key)),
            _ => false,
        };
        for last in finishing.iter().filter(about).take(6) {
            let mut all = candidates.to_vec();
            all.push(last.clone());
            if self.try_all(&all).is_some_and(|trial| (self.wanted)(trial.outcome)) {
                return Some(last.clone());
            }
        }
        None
    }
}

/// Whether the kind has its share, or the key is spoken for.
fn is_crowded(flips: &[Candidate], candidate: &Candidate, limit: usize) -> bool {
    let of_kind = flips.iter().filter(|own| own.kind == candidate.kind).count();
    let key = |own: &Candidate| match own.changes.as_slice() {
        [Change::Context { key, .. }] => Some(key.to_ascii_lowercase()),
        _ => None,
    };
    of_kind >= most(candidate.kind, limit)
        || flips.iter().any(|other| is_wider(candidate, other))
        || key(candidate).is_some_and(|own| flips.iter().any(|other| key(other).as_ref() == Some(&own)))
}

/// Whether a flip is a part of a candidate, which then does more than it must.
fn is_within(flip: &Candidate, candidate: &Candidate) -> bool {
    flip.changes.iter().all(|own| candidate.changes.contains(own))
}

/// Whether a change stands at the same place as another one, which lets less through.
fn is_wider(candidate: &Candidate, other: &Candidate) -> bool {
    let place = |own: &Candidate| match own.changes.as_slice() {
        [Change::Text { policy, edits, .. }] => edits.first().map(|edit| (*policy, edit.start)),
        _ => None,
    };
    let same = place(candidate).is_some() && place(candidate) == place(other);
    same && candidate.kind == other.kind && candidate.breadth > other.breadth
}

/// Whether a flip leaves a guardrail behind that would have stopped the request.
pub(super) fn goes_around(problems: &[Problem], candidate: &Candidate) -> bool {
    let limited = problems.iter().any(|own| own.layer() == Layer::Boundary);
    let mut layers = candidate.changes.iter().filter_map(|change| match change {
        Change::Text { layer, .. } | Change::Attach { layer, .. } => Some(*layer),
        _ => None,
    });
    limited && layers.clone().next().is_some() && layers.all(|layer| layer == Layer::Resource)
}
