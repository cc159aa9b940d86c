//! Statements that reach nothing, or more than they seem to; with the codes of parliament.

mod credentials_exposure;
mod mfa_pattern;
mod not_resource_with_allow;
mod resource_mismatch;
mod resource_star;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "What a statement reaches",
    rules: &[
        &resource_mismatch::RULE,
        &resource_star::RULE,
        &mfa_pattern::RULE,
        &not_resource_with_allow::RULE,
        &credentials_exposure::RULE,
    ],
};
