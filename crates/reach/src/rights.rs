//! What somebody can do on each resource, action by action as AWS lists them.

use iamwhy_catalog::{AccessLevel, Action, Catalog};
use iamwhy_engine::{Context, Request};

use crate::path::Sure;
use crate::samples;
use crate::scene::Reach;

/// A resource that is asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// Its name in the scenario; `*` for actions that name no resource.
    pub name: String,
    /// The ARN that is asked about.
    pub arn: String,
}

/// What somebody can do in a scope.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rights {
    /// On what.
    pub scope: Scope,
    /// Few patterns that match exactly the actions that are allowed.
    pub allowed: Vec<String>,
    /// The same for those that depend on something unknown.
    pub depends: Vec<String>,
    /// How many actions that is, of how many that AWS lists.
    pub count: (usize, usize),
    /// The access levels with an allowed action, and those with one that depends.
    pub levels: Vec<(AccessLevel, Sure)>,
}

/// A scope with the actions that can name it.
pub(crate) struct Asked<'c> {
    pub(crate) scope: Scope,
    pub(crate) actions: Vec<Action<'c>>,
}

impl Reach {
    /// Every declared resource with what is in it, and at last what names no resource.
    pub(crate) fn scopes<'c>(&self, catalog: &'c Catalog) -> Vec<Asked<'c>> {
        let mut scopes = Vec::new();
        for resource in &self.env().resources {
            let Some(service) = resource
                .arn
                .split(':')
                .nth(2)
                .and_then(|prefix| catalog.service(prefix))
            else {
                continue;
            };
            // What stands in a bucket, a table, a log group has an ARN of its own.
            for tail in ["", "/example", ":example"] {
                let arn = format!("{}{tail}", samples::filled(&resource.arn));
                let named = |action: &Action<'c>| action.on().any(|on| on.resource_type().matches(&arn));
                let fresh = |action: &Action<'c>| {
                    let all: &[Asked<'c>] = &scopes;
                    !all.iter()
                        .any(|own| own.scope.name == resource.name && own.actions.contains(action))
                };
                let actions: Vec<Action<'c>> = service.actions().filter(named).filter(fresh).collect();
                if !actions.is_empty() {
                    let name = resource.name.clone();
                    scopes.push(Asked {
                        scope: Scope { name, arn },
                        actions,
                    });
                }
            }
        }
        let nothing: Vec<Action<'c>> = self
            .mentioned(catalog)
            .into_iter()
            .filter(|action| action.on().next().is_none())
            .collect();
        let scope = Scope {
            name: "*".to_owned(),
            arn: "*".to_owned(),
        };
        scopes.push(Asked {
            scope,
            actions: nothing,
        });
        scopes
    }

    /// Every action of the services that a policy speaks of.
    fn mentioned<'c>(&self, catalog: &'c Catalog) -> Vec<Action<'c>> {
        let mut prefixes: Vec<String> = Vec::new();
        for attached in &self.env().policies {
            let policy = &attached.policy;
            let values = policy.statements.iter().flat_map(|statement| &statement.actions);
            for value in values.flat_map(|element| &element.values) {
                let pattern = policy.json.string(*value).unwrap_or_default();
                let prefix = pattern.split(':').next().unwrap_or_default().to_ascii_lowercase();
                if !prefixes.contains(&prefix) {
                    prefixes.push(prefix);
                }
            }
        }
        let all = prefixes.iter().any(|prefix| prefix.contains(['*', '?']));
        let wanted = |prefix: &str| all || prefixes.iter().any(|own| own == prefix);
        let services = catalog.services().filter(|service| wanted(service.prefix()));
        services.flat_map(|service| service.actions()).collect()
    }

    /// What one principal can do in one scope.
    pub(crate) fn rights(&self, principal: usize, asked: &Asked<'_>, catalog: &Catalog, context: &Context) -> Rights {
        let mut allowed = Vec::new();
        let mut depends = Vec::new();
        let mut levels: Vec<(AccessLevel, Sure)> = Vec::new();
        for action in &asked.actions {
            let mut request = Request::new(principal, action.to_string(), asked.scope.arn.as_str());
            request.context = context.clone();
            let Some(sure) = self.sure(&request) else { continue };
            match sure {
                Sure::Allowed => allowed.push(*action),
                Sure::Depends => depends.push(*action),
            }
            match levels.iter_mut().find(|(level, _)| *level == action.access()) {
                Some((_, best)) => *best = sure.max(*best),
                None => levels.push((action.access(), sure)),
            }
        }
        levels.sort();
        Rights {
            scope: asked.scope.clone(),
            allowed: catalog.shrink(&allowed),
            depends: catalog.shrink(&depends),
            count: (allowed.len(), asked.actions.len()),
            levels,
        }
    }
}
