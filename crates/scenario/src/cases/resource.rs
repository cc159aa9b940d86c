//! From the resource that a case writes to its ARN.

use iamwhy_policy::Listed;

use crate::{
    arn::{self, Arn, account_of},
    model::Scenario,
};

/// Why a resource is none.
pub(crate) enum ResourceFault<'t> {
    /// No resource has this name.
    Dangling(&'t str),
    /// It should be an ARN and is not.
    Malformed(String),
}

/// Most places of a text that a name of a resource may end at: a bound for hostile files.
const ENDS: usize = 64;

/// The ARN behind a name, a name plus a tail, an ARN, or `*`.
pub(crate) fn find_resource<'t>(scenario: &Scenario, text: &'t str) -> Result<String, ResourceFault<'t>> {
    if text == "*" {
        return Ok(text.to_owned());
    }
    if text.starts_with("arn:") {
        return arn::fault(text).map_or_else(|| Ok(text.to_owned()), |fault| Err(ResourceFault::Malformed(fault)));
    }
    if let Some(resource) = scenario.resources.get(text) {
        return Ok(resource.arn.clone());
    }
    // The longest name wins. What governs an ARN ends before `/` or `:`, and so does its name.
    let ends: Vec<usize> = text.match_indices(['/', ':']).map(|(at, _)| at).take(ENDS).listed();
    for at in ends.into_iter().rev() {
        if let (name, tail) = text.split_at(at)
            && let Some(resource) = scenario.resources.get(name)
        {
            return Ok(format!("{}{tail}", resource.arn));
        }
    }
    Err(ResourceFault::Dangling(text.split('/').next().unwrap_or(text)))
}

/// The bucket of an S3 object, or the access point through which it is named; the ARN itself where it is neither.
pub(super) fn bucket_of(arn: &str) -> String {
    if arn.contains(":accesspoint/") {
        return arn.split_once("/object/").map_or(arn, |(point, _)| point).to_owned();
    }
    arn.split_once('/').map_or(arn, |(bucket, _)| bucket).to_owned()
}

/// What CloudWatch Logs asks for with calls about a log group: a stream without a name. Hence the `:*` behind groups in policies.
pub(super) fn log_streams(arn: &str) -> String {
    let group = arn.strip_suffix(":*").unwrap_or(arn);
    match group.contains(":log-stream:") || !group.contains(":log-group:") {
        true => group.to_owned(),
        false => [group, ":log-stream:"].concat(),
    }
}

/// A Glue table or database with all its ancestors, the catalog first (SRV-5).
pub(super) fn glue_tree(arn: &str) -> Vec<String> {
    let Some(parts) = Arn::split(arn) else {
        return vec![arn.to_owned()];
    };
    let Some(account) = account_of(arn) else {
        return vec![arn.to_owned()];
    };
    let head = format!("arn:{}:{}:{}:{account}:", parts.partition, parts.service, parts.region);
    let mut tree = vec![format!("{head}catalog")];
    if let Some((database, _)) = parts
        .resource
        .strip_prefix("table/")
        .and_then(|table| table.split_once('/'))
    {
        tree.push(format!("{head}database/{database}"));
    }
    if parts.resource != "catalog" {
        tree.push(arn.to_owned());
    }
    tree
}
