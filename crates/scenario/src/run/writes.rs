//! Whether AWS would store the document that a case writes.

use iamwhy_engine::world::{Principal, Resource};
use iamwhy_engine::{ContextValue, Program, Request};
use iamwhy_explain::Warning;
use iamwhy_policy::{NodeId, Parsed, PolicyType, PrincipalEntry, save};

use super::{findings::Document, public::would_be_public};
use crate::{
    model::Writes,
    policies::{Policies, PolicyAt},
};

/// What AWS says to a document.
pub(super) enum Stored {
    /// Stored; what is doubtful.
    Accepted(Vec<Warning>),
    /// Not stored; why.
    Refused(Vec<Warning>),
    /// A public bucket policy, and public policies are blocked (S3-5, ERR-13).
    Blocked(Vec<Warning>),
    /// Nobody told us what it says.
    Unknown(String),
}

/// Judges the document of case number `index`, which would become the policy of `resource`.
pub(super) fn judge(
    policies: &Policies,
    index: usize,
    writes: &Writes,
    program: &Program,
    request: Option<&Request>,
) -> Option<Stored> {
    let place = format!("cases[{index}].writes.policy");
    let loaded = match policies.at(&place)? {
        PolicyAt::Known(loaded) => loaded,
        PolicyAt::Unknown => return Some(Stored::Unknown(place)),
    };
    let parsed = loaded.parse();
    let (kind, service) = kind(&writes.kind);
    let document = Document {
        parsed: &parsed,
        file: &loaded.file,
        kind,
        service,
        open: !loaded.depends.is_empty(),
    };
    let refusals = document.refusals();
    if !refusals.is_empty() {
        return Some(Stored::Refused(refusals));
    }
    let target = request.and_then(|request| target(program, request));
    let of_bucket = kind == PolicyType::Resource && service == Some("s3");
    if let Some(bucket) = target.filter(|_| of_bucket)
        && let Some(value) = elsewhere(bucket, &parsed)
    {
        let message = "Policy has invalid resource (it is not this bucket and not in it)";
        return Some(Stored::Refused(vec![document.found("VALID-6", value, message)]));
    }
    let (mut locked_out, doubts) = document
        .doubts()
        .into_iter()
        .partition::<Vec<_>, _>(|doubt| service == Some("kms") && doubt.rule == "VALID-6");
    let author = request.and_then(|request| program.environment().principals.get(request.principal));
    if service == Some("kms") && locked_out.is_empty() && author.is_some_and(|author| !may_change(author, &parsed)) {
        locked_out.push(document.found("VALID-6", parsed.policy.root, save::LOCKED_OUT));
    }
    if !locked_out.is_empty() && !request.is_some_and(bypasses) {
        return Some(Stored::Refused(locked_out));
    }
    let doubts = [locked_out, doubts].concat();
    let blocked = target.is_some_and(|resource| is_blocked(program, resource, kind, service, &parsed));
    Some(if blocked {
        Stored::Blocked(doubts)
    } else {
        Stored::Accepted(doubts)
    })
}

/// The first resource in a bucket policy that is neither this bucket nor in it. A variable may be anything.
fn elsewhere(bucket: &Resource, parsed: &Parsed) -> Option<NodeId> {
    let name = bucket.arn.rsplit(':').next()?.split('/').next()?;
    let json = &parsed.policy.json;
    let statements = parsed.policy.statements.iter();
    let elements = statements.flat_map(|statement| &statement.resources);
    let values = elements
        .filter(|element| !element.negated)
        .flat_map(|element| &element.values);
    values.copied().find(|value| {
        let own = json.string(*value).and_then(|text| text.strip_prefix("arn:"));
        // partition, service, region and account stand before it
        let own = own.and_then(|text| text.splitn(5, ':').nth(4));
        own.and_then(|own| own.split('/').next())
            .is_some_and(|own| !own.contains(['*', '?', '$']) && own != name)
    })
}

/// Whether a key's policy lets its author replace it, as far as the names in it tell.
fn may_change(author: &Principal, parsed: &Parsed) -> bool {
    let json = &parsed.policy.json;
    let named = |entry: &PrincipalEntry| {
        let text = json.string(entry.value).unwrap_or_default();
        // Nobody knows the unique ID of everybody, or the path of every role.
        let unsure = author.id.is_none() && text.starts_with('A') || !author.path_known;
        let own = [&author.entity_arn, &author.id, &author.account];
        let root = text.strip_suffix(":root").and_then(|rest| rest.rsplit(':').next());
        text == "*"
            || unsure
            || text == author.arn
            || own.into_iter().flatten().any(|own| own == text || root == Some(own))
    };
    let elements = parsed
        .policy
        .statements
        .iter()
        .filter(|own| save::changes_key_policy(json, own))
        .flat_map(|own| &own.principals);
    elements
        .into_iter()
        .any(|element| element.negated || element.entries.iter().any(named))
}

/// Whether the caller takes the risk of a key that nobody can change any more.
fn bypasses(request: &Request) -> bool {
    let given = request.context.by_name("kms:BypassPolicyLockoutSafetyCheck");
    given.is_some_and(|given| matches!(given, ContextValue::One(own) if own.eq_ignore_ascii_case("true")))
}

/// The type that a document would be stored as; a service's prefix means its resource policy.
fn kind(word: &str) -> (PolicyType, Option<&str>) {
    match word {
        "identity" => (PolicyType::Identity, None),
        "managed" => (PolicyType::Managed, None),
        "boundary" => (PolicyType::Boundary, None),
        "session" => (PolicyType::Session, None),
        "trust" => (PolicyType::Trust, None),
        "scp" => (PolicyType::Scp, None),
        "rcp" => (PolicyType::Rcp, None),
        "vpcEndpoint" => (PolicyType::VpcEndpoint, None),
        "accessPoint" => (PolicyType::AccessPoint, None),
        service => (PolicyType::Resource, Some(service)),
    }
}

/// The resource whose policy would be replaced.
fn target<'p>(program: &'p Program, request: &Request) -> Option<&'p Resource> {
    let index = program.ask(request)?.governing()?;
    program.environment().resources.get(index)
}

fn is_blocked(
    program: &Program,
    resource: &Resource,
    kind: PolicyType,
    service: Option<&str>,
    parsed: &Parsed,
) -> bool {
    let of_s3 = kind == PolicyType::AccessPoint || (kind == PolicyType::Resource && service == Some("s3"));
    if !of_s3 {
        return false;
    }
    let env = program.environment();
    let account = resource.account.as_deref().and_then(|id| env.account(id));
    let mut effective = resource.block_public_access;
    // A bucket's setting covers the access points of its own account.
    let bucket = resource.bucket.and_then(|index| env.resources.get(index));
    if let Some(bucket) = bucket.filter(|bucket| bucket.account == resource.account) {
        effective = effective.or(bucket.block_public_access);
    }
    if let Some(account) = account {
        effective = effective.or(account.block_public_access);
        if let (Some(organization), Some(_)) = (&env.organization, account.unit) {
            effective = effective.or(organization.block_public_access);
        }
    }
    effective.block_public_policy && would_be_public(resource, &parsed.policy)
}
