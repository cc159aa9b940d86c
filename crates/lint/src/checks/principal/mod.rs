//! Whom a policy is about, and who may become a role.

mod allow_with_not_principal;
mod form;
mod invalid_principal_key;
mod mismatched_action;
mod reference;
mod roles_anywhere;
mod service_principal;
mod shared_provider;
mod trust_syntax;
mod web_identity;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Principals and trust",
    rules: &[
        &form::RULE,
        &invalid_principal_key::RULE,
        &trust_syntax::RULE,
        &mismatched_action::RULE,
        &roles_anywhere::RULE,
        &allow_with_not_principal::RULE,
        &service_principal::RULE,
        &web_identity::RULE,
        &reference::RULE,
    ],
};
