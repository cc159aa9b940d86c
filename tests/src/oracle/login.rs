//! What a session keeps of the login that made it (FED-1).

use serde_json::Value;

use super::caller::{Caller, Kind};
use super::scene::is_unknown;

/// The full keys, in small letters, that live on after a login with this provider; those of an assertion always could.
pub(crate) fn kept_of(provider: &str) -> Vec<String> {
    let own: &[&str] = match provider {
        "www.amazon.com" => &["app_id", "sub", "user_id"],
        "graph.facebook.com" => &["app_id", "id"],
        _ => &["amr", "aud", "sub"],
    };
    let saml = ["sub", "sub_type", "namequalifier"].map(|claim| format!("saml:{claim}"));
    own.iter()
        .map(|claim| format!("{provider}:{claim}"))
        .chain(saml)
        .collect()
}

impl Caller<'_> {
    pub(crate) fn is_login(&self) -> bool {
        matches!(self.kind, Kind::WebIdentity | Kind::Saml)
    }

    /// Its claims, as far as its session has them.
    pub(crate) fn kept_claims(&self) -> Value {
        match self.session.get("claims") {
            Some(Value::Object(claims)) if !self.session.get("claims").is_some_and(is_unknown) => {
                let url = self.arn.rsplit_once("oidc-provider/");
                let kept = kept_of(&url.map_or(self.arn.as_str(), |(_, url)| url).to_lowercase());
                let own = claims.iter().filter(|(key, _)| kept.contains(&key.to_lowercase()));
                Value::Object(own.map(|(key, value)| (key.clone(), value.clone())).collect())
            }
            Some(unknown) => unknown.clone(),
            None => Value::Null,
        }
    }
}
