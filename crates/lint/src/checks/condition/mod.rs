//! Operators, keys and values of `Condition`.

mod duplicate_keys;
mod forallvalues_with_single_valued_key;
mod global_condition_key;
mod invalid_condition_data_type;
mod invalid_condition_key_format;
mod invalid_condition_multiple_boolean;
mod invalid_condition_operator;
mod invalid_kms_key_value;
mod ip_range;
mod key_and_service;
mod lone_wildcard;
mod missing_qualifier;
mod missing_tag_key;
mod null_with_qualifier;
mod paired_keys;
mod service_condition_key;
mod string_like_with_arn_key;
mod too_permissive;
mod type_mismatch;
mod untrustworthy_condition_key;
mod vpc_format;
mod wildcard_without_like;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Conditions",
    rules: &[
        &duplicate_keys::RULE,
        &invalid_condition_operator::RULE,
        &invalid_condition_key_format::RULE,
        &invalid_condition_data_type::RULE,
        &invalid_condition_multiple_boolean::RULE,
        &global_condition_key::RULE,
        &missing_qualifier::RULE,
        &null_with_qualifier::RULE,
        &missing_tag_key::RULE,
        &ip_range::RULE,
        &vpc_format::RULE,
        &invalid_kms_key_value::RULE,
        &too_permissive::RULE,
        &wildcard_without_like::RULE,
        &forallvalues_with_single_valued_key::RULE,
        &string_like_with_arn_key::RULE,
        &untrustworthy_condition_key::RULE,
        &type_mismatch::RULE,
        &service_condition_key::RULE,
        &lone_wildcard::RULE,
        &paired_keys::RULE,
        &key_and_service::RULE,
    ],
};
