//! Rights that open more than they seem to.

mod create_service_linked_role;
mod pass_role;
mod reach;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Permissions",
    rules: &[&pass_role::RULE, &create_service_linked_role::RULE],
};
