//! Who can call.

use iamwhy_policy::{Json, Kind};

use super::renamed;
use crate::{
    Bench, Problem,
    edit::{self, pointer, quoted},
};

/// The kinds of principals.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum PrincipalKind {
    /// An IAM user, by ARN.
    User,
    /// A role, by ARN; as a caller a session of it.
    Role,
    /// Another session of a declared role, by the role's name.
    SessionOf,
    /// A session of GetFederationToken, by ARN.
    FederatedUser,
    /// The root user, by account id.
    Root,
    /// An AWS service, by its principal name.
    Service,
    /// Somebody with a token of an OIDC provider.
    WebIdentity,
    /// Somebody with a SAML assertion.
    Saml,
    /// An unsigned request.
    Anonymous,
}

impl PrincipalKind {
    /// Every kind.
    pub const ALL: [PrincipalKind; 9] = [
        PrincipalKind::User,
        PrincipalKind::Role,
        PrincipalKind::SessionOf,
        PrincipalKind::FederatedUser,
        PrincipalKind::Root,
        PrincipalKind::Service,
        PrincipalKind::WebIdentity,
        PrincipalKind::Saml,
        PrincipalKind::Anonymous,
    ];

    /// The field that identifies it in the scenario.
    #[must_use]
    pub fn field(self) -> &'static str {
        iamwhy_scenario::Principal::FIELDS
            .get(self as usize)
            .copied()
            .unwrap_or("user")
    }

    /// What to call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            PrincipalKind::User => "IAM user",
            PrincipalKind::Role => "role",
            PrincipalKind::SessionOf => "another session of a role",
            PrincipalKind::FederatedUser => "federated user",
            PrincipalKind::Root => "root user",
            PrincipalKind::Service => "AWS service",
            PrincipalKind::WebIdentity => "web identity",
            PrincipalKind::Saml => "SAML identity",
            PrincipalKind::Anonymous => "anyone, unsigned",
        }
    }

    /// What its identifying field holds, for the page.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            PrincipalKind::User => "arn:aws:iam::111122223333:user/alice",
            PrincipalKind::Role => "arn:aws:iam::111122223333:role/app",
            PrincipalKind::SessionOf => "app",
            PrincipalKind::FederatedUser => "arn:aws:sts::111122223333:federated-user/alice",
            PrincipalKind::Root => "111122223333",
            PrincipalKind::Service => "cloudtrail.amazonaws.com",
            PrincipalKind::WebIdentity => "cognito-identity.amazonaws.com",
            PrincipalKind::Saml => "arn:aws:iam::111122223333:saml-provider/idp",
            PrincipalKind::Anonymous => "true",
        }
    }

    fn value(self, text: &str) -> String {
        match self {
            PrincipalKind::Anonymous => "true".to_owned(),
            _ => quoted(text),
        }
    }
}

impl Bench {
    /// Declares a principal.
    ///
    /// # Errors
    /// Where the name is taken.
    pub fn add_principal(&mut self, name: &str, kind: PrincipalKind, text: &str) -> Result<(), Problem> {
        let at = self.free(&["principals", name])?;
        let value = match kind {
            PrincipalKind::User | PrincipalKind::Role => [
                "{\n  ",
                &quoted(kind.field()),
                ": ",
                &kind.value(text),
                ",\n  \"policies\": []\n}",
            ]
            .concat(),
            _ => ["{ ", &quoted(kind.field()), ": ", &kind.value(text), " }"].concat(),
        };
        self.change("", &["add ", name].concat(), &[&|json| edit::set(json, &at, &value)])
    }

    /// Changes what a principal is. Fields that its new kind does not have go.
    ///
    /// # Errors
    /// Where there is none of this name, or it would be a session of itself.
    pub fn edit_principal(&mut self, name: &str, kind: PrincipalKind, text: &str) -> Result<(), Problem> {
        if kind == PrincipalKind::SessionOf && name == text {
            return Err(Problem::plain(["`", name, "` cannot be a session of itself"].concat()));
        }
        let at = pointer::of(&["principals", name]);
        let json = self.tree()?;
        let node = json.at_pointer(&at, json.root()).ok_or_else(|| none(name))?;
        let old = json
            .members(node)
            .filter_map(|(key, _)| json.string(key))
            .find(|key| iamwhy_scenario::Principal::FIELDS.contains(key));
        let field = old.map(|old| pointer::join(&at, old)).ok_or_else(|| none(name))?;
        let value = kind.value(text);
        let tag = ["principal ", name, " is ", kind.field()].concat();
        if old == Some(kind.field()) {
            return self.change(
                &tag,
                &["change ", name].concat(),
                &[&|json| edit::set(json, &field, &value)],
            );
        }
        let gone: Vec<String> = json
            .members(node)
            .filter_map(|(key, _)| json.string(key))
            .filter(|key| Some(*key) != old && !fits(kind, key))
            .map(|key| pointer::join(&at, key))
            .collect();
        let new = pointer::join(&at, kind.field());
        self.step_of(&tag, &["change ", name].concat(), |bench| {
            for gone in &gone {
                bench.change("", "", &[&|json| edit::remove(json, gone)])?;
            }
            bench.change(
                "",
                "",
                &[&|json| edit::rename_key(json, &field, kind.field()), &|json| {
                    edit::set(json, &new, &value)
                }],
            )
        })
    }

