//! From an API operation to its authorizations.

use iamwhy_policy::Listed;

use super::{
    Asked, Authorization, Cases,
    by_service::by_service,
    context::Layered,
    resource::{bucket_of, glue_tree, log_streams},
};
use crate::{
    arn::Arn,
    model::{Case, ContextValue, Known, Named, OneOrMany, Operation, OperationCall, Parameter, Scalar, UnknownValue},
    operations::{self, Ask, From, Is, On, Row, TAGS, When},
    world::Chain,
};

/// An operation that is called in a case.
pub(super) struct Called<'c> {
    pub(super) cases: &'c Cases<'c>,
    pub(super) case: &'c Case,
    /// Who calls.
    pub(super) principal: Option<&'c str>,
    /// The resource of the case; it fills the first slot.
    pub(super) resource: Option<&'c str>,
    /// Context that the case gives; it wins over what the operation sets.
    pub(super) given: &'c Named<ContextValue>,
    /// The resource where none is named.
    pub(super) sent: &'c dyn Fn(&str) -> Sent,
}

/// A resource, and what the other reading of UND-13 takes instead.
type Sent = (String, Option<String>);

/// The slot whose KMS key goes before the one that encrypts a resource.
const KEY_SLOT: &str = "key";

impl Called<'_> {
    /// What the operation asks, in order; an operation that nobody knows asks nothing.
    pub(super) fn authorizations(&self, operation: &Operation) -> Vec<Authorization> {
        let empty = OperationCall::default();
        let call = match operation {
            Operation::Name(_) => &empty,
            Operation::Call(call) => call,
        };
        let Some(row) = operations::find(operation.name()) else {
            return Vec::new();
        };
        let mut asked: Vec<Authorization> = Vec::new();
        for ask in row.asks {
            if !self.is_asked(ask.when, call) {
                continue;
            }
            for (resource, of) in self.resources(row, ask, call) {
                let authorization = self.authorization(row, ask, call, resource, &of);
                if !asked.contains(&authorization) {
                    asked.push(authorization);
                }
            }
        }
        asked
    }

    fn is_asked(&self, whens: &[When], call: &OperationCall) -> bool {
        whens.iter().all(|when| {
            let given = when.any.iter().any(|(name, value)| {
                self.is_given(call, name, *value) || when.is == Is::Carried && self.hands_on(name)
            });
            given == (when.is != Is::NotGiven)
        })
    }

    /// Whether the caller's session hands on its tags or its source identity to the one that is asked for (STS-8, STS-10).
    fn hands_on(&self, name: &str) -> bool {
        let scenario = self.cases.scenario();
        let chain = Chain::of_principal(scenario, self.principal.unwrap_or_default());
        if name == TAGS {
            return !chain.transitive.is_empty();
        }
        let given = Layered::defaults(scenario, self.case).over(self.given);
        match given.get("aws:SourceIdentity") {
            Some(given) => *given != ContextValue::Absent,
            None => chain.source_identity.is_some(),
        }
    }

    /// Whether a parameter is given, with this value where one is wanted, or a slot is filled.
    fn is_given(&self, call: &OperationCall, name: &str, wanted: Option<&str>) -> bool {
        match (call.parameters.get(name), wanted) {
            (Some(Parameter::One(value)), Some(wanted)) => value.as_str() == wanted,
            (Some(Parameter::One(Scalar::Boolean(given))), None) => *given,
            (Some(Parameter::Pairs(pairs)), None) if pairs.is_empty() => false,
            (Some(Parameter::Many(list)), None) if list.is_empty() => false,
            (Some(_), wanted) => wanted.is_none(),
            (None, _) if name == TAGS => {
                let tags = self.case.tags.as_ref();
                tags.is_some_and(|tags| tags.known().is_none_or(|tags| !tags.is_empty()))
            }
            (None, _) => call.resources.contains_key(name),
        }
    }

    /// What fills a slot, as ARNs.
    fn slot(&self, row: &Row, call: &OperationCall, name: &str) -> Vec<String> {
        let first = row.slots.first().is_some_and(|first| first.name == name);
        let texts: Vec<&str> = match call.resources.get(name) {
            Some(filled) => OneOrMany::as_slice(filled).iter().map(String::as_str).listed(),
            None => self.resource.filter(|_| first).into_iter().listed(),
        };
        texts.into_iter().map(|text| self.cases.arn(text)).listed()
    }

    /// The resources of an authorization, each with the resource that it follows from.
    fn resources(&self, row: &Row, ask: &Ask, call: &OperationCall) -> Vec<(Sent, String)> {
        let plain = |arns: Vec<String>| arns.into_iter().map(|arn| ((arn, None), String::new())).listed();
        match ask.on {
            On::Nothing => vec![((self.sent)(ask.action), String::new())],
            On::Slot(slot) => plain(self.slot(row, call, slot)),
            On::TreeOf(slot) => plain(
                self.slot(row, call, slot)
                    .iter()
                    .flat_map(|arn| glue_tree(arn))
                    .listed(),
            ),
            On::StreamsOf(slot) => plain(self.slot(row, call, slot).iter().map(|arn| log_streams(arn)).listed()),
            On::KeyOf(slot) => {
                let named = row
                    .slots
                    .iter()
                    .any(|slot| slot.name == KEY_SLOT)
                    .then(|| self.slot(row, call, KEY_SLOT))
                    .and_then(|keys| keys.into_iter().next());
                let of = self.slot(row, call, slot);
                // A key that is named encrypts what is written, not what is read.
                let named = named.filter(|_| slot != "source");
                of.into_iter()
                    .filter_map(|arn| Some(((named.clone().or_else(|| self.key_of(&arn))?, None), arn)))
                    .listed()
            }
        }
    }

    /// The key that encrypts a resource: its own entry's, else, for what lies in an S3 bucket, the bucket's.
    fn key_of(&self, arn: &str) -> Option<String> {
        let resources = &self.cases.scenario().resources;
        let (_, resource) = self.cases.governing(arn)?;
        let bucket = match &resource.bucket {
            Some(bucket) => resources.get(bucket),
            None => self
                .cases
                .governing(&bucket_of(&resource.arn))
                .map(|(_, bucket)| bucket),
        };
        let key = resource
            .encrypted_with
            .as_ref()
            .or_else(|| bucket?.encrypted_with.as_ref())?;
        resources.get(key).map(|key| key.arn.clone())
    }

    fn authorization(
        &self,
        row: &Row,
        ask: &Ask,
        call: &OperationCall,
        (resource, sent): Sent,
        of: &str,
    ) -> Authorization {
        let mut context = Layered::defaults(self.cases.scenario(), self.case);
        let mut via = self.case.via.clone();
        let mut resource = resource;
        if let Some(service) = ask.via {
            via.push(format!("{service}.amazonaws.com"));
            resource = self.cases.authorized_on(ask.action, resource);
            by_service(&mut context, (service, ask.action), &resource, of);
        }
        let mut said = Layered::default();
        for set in ask.sets {
            self.set(&mut said, row, set, call);
        }
        let said = said.finish();
        context = context.over(&said);
        if ask.via.is_none() {
            resource = context.authorized_on(self.cases, ask.action, resource);
        }
        // A key that another resource of the same action has, this one has not (RES-16).
        let has = |ask: &Ask, key: &str| ask.sets.iter().any(|own| own.key.eq_ignore_ascii_case(key));
        let lacks = |key: &str| {
            let mut others = row.asks.iter().filter(|other| other.action == ask.action);
            others.any(|other| has(other, key)) && !has(ask, key) || is_foreign(row, ask, key)
        };
        Authorization {
            action: ask.action.to_owned(),
            resource,
            sent,
            overruled: contradicted(&said, self.given),
            context: context.over(self.given).without(lacks),
            tags: if ask.tagged { self.tags(call) } else { None },
            via,
            asked: if ask.via.is_some() {
                Asked::ByService
            } else {
                Asked::ByOperation
            },
        }
    }

    fn tags(&self, call: &OperationCall) -> Option<Known<Named<String>>> {
        match call.parameters.get(TAGS) {
            Some(Parameter::Pairs(tags)) => Some(Known::Known(tags.clone())),
            _ => self.case.tags.clone(),
        }
    }

    fn set(&self, context: &mut Layered, row: &Row, set: &operations::Set, call: &OperationCall) {
        match set.from {
            From::Text(text) => context.set(set.key, ContextValue::text(text)),
            From::Parameter(name) => match call.parameters.get(name) {
                Some(Parameter::One(value)) => context.set(set.key, ContextValue::One(value.clone())),
                Some(Parameter::Many(values)) => context.set(set.key, ContextValue::Many(values.clone())),
                Some(Parameter::Pairs(_)) | None => {}
            },
            From::Pairs(name) => {
                if let Some(Parameter::Pairs(pairs)) = call.parameters.get(name) {
                    for (key, value) in pairs {
                        context.set(&format!("{}{key}", set.key), ContextValue::text(value));
                    }
                }
            }
            From::Slot(name) => {
                let arns = self.slot(row, call, name);
                let many = row.slots.iter().any(|slot| slot.name == name && slot.many);
                match arns.as_slice() {
                    [] => {}
                    [arn] if !many => {
                        // The source of a copy, `BUCKET/KEY` (CopyObject, read in 2026-11).
                        let object = Arn::split(arn).filter(|arn| arn.service == "s3" && arn.region.is_empty());
                        context.set(
                            set.key,
                            ContextValue::text(object.map_or(arn.as_str(), |arn| arn.resource)),
                        );
                    }
                    arns => context.set(
                        set.key,
                        ContextValue::Many(arns.iter().cloned().map(Scalar::Text).listed()),
                    ),
                }
            }
            From::Unknown(name) => {
                if name.is_empty() || call.parameters.contains_key(name) {
                    context.set(set.key, ContextValue::Unknown(UnknownValue::Value));
                }
            }
        }
    }
}

