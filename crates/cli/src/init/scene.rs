//! The policies put together as a scenario.

use serde_json::{Map, Value, json};

use super::asks;
use super::found::{Found, Kind};

/// Accounts that no policy names.
const MANAGEMENT: &str = "999999999999";

/// The scenario, without what its cases expect.
pub(crate) fn of(policies: &[Found], account: &str) -> Value {
    let account = said_account(policies).unwrap_or_else(|| account.to_owned());
    let mut scene = Scene {
        account,
        roles: Vec::new(),
        resources: Map::new(),
        endpoints: Map::new(),
        cases: Vec::new(),
    };
    let mut each = |kind: Kind, put: fn(&mut Scene, &Found)| {
        let of_kind = policies.iter().filter(|policy| policy.kind == kind);
        of_kind.for_each(|policy| put(&mut scene, policy));
    };
    // Roles first: the others attach to them.
    each(Kind::Identity, Scene::identity);
    each(Kind::Trust, Scene::trust);
    each(Kind::Boundary, Scene::boundary);
    each(Kind::Resource, Scene::resource);
    each(Kind::Endpoint, Scene::endpoint);
    scene.finish(policies)
}

/// The account that the policies' own ARNs name first.
fn said_account(policies: &[Found]) -> Option<String> {
    let statements = policies.iter().flat_map(|policy| &policy.statements);
    let arns = statements.flat_map(|statement| statement.resources.iter().chain(&statement.principals));
    arns.filter_map(|arn| arn.split(':').nth(4))
        .find(|id| id.len() == 12 && id.bytes().all(|letter| letter.is_ascii_digit()))
        .map(str::to_owned)
}

struct Scene {
    account: String,
    roles: Vec<(String, Map<String, Value>)>,
    resources: Map<String, Value>,
    endpoints: Map<String, Value>,
    cases: Vec<Value>,
}

