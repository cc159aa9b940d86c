//! What the requests of a scenario ask that AWS does not have: an answer to them is about nothing.

mod invalid_action;
mod key_left_out;
mod key_never_sent;
mod key_type;
mod resource_mismatch;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Requests",
    rules: &[
        &invalid_action::RULE,
        &resource_mismatch::RULE,
        &key_never_sent::RULE,
        &key_type::RULE,
        &key_left_out::RULE,
    ],
};
