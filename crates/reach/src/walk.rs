//! From one principal to the next.

use std::collections::BTreeSet;

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{Context, ContextValue, Request};

use crate::path::{Path, Step, Sure, Via};
use crate::scene::{Reach, Role};
use crate::{Launch, Question, samples};

/// A way from one principal to another: the steps are worked out for the ones that are shown.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Hop {
    pub(crate) from: usize,
    pub(crate) role: usize,
    pub(crate) launch: Option<&'static Launch>,
    pub(crate) sure: Sure,
}

/// The hops that were worked out, by whoever takes them; those of one in the order of roles.
pub(crate) struct Hops(Vec<Vec<Hop>>);

/// Whom a caller can become, nearest first, himself before all, and by which hop.
struct Ways {
    reached: Vec<usize>,
    by: Vec<Option<Hop>>,
}

impl Ways {
    /// The hops from the caller to somebody he can become.
    fn to(&self, mut at: usize) -> Vec<Hop> {
        let mut way = Vec::new();
        while let Some(hop) = self.by.get(at).copied().flatten() {
            way.push(hop);
            at = hop.from;
        }
        way.reverse();
        way
    }
}

impl Reach {
    /// Everybody who can do it, each by the shortest way; a sure way before one that depends on something.
    #[must_use]
    pub fn who_can(&self, question: &Question) -> Vec<Path> {
        let acts: Vec<Option<Sure>> = (0..self.env().principals.len())
            .map(|index| self.chosen(question.asked_by(index)).sure)
            .collect();
        let can = |index: usize, least: Sure| acts.get(index).copied().flatten().is_some_and(|sure| sure >= least);
        let hops = self.hops_to(&|index| can(index, Sure::Depends), &question.context);
        let mut found = Vec::new();
        for (caller, principal) in self.callers() {
            let way = [Sure::Allowed, Sure::Depends].into_iter().find_map(|least| {
                let ways = self.spread(caller, least, &hops, &|index| can(index, least));
                let last = ways.reached.last().copied().filter(|last| can(*last, least))?;
                Some((ways.to(last), last))
            });
            let Some((hops, last)) = way else { continue };
            let mut steps: Vec<Step> = hops
                .iter()
                .filter_map(|hop| self.hop_step(hop, &question.context))
                .collect();
            steps.extend(self.step(&self.chosen(question.asked_by(last)), Via::Act));
            found.push(Path {
                caller: principal.name.clone(),
                arn: principal.arn.clone(),
                steps,
            });
        }
        found
    }

    /// Everybody whom somebody can become, each by the shortest way, in the order of distance.
    pub(crate) fn becomes(&self, caller: usize, hops: &Hops) -> Vec<(usize, Vec<Hop>)> {
        let mut found: Vec<(usize, Vec<Hop>)> = Vec::new();
        let mut seen = BTreeSet::from([caller]);
        for least in [Sure::Allowed, Sure::Depends] {
            let ways = self.spread(caller, least, hops, &|_| false);
            for reached in &ways.reached {
                if seen.insert(*reached) {
                    found.push((*reached, ways.to(*reached)));
                }
            }
        }
        found
    }

    /// Everybody within reach, nearest first, the caller before all, up to the first who is `enough`.
    fn spread(&self, caller: usize, least: Sure, hops: &Hops, enough: &dyn Fn(usize) -> bool) -> Ways {
        let mut ways = Ways {
            reached: vec![caller],
            by: vec![None; self.env().principals.len()],
        };
        let mut next = 0;
        while let Some(at) = ways.reached.get(next).copied() {
            next += 1;
            if enough(at) {
                ways.reached.truncate(next);
                break;
            }
            for hop in hops.0.get(at).into_iter().flatten().filter(|hop| hop.sure >= least) {
                let Some(role) = self.roles.get(hop.role) else { continue };
                let Some(by) = ways.by.get_mut(role.session) else {
                    continue;
                };
                if by.is_none() && role.session != caller {
                    *by = Some(*hop);
                    ways.reached.push(role.session);
                }
            }
        }
        ways
    }

