//! What stands above a caller's own policies in a scenario: boundary, session policies, service control policies.

use iamwhy_catalog::{Action, Catalog};
use iamwhy_engine::Environment;
use iamwhy_engine::world::{Attached, Principal};
use iamwhy_policy::{Effect, Policy, Statement};
use iamwhy_scenario::PolicyAt;

use crate::World;
use crate::document::is_same;
use crate::look::Look;

/// Who has the policy, each with the levels above it.
pub(super) struct Above<'a> {
    catalog: &'a Catalog,
    holders: Vec<(String, Levels<'a>)>,
}

/// What a level is, and its policies.
type Levels<'a> = Vec<(&'static str, Vec<&'a Policy>)>;

impl<'a> Above<'a> {
    /// None where the policy stands anywhere else too.
    pub(super) fn of(look: &Look<'a>) -> Option<Above<'a>> {
        let (world, catalog) = (look.world()?, look.catalog?);
        let environment = world.loaded.world.environment();
        let with_levels = |name: String| {
            let principal = environment.principals.get(world.loaded.world.principal(&name)?)?;
            Some((name, levels(environment, principal)))
        };
        let holders = holders(world)?.into_iter().map(with_levels);
        Some(Above {
            catalog,
            holders: holders.collect::<Option<_>>()?,
        })
    }

    /// What keeps an Allow from ever allowing anything, for everybody who has the policy; none where something may come through.
    pub(super) fn what_closes(&self, look: &Look<'_>, statement: &Statement) -> Option<String> {
        let mut closing = None;
        for (name, levels) in &self.holders {
            let mut levels = levels.iter();
            let (what, _) = levels.find(|(_, policies)| is_closed(look, statement, policies, self.catalog))?;
            closing.get_or_insert(format!("the {what} of `{name}`"));
        }
        closing
    }
}

/// Who has the policy as one of his own; none where it stands anywhere else too.
fn holders(world: World<'_>) -> Option<Vec<String>> {
    let own = world.loaded.policies.at(world.place)?.known()?;
    let mut names = Vec::new();
    for (place, at) in world.loaded.policies.iter() {
        let PolicyAt::Known(policy) = at else { continue };
        if place.starts_with("policies.") || !is_same(policy, own) {
            continue;
        }
        let mut principals = world.loaded.scenario.principals.keys();
        let name = principals.find(|name| place.starts_with(&format!("principals.{name}.policies[")))?;
        names.push(name.clone());
    }
    (!names.is_empty()).then_some(names)
}

/// The levels that must each allow, with their policies; those of which a policy is unknown are left out.
fn levels<'e>(environment: &'e Environment, principal: &'e Principal) -> Levels<'e> {
    let known = |list: &[Attached]| -> Option<Vec<&'e Policy>> {
        list.iter()
            .map(|attached| match attached {
                Attached::Policy(id) => environment.policies.get(id.0 as usize).map(|own| &*own.policy),
                Attached::Unknown(_) => None,
            })
            .collect()
    };
    let mut levels = Vec::new();
    if let Some(policies) = principal.limit().and_then(|own| known(&[own])) {
        levels.push(("permissions boundary", policies));
    }
    if let Some(policies) = principal.session_policies.as_deref().and_then(known) {
        levels.push(("session policies", policies));
    }
    let account = principal.account.as_deref().and_then(|id| environment.account(id));
    if let (Some(account), Some(organization)) = (account, &environment.organization) {
        let mut unit = account.unit;
        let free = account.id == organization.management_account || principal.service_linked;
        if free || !organization.scps_enabled || unit.is_none() {
            return levels;
        }
        levels.extend(known(&account.scps).map(|policies| ("service control policies", policies)));
        // A parent stands before its children: the way up ends.
        while let Some(own) = unit.and_then(|index| organization.units.get(index)) {
            levels.extend(known(&own.scps).map(|policies| ("service control policies", policies)));
            unit = own.parent.filter(|parent| unit.is_some_and(|index| *parent < index));
        }
    }
    levels
}

/// Whether no statement of a level allows any action of the statement, whatever the resources and conditions.
fn is_closed(look: &Look<'_>, statement: &Statement, policies: &[&Policy], catalog: &Catalog) -> bool {
    let mut entries = look.actions(statement).peekable();
    if entries.peek().is_none() || statement.actions.iter().any(|element| element.negated) {
        return false;
    }
    entries.all(|(_, text)| {
        let mut actions = catalog.expand(text).peekable();
        actions.peek().is_some() && actions.all(|action| !policies.iter().any(|policy| allows(policy, action)))
    })
}

fn allows(policy: &Policy, action: Action<'_>) -> bool {
    let mut statements = policy.statements.iter();
    statements.any(|own| {
        own.effect == Some(Effect::Allow)
            && own.actions.iter().any(|element| {
                let mut values = element.values.iter();
                let any = values.any(|&value| action.is_matched_by(policy.json.string(value).unwrap_or_default()));
                any != element.negated
            })
    })
}
