//! From the name of a policy to what it names.

use super::{BUILT_IN, built_in::BuiltIn};
use crate::model::{PolicySource, Scenario};

/// What a name leads to.
pub(crate) enum Named<'a> {
    /// An entry of `policies` that is not a name itself.
    Entry(&'a str, &'a PolicySource),
    /// A policy of AWS.
    BuiltIn(&'static BuiltIn),
}

/// Why a name leads nowhere.
pub(crate) enum NameFault<'a> {
    /// Nothing has this name.
    Unknown(&'a str),
    /// It leads back to itself.
    Circle,
}

/// Most names that may stand for one another before a document comes.
const LONGEST: usize = 16;

/// What a name leads to; an entry of `policies` goes before a built-in of the same name.
pub(crate) fn named<'a>(scenario: &'a Scenario, name: &'a str) -> Result<Named<'a>, NameFault<'a>> {
    let mut name = name;
    for _ in 0..LONGEST {
        match scenario.policies.get_key_value(name) {
            // An entry may stand for the built-in of its own name.
            Some((key, PolicySource::Name(next))) if next != key => name = next,
            Some((key, source)) if !matches!(source, PolicySource::Name(_)) => return Ok(Named::Entry(key, source)),
            _ => {
                return BUILT_IN
                    .iter()
                    .find(|policy| policy.name == name)
                    .map(Named::BuiltIn)
                    .ok_or(NameFault::Unknown(name));
            }
        }
    }
    Err(NameFault::Circle)
}
