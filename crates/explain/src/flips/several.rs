//! Keys with several values: of a list only what is in the way goes, and the rest stays.

use iamwhy_engine::{ContextValue, OwnedValue, Truth};
use iamwhy_policy::{Add, Listed, Qualifier};

use super::change::Candidate;
use super::context::together;
use super::sample;
use super::scene::Scene;
use super::wanted::Asks;

/// Of longer lists no value is asked about by itself.
const MOST: usize = 24;

/// Keys that hold the names of pairs, with what stands before such a name in the key of its value.
const OF_PAIRS: [(&str, &str); 3] = [
    ("aws:TagKeys", "aws:RequestTag/"),
    ("kms:EncryptionContextKeys", "kms:EncryptionContext:"),
    ("s3:RequestObjectTagKeys", "s3:RequestObjectTag/"),
];

impl Scene<'_> {
    /// The request's list without what is in the way of the answer, or with what it lacks.
    pub(super) fn several(&self, asks: &Asks<'_>, condition: u32, truth: bool) -> Option<ContextValue> {
        let OwnedValue::Many(now) = &asks.now else { return None };
        if now.is_empty() || now.len() > MOST {
            return None;
        }
        let every = match asks.operator.qualifier {
            Qualifier::ForAllValues => true,
            Qualifier::ForAnyValue => false,
            Qualifier::None => return None,
        };
        let mut list: Vec<Box<str>> = now.iter().map(|own| own.as_str().into()).listed();
        if every == truth {
            list.retain(|own| self.is_alone(asks.key, condition, own, truth));
            return (!list.is_empty() && list.len() < now.len()).then_some(ContextValue::Many(list));
        }
        match asks.values_for(truth).into_iter().next()? {
            ContextValue::Many(more) => list.add(more),
            _ => return None,
        }
        Some(ContextValue::Many(list))
    }

    /// What a list holds that keeps a condition about every value from being true; nothing of long lists.
    pub(super) fn in_the_way(&self, key: &str, condition: u32, list: Vec<String>) -> Vec<String> {
        let fails = |own: &String| self.is_alone(key, condition, own, false);
        let few = list.len() <= MOST;
        list.into_iter().filter(|own| few && fails(own)).listed()
    }

    /// Whether a condition is `truth` of a list with this value alone.
    fn is_alone(&self, key: &str, condition: u32, own: &str, truth: bool) -> bool {
        let mut alone = self.request.clone();
        alone.context.set(key, ContextValue::Many(vec![own.into()]));
        let asked = self.program.ask(&alone);
        asked.and_then(|asked| Some(asked.condition(condition)?.truth)) == Some(Truth::from(truth))
    }

    /// What has to be sent for a list of names: the pairs that have them, and no others.
    pub(super) fn by_pairs(&self, key: &str, value: &ContextValue) -> Option<Candidate> {
        let (_, head) = OF_PAIRS.iter().find(|(own, _)| own.eq_ignore_ascii_case(key))?;
        let wanted = match value {
            ContextValue::Many(list) => list.as_slice(),
            ContextValue::Absent => &[],
            _ => return None,
        };
        // A list that somebody wrote wins over the pairs.
        if self.request.context.by_name(key).is_some() {
            return None;
        }
        let now = match self.asked.value(key) {
            OwnedValue::Many(list) => list,
            OwnedValue::Absent => Vec::new(),
            _ => return None,
        };
        let pair = |name: &str| [head, name].concat();
        let gone = now.iter().filter(|own| !wanted.iter().any(|name| **name == ***own));
        let more = wanted.iter().filter(|name| !now.iter().any(|own| ***name == **own));
        let gone = gone.map(|name| self.set(&pair(name), ContextValue::Absent, 0));
        let more = more.map(|name| {
            let key = pair(name);
            let value = sample::of_key(&key);
            self.set(&key, ContextValue::One(value.into()), 0)
        });
        together(&gone.chain(more).listed())
    }
}
