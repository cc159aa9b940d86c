//! Policies of the organization.

mod rcp_keys;
mod rcp_syntax;
mod scp_principal;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "SCPs and RCPs",
    rules: &[&scp_principal::RULE, &rcp_syntax::RULE, &rcp_keys::RULE],
};
