//! Keys that follow from others that are given (KEY-1).

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::{Attribute, Context, attribute};
use super::scene::{Scene, arn_field, is_unknown};

/// What the context of a case says, by the keys in lower case.
pub(super) type Given<'a> = BTreeMap<String, &'a Value>;

/// Whether the key is there whatever its value may be.
fn there(given: &Given, key: &str) -> bool {
    given.get(key).is_some_and(|value| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        unknown if is_unknown(unknown) => unknown["unknown"] != "presence",
        _ => true,
    })
}

impl Context {
    fn follow(&mut self, given: &Given, key: &str, value: Option<Attribute>) {
        if !given.contains_key(key) {
            self.keys.remove(key);
            self.keys.extend(value.map(|value| (key.to_owned(), value)));
        }
    }

    pub(super) fn follow_given(&mut self, scene: &Scene, given: &Given, via: &[&str], point: bool) {
        let open = |of: &str, key: &str, presence: bool| {
            given
                .get(of)
                .filter(|value| is_unknown(value))
                .map(|value| Attribute::Unknown {
                    place: key.to_owned(),
                    presence: presence || value["unknown"] == "presence",
                })
        };
        let listed = |key: &str| {
            let value = given.get(key).filter(|value| !is_unknown(value) && !value.is_null())?;
            attribute(scene, key, value).map(|own| own.values().to_vec())
        };
        let network = ["aws:sourcevpce", "aws:sourcevpc", "aws:vpcsourceip"];
        let service_address = !via.is_empty() && scene.assumes("UND-20", "serviceAddress");
        if network.iter().any(|key| there(given, key)) && !service_address {
            self.follow(given, "aws:sourceip", None); // IP-7
        }
        let chain = ["aws:calledvia", "aws:calledviafirst", "aws:calledvialast"];
        if let Some(services) = listed(chain[0]).filter(|services| !services.is_empty()) {
            self.follow(given, chain[1], services.first().cloned().map(Attribute::One));
            self.follow(given, chain[2], services.last().cloned().map(Attribute::One));
        }
        for end in &chain[1..] {
            if let Some(unknown) = open(chain[0], end, false) {
                self.follow(given, end, Some(unknown));
            }
        }
        let forwarded = "aws:viaawsservice";
        if chain.iter().any(|key| there(given, key)) {
            self.follow(given, forwarded, Some(Attribute::One("true".to_owned())));
        } else if via.is_empty() && chain.iter().any(|key| open(key, key, false).is_some()) {
            let unknown = Attribute::Unknown {
                place: forwarded.to_owned(),
                presence: false,
            };
            self.follow(given, forwarded, Some(unknown));
        }
        let mfa = "aws:multifactorauthpresent";
        if there(given, "aws:multifactorauthage") && !self.keys.contains_key(mfa) {
            self.follow(given, mfa, Some(Attribute::One("true".to_owned())));
        }
        if given.contains_key("aws:sourceaccount") {
            let mut source = Context::default();
            for account in listed("aws:sourceaccount").into_iter().flatten() {
                source.organization(scene, "aws:Source", &account);
            }
            for key in ["aws:sourceorgid", "aws:sourceorgpaths"] {
                let known = source.keys.remove(key);
                self.follow(given, key, known.or(open("aws:sourceaccount", key, true)));
            }
        }
        if let Some(points) = listed("s3:dataaccesspointarn").filter(|_| !point) {
            let account = points
                .first()
                .and_then(|arn| arn_field(arn, 4))
                .filter(|id| !id.is_empty());
            let account = account.map(|id| Attribute::One(id.to_owned()));
            self.follow(given, "s3:dataaccesspointaccount", account);
        }
    }
}
