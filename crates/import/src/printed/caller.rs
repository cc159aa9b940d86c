//! `aws sts get-caller-identity`.

use iamwhy_policy::{Json, NodeId};

use super::{Printed, Tells, text};
use crate::arn::{Arn, is_account};

pub(super) fn caller(json: &Json, root: NodeId) -> Option<Printed> {
    let id = text(json, root, "UserId")?;
    let account = text(json, root, "Account").filter(|own| is_account(own))?;
    let written = text(json, root, "Arn")?;
    let arn = Arn::split(written)?;
    let (kind, rest) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    let mut session = None;
    // Of a session it is the role's id and the session's name.
    let own = Some(id.split(':').next().unwrap_or(id).to_owned()).filter(|own| !is_account(own));
    let (field, value) = match kind {
        "user" => ("user", written.to_owned()),
        "assumed-role" => {
            let (role, name) = rest.split_once('/')?;
            session = Some(name.to_owned());
            let role = [
                "arn:",
                arn.partition,
                ":iam::",
                account,
                ":role/",
                crate::scenario::path(role),
                role,
            ]
            .concat();
            ("role", role)
        }
        "federated-user" => ("federatedUser", written.to_owned()),
        "root" => ("root", account.to_owned()),
        _ => return None,
    };
    Some(Printed::new(
        &["The caller: `", written, "`"].concat(),
        Tells::Caller {
            field,
            value,
            id: own.filter(|_| matches!(field, "user" | "role")),
            session,
            account: account.to_owned(),
        },
    ))
}
