//! One statement: it applies if and only if principal, action, resource and conditions all match (MATCH-1).

use super::{GrantKind, condition, element, principal};
use crate::bind::Bound;
use crate::compile::parts::{Settled, Stmt, Void};
use crate::pattern::Slice;
use crate::trace::{Event, Observer, Reason, Site};
use crate::truth::Truth;

/// The resource as the policies of one gate see it; through an access point, gates see different ARNs.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Target<'a> {
    pub(crate) resource: &'a str,
}

/// How a statement came out, and what it grants if it is an Allow of a resource-based policy.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Matched {
    pub(crate) truth: Truth,
    pub(crate) grant: GrantKind,
}

/// Evaluates a statement; the observer decides whether to stop at the first element that fails.
pub(crate) fn statement<O: Observer>(
    bound: &Bound<'_>,
    id: u32,
    settled: Settled,
    target: Target<'_>,
    observer: &mut O,
) -> Matched {
    let stmt = &bound.program.statements[id as usize];
    let mut sum = Sum {
        id,
        truth: Truth::Yes,
        observer,
    };
    let mut grant = GrantKind::Direct;
    if stmt.void != Void::Live {
        sum.add(Site::Statement, id, Truth::No, Reason::Void, u8::MAX);
        return Matched {
            truth: Truth::No,
            grant: GrantKind::None,
        };
    }
    elements(bound, stmt, settled, target, &mut sum, &mut grant);
    let truth = sum.truth;
    observer.event(Event {
        node: id,
        site: Site::Statement,
        truth,
        reason: Reason::Nothing,
        extra: grant as u8,
    });
    Matched { truth, grant }
}

struct Sum<'o, O> {
    id: u32,
    truth: Truth,
    observer: &'o mut O,
}

impl<O: Observer> Sum<'_, O> {
    /// Adds an element; true where the evaluator may stop.
    fn add(&mut self, site: Site, node: u32, truth: Truth, reason: Reason, extra: u8) -> bool {
        self.truth = self.truth.and(truth);
        self.observer.event(Event {
            node,
            site,
            truth,
            reason,
            extra,
        });
        !O::EXHAUSTIVE && truth == Truth::No
    }
}

fn elements<O: Observer>(
    bound: &Bound<'_>,
    stmt: &Stmt,
    settled: Settled,
    target: Target<'_>,
    sum: &mut Sum<'_, O>,
    grant: &mut GrantKind,
) {
    let program = bound.program;
    let id = sum.id;
    let actions = if settled.action { Slice::default() } else { stmt.actions };
    for (place, clause) in actions.of(&program.clauses).iter().enumerate() {
        let (truth, reason) = element::action(bound, clause);
        if sum.add(Site::Action, id, truth, reason, place as u8) {
            return;
        }
    }
    let resources = if settled.resource {
        Slice::default()
    } else {
        stmt.resources
    };
    for (place, clause) in resources.of(&program.clauses).iter().enumerate() {
        let (truth, reason) = element::resource(bound, clause, &target);
        if sum.add(Site::Resource, id, truth, reason, place as u8) {
            return;
        }
    }
    for (place, clause) in stmt.principals.of(&program.principal_clauses).iter().enumerate() {
        let (truth, reason, kind) = principal::principal(bound, stmt, clause);
        *grant = (*grant).min(kind);
        if sum.add(Site::Principal, id, truth, reason, place as u8) {
            return;
        }
    }
    for node in stmt.conditions.ids() {
        let (truth, reason) = condition::condition(bound, &program.conditions[node as usize]);
        if sum.add(Site::Condition, node, truth, reason, 0) {
            return;
        }
    }
}