impl Scene {
    /// The role of this name; made where there is none.
    fn role(&mut self, name: &str, put: impl FnOnce(&mut Map<String, Value>)) {
        if let Some((_, role)) = self.roles.iter_mut().find(|(own, _)| own == name) {
            return put(role);
        }
        let plain: String = name
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() || "+=,.@-_".contains(letter) {
                    letter
                } else {
                    '-'
                }
            })
            .take(64)
            .collect();
        let mut role = Map::new();
        role.insert(
            "role".to_owned(),
            json!(format!("arn:aws:iam::{}:role/{plain}", self.account)),
        );
        put(&mut role);
        self.roles.push((name.to_owned(), role));
    }

    fn identity(&mut self, policy: &Found) {
        let file = file(policy);
        self.role(&policy.name, |role| {
            let list = role.entry("policies").or_insert_with(|| json!([]));
            if let Some(list) = list.as_array_mut() {
                list.push(file);
            }
            for key in asks::tags(policy) {
                let tags = role.entry("tags").or_insert_with(|| json!({}));
                if let Some(tags) = tags.as_object_mut() {
                    tags.insert(key, json!(asks::EXAMPLE));
                }
            }
        });
        for (action, resource) in asks::of(policy, &self.account) {
            self.case(&policy.name, &action, resource.as_deref());
        }
    }

    fn trust(&mut self, policy: &Found) {
        self.role(&policy.name, |role| {
            role.insert("trust".to_owned(), file(policy));
        });
    }

    /// A boundary is one for all roles: more than one, and nobody can tell which is whose.
    fn boundary(&mut self, policy: &Found) {
        for (_, role) in &mut self.roles {
            if role.contains_key("policies") {
                role.entry("boundary").or_insert_with(|| file(policy));
            }
        }
    }

    fn resource(&mut self, policy: &Found) {
        let statement = policy.statements.iter().find(|statement| statement.allows);
        let Some(named) = statement.or(policy.statements.first()) else {
            return;
        };
        let service = named
            .actions
            .iter()
            .find_map(|action| action.split_once(':'))
            .map(|(service, _)| service);
        let arn = policy
            .statements
            .iter()
            .flat_map(|statement| &statement.resources)
            .find(|arn| *arn != "*")
            .and_then(|arn| asks::filled(whole(arn), service, &self.account))
            .unwrap_or_else(|| self.arn(service.unwrap_or("s3"), &policy.name));
        let mut entry = Map::new();
        entry.insert("arn".to_owned(), json!(arn));
        if arn.split(':').nth(4).is_none_or(str::is_empty) {
            entry.insert("account".to_owned(), json!(self.account));
        }
        entry.insert("policy".to_owned(), file(policy));
        self.resources.insert(policy.name.clone(), Value::Object(entry));
        let caller = named
            .principals
            .iter()
            .find(|principal| principal.contains(":user/") || principal.contains(":role/"));
        let first = self.roles.first().map(|(name, _)| name.clone());
        if let Some(caller) = caller.cloned().or(first) {
            for (action, resource) in asks::of(policy, &self.account) {
                self.case(&caller, &action, resource.as_deref().or(Some(&arn)));
            }
        }
    }

    /// The ARN of something that its policy only calls `*`.
    fn arn(&self, service: &str, name: &str) -> String {
        let account = &self.account;
        match service.to_ascii_lowercase().as_str() {
            "s3" => format!("arn:aws:s3:::{name}"),
            "kms" => format!("arn:aws:kms:eu-west-1:{account}:key/{name}"),
            "lambda" => format!("arn:aws:lambda:eu-west-1:{account}:function:{name}"),
            "secretsmanager" => format!("arn:aws:secretsmanager:eu-west-1:{account}:secret:{name}"),
            other => format!("arn:aws:{other}:eu-west-1:{account}:{name}"),
        }
    }

    fn endpoint(&mut self, policy: &Found) {
        let id = format!("vpce-{}", self.endpoints.len() + 1);
        self.endpoints
            .insert(id.clone(), json!({ "vpc": "vpc-1", "policy": file(policy) }));
        // The same first request again, the way through the endpoint.
        if let Some(mut case) = self.cases.first().cloned() {
            if let Some(fields) = case.as_object_mut() {
                fields.insert("endpoint".to_owned(), json!(id));
            }
            self.cases.push(case);
        }
    }

    fn case(&mut self, principal: &str, action: &str, resource: Option<&str>) {
        let mut case = Map::new();
        case.insert("principal".to_owned(), json!(principal));
        case.insert("action".to_owned(), json!(action));
        if let Some(resource) = resource {
            case.insert("resource".to_owned(), json!(resource));
        }
        let case = Value::Object(case);
        if !self.cases.contains(&case) {
            self.cases.push(case);
        }
    }

    fn finish(mut self, policies: &[Found]) -> Value {
        if self.cases.is_empty() {
            // A scenario needs a case; this one says what the policies leave open.
            let name = self.roles.first().map(|(name, _)| name.clone());
            let caller = name.unwrap_or_else(|| format!("arn:aws:iam::{}:role/somebody", self.account));
            self.case(&caller, "s3:ListAllMyBuckets", None);
        }
        let mut scene = Map::new();
        let mut put = |key: &str, value: Value| {
            let empty = value.as_object().is_some_and(Map::is_empty);
            if !empty {
                scene.insert(key.to_owned(), value);
            }
        };
        put("scenario", json!(1));
        put("title", json!("What these policies allow today."));
        put(
            "about",
            json!(
                "Written by `iamwhy init`. Names, accounts and what is attached to what are guesses: mend them first."
            ),
        );
        put("organization", self.organization(policies));
        put(
            "principals",
            self.roles
                .into_iter()
                .map(|(name, role)| (name, Value::Object(role)))
                .collect(),
        );
        put("resources", Value::Object(self.resources));
        put("endpoints", Value::Object(self.endpoints));
        put("cases", Value::Array(self.cases));
        Value::Object(scene)
    }

    /// SCPs and RCPs at the root, beside what AWS attaches there.
    fn organization(&self, policies: &[Found]) -> Value {
        let of = |kind: Kind| policies.iter().filter(move |policy| policy.kind == kind).map(file);
        if of(Kind::Scp).chain(of(Kind::Rcp)).next().is_none() {
            return json!({});
        }
        let scps: Vec<Value> = std::iter::once(json!("FullAWSAccess")).chain(of(Kind::Scp)).collect();
        let rcps: Vec<Value> = of(Kind::Rcp).collect();
        json!({
            "id": "o-a1b2c3d4e5",
            "managementAccount": MANAGEMENT,
            "root": { "id": "r-ab12", "scps": scps, "rcps": rcps, "accounts": [self.account] },
        })
    }
}

fn file(policy: &Found) -> Value {
    json!({ "file": policy.file })
}

/// The thing that has the policy: the bucket and not its objects.
fn whole(arn: &str) -> &str {
    match arn.split(':').nth(2) == Some("s3") && !arn.contains(":accesspoint/") {
        true => arn.split('/').next().unwrap_or(arn),
        false => arn,
    }
}
