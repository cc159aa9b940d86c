//! A small world of files, and the check that a flip, made in the text of its files, turns the decision.

mod bounds;
mod call;
mod closing;
mod combined;
mod editing;
mod faces;
mod fixtures;
mod least;
mod lists;
mod opening;
mod places;
mod settings;

use std::sync::Arc;

use iamwhy_engine::world::{
    Attached, AttachedPolicy, Credential, ObjectOwnership, OrgUnit, Organization, Principal, PrincipalIs, Resource,
};
use iamwhy_engine::{ContextValue, Environment, Outcome, Program, Request};
use iamwhy_policy::{Json, Policy};

use super::{Held, apply, flips, held_open};
use crate::flip::{Edit, Flip};

const HOME: &str = "111122223333";

/// A policy that allows everything.
const ALL: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"}]}"#;

/// One caller, one request, and policies in files of their own.
struct World {
    env: Environment,
    request: Request,
    /// The whole call, where the request is a part of one.
    call: Vec<Request>,
}

impl World {
    /// Alice, a user, asks.
    fn asking(action: &str, resource: &str) -> World {
        let mut env = Environment::default();
        env.principals.push(user("alice", HOME));
        let request = Request::new(0, action, resource);
        World {
            env,
            request,
            call: Vec::new(),
        }
    }

    /// The session `ci` of the role `app` asks instead.
    fn by_role(mut self) -> World {
        let arn = format!("arn:aws:sts::{HOME}:assumed-role/app/ci");
        let mut app = Principal::new(PrincipalIs::Role, "app", &arn);
        app.entity_arn = Some(format!("arn:aws:iam::{HOME}:role/app"));
        app.account = Some(HOME.into());
        app.short_name = "app".into();
        app.session = Some("ci".into());
        self.env.principals = vec![app];
        self
    }

    fn attach(&mut self, name: &str, text: &str) -> Attached {
        let json = Arc::new(Json::read(text).unwrap());
        let root = json.root();
        Attached::Policy(self.env.add_policy(AttachedPolicy {
            policy: Arc::new(Policy::parse_at(json, root, false).policy),
            name: name.into(),
            file: format!("{name}.json"),
            arn: None,
        }))
    }

    fn identity(mut self, name: &str, text: &str) -> World {
        let policy = self.attach(name, text);
        self.env.principals[0].identity.push(policy);
        self
    }

    fn boundary(mut self, name: &str, text: &str) -> World {
        self.env.principals[0].boundary = Some(self.attach(name, text));
        self
    }

    fn resource(mut self, name: &str, arn: &str, account: &str, policy: Option<&str>) -> World {
        let policy = policy.map(|text| self.attach(name, text));
        self.env.resources.push(Resource {
            name: name.into(),
            arn: arn.into(),
            account: Some(account.into()),
            trust: arn.contains(":role/") && policy.is_some(),
            policy,
            ..Resource::default()
        });
        self
    }

    fn scp(mut self, name: &str, text: &str) -> World {
        let scps = vec![self.attach("FullAccess", ALL), self.attach(name, text)];
        self.env.organization = Some(Organization {
            id: "o-a1b2c3d4e5".into(),
            management_account: "999999999999".into(),
            scps_enabled: true,
            units: vec![OrgUnit {
                id: "r-ab12".into(),
                scps,
                ..OrgUnit::default()
            }],
            ..Organization::default()
        });
        let own = self.attach("FullAccessHere", ALL);
        self.env.accounts.push(iamwhy_engine::world::Account {
            id: HOME.into(),
            unit: Some(0),
            scps: vec![own],
            ..Default::default()
        });
        self
    }

    fn with(mut self, key: &str, value: &str) -> World {
        self.request.context.set_one(key, value);
        self
    }

    fn outcome(&self) -> Outcome {
        let program = Program::compile(Arc::new(self.env.clone()));
        program.decide(&self.request).unwrap().outcome
    }

    /// The flips, each checked.
    fn flips(&self) -> Vec<Flip> {
        let program = Program::compile(Arc::new(self.env.clone()));
        let found = flips(&program, &self.request, &self.call, super::FEW);
        let before = self.outcome();
        for flip in &found {
            let after = self.after(flip).outcome();
            let turned = match before {
                Outcome::Allow => after.is_deny(),
                Outcome::Unknown => after != Outcome::Unknown,
                Outcome::ExplicitDeny | Outcome::ImplicitDeny => after == Outcome::Allow,
            };
            assert!(turned, "{before:?} became {after:?} by {flip:?}");
        }
        found
    }

    fn titles(&self) -> Vec<String> {
        self.flips().into_iter().map(|flip| flip.title).collect()
    }

    fn held(&self) -> Held {
        let program = Program::compile(Arc::new(self.env.clone()));
        held_open(&program, &self.request)
    }

    /// The text of a file after a flip.
    fn text(&self, flip: &Flip, file: &str) -> String {
        let mut files = self.env.policies.iter();
        let own = files.find(|policy| policy.file == file).unwrap();
        let edits = flip.edits.iter().filter(|edit| in_file(edit, file));
        apply(own.policy.json.text(), edits)
    }

