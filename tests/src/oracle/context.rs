//! The condition keys of a request and how they are looked up. No decision is made here.

use std::collections::BTreeMap;

use serde_json::Value;

use super::candidates;
use super::keys::is_multivalued;
use super::scene::{Scene, is_unknown, text_of};
use super::{Known, Stop};

/// MODEL-5: the value of a key and its cardinality.
#[derive(Debug, Clone)]
pub(crate) enum Attribute {
    One(String),
    Many(Vec<String>),
    /// Tags whose keys differ only by case, with different values (CKEY-3).
    Clash(Vec<String>),
    /// Filled in by the value that stands at this place.
    Unknown {
        place: String,
        presence: bool,
    },
}

impl Attribute {
    pub(crate) fn values(&self) -> &[String] {
        match self {
            Attribute::One(value) => std::slice::from_ref(value),
            Attribute::Many(values) | Attribute::Clash(values) => values,
            Attribute::Unknown { .. } => &[],
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Context {
    pub(super) keys: BTreeMap<String, Attribute>,
    /// Beginnings of keys of which nobody said which there are, and where the list of them stands.
    pub(super) open: Vec<(String, String)>,
    /// As the scenario spells the keys.
    pub(crate) spelt: BTreeMap<String, String>,
    /// The request's tags that nobody passed: the caller's session hands them on.
    pub(crate) handed_on: Vec<String>,
}

impl Context {
    /// The value of a key; asks for one where it is unknown.
    pub(crate) fn get(&self, scene: &Scene, key: &str) -> Known<Option<Attribute>> {
        let key = key.to_lowercase();
        let (place, presence) = match self.keys.get(&key) {
            Some(Attribute::Unknown { place, presence }) => (place.clone(), *presence),
            Some(value) => return Ok(Some(value.clone()).filter(|v| !v.values().is_empty())),
            None => match self.open.iter().find(|(head, _)| key.starts_with(head)) {
                Some(_) => (key.clone(), true),
                None => return Ok(None),
            },
        };
        match scene.filled.get(&place) {
            Some(value) => Ok(attribute(scene, &key, value)),
            None => Err(Stop::Need {
                choices: candidates::values_of(scene, &place, presence, &self.known()),
                place,
            }),
        }
    }

    /// A text that somebody or something stated; never asks.
    pub(crate) fn peek(&self, key: &str) -> Option<&str> {
        match self.keys.get(&key.to_lowercase()) {
            Some(Attribute::One(text)) => Some(text),
            _ => None,
        }
    }

    /// The keys that begin so, in lower case.
    pub(crate) fn beginning(&self, head: &str) -> Vec<String> {
        let present = |value: &Attribute| !value.values().is_empty() || matches!(value, Attribute::Unknown { .. });
        self.keys
            .iter()
            .filter(|(key, value)| key.starts_with(head) && present(value))
            .map(|(key, _)| key.clone())
            .collect()
    }

    fn known(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (key, value) in &self.keys {
            pairs.extend(value.values().iter().map(|text| (key.clone(), text.clone())));
        }
        pairs
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<String>) {
        self.keys.insert(key.to_lowercase(), Attribute::One(value.into()));
    }

    pub(super) fn set_all(&mut self, key: &str, values: Vec<String>) {
        self.keys.insert(key.to_lowercase(), Attribute::Many(values));
    }

    pub(super) fn set_unknown(&mut self, key: &str) {
        let place = key.to_lowercase();
        self.keys
            .insert(place.clone(), Attribute::Unknown { place, presence: false });
    }

    pub(super) fn set_tag(&mut self, head: &str, key: &str, value: &str) {
        let key = format!("{head}{key}").to_lowercase();
        let both = match self.keys.get(&key) {
            Some(Attribute::One(other)) if other != value => Attribute::Clash(vec![other.clone(), value.to_owned()]),
            Some(Attribute::Clash(others)) => Attribute::Clash([others.as_slice(), &[value.to_owned()]].concat()),
            _ => Attribute::One(value.to_owned()),
        };
        self.keys.insert(key, both);
    }

    pub(super) fn set_tags(&mut self, scene: &Scene, head: &str, tags: Option<&Value>, place: &str) {
        match tags {
            Some(tags) if is_unknown(tags) => self.open.push((head.to_lowercase(), place.to_owned())),
            tags => {
                for (key, value) in tags.and_then(Value::as_object).into_iter().flatten() {
                    self.set_tag(head, key, &text_of(scene, value).unwrap_or_default());
                }
            }
        }
    }
}

/// A value as the scenario writes it.
pub(super) fn attribute(scene: &Scene, key: &str, value: &Value) -> Option<Attribute> {
    match value {
        Value::Array(list) => Some(Attribute::Many(list.iter().filter_map(|v| text_of(scene, v)).collect())),
        value => text_of(scene, value).map(|text| {
            if is_multivalued(key) {
                Attribute::Many(vec![text])
            } else {
                Attribute::One(text)
            }
        }),
    }
}
