//! A small scene from policies alone; larger ones are scenario files.

use serde_json::{Map, Value, json};

use crate::{Scene, Unreadable};

/// What the caller is named.
pub(crate) const CALLER: &str = "caller";

/// Puts a scene together: one caller, its policies, and resources with theirs.
#[derive(Clone, Debug)]
pub struct Builder {
    principal: String,
    caller: Map<String, Value>,
    resources: Map<String, Value>,
    context: Map<String, Value>,
}

impl Builder {
    pub(crate) fn new(principal: &str) -> Builder {
        let mut caller = Map::new();
        let field = match principal.splitn(6, ':').nth(5) {
            Some(rest) if rest.starts_with("role/") => "role",
            Some(_) => "user",
            None => "service",
        };
        match principal.split(':').nth(4) {
            Some(account) if principal.ends_with(":root") => caller.insert("root".to_owned(), json!(account)),
            _ => caller.insert(field.to_owned(), json!(principal)),
        };
        Builder {
            principal: principal.to_owned(),
            caller,
            resources: Map::new(),
            context: Map::new(),
        }
    }

    /// Attaches an identity policy.
    #[must_use]
    pub fn identity(mut self, policy: &str) -> Builder {
        self.list("policies", policy);
        self
    }

    /// Sets the permissions boundary.
    #[must_use]
    pub fn boundary(mut self, policy: &str) -> Builder {
        self.caller.insert("boundary".to_owned(), text(policy));
        self
    }

    /// Passes a session policy.
    #[must_use]
    pub fn session(mut self, policy: &str) -> Builder {
        self.list("sessionPolicies", policy);
        self
    }

    /// Adds a resource of an account, with its policy.
    #[must_use]
    pub fn resource(mut self, name: &str, arn: &str, account: &str, policy: Option<&str>) -> Builder {
        let mut entry = Map::new();
        entry.insert("arn".to_owned(), json!(arn));
        entry.insert("account".to_owned(), json!(account));
        if let Some(policy) = policy {
            entry.insert("policy".to_owned(), text(policy));
        }
        self.resources.insert(name.to_owned(), Value::Object(entry));
        self
    }

    /// Compiles the scene. Its caller is named `caller`.
    ///
    /// # Errors
    /// Where an ARN or a policy cannot be read.
    pub fn build(self) -> Result<Scene, Unreadable> {
        // A declared root user is an account, which does not say its partition: it is named by its ARN.
        let is_bare = self.caller.len() == 1 && self.caller.contains_key("root");
        let (named, principals) = match is_bare {
            true => (self.principal.as_str(), json!({})),
            false => (CALLER, json!({ CALLER: self.caller })),
        };
        let scenario = json!({
            "scenario": 1,
            "title": "A scene that was put together in Rust.",
            "principals": principals,
            "resources": self.resources,
            "context": self.context,
            "cases": [{ "principal": named, "action": "sts:GetCallerIdentity" }],
        });
        let mut scene = Scene::read("scene", &scenario.to_string())?;
        scene.caller = is_bare.then_some(self.principal);
        Ok(scene)
    }

    fn list(&mut self, field: &str, policy: &str) {
        let list = self.caller.entry(field).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(text(policy));
        }
    }
}

fn text(policy: &str) -> Value {
    json!({ "text": policy })
}
