//! From the name of a policy to what it names.

use super::{BUILT_IN, built_in::BuiltIn};
use crate::model::{Named as ByName, PolicySource, Scenario};

/// What a name leads to.
#[derive(Copy, Clone)]
pub(crate) enum Named<'a> {
    /// An entry of `policies` that is not a name itself.
    Entry(&'a str, &'a PolicySource),
    /// A policy of AWS.
    BuiltIn(&'static BuiltIn),
}

/// Why a name leads nowhere.
#[derive(Copy, Clone)]
pub(crate) enum NameFault<'a> {
    /// Nothing has this name.
    Unknown(&'a str),
    /// It leads back to itself.
    Circle,
}

/// What names lead to. What one link of a chain of names leads to is not looked for again from the next.
pub(crate) struct Names<'a> {
    scenario: &'a Scenario,
    known: ByName<Result<Named<'a>, NameFault<'a>>>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(scenario: &'a Scenario) -> Names<'a> {
        Names {
            scenario,
            known: ByName::default(),
        }
    }

    /// What a name leads to; an entry of `policies` goes before a built-in of the same name.
    pub(crate) fn named(&mut self, name: &'a str) -> Result<Named<'a>, NameFault<'a>> {
        let policies = &self.scenario.policies;
        let mut passed = Vec::new();
        let mut name = name;
        let found = loop {
            if let Some(known) = self.known.get(name) {
                break *known;
            }
            // More names than there are: one of them came twice.
            if passed.len() > policies.len() {
                break Err(NameFault::Circle);
            }
            passed.push(name);
            match policies.get_key_value(name) {
                // An entry may stand for the built-in of its own name.
                Some((key, PolicySource::Name(next))) if next != key => name = next,
                Some((key, source)) if !matches!(source, PolicySource::Name(_)) => {
                    break Ok(Named::Entry(key, source));
                }
                _ => {
                    let built_in = BUILT_IN.iter().find(|policy| policy.name == name);
                    break built_in.map(Named::BuiltIn).ok_or(NameFault::Unknown(name));
                }
            }
        };
        for name in passed {
            self.known.insert(name.to_owned(), found);
        }
        found
    }
}
