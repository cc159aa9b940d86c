//! Events as rows of a table: Athena's columns are in lower case, and what Athena and CloudTrail Lake print of a structure is
//! `{type=IAMUser, arn=…}`.

use iamwhy_policy::{Json, Kind, NodeId};

use crate::value::Value;

/// The fields of an event that are read, as CloudTrail writes them.
#[rustfmt::skip]
const FIELDS: [&str; 52] = [
    "accessKeyId", "accountId", "additionalEventData", "arn", "assumedRoot", "attributes", "awsRegion", "cipherSuite",
    "clientProvidedHostHeader", "creationDate", "ec2RoleDelivery", "errorCode", "errorMessage", "eventCategory", "eventContext",
    "eventID", "eventName", "eventSource", "eventTime", "eventType", "eventVersion", "federatedProvider", "identityProvider",
    "invokedBy", "managementEvent", "mfaAuthenticated", "principalId", "principalTags", "readOnly", "recipientAccountId",
    "requestContext", "requestID", "requestParameters", "resourceTags", "resources", "responseElements", "sessionContext",
    "sessionCredentialFromConsole", "sessionIssuer", "sharedEventID", "sourceIPAddress", "sourceIdentity", "tagContext",
    "tlsDetails", "tlsVersion", "type", "userAgent", "userIdentity", "userName", "vpcEndpointAccountId", "vpcEndpointId",
    "webIdFederationData",
];

/// What holds names of its own.
const AS_WRITTEN: [&str; 7] = [
    "additionalEventData",
    "principalTags",
    "requestContext",
    "requestParameters",
    "resourceTags",
    "responseElements",
    "tags",
];

/// Deeper structures are not looked into.
const DEEPEST: usize = 12;

/// Whether an object is a row: what should be a structure is a text, or the columns are in lower case.
pub(super) fn is_row(json: &Json, node: NodeId) -> bool {
    let is_text = |name: &str| json.get(node, name).is_some_and(|own| json.kind(own) == Kind::String);
    json.get(node, "eventsource").is_some() || (is_text("eventSource") && is_text("userIdentity"))
}

/// A row as the event that it was.
pub(super) fn event(json: &Json, node: NodeId) -> Option<Json> {
    let members = json.members(node).filter_map(|(key, own)| {
        let name = named(json.string(key)?);
        let text = json.string(own).map(str::trim_start);
        let value = match text.filter(|text| text.starts_with(['{', '['])) {
            // The agent's name in brackets is a text.
            Some(_) if name == "userAgent" || name == "errorMessage" => Value::of(json, own),
            Some(text) => match Json::read(text) {
                Ok(inner) => Value::of(&inner, inner.root()),
                Err(_) => Structure { rest: text, depth: 0 }.value(&[]),
            },
            None => Value::of(json, own),
        };
        let value = renamed(&name, value);
        Some((name, value))
    });
    let text = Value::Object(members.filter(|(_, value)| is_said(value)).collect()).compact();
    Json::read(text).ok()
}

fn is_said(value: &Value) -> bool {
    *value != Value::Null && value.text().is_none_or(|text| !text.is_empty())
}

fn named(name: &str) -> String {
    let found = FIELDS.iter().find(|own| own.eq_ignore_ascii_case(name));
    found.map_or(name, |own| own).to_owned()
}

/// Fields under the names that CloudTrail gives them, as deep as they have such.
fn renamed(name: &str, value: Value) -> Value {
    match value {
        value if AS_WRITTEN.contains(&name) => value,
        Value::Object(members) => {
            let own = members.into_iter().map(|(name, value)| {
                let name = named(&name);
                let value = renamed(&name, value);
                (name, value)
            });
            Value::Object(own.filter(|(_, value)| is_said(value)).collect())
        }
        Value::List(items) => Value::List(items.into_iter().map(|item| renamed(name, item)).collect()),
        Value::Text(text) if ["eventTime", "creationDate"].contains(&name) => time(text).into(),
        value => value,
    }
}