    /// The hops of these callers, and of everybody whom they can become.
    pub(crate) fn hops_from(&self, callers: impl IntoIterator<Item = usize>, context: &Context) -> Hops {
        let mut rows: Vec<Option<Vec<Hop>>> = vec![None; self.env().principals.len()];
        let mut open: Vec<usize> = callers.into_iter().collect();
        while let Some(from) = open.pop() {
            let Some(row) = rows.get_mut(from).filter(|row| row.is_none()) else {
                continue;
            };
            let roles = 0..self.roles.len();
            let hops: Vec<Hop> = roles.flat_map(|number| self.hops(from, number, context)).collect();
            let reached = hops.iter().filter_map(|hop| self.roles.get(hop.role));
            open.extend(reached.map(|role| role.session));
            *row = Some(hops);
        }
        Hops(rows.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// The hops that lead to somebody who can, at once or later. Most roles lead nowhere, and are not asked about.
    fn hops_to(&self, can: &dyn Fn(usize) -> bool, context: &Context) -> Hops {
        let mut rows: Vec<Vec<Hop>> = vec![Vec::new(); self.env().principals.len()];
        let own = self.roles.iter().map(|role| role.session);
        let own = own.filter(|session| *session >= self.declared);
        let callers: BTreeSet<usize> = (0..self.declared).chain(own).collect();
        let mut leads: Vec<bool> = (0..rows.len()).map(can).collect();
        let mut open: Vec<usize> = (0..self.roles.len()).collect();
        loop {
            let leads_on = |number: &usize| {
                let role = self.roles.get(*number);
                role.is_some_and(|role| leads.get(role.session) == Some(&true))
            };
            let (now, later): (Vec<usize>, Vec<usize>) = open.into_iter().partition(leads_on);
            if now.is_empty() {
                break;
            }
            for number in now {
                for from in &callers {
                    let hops = self.hops(*from, number, context);
                    if let (false, Some(lead), Some(row)) = (hops.is_empty(), leads.get_mut(*from), rows.get_mut(*from))
                    {
                        *lead = true;
                        row.extend(hops);
                    }
                }
            }
            open = later;
        }
        for row in &mut rows {
            row.sort_by_key(|hop| hop.role);
        }
        Hops(rows)
    }

    /// The ways in which somebody becomes a role.
    fn hops(&self, from: usize, number: usize, context: &Context) -> Vec<Hop> {
        let mut hops = Vec::new();
        let Some(role) = self.roles.get(number).filter(|role| role.session != from) else {
            return hops;
        };
        let assumed = self
            .assume(from, role, context)
            .and_then(|request| self.chosen(request).sure);
        hops.extend(assumed.map(|sure| Hop {
            from,
            role: number,
            launch: None,
            sure,
        }));
        if assumed != Some(Sure::Allowed) {
            hops.extend(self.passes(from, number, role, context));
        }
        hops
    }

    /// The request by which somebody would assume a role.
    fn assume(&self, from: usize, role: &Role, context: &Context) -> Option<Request> {
        let action = match self.principal(from)?.is {
            PrincipalIs::Anonymous | PrincipalIs::Service => return None,
            PrincipalIs::WebIdentity => "sts:AssumeRoleWithWebIdentity",
            PrincipalIs::Saml => "sts:AssumeRoleWithSAML",
            _ => "sts:AssumeRole",
        };
        let mut request = Request::new(from, action, role.arn.as_str());
        request.context = context.clone();
        Some(request)
    }

    /// The first service that runs code for the caller with this role.
    fn passes(&self, from: usize, number: usize, role: &Role, context: &Context) -> Option<Hop> {
        let principal = self.principal(from)?;
        // A role is passed within its own account (AWS refuses it across accounts).
        if principal.is_outside_iam() || principal.account != role.account {
            return None;
        }
        let mut best: Option<Hop> = None;
        for (service, launch) in &self.services {
            if self.principal(*service)?.source_account != role.account {
                continue;
            }
            let trusted = self.sure(&Request::new(*service, "sts:AssumeRole", role.arn.as_str()));
            let passed = || self.sure(&pass(from, role, launch, context));
            let Some(sure) = trusted.and_then(|trusted| Some(trusted.min(passed()?))) else {
                continue;
            };
            let launched = launch
                .actions
                .iter()
                .map(|action| self.somewhere(from, action, context))
                .try_fold(sure, |least, own| Some(least.min(own?)));
            let Some(sure) = launched else { continue };
            if best.is_none_or(|other| other.sure < sure) {
                best = Some(Hop {
                    from,
                    role: number,
                    launch: Some(launch),
                    sure,
                });
            }
        }
        best
    }

    /// Whether an action is possible on anything that the policies name.
    fn somewhere(&self, from: usize, action: &str, context: &Context) -> Option<Sure> {
        let service = action.split(':').next().unwrap_or_default();
        let mut best = None;
        for resource in samples::of(self.env(), service) {
            let mut request = Request::new(from, action, resource);
            request.context = context.clone();
            best = best.max(self.sure(&request));
            if best == Some(Sure::Allowed) {
                break;
            }
        }
        best
    }

    /// A hop as a step to be shown.
    pub(crate) fn hop_step(&self, hop: &Hop, context: &Context) -> Option<Step> {
        let role = self.roles.get(hop.role)?;
        match hop.launch {
            None => self.step(&self.chosen(self.assume(hop.from, role, context)?), Via::Assume),
            Some(launch) => {
                let via = Via::Pass {
                    service: launch.service,
                    launches: launch.actions.iter().map(|action| (*action).to_owned()).collect(),
                };
                let mut step = self.step(&self.chosen(pass(hop.from, role, launch, context)), via)?;
                step.sure = hop.sure;
                Some(step)
            }
        }
    }
}

fn pass(from: usize, role: &Role, launch: &Launch, context: &Context) -> Request {
    let mut request = Request::new(from, "iam:PassRole", role.arn.as_str());
    request.context = context.clone();
    request
        .context
        .set("iam:PassedToService", ContextValue::One(launch.service.into()));
    request
}
