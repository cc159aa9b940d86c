//! Condition operators: a table of the documented names, and a parser for what surrounds them.

/// The comparison that an operator makes, before negation.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "the names are AWS's own")]
pub enum Base {
    StringEquals,
    StringEqualsIgnoreCase,
    StringLike,
    NumericEquals,
    NumericLessThan,
    NumericLessThanEquals,
    NumericGreaterThan,
    NumericGreaterThanEquals,
    DateEquals,
    DateLessThan,
    DateLessThanEquals,
    DateGreaterThan,
    DateGreaterThanEquals,
    Bool,
    BinaryEquals,
    IpAddress,
    ArnEquals,
    ArnLike,
    Null,
}

/// How an operator treats a key that has several values.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Qualifier {
    /// Not at all: the key is taken to have one.
    None,
    /// `ForAllValues:`
    ForAllValues,
    /// `ForAnyValue:`
    ForAnyValue,
}

/// A condition operator: optional qualifier, base name, optional `IfExists` (PARSE-29).
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Operator {
    /// The positive comparison.
    pub base: Base,
    /// Whether the name is the comparison's negation, as `StringNotEquals` is.
    pub negated: bool,
    /// `ForAllValues:` or `ForAnyValue:`.
    pub qualifier: Qualifier,
    /// Whether the name ends in `IfExists`.
    pub if_exists: bool,
}

/// One documented base name.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct OperatorName {
    /// As AWS writes it.
    pub name: &'static str,
    /// The comparison.
    pub base: Base,
    /// Whether it is negated.
    pub negated: bool,
}

const fn is(name: &'static str, base: Base) -> OperatorName {
    OperatorName {
        name,
        base,
        negated: false,
    }
}

const fn is_not(name: &'static str, base: Base) -> OperatorName {
    OperatorName {
        name,
        base,
        negated: true,
    }
}

impl Operator {
    /// Every documented base name. There are no others: no `BoolNotEquals` (BOOL-3), no
    /// `StringLikeIgnoreCase` (STR-4).
    pub const TABLE: [OperatorName; 27] = [
        is("StringEquals", Base::StringEquals),
        is_not("StringNotEquals", Base::StringEquals),
        is("StringEqualsIgnoreCase", Base::StringEqualsIgnoreCase),
        is_not("StringNotEqualsIgnoreCase", Base::StringEqualsIgnoreCase),
        is("StringLike", Base::StringLike),
        is_not("StringNotLike", Base::StringLike),
        is("NumericEquals", Base::NumericEquals),
        is_not("NumericNotEquals", Base::NumericEquals),
        is("NumericLessThan", Base::NumericLessThan),
        is("NumericLessThanEquals", Base::NumericLessThanEquals),
        is("NumericGreaterThan", Base::NumericGreaterThan),
        is("NumericGreaterThanEquals", Base::NumericGreaterThanEquals),
        is("DateEquals", Base::DateEquals),
        is_not("DateNotEquals", Base::DateEquals),
        is("DateLessThan", Base::DateLessThan),
        is("DateLessThanEquals", Base::DateLessThanEquals),
        is("DateGreaterThan", Base::DateGreaterThan),
        is("DateGreaterThanEquals", Base::DateGreaterThanEquals),
        is("Bool", Base::Bool),
        is("BinaryEquals", Base::BinaryEquals),
        is("IpAddress", Base::IpAddress),
        is_not("NotIpAddress", Base::IpAddress),
        is("ArnEquals", Base::ArnEquals),
        is_not("ArnNotEquals", Base::ArnEquals),
        is("ArnLike", Base::ArnLike),
        is_not("ArnNotLike", Base::ArnLike),
        is("Null", Base::Null),
    ];

    /// Reads an operator's name in any case (PARSE-30). `NullIfExists` is read too (AMEND-3).
    ///
    /// ```
    /// use iamwhy_policy::{Base, Operator, Qualifier};
    ///
    /// let operator = Operator::parse("ForAnyValue:StringNotLikeIfExists").unwrap();
    /// assert_eq!((operator.base, operator.negated), (Base::StringLike, true));
    /// assert_eq!((operator.qualifier, operator.if_exists), (Qualifier::ForAnyValue, true));
    /// assert_eq!(Operator::parse("forAnyvalue:stringNOTlikeIFEXISTS"), Some(operator));
    /// assert_eq!(Operator::parse("ForAnyValue::StringLike"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Operator> {
        let (qualifier, rest) = match split(text, "ForAllValues:".len()) {
            Some((start, rest)) if start.eq_ignore_ascii_case("ForAllValues:") => (Qualifier::ForAllValues, rest),
            _ => match split(text, "ForAnyValue:".len()) {
                Some((start, rest)) if start.eq_ignore_ascii_case("ForAnyValue:") => (Qualifier::ForAnyValue, rest),
                _ => (Qualifier::None, text),
            },
        };
        let (name, if_exists) = match rest.len().checked_sub("IfExists".len()).and_then(|at| split(rest, at)) {
            Some((name, end)) if end.eq_ignore_ascii_case("IfExists") => (name, true),
            _ => (rest, false),
        };
        let row = Operator::TABLE.iter().find(|row| row.name.eq_ignore_ascii_case(name))?;
        Some(Operator {
            base: row.base,
            negated: row.negated,
            qualifier,
            if_exists,
        })
    }

    /// The name as AWS writes it.
    pub fn name(self) -> String {
        let qualifier = match self.qualifier {
            Qualifier::None => "",
            Qualifier::ForAllValues => "ForAllValues:",
            Qualifier::ForAnyValue => "ForAnyValue:",
        };
        let suffix = if self.if_exists { "IfExists" } else { "" };
        format!("{qualifier}{}{suffix}", self.base_name())
    }

    /// The base name as AWS writes it, without qualifier and `IfExists`.
    pub fn base_name(self) -> &'static str {
        let row = |row: &&OperatorName| row.base == self.base && row.negated == self.negated;
        // A negation that has no name, such as that of `Bool`, cannot come from `parse`.
        Operator::TABLE.iter().find(row).map_or("", |row| row.name)
    }
}

fn split(text: &str, at: usize) -> Option<(&str, &str)> {
    text.split_at_checked(at)
}
