//! The resources that a policy names.

mod entries;
mod form;
mod region;
mod resource_type;
mod unsupported_resource;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "ARNs",
    rules: &[
        &form::RULE,
        &region::RULE,
        &resource_type::RULE,
        &unsupported_resource::RULE,
    ],
};
