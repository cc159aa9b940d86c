//! Values that follow from the world and the request (section 4; a given value wins over all of this, AMEND-11).

use super::created::new_tag;
use super::given;
use super::objects::sends_existing_tags;
use super::pairs::keys_of;
use super::table::Derived;
use super::value::{List, Source, Value};
use crate::bind::Bound;
use crate::compare::fold;
use crate::compile::AccountFacts;
use crate::compile::parts::KeyDef;
use crate::request::ContextValue;
use crate::service::vpce_services::VpceKey;
use crate::service::{credentials, regions};
use crate::world::{Credential, PrincipalIs, Tags, outlives_login};

pub(super) const UNKNOWN: Value<'static> = Value::Unknown {
    presence: false,
    source: Source::Key,
};

fn one(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Absent, Value::One)
}

fn boolean(value: bool) -> Value<'static> {
    Value::One(if value { "true" } else { "false" })
}

/// Tags are found ignoring case; two that differ only by case are ambiguous unless their values agree (CKEY-1, CKEY-3).
pub(crate) fn tag<'a>(tags: &'a [(String, String)], key: &'a str) -> Value<'a> {
    let mut found: Option<&str> = None;
    for (name, value) in tags {
        if fold::same(name, key, false) {
            match found {
                Some(other) if other != value => return Value::Clash(tags, key),
                _ => found = Some(value),
            }
        }
    }
    one(found)
}

fn tags<'a>(tags: &'a Tags, key: &'a str) -> Value<'a> {
    match tags {
        Tags::Known(list) => tag(list, key),
        Tags::Unknown(id) => Value::Unknown {
            presence: true,
            source: Source::Place(*id),
        },
    }
}

