//! Empty elements, repeated ones, and sizes.

mod empty;
mod redundant;
mod redundant_number;
mod redundant_statement;
mod size;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Nothing, twice, too much",
    rules: &[
        &empty::RULE,
        &redundant::RULE,
        &redundant_statement::RULE,
        &redundant_number::RULE,
        &size::RULE,
    ],
};
