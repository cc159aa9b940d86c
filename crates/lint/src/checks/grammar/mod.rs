//! The form of the document and of its statements.

mod data_type_mismatch;
mod invalid_effect;
mod invalid_policy_element;
mod json_syntax_error;
mod missing_action;
mod missing_effect;
mod missing_principal;
mod missing_resource;
mod missing_statement;
mod unique_sids;
mod unsupported_element_combination;
mod unsupported_principal;
mod unsupported_sid;
mod version;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Grammar",
    rules: &[
        &json_syntax_error::RULE,
        &data_type_mismatch::RULE,
        &invalid_policy_element::RULE,
        &missing_statement::RULE,
        &missing_effect::RULE,
        &invalid_effect::RULE,
        &missing_action::RULE,
        &missing_resource::RULE,
        &missing_principal::RULE,
        &unsupported_principal::RULE,
        &unsupported_element_combination::RULE,
        &unique_sids::RULE,
        &unsupported_sid::RULE,
        &version::RULE,
    ],
};
