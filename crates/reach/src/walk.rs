//! From one principal to the next.

use std::collections::VecDeque;

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

impl Reach {
    /// Everybody who can do it, each by the shortest way; a sure way before one that depends on something.
    #[must_use]
    pub fn who_can(&self, question: &Question) -> Vec<Path> {
        let hops = self.hops(&question.context);
        let acts: Vec<Option<Sure>> = (0..self.env().principals.len())
            .map(|index| self.chosen(question.asked_by(index)).sure)
            .collect();
        let mut found = Vec::new();
        for (caller, principal) in self.callers() {
            let way = [Sure::Allowed, Sure::Depends]
                .into_iter()
                .find_map(|least| self.way(caller, least, &hops, &|index| acts.get(index).copied().flatten()));
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
    pub(crate) fn becomes(&self, caller: usize, hops: &[Hop]) -> Vec<(usize, Vec<Hop>)> {
        let mut found: Vec<(usize, Vec<Hop>)> = Vec::new();
        for least in [Sure::Allowed, Sure::Depends] {
            for (reached, way) in self.spread(caller, least, hops) {
                if reached != caller && !found.iter().any(|(own, _)| *own == reached) {
                    found.push((reached, way));
                }
            }
        }
        found
    }

    /// The shortest way to somebody who can.
    fn way(
        &self,
        caller: usize,
        least: Sure,
        hops: &[Hop],
        acts: &dyn Fn(usize) -> Option<Sure>,
    ) -> Option<(Vec<Hop>, usize)> {
        let can = |index: usize| acts(index).is_some_and(|sure| sure >= least);
        self.spread(caller, least, hops)
            .into_iter()
            .find(|(reached, _)| can(*reached))
            .map(|(reached, way)| (way, reached))
    }

    /// Everybody within reach, nearest first, the caller before all.
    fn spread(&self, caller: usize, least: Sure, hops: &[Hop]) -> Vec<(usize, Vec<Hop>)> {
        let mut seen = vec![caller];
        let mut open = VecDeque::from([(caller, Vec::new())]);
        let mut reached = Vec::new();
        while let Some((at, way)) = open.pop_front() {
            for hop in hops.iter().filter(|hop| hop.from == at && hop.sure >= least) {
                let Some(role) = self.roles.get(hop.role) else { continue };
                if !seen.contains(&role.session) {
                    seen.push(role.session);
                    let mut further: Vec<Hop> = way.clone();
                    further.push(*hop);
                    open.push_back((role.session, further));
                }
            }
            reached.push((at, way));
        }
        reached
    }

    /// Every way to become a role, for everybody who is declared and for every role.
    pub(crate) fn hops(&self, context: &Context) -> Vec<Hop> {
        let mut hops = Vec::new();
        let own = self
            .roles
            .iter()
            .map(|role| role.session)
            .filter(|session| *session >= self.declared);
        for from in (0..self.declared).chain(own) {
            for (number, role) in self.roles.iter().enumerate() {
                if role.session == from {
                    continue;
                }
                let assumed = self
                    .assume(from, role, context)
                    .and_then(|request| self.chosen(request).sure);
                if let Some(sure) = assumed {
                    hops.push(Hop {
                        from,
                        role: number,
                        launch: None,
                        sure,
                    });
                }
                if assumed != Some(Sure::Allowed) {
                    hops.extend(self.passes(from, number, role, context));
                }
            }
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
