//! Laying contexts over one another.

use super::Cases;
use crate::arn::Arn;
use crate::model::{Case, ContextValue, Named, Scenario};

/// A context while it is put together; names that differ only by case are one key (CKEY-1).
#[derive(Clone, Default)]
pub(super) struct Layered(Named<(String, ContextValue)>);

impl Layered {
    /// The scenario's values. An endpoint removes the caller's address; only the case itself can give it back.
    pub(super) fn defaults(scenario: &Scenario, case: &Case) -> Layered {
        let mut defaults = Layered::default();
        for (key, value) in &scenario.context {
            if case.endpoint.is_none() || !key.eq_ignore_ascii_case("aws:SourceIp") {
                defaults.set(key, value.clone());
            }
        }
        defaults
    }

    /// Lays values over those that are there.
    pub(super) fn over(mut self, context: &Named<ContextValue>) -> Layered {
        for (key, value) in context {
            self.set(key, value.clone());
        }
        self
    }

    pub(super) fn set(&mut self, key: &str, value: ContextValue) {
        self.0.insert(key.to_ascii_lowercase(), (key.to_owned(), value));
    }

    /// What a call that names this ARN is authorized on, with the alias by which it names a key (KMS-8); a given alias wins.
    pub(super) fn authorized_on(&mut self, cases: &Cases<'_>, action: &str, arn: String) -> String {
        let key = cases.authorized_on(action, arn.clone());
        if key != arn && !self.0.contains_key("kms:requestalias") {
            let alias = Arn::split(&arn).map_or("", |arn| arn.resource);
            self.set("kms:RequestAlias", ContextValue::text(alias));
        }
        key
    }

    pub(super) fn finish(self) -> Named<ContextValue> {
        self.without(|_| false)
    }

    /// What is there, but for some keys.
    pub(super) fn without(self, gone: impl Fn(&str) -> bool) -> Named<ContextValue> {
        let all = self.0.into_values().into_iter();
        all.filter(|(key, _)| !gone(key)).collect()
    }

    pub(super) fn get(&self, key: &str) -> Option<&ContextValue> {
        self.0.get(&key.to_ascii_lowercase()).map(|(_, value)| value)
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(ContextValue::One(value)) => Some(value.as_str()),
            _ => None,
        }
    }
}
