//! The documents that concern a request, as text, for evaluators that take them layer by layer.

use iamwhy_engine::world::{Attached, Principal};
use iamwhy_engine::{Environment, OwnedValue, Program, Request};

/// The documents by layer.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Layers<'a> {
    /// Identity policies.
    pub identity: Vec<&'a str>,
    /// The permissions boundary.
    pub boundary: Option<&'a str>,
    /// Session policies.
    pub session: Vec<&'a str>,
    /// SCPs: per level, root first, those attached to it.
    pub scps: Vec<Vec<&'a str>>,
    /// The policy of the resource.
    pub resource: Option<&'a str>,
}

impl<'a> Layers<'a> {
    /// The documents that concern this request.
    pub fn of(program: &'a Program, request: &'a Request) -> Layers<'a> {
        let env = &**program.environment();
        let principal = &env.principals[request.principal];
        let texts = |list: &[Attached]| {
            list.iter()
                .filter_map(|attached| text(env, *attached))
                .collect::<Vec<_>>()
        };
        let asked = program.ask(request).expect("the principal exists");
        let resource = asked.governing().and_then(|index| env.resources[index].policy);
        Layers {
            identity: texts(&principal.identity),
            boundary: principal.boundary.and_then(|boundary| text(env, boundary)),
            session: texts(principal.session_policies.as_deref().unwrap_or_default()),
            scps: levels(env, principal).iter().map(|level| texts(level)).collect(),
            resource: resource.and_then(|policy| text(env, policy)),
        }
    }
}

/// The SCPs above a caller, root first.
fn levels<'a>(env: &'a Environment, principal: &Principal) -> Vec<&'a [Attached]> {
    let account = principal.account.as_deref().and_then(|id| env.account(id));
    let (Some(organization), Some(account)) = (&env.organization, account) else {
        return Vec::new();
    };
    let mut levels = vec![account.scps.as_slice()];
    let mut next = account.unit;
    while let Some(index) = next {
        let unit = &organization.units[index];
        levels.push(&unit.scps);
        next = unit.parent;
    }
    levels.reverse();
    levels
}

fn text(env: &Environment, attached: Attached) -> Option<&str> {
    let Attached::Policy(id) = attached else { return None };
    let policy = &env.policies[id.0 as usize].policy;
    Some(policy.json.raw(policy.root))
}

/// Every context key that a policy asks for and that has one value, given or derived: other evaluators derive few or none.
pub fn context(program: &Program, request: &Request) -> Vec<(String, String)> {
    let asked = program.ask(request).expect("the principal exists");
    let values = program.mentioned_keys().filter_map(|name| match asked.value(name) {
        OwnedValue::One(value) => Some((name.to_owned(), value)),
        _ => None,
    });
    values.collect()
}
