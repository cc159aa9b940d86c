//! The organization, of which a message says at most the id and the management account.

use iamwhy_policy::PolicyType;

use super::Cast;
use crate::arn::Arn;
use crate::denial::{Blame, Denial};
use crate::value::Value;

/// `organization` and `accounts`. The root stands for every level above the account.
pub(super) fn organization(denial: &Denial, cast: &Cast<'_>) -> Option<(Value, Value)> {
    let policy = denial.policy.as_ref().map(|policy| policy.text.as_str());
    let named = policy.and_then(Arn::split).filter(|arn| arn.service == "organizations");
    // AWS names a policy only inside one account or one organization (ERR-7); else a foreign owner is left outside.
    let together =
        !denial.is_cross_account() || policy.is_some() || denial.reason.blame == Blame::Policy(PolicyType::Rcp);
    let owner = cast.owner.filter(|_| together);
    let mut members: Vec<&str> = cast.account.into_iter().chain(owner).collect();
    members.dedup();
    if members.is_empty() {
        return None;
    }
    let id = named
        .and_then(|arn| {
            arn.resource
                .split('/')
                .find(|part| part.starts_with("o-") && part.len() > 2)
        })
        .unwrap_or("o-unknown");
    let scps = || denial.unseen_list(PolicyType::Scp);
    let rcps = || denial.unseen_list(PolicyType::Rcp);
    let mut organization = vec![("id".to_owned(), id.into())];
    let management = named.and_then(Arn::owner).filter(|account| !members.contains(account));
    if let Some(account) = management {
        organization.push(("managementAccount".to_owned(), account.into()));
    }
    let list = members.iter().map(|account| Value::from(*account)).collect();
    let root = Value::object([
        ("id", "r-unknown".into()),
        ("scps", scps()),
        ("rcps", rcps()),
        ("accounts", Value::List(list)),
    ]);
    organization.push(("root".to_owned(), root));
    let accounts = members.iter().map(|account| {
        let own = Value::object([("scps", Value::unknown()), ("rcps", Value::unknown())]);
        ((*account).to_owned(), own)
    });
    Some((Value::Object(organization), Value::Object(accounts.collect())))
}
