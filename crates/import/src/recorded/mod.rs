//! Records of a refused request that say more than the message: events of CloudTrail, and what `sts:DecodeAuthorizationMessage`
//! returns. What they do not say stays open.

mod action;
mod decoded;
mod event;
mod identity;
mod log;
mod login;
mod parameters;
mod requested;
mod row;
mod table;

pub(crate) use log::{is_log, why_none};

use iamwhy_policy::{Json, NodeId};

use crate::denial::Denial;
use crate::scenario::tick;
use crate::value::Value;

/// What a record says of a request beside its message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// What it is, with its article: `an event of CloudTrail`.
    pub what: &'static str,
    /// What else is worth knowing of the request.
    pub notes: Vec<String>,
    /// Keys of the context with their values, those that are known not to be sent as `null`.
    pub(crate) context: Vec<(String, Value)>,
    /// Keys that the action takes and of which the record says nothing.
    pub(crate) open: Vec<String>,
    /// Tags that the request sets.
    pub(crate) request_tags: Vec<(String, String)>,
    pub(crate) principal_tags: Vec<(String, String)>,
    pub(crate) resource_tags: Vec<(String, String)>,
    /// The ARN of the role of a session, or of who called GetFederationToken.
    pub(crate) issuer: Option<String>,
    /// The account of a caller of whom nothing else is said.
    pub(crate) account: Option<String>,
    /// The unique id of the user or role.
    pub(crate) id: Option<String>,
    pub(crate) source_identity: Option<String>,
    /// A user's credential, in the word of scenario files.
    pub(crate) credential: Option<&'static str>,
    /// The identity provider of a login.
    pub(crate) provider: Option<String>,
    /// The identity provider by whose token a role was assumed.
    pub(crate) federated: Option<String>,
    /// The root user is a session of AssumeRoot.
    pub(crate) is_assumed_root: bool,
    pub(crate) endpoint: Option<Endpoint>,
    /// The service that called on the caller's behalf.
    pub(crate) via: Option<String>,
}

/// The VPC endpoint that a request came through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) id: String,
    pub(crate) account: Option<String>,
}

impl Recorded {
    /// The context that it tells, key by key: `` aws:SourceIp is `203.0.113.9` ``.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let is = |(key, value): &(String, Value)| match value {
            Value::Null => [key, " is not sent"].concat(),
            Value::Object(_) => [key, " is not known"].concat(),
            value => {
                let texts: Vec<String> = value
                    .items()
                    .iter()
                    .filter_map(Value::text)
                    .map(|own| tick(&own))
                    .collect();
                [key, " is ", &texts.join(", ")].concat()
            }
        };
        let mut said: Vec<String> = self.context.iter().map(is).collect();
        for (prefix, tags) in [
            ("aws:RequestTag/", &self.request_tags),
            ("aws:PrincipalTag/", &self.principal_tags),
            ("aws:ResourceTag/", &self.resource_tags),
        ] {
            let tags = tags.iter();
            said.extend(tags.map(|(key, value)| [prefix, key, " is ", &tick(value)].concat()));
        }
        if let Some(endpoint) = &self.endpoint {
            said.push(["the request came through ", &tick(&endpoint.id)].concat());
        }
        if let Some(via) = &self.via {
            said.push([&tick(via), " called on the caller's behalf"].concat());
        }
        if !self.open.is_empty() {
            said.push(["whether these are sent is not known: ", &self.open.join(", ")].concat());
        }
        said
    }

    /// Without what it says of the caller.
    pub(crate) fn forget_caller(&mut self) {
        self.principal_tags.clear();
        (self.issuer, self.id, self.source_identity) = (None, None, None);
        (self.credential, self.provider, self.federated) = (None, None, None);
        self.is_assumed_root = false;
        const OF_CALLER: [&str; 5] = [
            "aws:federated",
            "aws:multifactor",
            "aws:principal",
            "aws:tokenissue",
            "aws:user",
        ];
        let is_of_caller = |key: &str| {
            let key = key.to_ascii_lowercase();
            key != "aws:useragent" && OF_CALLER.iter().any(|start| key.starts_with(start))
        };
        self.context.retain(|(key, _)| !is_of_caller(key));
    }

    pub(crate) fn region(&self) -> Option<&str> {
        let mut named = self.context.iter().filter(|(key, _)| key == "aws:RequestedRegion");
        match named.next() {
            Some((_, Value::Text(region))) => Some(region),
            _ => None,
        }
    }

    /// One value, or several where a key takes them; several of another key are a form that nobody knows.
    fn add_all(&mut self, key: &str, values: &[&str]) {
        const LISTS: [&str; 6] = [
            "aws:calledvia",
            "aws:principalorgpaths",
            "aws:principalservicenameslist",
            "aws:resourceorgpaths",
            "aws:sourceorgpaths",
            "aws:tagkeys",
        ];
        match values {
            [one] => self.add(key, *one),
            [_, _, ..] if LISTS.contains(&key.to_ascii_lowercase().as_str()) || !key.starts_with("aws:") => {
                self.add(key, Value::List(values.iter().map(|own| Value::from(*own)).collect()));
            }
            _ => {}
        }
    }

    /// A key of which nobody knows whether it is sent.
    fn leave_open(&mut self, key: &str) {
        let told = self.context.iter().map(|(own, _)| own).chain(&self.open);
        if !told.into_iter().any(|own| own.eq_ignore_ascii_case(key)) {
            self.open.push(key.to_owned());
        }
    }

    fn add(&mut self, key: &str, value: impl Into<Value>) {
        if !self.context.iter().any(|(own, _)| own.eq_ignore_ascii_case(key)) {
            self.context.push((key.to_owned(), value.into()));
        }
    }
}

/// `{"unknown": "presence"}`: nobody knows whether the key is sent.
pub(crate) fn perhaps() -> Value {
    Value::object([("unknown", "presence".into())])
}

/// The first refused request of events of CloudTrail; `text` is what was pasted.
pub(crate) fn cloud_trail(json: &Json, root: NodeId, text: &str) -> Option<Denial> {
    match table::result_set(json, root) {
        Some(table) => event::first(&table, table.root(), text),
        None => event::first(json, root, text),
    }
}

/// The first refused request of a text that holds several events, or one that was cut.
pub(crate) fn cloud_trail_text(text: &str) -> Option<Denial> {
    let (json, breaks_off) = log::joined(text)?;
    let mut denial = cloud_trail(&json, json.root(), text)?;
    if let Some(recorded) = denial.recorded.as_mut().filter(|_| breaks_off) {
        let note = "the text breaks off or has a mistake in it: events may be missing";
        recorded.notes.push(note.to_owned());
    }
    Some(denial)
}

/// Whether a text holds events, refused or not.
pub(crate) fn holds_events(text: &str) -> bool {
    log::joined(text).is_some()
}

/// The refused request of a decoded authorization message.
pub(crate) fn decoded_message(json: &Json, root: NodeId) -> Option<Denial> {
    decoded::decoded(json, root)
}

/// A refusal of which nothing is known yet.
fn bare() -> Option<Denial> {
    crate::denials("Access Denied").into_iter().next()
}

fn text<'j>(json: &'j Json, node: NodeId, pointer: &str) -> Option<&'j str> {
    let found = json.at_pointer(pointer, node)?;
    json.scalar(found).filter(|text| !text.is_empty())
}
