//! The scenario to start from: the request of a message in a world of which nothing is known yet.

mod caller;
mod cast;
mod organization;
mod resource;
mod stand_in;
mod words;

pub(crate) use caller::{TARGET, path};
pub(crate) use cast::Cast;
pub(crate) use resource::may_have_policy;
pub(crate) use words::{tick, words};

use crate::denial::{Blame, Denial, Effect};
use crate::value::Value;
use iamwhy_policy::PolicyType;

/// Tags as scenario files have them.
fn tags(tags: &[(String, String)]) -> Value {
    let pair = |(key, value): &(String, String)| (key.clone(), value.as_str().into());
    Value::Object(tags.iter().map(pair).collect())
}

/// The id of the endpoint that a message speaks of and does not name.
const ENDPOINT: &str = "vpce-1";

impl Denial {
    /// A scenario to start from: the request as its only case, every policy that matters unknown, and what AWS answered
    /// as what is expected. It becomes a test as the policies are filled in.
    #[must_use]
    pub fn scenario(&self) -> String {
        let cast = Cast::of(self);
        let mut scene: Vec<(String, Value)> = vec![
            ("scenario".to_owned(), Value::Number("1".to_owned())),
            ("title".to_owned(), self.summary().into()),
            ("about".to_owned(), self.about(&cast).into()),
        ];
        let mut add = |name: &str, value: Value| scene.push((name.to_owned(), value));
        if let Some((organization, accounts)) = organization::organization(self, &cast) {
            add("organization", organization);
            add("accounts", accounts);
        }
        add("principals", caller::principals(self, &cast));
        if let Some(resources) = resource::resources(self, &cast) {
            add("resources", resources);
        }
        if self.is_through_endpoint() {
            let recorded = self.recorded.as_ref().and_then(|own| own.endpoint.as_ref());
            let account = recorded.and_then(|own| own.account.as_deref());
            let mut endpoint = vec![("policy".to_owned(), self.unseen(PolicyType::VpcEndpoint))];
            endpoint.extend(account.map(|own| ("account".to_owned(), own.into())));
            let endpoint = Value::Object(endpoint);
            add("endpoints", Value::object([(self.endpoint(), endpoint)]));
        }
        add("cases", Value::List(vec![self.case(&cast)]));
        Value::Object(scene).pretty()
    }

    /// What the scenario makes up for what the message does not say, such as `BUCKET and KEY: what was asked for`.
    #[must_use]
    pub fn stand_ins(&self) -> Vec<&'static str> {
        Cast::of(self).stand_ins
    }

    fn case(&self, cast: &Cast<'_>) -> Value {
        let mut case: Vec<(String, Value)> = vec![
            ("name".to_owned(), "what AWS refused".into()),
            ("principal".to_owned(), cast.name.as_str().into()),
            ("action".to_owned(), cast.action.as_str().into()),
        ];
        let mut add = |name: &str, value: Value| case.push((name.to_owned(), value));
        if let Some(arn) = &cast.resource {
            add("resource", arn.as_str().into());
        }
        if self.is_through_endpoint() {
            add("endpoint", self.endpoint().into());
        }
        let mut context = match organization::may_be_two(self) {
            true => organization::OF_OWNER
                .map(|key| (key.to_owned(), Value::object([("unknown", "presence".into())])))
                .to_vec(),
            false => Vec::new(),
        };
        if let Some(recorded) = &self.recorded {
            if let Some(via) = &recorded.via {
                add("via", Value::List(vec![via.as_str().into()]));
            }
            if !recorded.request_tags.is_empty() {
                add("tags", tags(&recorded.request_tags));
            }
            let told = |key: &str| recorded.context.iter().any(|(own, _)| own.eq_ignore_ascii_case(key));
            context.retain(|(key, _)| !told(key));
            context.extend(recorded.context.iter().cloned());
            let open = recorded
                .open
                .iter()
                .map(|key| (key.clone(), crate::recorded::perhaps()));
            context.extend(open);
        }
        if !context.is_empty() {
            add("context", Value::Object(context));
        }
        if self.reason.blame == Blame::BlockPublicAccess("BlockPublicPolicy".to_owned()) {
            add(
                "writes",
                Value::object([("type", "s3".into()), ("policy", Value::unknown())]),
            );
        }
        add("expect", self.expectation());
        let recorded = self
            .recorded
            .iter()
            .flat_map(|own| own.notes.iter().map(String::as_str));
        let notes: Vec<&str> = self.cautions().into_iter().chain(recorded).collect();
        if !notes.is_empty() {
            add("note", notes.join(".\n").into());
        }
        Value::Object(case)
    }

    /// The id of the endpoint; one that stands in where only the message speaks of it.
    pub(crate) fn endpoint(&self) -> &str {
        let recorded = self.recorded.as_ref().and_then(|own| own.endpoint.as_ref());
        recorded.map_or(ENDPOINT, |own| own.id.as_str())
    }

    /// What AWS answered; the layer only where the message can be taken at its word.
    fn expectation(&self) -> Value {
        let doubtful = self.reason.through_scp || (self.is_cross_account() && self.reason.effect == Effect::Implicit);
        match self
            .layer()
            .filter(|layer| !(doubtful && (*layer == "resource" || self.reason.through_scp)))
        {
            Some(layer) => Value::object([("decision", self.decision().into()), ("layer", layer.into())]),
            None => self.decision().into(),
        }
    }

    /// An unknown policy; with its ARN where the message names one of this type.
    fn unseen(&self, kind: PolicyType) -> Value {
        match &self.policy {
            Some(policy) if self.reason.blame == Blame::Policy(kind) => Value::unseen(&policy.text),
            _ => Value::unknown(),
        }
    }

    /// A list of unknown policies; the one whose ARN the message names stands in it by itself.
    fn unseen_list(&self, kind: PolicyType) -> Value {
        match self.unseen(kind) {
            named if self.policy.is_some() && named != Value::unknown() => Value::List(vec![named, Value::unknown()]),
            unknown => unknown,
        }
    }

    pub(crate) fn is_through_endpoint(&self) -> bool {
        self.recorded.as_ref().is_some_and(|own| own.endpoint.is_some())
            || self.reason.blame == Blame::Policy(PolicyType::VpcEndpoint)
    }
}
