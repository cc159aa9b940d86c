//! Which places of the scenario the selected request passes.

use iamwhy_engine::{Layer, Request, world::PrincipalIs};
use iamwhy_scenario::{Loaded, Principal, Scenario, Unit};

use crate::edit::pointer;

/// A place where policies can stand.
pub(crate) struct Place {
    pub(crate) layer: Layer,
    pub(crate) pointer: String,
    pub(crate) label: String,
    pub(crate) many: bool,
    pub(crate) declared: bool,
}

/// The places of the caller's side, then those of the resource's.
pub(crate) struct Places {
    pub(crate) caller: Vec<Place>,
    pub(crate) resource: Vec<Place>,
    pub(crate) caller_label: String,
    pub(crate) caller_account: Option<String>,
    pub(crate) resource_label: String,
    pub(crate) owner: Option<String>,
    /// Prefix of the service that the resource belongs to.
    pub(crate) service: String,
}

impl Places {
    pub(crate) fn of(loaded: &Loaded, request: &Request) -> Places {
        let mut places = Places {
            caller: Vec::new(),
            resource: Vec::new(),
            caller_label: String::new(),
            caller_account: None,
            resource_label: String::new(),
            owner: None,
            service: String::new(),
        };
        places.of_caller(loaded, request);
        places.of_resource(loaded, request);
        places
    }

    fn of_caller(&mut self, loaded: &Loaded, request: &Request) {
        let env = loaded.world.environment();
        let Some(own) = env.principals.get(request.principal) else {
            return;
        };
        self.caller_label = crate::question::who(own.is, &own.short_name, &own.arn);
        self.caller_account.clone_from(&own.account);
        let Some(account) = &own.account else { return };
        self.levels(&loaded.scenario, account, Layer::Scp, "scps");
        let (name, declared) = identity(&loaded.scenario, own);
        let label = &self.caller_label;
        let at = |field: &str| pointer::of(&["principals", &name, field]);
        let mut add = |layer, pointer, label: String, many, declared| {
            self.caller.push(Place {
                layer,
                pointer,
                label,
                many,
                declared,
            });
        };
        if matches!(
            own.is,
            PrincipalIs::User | PrincipalIs::Role | PrincipalIs::FederatedUser
        ) && !own.root_right
        {
            add(
                Layer::Identity,
                at("policies"),
                ["policies of ", label].concat(),
                true,
                declared,
            );
            if let Some(Principal::User(user)) = loaded.scenario.principals.get(&name) {
                for group in user.groups.keys() {
                    let at = pointer::of(&["principals", &name, "groups", group]);
                    add(Layer::Identity, at, ["group ", group].concat(), true, true);
                }
            }
            add(
                Layer::Boundary,
                at("boundary"),
                ["boundary of ", label].concat(),
                false,
                declared,
            );
        }
        let known = loaded.scenario.principals.contains_key(&own.name);
        let session = if known { own.name.as_str() } else { name.as_str() };
        match own.is {
            PrincipalIs::Role | PrincipalIs::FederatedUser => {
                let at = pointer::of(&["principals", session, "sessionPolicies"]);
                add(Layer::Session, at, "session policies".to_owned(), true, known);
            }
            PrincipalIs::Root => {
                let at = pointer::of(&["principals", session, "taskPolicy"]);
                add(Layer::Session, at, "task policy".to_owned(), false, known);
            }
            _ => {}
        }
        if let Some(endpoint) = request.endpoint.and_then(|index| env.endpoints.get(index)) {
            let at = pointer::of(&["endpoints", &endpoint.id, "policy"]);
            add(
                Layer::VpcEndpoint,
                at,
                ["policy of ", &endpoint.id].concat(),
                false,
                true,
            );
        }
    }