/// What is said of keys of which something else is given. A value that is not known contradicts none.
fn contradicted(said: &Named<ContextValue>, given: &Named<ContextValue>) -> Vec<(String, ContextValue)> {
    let mut found = Vec::new();
    for (key, said) in said {
        let mut same = given.iter().filter(|(name, _)| name.eq_ignore_ascii_case(key));
        if same.any(|(_, given)| {
            given
                .texts()
                .is_some_and(|given| said.texts().is_some_and(|said| given != said))
        }) {
            found.push((key.clone(), said.clone()));
        }
    }
    found
}

/// The names, without their service, of keys that come with the caller's credentials, whatever he calls (Global condition keys, read
/// in 2026-11).
const WITH_CREDENTIALS: &str =
    "buildarn projectarn roledelivery sourceinstancearn credentialissuingservice roleassumedby sourcefunctionarn";

/// Whether a key belongs to another service that the operation asks as well, so that this one does not get it (RES-16).
fn is_foreign(row: &Row, ask: &Ask, key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let (own, name) = key.split_once(':').unwrap_or_default();
    let is_own = |ask: &Ask| ask.action.split_once(':').is_some_and(|(of, _)| of == own);
    !is_own(ask) && row.asks.iter().any(is_own) && WITH_CREDENTIALS.split(' ').all(|with| with != name)
}