/// The derived value of a key.
pub(crate) fn derive<'b>(bound: &'b Bound<'_>, def: &'b KeyDef) -> Value<'b> {
    let principal = bound.principal;
    let context = &bound.request.context;
    let via = !bound.request.via.is_empty();
    let subkey = def.key.folded().get(def.subkey..).unwrap_or("");
    match def.derived {
        Derived::Input => input(bound, def),
        Derived::PrincipalArn
        | Derived::PrincipalAccount
        | Derived::PrincipalType
        | Derived::PrincipalOrgId
        | Derived::PrincipalOrgPaths
        | Derived::PrincipalIsAwsService
        | Derived::PrincipalServiceName
        | Derived::PrincipalServiceNamesList
        | Derived::UserId
        | Derived::UserName => of_principal(bound, def.derived),
        Derived::PrincipalTag => match principal.is {
            _ if principal.is_outside_iam() => Value::Absent,
            _ => tags(&principal.tags, subkey),
        },
        Derived::AssumedRoot if principal.is == PrincipalIs::Root && principal.session_policies.is_some() => {
            boolean(true)
        }
        Derived::AssumedRoot => Value::Absent,
        // Sessions that SAML gave have none.
        Derived::FederatedProvider => one(principal.federated_provider.as_deref().filter(|own| !is_saml(own))),
        Derived::TokenIssueTime if temporary(bound) => UNKNOWN,
        Derived::TokenIssueTime => Value::Absent,
        Derived::MfaAge => mfa(bound, def.derived),
        Derived::MfaPresent => match mfa(bound, def.derived) {
            Value::Absent if given::has_mfa_age(context) => boolean(true),
            own => own,
        },
        Derived::SourceIdentity => one(principal.source_identity.as_deref()),
        Derived::NextSourceIdentity if credentials::makes_session(bound) => next_source_identity(bound),
        Derived::NextSourceIdentity => input(bound, def),
        Derived::SourceIp if principal.is == PrincipalIs::Service => Value::Absent,
        // UND-20: the downstream service may see the calling service's address, wherever the first hop came from.
        Derived::SourceIp if via && bound.assume.other(20) => UNKNOWN,
        Derived::SourceIp if bound.request.endpoint.is_some() || context.is_from_network() => Value::Absent,
        Derived::SourceIp | Derived::UserAgent => UNKNOWN,
        Derived::SourceVpc
        | Derived::SourceVpcArn
        | Derived::SourceVpce
        | Derived::VpceAccount
        | Derived::VpceOrgId
        | Derived::VpceOrgPaths => network(bound, def.derived),
        Derived::ResourceAccount if owner_is_sent(bound) => one(bound.owner.id),
        Derived::ResourceOrgId if owner_is_sent(bound) => one(bound.owner_facts().and_then(|a| a.org_id.as_deref())),
        Derived::ResourceOrgPaths if owner_is_sent(bound) => org_paths(bound.owner_facts()),
        Derived::ResourceAccount | Derived::ResourceOrgId | Derived::ResourceOrgPaths => Value::Absent,
        Derived::ServiceResourceTag if !is_of_service(bound, def) => Value::Absent,
        Derived::ResourceTag | Derived::ServiceResourceTag => match new_tag(bound, subkey) {
            Some(own) => own,
            None => bound.tags().map_or(Value::Absent, |own| tags(own, subkey)),
        },
        Derived::S3ExistingTag if !sends_existing_tags(bound.action_name()) => Value::Absent,
        Derived::S3ExistingTag => bound.object().map_or(Value::Absent, |own| tags(&own.tags, subkey)),
        Derived::S3BucketTag => bound.bucket().map_or(Value::Absent, |own| tags(&own.tags, subkey)),
        Derived::S3AccessPointTag if bound.access_point.is_none() => Value::Absent,
        Derived::S3AccessPointTag => bound.own_entry().map_or(Value::Absent, |own| tags(&own.tags, subkey)),
        Derived::CalledVia if via => Value::Many(List::Names(&bound.request.via)),
        Derived::CalledVia => Value::Absent,
        Derived::CalledViaFirst => given::end(bound, false),
        Derived::CalledViaLast => given::end(bound, true),
        Derived::ViaAwsService => given::is_forwarded(bound),
        Derived::CurrentTime | Derived::EpochTime => bound.clock().map_or(UNKNOWN, Value::One),
        Derived::RequestedRegion => bound.region().map_or(UNKNOWN, Value::One),
        // With each of EC2's actions, as its reference lists it.
        Derived::Ec2Region if bound.service() == "ec2" => bound.called_region().map_or(UNKNOWN, Value::One),
        Derived::Ec2Region => Value::Absent,
        Derived::RequestTag => match tag(&bound.request.tags, subkey) {
            Value::Absent => tag(handed_on(bound), subkey),
            passed => passed,
        },
        Derived::TagKeys => keys_of(&bound.request.tags, handed_on(bound), context, "aws:requesttag/"),
        Derived::EncryptionContextKeys => keys_of(&[], &[], context, "kms:encryptioncontext:"),
        Derived::ObjectTag => tag(bound.request.object_tags(), subkey),
        Derived::ObjectTagKeys => keys_of(bound.request.object_tags(), &[], context, "s3:requestobjecttag/"),
        Derived::SecureTransport => boolean(true),
        Derived::SourceArn => one(principal.source_arn.as_deref()),
        Derived::SourceAccount => one(principal.source_account.as_deref()),
        Derived::SourceOrgId => given::of_source(bound, |own| one(own.and_then(|account| account.org_id.as_deref()))),
        Derived::SourceOrgPaths => given::of_source(bound, org_paths),
        // A service's own keys come with its own actions only.
        Derived::KmsCallerAccount | Derived::KmsViaService | Derived::KmsAliases | Derived::KmsGrantForResource
            if bound.service() != "kms" =>
        {
            Value::Absent
        }
        Derived::KmsGrantForResource => match bound.action_name() {
            "creategrant" | "listgrants" | "revokegrant" if via => boolean(true),
            _ => Value::Absent,
        },
        Derived::KmsCallerAccount => one(principal.account.as_deref()),
        // Its region may not be known.
        Derived::KmsViaService if via && bound.via_service().is_none() => UNKNOWN,
        Derived::KmsViaService => one(bound.via_service()),
        Derived::KmsAliases => match bound.own_entry() {
            Some(resource) if !resource.aliases.is_empty() => Value::Many(List::Names(&resource.aliases)),
            _ => Value::Absent,
        },
        Derived::S3ResourceAccount if bound.service() == "s3" => one(bound.owner.id),
        Derived::S3ResourceAccount => Value::Absent,
        Derived::AccessPointArn => one(bound.access_point.as_ref().map(|point| point.arn)),
        Derived::AccessPointAccount => match &bound.access_point {
            Some(point) => one(point.account),
            None => one(given::point_account(bound)),
        },
        Derived::AccessPointOrigin => one(bound
            .access_point
            .as_ref()
            .map(|point| if point.vpc.is_some() { "VPC" } else { "Internet" })),
    }
}