    fn after(&self, flip: &Flip) -> World {
        let mut next = World {
            env: self.env.clone(),
            request: self.request.clone(),
            call: Vec::new(),
        };
        for policy in &mut next.env.policies {
            let text = self.text(flip, &policy.file);
            let old = &policy.policy;
            let pointer = old.json.pointer(old.root, old.json.root());
            let json = Arc::new(Json::read(text).unwrap());
            let root = json.at_pointer(&pointer, json.root()).unwrap();
            policy.policy = Arc::new(Policy::parse_at(json, root, false).policy);
        }
        for edit in &flip.edits {
            next.make(edit);
        }
        next
    }

    /// A resource by its name, or a new one where it is called by its ARN.
    fn resource_named(&mut self, name: &str) -> &mut Resource {
        let resources = &mut self.env.resources;
        let place = resources.iter().position(|own| own.name == name).unwrap_or_else(|| {
            assert!(name.starts_with("arn:"), "no resource {name}");
            resources.push(Resource {
                name: name.into(),
                arn: name.into(),
                account: Some(HOME.into()),
                ..Resource::default()
            });
            resources.len() - 1
        });
        &mut resources[place]
    }

    fn set(&mut self, place: &str, value: &str) {
        let words: Vec<&str> = place.split('.').collect();
        let settings = match words[..] {
            ["organization", _, _] => &mut self.env.organization.as_mut().unwrap().block_public_access,
            ["accounts", id, _, _] => {
                let mut all = self.env.accounts.iter_mut();
                &mut all.find(|own| own.id == id).unwrap().block_public_access
            }
            ["principals", name, "credential"] => {
                let mut all = self.env.principals.iter_mut();
                let own = all.find(|own| own.name == name).unwrap();
                assert_eq!(value, "\"sessionTokenMfa\"");
                own.credential = Credential::SessionTokenMfa;
                return;
            }
            ["resources", name, _, _] => &mut self.resource_named(name).block_public_access,
            ["resources", name, "objectOwnership"] => {
                self.resource_named(name).object_ownership = match value {
                    "\"BucketOwnerEnforced\"" => ObjectOwnership::BucketOwnerEnforced,
                    _ => ObjectOwnership::BucketOwnerPreferred,
                };
                return;
            }
            ["resources", name, "objectOwner"] => {
                self.resource_named(name).object_owner = Some(value.trim_matches('"').into());
                return;
            }
            _ => panic!("no place {place}"),
        };
        assert_eq!(value, "false");
        match words.last().copied() {
            Some("blockPublicAcls") => settings.block_public_acls = false,
            Some("ignorePublicAcls") => settings.ignore_public_acls = false,
            Some("restrictPublicBuckets") => settings.restrict_public_buckets = false,
            _ => panic!("no switch {place}"),
        }
    }

    fn make(&mut self, edit: &Edit) {
        match edit {
            Edit::Context { key, value } => {
                let value = value.as_deref().map_or(ContextValue::Absent, context_value);
                self.request.context.set(key, value);
            }
            Edit::Principal { principal } => {
                let mut all = self.env.principals.iter();
                self.request.principal = all.position(|own| own.name == *principal).unwrap();
            }
            Edit::Attach { place, text, .. } => {
                let policy = self.attach(place, text);
                let (path, last) = place.rsplit_once('.').unwrap();
                let (_, name) = path.split_once('.').unwrap();
                match last {
                    "policies" => {
                        let mut all = self.env.principals.iter_mut();
                        all.find(|own| own.name == name).unwrap().identity.push(policy);
                    }
                    "policy" => self.resource_named(name).policy = Some(policy),
                    other => panic!("no place {other}"),
                }
            }
            Edit::Endpoint { endpoint } => {
                let mut all = self.env.endpoints.iter();
                self.request.endpoint = endpoint.as_ref().map(|id| all.position(|own| own.id == *id).unwrap());
            }
            Edit::Set { place, value } => self.set(place, value),
            Edit::Policy { .. } => {}
        }
    }
}

fn in_file(edit: &Edit, file: &str) -> bool {
    matches!(edit, Edit::Policy { span, .. } if span.file == file)
}

fn user(name: &str, account: &str) -> Principal {
    let arn = format!("arn:aws:iam::{account}:user/{name}");
    let mut user = Principal::new(PrincipalIs::User, name, &arn);
    user.entity_arn = Some(arn);
    user.account = Some(account.into());
    user.short_name = name.into();
    user
}

fn context_value(text: &str) -> ContextValue {
    let json = Json::read(text).unwrap();
    let value = |node| Box::from(json.scalar(node).unwrap());
    match json.kind(json.root()) {
        iamwhy_policy::Kind::Array => ContextValue::Many(json.items(json.root()).map(value).collect()),
        _ => ContextValue::One(value(json.root())),
    }
}
