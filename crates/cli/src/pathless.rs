//! A session whose role has policies here: the session's ARN does not say the role's path, and an entry must say one.

use iamwhy_scenario::Loaded;

/// A sentence where a policy names a role of this name with a path: it would be the caller's, if that is its role.
pub(crate) fn line(loaded: &Loaded, caller: &str) -> Option<String> {
    let (place, session) = caller.split_once(":assumed-role/")?;
    let name = session.split('/').next()?;
    let head = [place.replacen(":sts:", ":iam:", 1).as_str(), ":role/"].concat();
    let own = [head.as_str(), name].concat();
    let env = loaded.world.environment();
    let taken_for = |arn: Option<&str>| arn == Some(own.as_str());
    if !env
        .principals
        .iter()
        .any(|other| taken_for(other.entity_arn.as_deref()) && other.path_known)
    {
        return None;
    }
    let end = ["/", name].concat();
    env.policies.iter().find_map(|policy| {
        let mut texts = policy.policy.json.text().split('"');
        let other = texts.find(|text| text.starts_with(&head) && text.ends_with(&end) && **text != own)?;
        Some(format!(
            "`{caller}` does not say the path of its role, which is taken for `{own}`; `{}` names `{other}`: if that is the role, give it with `--principal`",
            policy.name
        ))
    })
}