/// The tags that a session hands on to the one that it asks for; they are in the request as if they were passed (STS-8).
fn handed_on<'b>(bound: &'b Bound<'_>) -> &'b [(String, String)] {
    match credentials::makes_session(bound) {
        true => &bound.principal.transitive,
        false => &[],
    }
}

/// A session's source identity is that of the next one, so that its request carries it under both names (STS-10).
fn next_source_identity<'b>(bound: &'b Bound<'_>) -> Value<'b> {
    match bound.request.context.by_name_folded("aws:SourceIdentity") {
        Some(ContextValue::Unknown { presence }) => Value::Unknown {
            presence: *presence,
            source: Source::Key,
        },
        _ => one(credentials::source_identity(bound)),
    }
}

/// Whether a service's own tag key is sent: with the service's actions, and with those of others on its resources, such
/// as STS on roles (KEY-13).
fn is_of_service(bound: &Bound<'_>, def: &KeyDef) -> bool {
    let prefix = def.key.folded().split(':').next().unwrap_or("");
    prefix == bound.service() || bound.part(2) == Some(prefix)
}

/// Keys that must be given are absent, unless they could be among claims that nobody told us.
fn input<'b>(bound: &'b Bound<'_>, def: &KeyDef) -> Value<'b> {
    match bound.principal.unknown_claims {
        Some(place) if is_claim(bound, def.key.folded()) => Value::Unknown {
            presence: true,
            source: Source::Place(place),
        },
        _ if bound.program.env.open_keys.contains(def.key.folded()) => UNKNOWN,
        _ => Value::Absent,
    }
}

fn is_saml(provider: &str) -> bool {
    provider.contains(":saml-provider/")
}

/// Whether a login could bring the key: one of its provider, of SAML, or of STS (KEY-13).
fn is_claim(bound: &Bound<'_>, key: &str) -> bool {
    let provider = bound.principal.federated_provider.as_deref().unwrap_or("");
    let provider = provider.split_once("oidc-provider/").map_or(provider, |(_, url)| url);
    let (prefix, _) = key.split_once(':').unwrap_or((key, ""));
    // The provider's name may itself have a colon, before a port.
    let own = key
        .get(..provider.len())
        .is_some_and(|own| own.eq_ignore_ascii_case(provider));
    let brought = matches!(prefix, "saml" | "sts") || own && key.as_bytes().get(provider.len()) == Some(&b':');
    brought && (bound.principal.is_login() || outlives_login(key))
}

fn of_principal<'b>(bound: &'b Bound<'_>, key: Derived) -> Value<'b> {
    let principal = bound.principal;
    let unsigned = matches!(
        principal.is,
        PrincipalIs::Anonymous | PrincipalIs::WebIdentity | PrincipalIs::Saml
    );
    let service = principal.is == PrincipalIs::Service;
    let caller = bound
        .caller
        .account
        .and_then(|index| bound.program.accounts.get(index as usize));
    match key {
        // UND-23: what a service principal sends here is not documented.
        Derived::PrincipalArn | Derived::PrincipalAccount | Derived::PrincipalType if service => {
            if bound.assume.other(23) { UNKNOWN } else { Value::Absent }
        }
        Derived::PrincipalArn => one(principal.entity_arn.as_deref()),
        Derived::PrincipalAccount if unsigned => Value::One("anonymous"),
        Derived::PrincipalAccount => one(principal.account.as_deref()),
        Derived::PrincipalOrgId => one(caller.and_then(|account| account.org_id.as_deref())),
        Derived::PrincipalOrgPaths => org_paths(caller),
        Derived::PrincipalIsAwsService if unsigned => Value::Absent,
        Derived::PrincipalIsAwsService => boolean(service),
        Derived::PrincipalServiceName if service => Value::One(&principal.arn),
        Derived::PrincipalServiceNamesList if service => Value::Many(List::Single(&principal.arn)),
        Derived::PrincipalType => Value::One(match principal.is {
            PrincipalIs::Root => "Account",
            PrincipalIs::User => "User",
            PrincipalIs::FederatedUser => "FederatedUser",
            PrincipalIs::Role => "AssumedRole",
            _ => "Anonymous",
        }),
        Derived::UserId => bound.caller.user_id.as_deref().map_or(UNKNOWN, Value::One),
        Derived::UserName if principal.is == PrincipalIs::User => Value::One(&principal.short_name),
        _ => Value::Absent,
    }
}

