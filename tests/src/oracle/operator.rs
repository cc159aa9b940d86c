//! The operators: one line each.

use std::cmp::Ordering;

/// What a base operator tests, the negation taken off.
#[derive(Clone, Copy)]
pub(crate) enum Test {
    Equals,
    Folded,
    Like,
    Number(fn(Ordering) -> bool),
    Date(fn(Ordering) -> bool),
    Bool,
    Binary,
    Ip,
    Arn,
    Null,
}

/// The test of a base operator in lower case, and whether it is negated.
pub(crate) fn base(name: &str) -> Option<(Test, bool)> {
    Some(match name {
        "stringequals" => (Test::Equals, false),
        "stringnotequals" => (Test::Equals, true),
        "stringequalsignorecase" => (Test::Folded, false),
        "stringnotequalsignorecase" => (Test::Folded, true),
        "stringlike" => (Test::Like, false),
        "stringnotlike" => (Test::Like, true),
        "numericequals" => (Test::Number(Ordering::is_eq), false),
        "numericnotequals" => (Test::Number(Ordering::is_eq), true),
        "numericlessthan" => (Test::Number(Ordering::is_lt), false),
        "numericlessthanequals" => (Test::Number(Ordering::is_le), false),
        "numericgreaterthan" => (Test::Number(Ordering::is_gt), false),
        "numericgreaterthanequals" => (Test::Number(Ordering::is_ge), false),
        "dateequals" => (Test::Date(Ordering::is_eq), false),
        "datenotequals" => (Test::Date(Ordering::is_eq), true),
        "datelessthan" => (Test::Date(Ordering::is_lt), false),
        "datelessthanequals" => (Test::Date(Ordering::is_le), false),
        "dategreaterthan" => (Test::Date(Ordering::is_gt), false),
        "dategreaterthanequals" => (Test::Date(Ordering::is_ge), false),
        "bool" => (Test::Bool, false),
        "binaryequals" => (Test::Binary, false),
        "ipaddress" => (Test::Ip, false),
        "notipaddress" => (Test::Ip, true),
        "arnequals" | "arnlike" => (Test::Arn, false), // ARNOP-1
        "arnnotequals" | "arnnotlike" => (Test::Arn, true),
        "null" => (Test::Null, false),
        _ => return None,
    })
}
