//! `${…}` where it is, and where it is not, replaced.

mod malformed_variable;
mod place;
mod variable_place;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Policy variables",
    rules: &[&malformed_variable::RULE, &variable_place::RULE],
};
