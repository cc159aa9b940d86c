//! Everybody whom a scenario declares, ready to walk.

use std::sync::Arc;

use iamwhy_engine::world::{Principal, PrincipalIs};
use iamwhy_engine::{Environment, Program, Request};
use iamwhy_explain::explain;
use iamwhy_scenario::Loaded;

use crate::choice::{Choices, Chosen};
use crate::launch::LAUNCHES;
use crate::path::{Step, Sure, Via};

/// A role that can be assumed or passed.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) arn: String,
    pub(crate) account: Option<String>,
    /// A session of it, without session policies.
    pub(crate) session: usize,
}

/// Who can become whom, and do what.
#[derive(Clone)]
pub struct Reach {
    pub(crate) program: Program,
    /// So many of the principals are the scenario's own; the rest is ours.
    pub(crate) declared: usize,
    pub(crate) roles: Vec<Role>,
    /// Services that a role could be passed to, one for each account of a role.
    pub(crate) services: Vec<(usize, &'static crate::Launch)>,
    /// What callers choose; none where only what is given counts.
    pub(crate) choices: Option<Choices>,
}

impl Reach {
    /// Everybody and every role of a scenario.
    #[must_use]
    pub fn of(loaded: &Loaded) -> Reach {
        let mut env = Environment::clone(loaded.world.environment());
        let declared = env.principals.len();
        let roles = roles(&mut env);
        let services = services(&mut env, &roles);
        Reach {
            program: Program::compile(Arc::new(env)),
            declared,
            roles,
            services,
            choices: None,
        }
    }

    pub(crate) fn env(&self) -> &Environment {
        self.program.environment()
    }

    pub(crate) fn principal(&self, index: usize) -> Option<&Principal> {
        self.env().principals.get(index)
    }

    /// Everybody who can call, as the scenario names them.
    pub(crate) fn callers(&self) -> impl Iterator<Item = (usize, &Principal)> {
        self.env().principals.iter().enumerate().take(self.declared)
    }

    /// A declared principal by its name or ARN.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        let by = |is: &dyn Fn(&Principal) -> bool| self.callers().find(|(_, own)| is(own)).map(|(index, _)| index);
        by(&|own| own.name == name)
            .or_else(|| by(&|own| own.arn == name))
            .or_else(|| by(&|own| own.entity_arn.as_deref() == Some(name)))
    }

    /// The names of everybody who is declared.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.callers().map(|(_, principal)| principal.name.as_str())
    }

    pub(crate) fn name(&self, index: usize) -> &str {
        self.principal(index).map_or("", |principal| principal.name.as_str())
    }

    /// How sure a request is; `None` where it is denied.
    pub(crate) fn sure(&self, request: &Request) -> Option<Sure> {
        use iamwhy_engine::Outcome;
        // Whoever comes with a token of a provider can do nothing with it but log in.
        let login = match self.principal(request.principal)?.is {
            PrincipalIs::WebIdentity => Some("sts:AssumeRoleWithWebIdentity"),
            PrincipalIs::Saml => Some("sts:AssumeRoleWithSAML"),
            _ => None,
        };
        if login.is_some_and(|login| !request.action().eq_ignore_ascii_case(login)) {
            return None;
        }
        match self.program.decide(request)?.outcome {
            Outcome::Allow => Some(Sure::Allowed),
            Outcome::Unknown => Some(Sure::Depends),
            _ => None,
        }
    }

    /// A step that is possible, with what holds it open.
    pub(crate) fn step(&self, chosen: &Chosen, via: Via) -> Option<Step> {
        let (sure, request) = (chosen.sure?, &chosen.request);
        let explanation = explain(&self.program, request)?;
        Some(Step {
            who: self.name(request.principal).to_owned(),
            via,
            action: request.action().to_owned(),
            resource: request.resource().to_owned(),
            sure,
            with: chosen.with.clone(),
            unknowns: explanation.unknowns,
            holds: explanation.deciding,
        })
    }
}

/// Every role with a trust policy; a declared session that was cut down gets a whole twin.
fn roles(env: &mut Environment) -> Vec<Role> {
    let trusted: Vec<(String, Option<String>)> = env
        .resources
        .iter()
        .filter(|resource| resource.trust)
        .map(|resource| (resource.arn.clone(), resource.account.clone()))
        .collect();
    let mut roles = Vec::new();
    for (arn, account) in trusted {
        let of_role = |own: &&Principal| own.is == PrincipalIs::Role && own.entity_arn.as_deref() == Some(arn.as_str());
        let whole = |own: &Principal| own.session_policies.is_none() && own.transitive.is_empty();
        let session = match env.principals.iter().position(|own| of_role(&own) && whole(own)) {
            Some(index) => Some(index),
            None => env.principals.iter().find(of_role).cloned().map(|mut twin| {
                twin.session_policies = None;
                twin.transitive.clear();
                env.principals.push(twin);
                env.principals.len() - 1
            }),
        };
        if let Some(session) = session {
            roles.push(Role { arn, account, session });
        }
    }
    roles
}

/// The services that could run code, as they call from each account that has a role.
fn services(env: &mut Environment, roles: &[Role]) -> Vec<(usize, &'static crate::Launch)> {
    let mut accounts: Vec<&String> = roles.iter().filter_map(|role| role.account.as_ref()).collect();
    accounts.sort();
    accounts.dedup();
    let mut services = Vec::new();
    for account in accounts {
        for launch in LAUNCHES {
            let mut service = Principal::new(PrincipalIs::Service, launch.service, launch.service);
            service.source_account = Some(account.clone());
            env.principals.push(service);
            services.push((env.principals.len() - 1, launch));
        }
    }
    services
}
