//! Who calls: the principals of a scenario, read into one shape.

use serde_json::{Value, json};

use super::scene::{Scene, arn_field, str_of};
use super::{Known, not_covered};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    User,
    Role,
    Federated,
    Root,
    Service,
    WebIdentity,
    Saml,
    Anonymous,
}

/// The requester (MODEL-6).
pub(crate) struct Caller<'a> {
    pub(crate) kind: Kind,
    pub(crate) partition: Option<String>,
    pub(crate) account: Option<String>,
    /// User, role, federated-user or root ARN; the name of a service; a provider; empty when anonymous.
    pub(crate) arn: String,
    /// The session name and the session's ARN, of a role.
    pub(crate) session_name: String,
    pub(crate) session_arn: String,
    /// Whether the role's path is known (AMEND-17).
    pub(crate) path_known: bool,
    /// The entry that carries id, policies, groups, boundary, tags; of a federated user its parent's.
    pub(crate) entity: &'a Value,
    pub(crate) entity_place: String,
    /// The entry that carries what belongs to the session.
    pub(crate) session: &'a Value,
    pub(crate) session_place: String,
    /// Of a federated user: who called GetFederationToken.
    pub(crate) parent: Option<Box<Caller<'a>>>,
}

static NOTHING: Value = Value::Null;

impl<'a> Caller<'a> {
    pub(crate) fn find(scene: &Scene<'a>, text: &str) -> Known<Caller<'a>> {
        if let Some(entry) = scene.root["principals"].get(text) {
            return Caller::declared(scene, text, entry);
        }
        let entries = || scene.root["principals"].as_object().into_iter().flatten();
        for (name, entry) in entries() {
            let caller = Caller::declared(scene, name, entry)?;
            let face = if entry.get("sessionOf").is_some() {
                &caller.session_arn
            } else {
                &caller.arn
            };
            if face == text || caller.kind == Kind::Role && caller.session_arn == text {
                return Ok(caller);
            }
        }
        let (Some(partition), Some(account), Some(rest)) = (arn_field(text, 1), arn_field(text, 4), arn_field(text, 5))
        else {
            return not_covered(format!("no principal is called `{text}`"));
        };
        let (kind, name) = rest.split_once('/').unwrap_or((rest, ""));
        let mut caller = Caller::bare(Kind::User, text.to_owned());
        match kind {
            "user" => {}
            "root" => caller.kind = Kind::Root,
            "federated-user" => caller.kind = Kind::Federated,
            "role" => return Ok(caller.role(text, "session")),
            "assumed-role" => {
                let (role, session) = name.split_once('/').unwrap_or((name, "session"));
                let same = |(_, entry): &(&String, &'a Value)| {
                    let arn = str_of(entry, "role").unwrap_or_default();
                    arn_field(arn, 1) == Some(partition) && arn_field(arn, 4) == Some(account) && last(arn) == role
                };
                let Some((name, entry)) = entries().find(same) else {
                    caller.path_known = false;
                    return Ok(caller.role(&format!("arn:{partition}:iam::{account}:role/{role}"), session));
                };
                caller.entity = entry;
                caller.entity_place = format!("principals.{name}");
                return Ok(caller.role(str_of(entry, "role").unwrap_or_default(), session));
            }
            _ => return not_covered(format!("`{text}` is no principal")),
        }
        Ok(caller)
    }

    fn bare(kind: Kind, arn: String) -> Caller<'a> {
        Caller {
            kind,
            partition: arn_field(&arn, 1).map(str::to_owned),
            account: arn_field(&arn, 4).map(str::to_owned),
            arn,
            session_name: String::new(),
            session_arn: String::new(),
            path_known: true,
            entity: &NOTHING,
            entity_place: String::new(),
            session: &NOTHING,
            session_place: String::new(),
            parent: None,
        }
    }

