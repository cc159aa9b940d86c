//! The organization, of which a message says at most the id and the management account.

use iamwhy_policy::PolicyType;

use super::Cast;
use crate::arn::Arn;
use crate::denial::{Blame, Denial};
use crate::value::Value;

/// Whether nobody knows that caller and owner are in one organization: AWS names a policy only inside one (ERR-7).
pub(super) fn may_be_two(denial: &Denial) -> bool {
    denial.is_cross_account() && denial.policy.is_none() && denial.reason.blame != Blame::Policy(PolicyType::Rcp)
}

/// What tells the organizations of caller and owner apart.
pub(super) const OF_OWNER: [&str; 2] = ["aws:ResourceOrgID", "aws:ResourceOrgPaths"];

/// The organization's id, where a record has what policies are asked.
fn recorded_id(denial: &Denial) -> Option<&str> {
    let context = &denial.recorded.as_ref()?.context;
    let mut ids = context
        .iter()
        .filter(|(key, _)| key.eq_ignore_ascii_case("aws:PrincipalOrgID"));
    match ids.next() {
        Some((_, Value::Text(id))) if id.starts_with("o-") => Some(id),
        _ => None,
    }
}

/// `organization` and `accounts`. The root stands for every level above the account.
pub(super) fn organization(denial: &Denial, cast: &Cast<'_>) -> Option<(Value, Value)> {
    let policy = denial.policy.as_ref().map(|policy| policy.text.as_str());
    let named = policy.and_then(Arn::split).filter(|arn| arn.service == "organizations");
    // A foreign owner may be in another organization, whose RCPs bind his resources as well: those of this one stand for them.
    let mut members: Vec<&str> = cast.account.into_iter().chain(cast.owner).collect();
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
        .or_else(|| recorded_id(denial))
        .unwrap_or("o-unknown");
    let scps = || denial.unseen_list(PolicyType::Scp);
    let rcps = || denial.unseen_list(PolicyType::Rcp);
    let mut organization = vec![("id".to_owned(), id.into())];
    // Only somebody of that account, or whom it made administrator of IAM, becomes a member's root (STS-19).
    let is_root_wanted = cast.action.eq_ignore_ascii_case("sts:AssumeRoot");
    let management = named.and_then(Arn::owner).filter(|account| !members.contains(account));
    let management = management.or(cast.account.filter(|_| is_root_wanted));
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
