//! Who was refused.

use crate::Piece;
use crate::arn::{Arn, is_account};

/// Who was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// As the message writes it.
    pub written: Piece,
    /// What kind of principal it is.
    pub is: CallerIs,
    /// The account.
    pub account: Option<String>,
    /// The partition; `aws` where nothing says otherwise.
    pub partition: String,
}

/// The kinds of principals that messages name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallerIs {
    /// An IAM user.
    User {
        /// Without its path.
        name: String,
    },
    /// A role; who calls is a session of it that the message does not name.
    Role {
        /// Without its path.
        name: String,
    },
    /// A session of a role. The role's path is not in its ARN.
    Session {
        /// The role's name.
        role: String,
        /// The session's name.
        session: String,
    },
    /// A federated user.
    FederatedUser {
        /// Its name.
        name: String,
    },
    /// The root user of the account.
    Root,
    /// Nobody: the request was not signed (ERR-15).
    Anonymous,
    /// A service of AWS.
    Service,
    /// Something else, or a text that is cut short.
    Other,
}

impl Caller {
    pub(super) fn of(written: Piece) -> Caller {
        let text = written.text.as_str();
        let arn = Arn::split(text);
        let is = match arn {
            Some(arn) => of_arn(arn),
            None if text.eq_ignore_ascii_case("anonymous") => CallerIs::Anonymous,
            None if is_service(text) => CallerIs::Service,
            None => CallerIs::Other,
        };
        Caller {
            is,
            account: arn
                .and_then(Arn::owner)
                .or(Some(text).filter(|text| is_account(text)))
                .map(str::to_owned),
            partition: arn.map_or("aws", |arn| arn.partition).to_owned(),
            written,
        }
    }

    /// The name that people know it by: the user's or role's, not the session's.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.is {
            CallerIs::User { name } | CallerIs::Role { name } | CallerIs::FederatedUser { name } => name,
            CallerIs::Session { role, .. } => role,
            CallerIs::Root => "root",
            CallerIs::Anonymous => "anonymous",
            CallerIs::Service | CallerIs::Other => &self.written.text,
        }
    }

    /// Whether it is a session of a role.
    pub(crate) fn role(&self) -> Option<&str> {
        match &self.is {
            CallerIs::Role { name } => Some(name),
            CallerIs::Session { role, .. } => Some(role),
            _ => None,
        }
    }
}

fn of_arn(arn: Arn<'_>) -> CallerIs {
    let (kind, rest) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    let name = arn.name().to_owned();
    let whole = arn.owner().is_some() && !name.is_empty() && arn.region.is_empty();
    match (arn.service, kind) {
        ("iam", "root") if arn.resource == "root" && whole => CallerIs::Root,
        ("iam", "user") if whole && !rest.is_empty() => CallerIs::User { name },
        ("iam", "role") if whole && !rest.is_empty() => CallerIs::Role { name },
        ("sts", "federated-user") if whole && !rest.is_empty() => CallerIs::FederatedUser { name: rest.to_owned() },
        ("sts", "assumed-role") if whole => match rest.split_once('/') {
            Some((role, session)) if !role.is_empty() && !session.is_empty() && !session.contains(['/', ':']) => {
                CallerIs::Session {
                    role: role.to_owned(),
                    session: session.to_owned(),
                }
            }
            // The session's name is cut off, or left out.
            _ if !rest.is_empty() && !rest.contains('/') => CallerIs::Role { name: rest.to_owned() },
            _ => CallerIs::Other,
        },
        _ => CallerIs::Other,
    }
}

/// `lambda.amazonaws.com`, also of other partitions.
fn is_service(text: &str) -> bool {
    let host = text.strip_suffix(".cn").unwrap_or(text);
    let name = host.strip_suffix(".amazonaws.com").unwrap_or_default();
    !name.is_empty() && !name.contains([' ', ':', '/', '*'])
}
