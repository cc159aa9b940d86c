//! Whether an action is on a resource.

use iamwhy_catalog::{Action, matches_pattern};
use iamwhy_policy::Arn;

/// What actions are on besides the resources that AWS lists for them: AWS's guides and sample policies name it.
const BESIDES: [(&str, &str); 2] = [
    // Macros that AWS hosts (AWS's data perimeter samples, CloudFormation endpoint policy; read in 2026-11).
    ("cloudformation:CreateChangeSet", "arn:*:cloudformation:*:*:transform/*"),
    // Sessions of `ssm` (Systems Manager guide, Session Manager), where AWS lists none.
    ("ssmmessages:*", "*"),
];

/// Whether a `Resource` can name one that the action is on; none for an action that AWS lists no resource for.
pub(crate) fn is_on(action: Action<'_>, resource: &str) -> Option<bool> {
    let name = action.to_string();
    let named = |(own, arn): &(&str, &str)| matches_pattern(own, &name) && matches_pattern(arn, resource);
    if BESIDES.iter().any(named) {
        return Some(true);
    }
    let mut types = action.on().map(|on| on.resource_type()).peekable();
    types.peek()?;
    let parts = Arn::split(resource);
    // AWS's own documents and public parameters are in no account.
    let public = parts.service() == "ssm" && parts.account().is_empty();
    // A Multi-Region Access Point has no Region; AWS lists its objects as those of an access point in one.
    let anywhere = parts.service() == "s3" && parts.region().is_empty() && parts.resource().starts_with("accesspoint/");
    let placed = anywhere.then(|| resource.replacen(":s3::", ":s3:us-east-1:", 1));
    let owned = public.then(|| resource.replacen("::", ":111122223333:", 1));
    let written = [Some(resource), owned.as_deref(), placed.as_deref()];
    Some(types.any(|own| written.iter().flatten().any(|arn| own.matches(arn))))
}