    /// Gives a principal another name, wherever it is used.
    ///
    /// # Errors
    /// Where the name is taken.
    pub fn rename_principal(&mut self, old: &str, name: &str) -> Result<(), Problem> {
        self.free(&["principals", name])?;
        let (from, to) = (pointer::of(&["principals", old]), pointer::of(&["principals", name]));
        self.step(&["rename ", old, " to ", name].concat(), |bench| {
            bench.change("", "", &[&|json| edit::rename_key(json, &from, name)])?;
            bench.replace_all(&|json| callers(json, old), &quoted(name))?;
            bench.state.follow(&|own| renamed(&from, &to, own));
            Ok(())
        })
    }

    /// Removes a principal. Cases that name it are in error then.
    ///
    /// # Errors
    /// Where there is none of this name.
    pub fn remove_principal(&mut self, name: &str) -> Result<(), Problem> {
        let at = pointer::of(&["principals", name]);
        self.change("", &["remove ", name].concat(), &[&|json| edit::remove(json, &at)])
    }

    /// Sets a field of a principal to JSON text, such as `session` or `tags`; none removes it.
    ///
    /// # Errors
    /// Where there is no such principal.
    pub fn set_principal_field(&mut self, name: &str, field: &str, value: Option<&str>) -> Result<(), Problem> {
        let at = pointer::of(&["principals", name, field]);
        let tag = ["principal ", name, " ", field].concat();
        let title = ["change the ", field, " of ", name].concat();
        match value {
            Some(value) => self.change(&tag, &title, &[&|json| edit::set(json, &at, value)]),
            None => self.change(&tag, &title, &[&|json| edit::remove(json, &at)]),
        }
    }

    /// The pointer of a place for something new.
    pub(super) fn free(&self, steps: &[&str]) -> Result<String, Problem> {
        let json = self.tree()?;
        let at = pointer::of(steps);
        let name = steps.last().copied().unwrap_or("");
        if name.is_empty() {
            return Err(Problem::plain("a name cannot be empty"));
        }
        match json.at_pointer(&at, json.root()) {
            None => Ok(at),
            Some(_) => Err(Problem::plain(["the name `", name, "` is taken already"].concat())),
        }
    }
}

fn none(name: &str) -> Problem {
    Problem::plain(["no principal is named `", name, "`"].concat())
}

/// Whether principals of a kind have a field.
fn fits(kind: PrincipalKind, field: &str) -> bool {
    let session = matches!(
        field,
        "session"
            | "sessionPolicies"
            | "sessionTags"
            | "transitiveTags"
            | "sourceIdentity"
            | "federatedProvider"
            | "assumedBy"
    );
    match kind {
        PrincipalKind::User => matches!(field, "id" | "policies" | "groups" | "boundary" | "tags" | "credential"),
        PrincipalKind::Role => {
            session || matches!(field, "id" | "policies" | "boundary" | "tags" | "trust" | "credential")
        }
        PrincipalKind::SessionOf => session || field == "credential",
        PrincipalKind::FederatedUser => matches!(field, "of" | "sessionPolicies" | "sessionTags"),
        PrincipalKind::Root => matches!(field, "taskPolicy" | "credential"),
        PrincipalKind::Service => matches!(field, "sourceArn" | "sourceAccount"),
        PrincipalKind::WebIdentity | PrincipalKind::Saml => field == "claims",
        PrincipalKind::Anonymous => false,
    }
}

/// Every place that names a principal.
fn callers(json: &Json, name: &str) -> Vec<String> {
    let root = json.root();
    let mut found = Vec::new();
    for node in json.descendants(root) {
        if json.kind(node) != Kind::String || json.is_key(node) || json.string(node) != Some(name) {
            continue;
        }
        let at = json.pointer(node, root);
        let steps = pointer::steps(&at);
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let names = matches!(
            steps.as_slice(),
            ["cases", _, "principal"]
                | ["cases", _, "matrix", "principal", _]
                | ["principals", _, "sessionOf" | "of" | "assumedBy"]
        );
        found.extend(names.then_some(at));
    }
    found
}