    fn role(mut self, arn: &str, session: &str) -> Caller<'a> {
        let (partition, account) = (
            arn_field(arn, 1).unwrap_or_default(),
            arn_field(arn, 4).unwrap_or_default(),
        );
        self.kind = Kind::Role;
        self.partition = Some(partition.to_owned());
        self.account = Some(account.to_owned());
        self.session_name = session.to_owned();
        self.session_arn = format!("arn:{partition}:sts::{account}:assumed-role/{}/{session}", last(arn));
        self.arn = arn.to_owned();
        self
    }

    fn declared(scene: &Scene<'a>, name: &str, entry: &'a Value) -> Known<Caller<'a>> {
        let field = |f: &str| str_of(entry, f);
        let place = format!("principals.{name}");
        let mut caller = if let Some(arn) = field("user") {
            Caller::bare(Kind::User, arn.to_owned())
        } else if let Some(arn) = field("role") {
            Caller::bare(Kind::Role, arn.to_owned()).role(arn, field("session").unwrap_or("session"))
        } else if let Some(of) = field("sessionOf") {
            let mut caller = match scene.root["principals"].get(of) {
                Some(entry) if entry.get("role").is_some() => Caller::declared(scene, of, entry)?,
                _ => return not_covered(format!("no role is called `{of}`")),
            };
            let arn = caller.arn.clone();
            caller.session = entry;
            caller.session_place = place;
            return Ok(caller.role(&arn, field("session").unwrap_or("session")));
        } else if let Some(arn) = field("federatedUser") {
            let mut caller = Caller::bare(Kind::Federated, arn.to_owned());
            if let Some(of) = field("of") {
                match scene.root["principals"].get(of) {
                    Some(parent) if parent.get("user").or(parent.get("root")).is_some() => {
                        let parent = Caller::declared(scene, of, parent)?;
                        caller.entity = parent.entity;
                        caller.entity_place.clone_from(&parent.entity_place);
                        caller.parent = Some(Box::new(parent));
                    }
                    _ => return not_covered(format!("no user is called `{of}`")),
                }
            }
            caller.session = entry;
            caller.session_place = place;
            return Ok(caller);
        } else if let Some(account) = field("root") {
            Caller::bare(Kind::Root, format!("arn:aws:iam::{account}:root"))
        } else if let Some(service) = field("service") {
            Caller::bare(Kind::Service, service.to_owned())
        } else if let Some(provider) = field("webIdentity") {
            Caller {
                account: None,
                ..Caller::bare(Kind::WebIdentity, provider.to_owned())
            }
        } else if let Some(provider) = field("saml") {
            Caller {
                account: None,
                ..Caller::bare(Kind::Saml, provider.to_owned())
            }
        } else {
            Caller::bare(Kind::Anonymous, String::new())
        };
        caller.entity = entry;
        caller.session = entry;
        caller.entity_place.clone_from(&place);
        caller.session_place = place;
        Ok(caller)
    }

    /// Whether the caller is an IAM principal of an account, with policies of its own.
    pub(crate) fn is_iam(&self) -> bool {
        matches!(self.kind, Kind::User | Kind::Role | Kind::Federated | Kind::Root)
    }

    pub(crate) fn is_federated_login(&self) -> bool {
        matches!(self.kind, Kind::WebIdentity | Kind::Saml)
    }

    pub(crate) fn is_service_linked(&self) -> bool {
        self.kind == Kind::Role && self.arn.contains(":role/aws-service-role/")
    }

    pub(crate) fn id(&self) -> Option<&'a str> {
        str_of(self.entity, "id")
    }

    pub(crate) fn credential(&self) -> &'a str {
        str_of(self.session, "credential").unwrap_or("longTerm")
    }

    /// Whether an AssumeRoot session, which its task policy limits (SAME-8).
    pub(crate) fn is_task_session(&self) -> bool {
        self.kind == Kind::Root && self.session.get("taskPolicy").is_some()
    }

    /// Who assumed the role, for what a session inherits (STS-9, STS-10).
    pub(crate) fn assumed_by(&self, scene: &Scene<'a>) -> Known<Option<Caller<'a>>> {
        str_of(self.session, "assumedBy")
            .map(|by| Caller::find(scene, by))
            .transpose()
    }

    /// The shortest `Principal` element that names exactly this caller.
    pub(crate) fn element(&self) -> Value {
        match self.kind {
            Kind::Role => json!({ "AWS": self.session_arn }),
            Kind::User | Kind::Federated | Kind::Root => json!({ "AWS": self.arn }),
            Kind::Service => json!({ "Service": self.arn }),
            Kind::WebIdentity | Kind::Saml => json!({ "Federated": self.arn }),
            Kind::Anonymous => json!("*"),
        }
    }
}

/// The friendly name: what follows the last slash.
pub(crate) fn last(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or_default()
}
