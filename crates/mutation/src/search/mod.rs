//! The search for a request that tells a mutant from the policy: the requests of the cases, then the same with actions, resources
//! and context as the changed statement asks for them.

mod context;
mod paste;
mod places;
mod texts;

use iamwhy_catalog::Catalog;
use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{Outcome, Request};
use iamwhy_scenario::Loaded;

use crate::baseline::{Answer, Baseline, answer};
use crate::judge::Difference;
use crate::mutant::Mutant;
use places::Places;

/// More requests are not tried: a bound on what one mutant costs.
const MOST: usize = 6_000;
/// More cases are not tried out: each is read twice with its whole scenario.
const MOST_CASES: usize = 12;
/// Of so many types of resources an action has an example is tried.
const FEW_TYPES: usize = 3;
/// More callers are not tried.
const CALLERS: usize = 24;

/// A request that is decided differently, as a case that was tried out.
pub(crate) fn difference(baseline: &Baseline<'_>, changed: &Loaded, mutant: &Mutant) -> Option<Difference> {
    let loaded = &baseline.scene.loaded;
    let names = |own: &Loaded| -> Vec<String> {
        let principals = &own.world.environment().principals;
        principals.iter().map(|own| own.name.clone()).collect()
    };
    // A request names its caller by number.
    if names(loaded) != names(changed) {
        return None;
    }
    let mut search = Search {
        baseline,
        changed,
        mutant,
        tried: 0,
        pasted: 0,
        second: None,
    };
    search.as_they_are().or_else(|| search.varied()).or(search.second)
}

struct Search<'s> {
    baseline: &'s Baseline<'s>,
    changed: &'s Loaded,
    mutant: &'s Mutant,
    tried: usize,
    pasted: usize,
    /// The same decision by another layer, which is worth less.
    second: Option<Difference>,
}

impl Search<'_> {
    fn as_they_are(&mut self) -> Option<Difference> {
        let baseline = self.baseline;
        baseline
            .requests()
            .take(MOST / 4)
            .find_map(|request| self.told_apart(request))
    }

    fn varied(&mut self) -> Option<Difference> {
        let places = Places::of(self.baseline, self.mutant);
        for base in self.callers() {
            for action in places.actions(base.action()) {
                let program = &self.baseline.scene.loaded.program;
                for resource in self.asked(&base, &action, places.resources(program, &base)) {
                    for context in places.contexts(&base.context) {
                        if self.tried > MOST {
                            return None;
                        }
                        let mut request = Request::new(base.principal, action.as_str(), resource.as_str());
                        request.context = context;
                        request.tags.clone_from(&base.tags);
                        request.endpoint = base.endpoint;
                        request.via.clone_from(&base.via);
                        request.resource_owner.clone_from(&base.resource_owner);
                        if let Some(found) = self.told_apart(&request) {
                            return Some(found);
                        }
                    }
                }
            }
        }
        None
    }

    /// Of these resources those that the action is about, and the case's own; then others, whose names nobody has thought of.
    fn asked(&self, base: &Request, action: &str, mut resources: Vec<String>) -> Vec<String> {
        let catalog = self.baseline.catalog;
        let own = |resource: &str| (action, resource) == (base.action(), base.resource());
        resources.retain(|resource| own(resource) || is_asked(catalog, action, resource));
        let principals = &self.baseline.scene.loaded.world.environment().principals;
        let caller = principals.get(base.principal);
        let account = caller.and_then(|own| own.account.as_deref()).unwrap_or_default();
        let types = catalog.action(action).into_iter().flat_map(|own| own.on());
        let arns = types.filter_map(|on| on.resource_type().arns().next());
        resources.extend(arns.take(FEW_TYPES).map(|arn| example(arn, account)));
        resources
    }

    /// One request for each way to call; callers of whom no case speaks come last.
    fn callers(&self) -> Vec<Request> {
        let mut callers: Vec<Request> = Vec::new();
        for request in self.baseline.requests() {
            let known = callers.iter().any(|own| {
                own.principal == request.principal && own.endpoint == request.endpoint && own.via == request.via
            });
            if !known {
                callers.push(request.clone());
            }
        }
        let all = 0..self.baseline.scene.loaded.world.environment().principals.len();
        for principal in all {
            if !callers.iter().any(|own| own.principal == principal) {
                callers.push(Request::new(principal, "", "*"));
            }
        }
        callers.truncate(CALLERS);
        callers
    }

    /// Whether somebody can send such a request: with a token of an identity provider one can only log in, and nobody else can.
    fn is_possible(&self, request: &Request) -> bool {
        let principals = &self.baseline.scene.loaded.world.environment().principals;
        let login = match principals.get(request.principal).map(|own| own.is) {
            Some(PrincipalIs::WebIdentity) => Some("sts:AssumeRoleWithWebIdentity"),
            Some(PrincipalIs::Saml) => Some("sts:AssumeRoleWithSAML"),
            _ => None,
        };
        let action = request.action().to_ascii_lowercase();
        match login {
            Some(login) => action.eq_ignore_ascii_case(login),
            None => !action.starts_with("sts:assumerolewith"),
        }
    }

    fn told_apart(&mut self, request: &Request) -> Option<Difference> {
        if !self.is_possible(request) {
            return None;
        }
        self.tried += 1;
        let loaded = &self.baseline.scene.loaded;
        let (before, after) = (answer(loaded, request), answer(self.changed, request));
        if before == after || (self.second.is_some() && outcome(before) == outcome(after)) {
            return None;
        }
        let known = |answer: Answer| outcome(answer).is_some_and(|own| own != Outcome::Unknown);
        if !known(before) || !known(after) || self.pasted >= MOST_CASES {
            return None;
        }
        self.pasted += 1;
        let found = paste::case(self.baseline.scene, request, before, after)
            .filter(|found| paste::holds_and_fails(self.baseline.scene, self.mutant, found))?;
        if outcome(before) == outcome(after) {
            self.second = Some(found);
            return None;
        }
        Some(found)
    }
}

/// Whether AWS asks about this action on this resource; of actions that nobody lists the service says it.
fn is_asked(catalog: &Catalog, action: &str, resource: &str) -> bool {
    let Some(known) = catalog.action(action) else {
        let service = action.split(':').next();
        return resource == "*" || resource.split(':').nth(2) == service;
    };
    let mut types = known.on().map(|on| on.resource_type()).peekable();
    match (types.peek(), resource) {
        (None, resource) => resource == "*",
        (Some(_), "*") => false,
        (Some(_), resource) => types.any(|own| own.matches(resource)),
    }
}

/// A resource of a type, in the caller's account.
fn example(of_type: &str, account: &str) -> String {
    let mut arn = String::new();
    let mut rest = of_type;
    while let Some((before, (name, behind))) = rest
        .split_once("${")
        .and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
    {
        arn.push_str(before);
        arn.push_str(match name {
            "Partition" => "aws",
            "Region" => "us-east-1",
            "Account" => account,
            _ => "example",
        });
        rest = behind;
    }
    arn.push_str(rest);
    arn.replace('*', "example")
}

fn outcome(answer: Answer) -> Option<Outcome> {
    answer.map(|(outcome, _)| outcome)
}
