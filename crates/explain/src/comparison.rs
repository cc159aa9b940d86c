//! The comparisons of operators, as verbs.

use iamwhy_policy::Base;

/// What the comparison says where it holds: the value `equals`, `is before`, ….
pub(crate) fn verb(base: Base) -> &'static str {
    match base {
        Base::StringEquals | Base::NumericEquals | Base::DateEquals | Base::BinaryEquals => "equals",
        Base::StringEqualsIgnoreCase => "equals, ignoring case,",
        Base::StringLike | Base::ArnEquals | Base::ArnLike => "matches",
        Base::NumericLessThan => "is less than",
        Base::NumericLessThanEquals => "is at most",
        Base::NumericGreaterThan => "is more than",
        Base::NumericGreaterThanEquals => "is at least",
        Base::DateLessThan => "is before",
        Base::DateLessThanEquals => "is not after",
        Base::DateGreaterThan => "is after",
        Base::DateGreaterThanEquals => "is not before",
        Base::IpAddress => "is in",
        Base::Bool | Base::Null => "is",
    }
}

/// What it says where it does not hold.
pub(crate) fn not(base: Base) -> &'static str {
    match base {
        Base::StringEquals | Base::NumericEquals | Base::DateEquals | Base::BinaryEquals => "does not equal",
        Base::StringEqualsIgnoreCase => "does not equal, even ignoring case,",
        Base::StringLike | Base::ArnEquals | Base::ArnLike => "does not match",
        Base::NumericLessThan => "is not less than",
        Base::NumericLessThanEquals => "is more than",
        Base::NumericGreaterThan => "is not more than",
        Base::NumericGreaterThanEquals => "is less than",
        Base::DateLessThan => "is not before",
        Base::DateLessThanEquals => "is after",
        Base::DateGreaterThan => "is not after",
        Base::DateGreaterThanEquals => "is before",
        Base::IpAddress => "is not in",
        Base::Bool | Base::Null => "is not",
    }
}