    fn of_resource(&mut self, loaded: &Loaded, request: &Request) {
        let env = loaded.world.environment();
        let Some(asked) = loaded.program.ask(request) else {
            return;
        };
        self.owner = asked.owner().map(str::to_owned);
        self.resource_label = short(request.resource()).to_owned();
        self.service = request.resource().split(':').nth(2).unwrap_or("").to_owned();
        if self.service.is_empty() {
            asked.service().clone_into(&mut self.service);
        }
        // An action without a resource answers to the RCPs of the caller's account (RCP-5).
        let owner = if request.resource() == "*" {
            &self.caller_account
        } else {
            &self.owner
        };
        if let Some(owner) = &owner.clone() {
            self.levels(&loaded.scenario, owner, Layer::Rcp, "rcps");
        }
        let behind = asked.behind_access_point().map(|(index, _)| index);
        let governing = asked.governing();
        // Behind an access point lies somebody's bucket: both owners' RCPs count.
        let point = governing
            .filter(|_| behind.is_some())
            .and_then(|index| env.resources.get(index));
        if let Some(account) = point.and_then(|own| own.account.as_deref()) {
            self.levels(&loaded.scenario, account, Layer::Rcp, "rcps");
        }
        let mut found = false;
        for index in governing.into_iter().chain(behind) {
            let Some(resource) = env.resources.get(index) else {
                continue;
            };
            let declared = loaded
                .scenario
                .resources
                .get(&resource.name)
                .is_some_and(|own| own.arn == resource.arn);
            found = true;
            let (pointer, label) = match declared {
                true => {
                    let kind = if Some(index) == behind {
                        "bucket policy of "
                    } else {
                        noun(&self.service)
                    };
                    (
                        pointer::of(&["resources", &resource.name, "policy"]),
                        [kind, &resource.name].concat(),
                    )
                }
                false => (
                    pointer::of(&["principals", &resource.name, "trust"]),
                    ["trust policy of ", &resource.name].concat(),
                ),
            };
            self.resource.push(Place {
                layer: Layer::Resource,
                pointer,
                label,
                many: false,
                declared: true,
            });
        }
        if !found && request.resource() != "*" {
            let label = [noun(&self.service), self.resource_label.as_str()].concat();
            let pointer = pointer::of(&["resources", carrier(request.resource()), "policy"]);
            self.resource.push(Place {
                layer: Layer::Resource,
                pointer,
                label,
                many: false,
                declared: false,
            });
        }
    }

    /// The levels of the organization above an account, the root first.
    fn levels(&mut self, scenario: &Scenario, account: &str, layer: Layer, field: &str) {
        let mut levels = chain(scenario, account);
        if levels.is_empty() {
            return;
        }
        levels.push((pointer::of(&["accounts", account]), ["account ", account].concat()));
        let list = if layer == Layer::Scp {
            &mut self.caller
        } else {
            &mut self.resource
        };
        for (at, label) in levels {
            let pointer = pointer::join(&at, field);
            if list.iter().any(|own| own.pointer == pointer) {
                continue;
            }
            list.push(Place {
                layer,
                pointer,
                label,
                many: true,
                declared: true,
            });
        }
    }
}

/// The name under which the policies of a principal are declared, or would be.
fn identity(scenario: &Scenario, own: &iamwhy_engine::world::Principal) -> (String, bool) {
    match scenario.principals.get(&own.name) {
        Some(Principal::RoleSession(session)) => return (session.session_of.clone(), true),
        Some(Principal::FederatedUser(user)) => return (user.of.clone(), true),
        Some(_) => return (own.name.clone(), true),
        None => {}
    }
    let arn = own.entity_arn.as_deref();
    let declared = scenario.principals.iter().find(|(_, other)| match other {
        Principal::Role(role) => Some(role.role.as_str()) == arn,
        _ => false,
    });
    match declared {
        Some((name, _)) => (name.clone(), true),
        None => (own.short_name.clone(), false),
    }
}

/// Root and units above an account, each with its pointer and what to call it.
pub(crate) fn chain(scenario: &Scenario, account: &str) -> Vec<(String, String)> {
    let Some(organization) = scenario.organization() else {
        return Vec::new();
    };
    let root = pointer::of(&["organization", "root"]);
    let mut open: Vec<(&Unit, Vec<(String, String)>)> =
        vec![(&organization.root, vec![(root.clone(), "root".to_owned())])];
    while let Some((unit, path)) = open.pop() {
        if unit.accounts.iter().any(|own| own == account) {
            return path;
        }
        for (name, child) in &unit.units {
            let at = path.last().map_or("", |(at, _)| at.as_str());
            let at = pointer::join(&pointer::join(at, "units"), name);
            let mut path = path.clone();
            path.push((at, ["unit ", name].concat()));
            open.push((child, path));
        }
    }
    match organization.management_account.as_deref() == Some(account) {
        true => vec![(root, "root".to_owned())],
        false => Vec::new(),
    }
}

/// What the policy of a resource is called.
fn noun(service: &str) -> &'static str {
    match service {
        "s3" => "bucket policy of ",
        "kms" => "key policy of ",
        "iam" => "trust policy of ",
        "sqs" => "queue policy of ",
        "sns" => "topic policy of ",
        _ => "policy of ",
    }
}

/// The part of an ARN that people say.
pub(crate) fn short(arn: &str) -> &str {
    arn.splitn(6, ':').nth(5).unwrap_or(arn)
}

/// The resource that a policy hangs on: of an object its bucket.
pub(crate) fn carrier(arn: &str) -> &str {
    match arn.split_once(":s3:::") {
        Some((head, tail)) => {
            let bucket = tail.split('/').next().unwrap_or(tail);
            arn.get(..head.len() + 6 + bucket.len()).unwrap_or(arn)
        }
        None => arn,
    }
}
