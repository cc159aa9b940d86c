//! S3 ACLs: canned ones and lists of grants.

use crate::arn::is_account;
use crate::value::Value;

const EVERYBODY: &str = "AllUsers";
const SIGNED: &str = "AuthenticatedUsers";
const LOGS: &str = "LogDelivery";

/// The entries of a canned ACL, whatever its spelling, without those of the bucket's own owner; none where they cannot be said.
/// As the S3 User Guide lists them, read 2026-11.
pub(crate) fn canned(name: &str) -> Option<Value> {
    let plain: String = name.chars().filter(|letter| *letter != '-').collect();
    let entries: &[(&str, &str)] = match plain.to_ascii_lowercase().as_str() {
        "private" | "bucketownerread" | "bucketownerfullcontrol" => &[],
        "publicread" => &[(EVERYBODY, "READ")],
        "publicreadwrite" => &[(EVERYBODY, "READ"), (EVERYBODY, "WRITE")],
        "authenticatedread" => &[(SIGNED, "READ")],
        "logdeliverywrite" => &[(LOGS, "WRITE"), (LOGS, "READ_ACP")],
        // That lets in Amazon EC2, which no entry can name.
        _ => return None,
    };
    Some(Value::List(entries.iter().map(|(who, what)| said(who, what)).collect()))
}

/// The entry of a grant; none where the format cannot say to whom, or what.
fn entry(who: &str, permission: &str) -> Option<Value> {
    const GROUPS: [(&str, &str); 3] = [
        ("http://acs.amazonaws.com/groups/global/AllUsers", EVERYBODY),
        ("http://acs.amazonaws.com/groups/global/AuthenticatedUsers", SIGNED),
        ("http://acs.amazonaws.com/groups/s3/LogDelivery", LOGS),
    ];
    const PERMISSIONS: [&str; 5] = ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"];
    let is_canonical = who.len() == 64 && who.bytes().all(|byte| byte.is_ascii_hexdigit());
    let group = GROUPS.iter().find(|(uri, _)| *uri == who).map(|(_, group)| *group);
    let who = group.or((is_canonical || is_account(who)).then_some(who))?;
    PERMISSIONS.contains(&permission).then(|| said(who, permission))
}

fn said(who: &str, permission: &str) -> Value {
    Value::object([("grantee", who.into()), ("permission", permission.into())])
}

/// The entries of grants: to whom by URI or canonical id, and what. What the owner himself may do is left out: it decides nothing.
/// Unknown where one of them cannot be said.
pub(crate) fn entries_of(grants: &[(Option<String>, Option<String>)], owner: Option<&str>) -> Option<Value> {
    let mut entries = Vec::new();
    for (who, permission) in grants {
        let (who, permission) = who.as_deref().zip(permission.as_deref())?;
        if Some(who) != owner {
            entries.push(entry(who, permission)?);
        }
    }
    Some(Value::List(entries))
}