/// The path in the organization; of an account outside the tree perhaps nobody told us.
fn org_paths(account: Option<&AccountFacts>) -> Value<'_> {
    match account.map(|account| (&account.org_path, &account.org_id)) {
        Some((Some(path), _)) => Value::Many(List::Single(path)),
        Some((None, Some(_))) => UNKNOWN,
        Some((None, None)) | None => Value::Absent,
    }
}

/// Whether the credentials are temporary.
fn temporary(bound: &Bound<'_>) -> bool {
    match bound.principal.is {
        PrincipalIs::Role | PrincipalIs::FederatedUser => true,
        PrincipalIs::User => bound.principal.credential != Credential::LongTerm,
        PrincipalIs::Root => {
            bound.principal.credential != Credential::LongTerm || bound.principal.session_policies.is_some()
        }
        _ => false,
    }
}

/// MFA keys by the way of signing in (KEY-9, KEY-10).
fn mfa<'b>(bound: &Bound<'_>, key: Derived) -> Value<'b> {
    let principal = bound.principal;
    match principal.is {
        PrincipalIs::User | PrincipalIs::Root => {}
        PrincipalIs::Role if bound.assume.other(19) => {}
        _ => return Value::Absent,
    }
    let present = match principal.credential {
        Credential::LongTerm if principal.is == PrincipalIs::User && !bound.request.via.is_empty() => Some(false),
        Credential::LongTerm => None,
        Credential::SessionToken | Credential::Console => Some(false),
        Credential::SessionTokenMfa | Credential::ConsoleMfa => Some(true),
    };
    match (key, present) {
        (Derived::MfaPresent, Some(present)) => boolean(present),
        (Derived::MfaAge, Some(true)) => UNKNOWN,
        _ => Value::Absent,
    }
}

/// Keys of the endpoint; those of a first hop do not reach a forwarded call (FAS-3).
fn network<'b>(bound: &'b Bound<'_>, key: Derived) -> Value<'b> {
    let Some(endpoint) = bound.endpoint() else {
        return Value::Absent;
    };
    let Some(facts) = bound.endpoint_facts() else {
        return Value::Absent;
    };
    let account = facts
        .account
        .and_then(|index| bound.program.accounts.get(index as usize));
    let sent = |key: VpceKey| key.is_sent_with(bound.action());
    match key {
        Derived::SourceVpce => Value::One(&endpoint.id),
        Derived::SourceVpc => one(endpoint.vpc.as_deref()),
        Derived::SourceVpcArn if sent(VpceKey::VpcArn) => match bound.vpc_arn() {
            Some(arn) => Value::One(arn),
            None if endpoint.vpc.is_some() => UNKNOWN,
            None => Value::Absent,
        },
        Derived::VpceAccount if sent(VpceKey::Account) => one(endpoint.account.as_deref()),
        Derived::VpceOrgId if sent(VpceKey::OrgId) => one(account.and_then(|a| a.org_id.as_deref())),
        Derived::VpceOrgPaths if sent(VpceKey::OrgPaths) => org_paths(account),
        _ => Value::Absent,
    }
}

/// A few actions do not send the owner's keys.
fn owner_is_sent(bound: &Bound<'_>) -> bool {
    !regions::hides_owner(bound.action())
}
