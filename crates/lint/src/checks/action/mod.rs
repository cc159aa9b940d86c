//! Actions, and the services and keys that go with them.

mod invalid_action;
mod missing_action_for_key;
mod unsupported_action_for_key;
mod unsupported_action_in_policy;
mod unsupported_tag_key;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Actions",
    rules: &[
        &invalid_action::RULE,
        &unsupported_action_in_policy::RULE,
        &unsupported_action_for_key::RULE,
        &missing_action_for_key::RULE,
        &unsupported_tag_key::RULE,
    ],
};
