//! After the first error of the types: the parts of the file one by one, so that more errors are found at once.

use iamwhy_policy::{Json, NodeId};

use super::{Errors, NodeReader, Read};
use crate::model::{Account, Case, ContextValue, Endpoint, OrganizationSource, PolicySource, Principal, Resource};

/// Adds the first error of each entry of each section.
pub(super) fn look(json: &Json, errors: &mut Errors<'_>) {
    for (key, value) in json.members(json.root()) {
        match json.string(key) {
            Some("policies") => entries::<PolicySource>(json, value, errors),
            Some("organization") => one::<OrganizationSource>(json, value, errors),
            Some("accounts") => entries::<Account>(json, value, errors),
            Some("principals") => entries::<Principal>(json, value, errors),
            Some("resources") => entries::<Resource>(json, value, errors),
            Some("endpoints") => entries::<Endpoint>(json, value, errors),
            Some("context") => entries::<ContextValue>(json, value, errors),
            Some("cases") => json.items(value).for_each(|case| one::<Case>(json, case, errors)),
            _ => {}
        }
    }
}

fn entries<T: Read>(json: &Json, section: NodeId, errors: &mut Errors<'_>) {
    json.members(section)
        .for_each(|(_, entry)| one::<T>(json, entry, errors));
}

fn one<T: Read>(json: &Json, entry: NodeId, errors: &mut Errors<'_>) {
    if errors.is_full() {
        return;
    }
    if let Err(failure) = T::read(NodeReader::new(json, entry)) {
        errors.add(failure);
    }
}
