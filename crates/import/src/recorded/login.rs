//! Logins with the token or the assertion of an identity provider, and what sessions keep of them.

use iamwhy_policy::{Json, NodeId};

use super::{Recorded, text};
use crate::arn::Arn;
use crate::denial::{CallerIs, Denial};

/// Providers whose claims have names of their own: the application's and the user's. Of all others they are `aud` and `sub`.
const CLAIMS: [(&str, &str, &str); 2] = [
    ("graph.facebook.com", "app_id", "id"),
    ("www.amazon.com", "app_id", "user_id"),
];

/// Who logs in: a provider speaks for him, and the claims are what the record says of him.
pub(super) fn login(json: &Json, event: NodeId, denial: &mut Denial, recorded: &mut Recorded) {
    let at = |pointer: &str| text(json, event, pointer);
    let identity = |name: &str| at(&["/userIdentity/", name].concat());
    match identity("type") {
        Some("SAMLUser") => {
            // What `userIdentity` calls the provider is the qualifier of the name.
            let named = at("/requestParameters/principalArn");
            let is_one = |own: &&str| Arn::split(own).is_some_and(|own| own.resource.starts_with("saml-provider/"));
            recorded.provider = named.filter(is_one).map(str::to_owned);
            let keys = [("saml:namequalifier", "identityProvider"), ("saml:sub", "userName")];
            for (key, name) in keys {
                if let Some(value) = identity(name) {
                    recorded.add(key, value);
                }
            }
        }
        Some("WebIdentityUser") => {
            let Some(provider) = identity("identityProvider") else {
                return;
            };
            recorded.provider = Some(provider.to_owned());
            let host = provider.split_once("oidc-provider/").map_or(provider, |(_, host)| host);
            let own = CLAIMS.iter().find(|(own, ..)| *own == host);
            let (application, user) = own.map_or(("aud", "sub"), |(_, application, user)| (*application, *user));
            let name = identity("userName");
            if let Some(name) = name {
                recorded.add(&[host, ":", user].concat(), name);
            }
            // The id is made of provider, application and user, with colons between and in them.
            let rest = identity("principalId").and_then(|id| id.strip_prefix(provider)?.strip_prefix(':'));
            let middle = rest
                .zip(name)
                .and_then(|(rest, name)| rest.strip_suffix(name)?.strip_suffix(':'));
            if let Some(middle) = middle {
                recorded.add(&[host, ":", application].concat(), middle);
            }
        }
        _ => return,
    }
    // The message of SAML leaves a hole where a name should be.
    if denial
        .caller
        .as_ref()
        .is_some_and(|caller| caller.is == CallerIs::Other)
    {
        denial.caller = None;
    }
}

/// The provider by whose token a role was assumed, and the claims that its session keeps.
pub(super) fn kept(json: &Json, event: NodeId, recorded: &mut Recorded) {
    let from = "/userIdentity/sessionContext/webIdFederationData";
    let provider = text(json, event, &[from, "/federatedProvider"].concat());
    let is_one = |own: &&str| Arn::split(own).is_some() || (own.contains('.') && !own.contains(['/', ':']));
    recorded.federated = provider.filter(is_one).map(str::to_owned);
    let kept = json.at_pointer(&[from, "/attributes"].concat(), event);
    for (key, value) in kept.into_iter().flat_map(|own| json.members(own)) {
        if let (Some(key), Some(value)) = (json.string(key).filter(|own| own.contains(':')), json.string(value)) {
            recorded.add(key, value);
        }
    }
}