/// `2026-01-22 22:06:16.000`, as a table prints a time.
fn time(text: String) -> String {
    let plain = text.split('.').next().unwrap_or_default();
    match plain.split_once(' ') {
        Some((day, clock)) if day.len() == 10 && clock.len() == 8 => [day, "T", clock, "Z"].concat(),
        _ => text,
    }
}

/// `{type=IAMUser, sessioncontext={attributes=null}}`, which has no quotes.
struct Structure<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Structure<'t> {
    fn value(&mut self, ends: &[char]) -> Value {
        let is_deep = self.depth >= DEEPEST;
        match self.rest.chars().next() {
            Some('{') if !is_deep => {
                let mut members = Vec::new();
                self.each('}', |own| {
                    let name = own
                        .rest
                        .split_once('=')
                        .map(|(name, _)| name)
                        .filter(|name| is_name(name));
                    if let Some(name) = name {
                        own.skip(name.len() + 1);
                        let value = own.value(&['}']);
                        members.push((name.to_owned(), value));
                    } else {
                        own.scalar(&['}'], true);
                    }
                });
                Value::Object(members)
            }
            Some('[') if !is_deep => {
                let mut items = Vec::new();
                self.each(']', |own| items.push(own.value(&[']', ','])));
                Value::List(items)
            }
            _ => match self.scalar(ends, !ends.contains(&',')) {
                "null" => Value::Null,
                text => text.into(),
            },
        }
    }

    /// Goes through what stands between brackets, comma by comma.
    fn each(&mut self, close: char, mut read: impl FnMut(&mut Structure<'t>)) {
        self.depth += 1;
        self.skip(1);
        while !self.rest.is_empty() && !self.rest.starts_with(close) {
            let before = self.rest.len();
            read(self);
            self.rest = self.rest.strip_prefix(',').unwrap_or(self.rest).trim_start();
            if self.rest.len() == before {
                self.skip(1);
            }
        }
        self.skip(1);
        self.depth -= 1;
    }

    /// A text: up to an end, or with `named` up to the comma behind which the next name stands.
    fn scalar(&mut self, ends: &[char], named: bool) -> &'t str {
        let is_next = |at: usize| {
            let behind = self.rest.get(at + 1..).unwrap_or_default().trim_start();
            let end = behind.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            end.is_some_and(|end| end > 0 && behind.get(end..).is_some_and(|rest| rest.starts_with('=')))
        };
        let end = self
            .rest
            .char_indices()
            .find(|(at, letter)| ends.contains(letter) || (named && *letter == ',' && is_next(*at)));
        let end = end.map_or(self.rest.len(), |(at, _)| at);
        let text = self.rest.get(..end).unwrap_or_default();
        self.skip(end);
        text
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::Structure;

    #[test]
    fn structures_have_no_quotes() {
        for (text, expected) in [
            (
                "{type=AssumedRole, arn=arn:aws:sts::1:assumed-role/a/b, sessioncontext={attributes=null, tags={a=b, c}}, x=}",
                r#"{"type": "AssumedRole", "arn": "arn:aws:sts::1:assumed-role/a/b", "sessioncontext": {"attributes": null, "tags": {"a": "b, c"}}, "x": ""}"#,
            ),
            (
                "[{arn=a, type=null}, {arn=b}]",
                r#"[{"arn": "a", "type": null}, {"arn": "b"}]"#,
            ),
            ("[a, b]", r#"["a", "b"]"#),
            ("{", "{}"),
            ("{=}", "{}"),
            ("{a={a={", r#"{"a": {"a": {}}}"#),
        ] {
            assert_eq!(
                Structure { rest: text, depth: 0 }.value(&[]).compact(),
                expected,
                "{text}"
            );
        }
        let deep = "{a=".repeat(10_000);
        let _ = Structure { rest: &deep, depth: 0 }.value(&[]);
        let odd = "[é{‹=,, a= ,é]".repeat(1_000);
        let _ = Structure { rest: &odd, depth: 0 }.value(&[]);
    }
}
