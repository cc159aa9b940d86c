//! The names of a scenario, to choose from.

use iamwhy_policy::Kind;
use iamwhy_scenario::{Loaded, Principal};

use crate::{bench::Bench, edit::pointer};

/// The names of a scenario, each list sorted or in the order of the file, without repetitions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    /// Principals: name, and the ARN or whatever identifies them.
    pub principals: Vec<(String, String)>,
    /// Resources: name and ARN.
    pub resources: Vec<(String, String)>,
    /// Accounts: id and name.
    pub accounts: Vec<(String, String)>,
    /// Endpoints, by id.
    pub endpoints: Vec<String>,
    /// Named policies.
    pub policies: Vec<String>,
    /// Actions that policies and cases name in full.
    pub actions: Vec<String>,
    /// Keys that policies or the context name.
    pub keys: Vec<String>,
    /// The organization's id.
    pub organization: Option<String>,
}

/// Most names of a kind.
const MOST: usize = 300;

impl Bench {
    /// The names of the scenario, to choose from.
    #[must_use]
    pub fn names(&self) -> Names {
        self.loaded().map(|loaded| Names::of(loaded)).unwrap_or_default()
    }
}

impl Names {
    fn of(loaded: &Loaded) -> Names {
        let scenario = &loaded.scenario;
        let pairs = |name: &String, value: &str| (name.clone(), value.to_owned());
        let mut names = Names {
            principals: scenario
                .principals
                .iter()
                .take(MOST)
                .map(|(name, own)| pairs(name, identity(own)))
                .collect(),
            resources: scenario
                .resources
                .iter()
                .take(MOST)
                .map(|(name, own)| pairs(name, &own.arn))
                .collect(),
            endpoints: scenario.endpoints.keys().take(MOST).cloned().collect(),
            policies: scenario.policies.keys().take(MOST).cloned().collect(),
            organization: scenario.organization().map(|own| own.id.clone()),
            ..Names::default()
        };
        for account in loaded.world.environment().accounts.iter().take(MOST) {
            names
                .accounts
                .push((account.id.clone(), account.name.clone().unwrap_or_default()));
        }
        for (_, arn) in names.principals.clone().iter().chain(&names.resources.clone()) {
            let Some(account) = arn.split(':').nth(4).filter(|own| own.len() == 12) else {
                continue;
            };
            if !names.accounts.iter().any(|(own, _)| own == account) && names.accounts.len() < MOST {
                names.accounts.push((account.to_owned(), String::new()));
            }
        }
        for key in loaded.program.mentioned_keys().take(MOST) {
            add(&mut names.keys, key);
        }
        names.collect_actions(loaded);
        names
    }

    fn collect_actions(&mut self, loaded: &Loaded) {
        let json = &loaded.json;
        // Bounded, for very large files.
        for node in json.descendants(json.root()).take(200_000) {
            if json.is_key(node) || json.kind(node) != Kind::String || self.actions.len() >= MOST {
                continue;
            }
            let Some(text) = json.string(node).filter(|text| is_action(text)) else {
                continue;
            };
            let at = json
                .parent(node)
                .filter(|list| json.kind(*list) == Kind::Array)
                .unwrap_or(node);
            let field = pointer::split(&json.pointer(at, json.root())).map(|(_, field)| field);
            if matches!(field.as_deref(), Some("Action" | "NotAction" | "action")) {
                add(&mut self.actions, text);
            }
        }
    }
}

fn add(list: &mut Vec<String>, text: &str) {
    if let Err(place) = list.binary_search_by(|own| own.as_str().cmp(text)) {
        list.insert(place, text.to_owned());
    }
}

/// An action without wildcards.
fn is_action(text: &str) -> bool {
    text.len() < 100
        && text.split_once(':').is_some_and(|(service, name)| {
            !service.is_empty() && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// What identifies a principal.
fn identity(principal: &Principal) -> &str {
    match principal {
        Principal::RoleSession(own) => &own.session_of,
        Principal::Root(own) => &own.root,
        Principal::Service(own) => &own.service,
        Principal::WebIdentity(own) => &own.web_identity,
        Principal::Saml(own) => &own.saml,
        other => other.arn().unwrap_or(""),
    }
}
