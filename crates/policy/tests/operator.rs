//! Condition operators are a table of names, and three things that may be put around them.

use iamwhy_policy::{Base, Operator, Qualifier};

#[test]
fn every_documented_name_in_every_form_goes_there_and_back() {
    for row in Operator::TABLE {
        for (prefix, qualifier) in [
            ("", Qualifier::None),
            ("ForAllValues:", Qualifier::ForAllValues),
            ("ForAnyValue:", Qualifier::ForAnyValue),
        ] {
            for (suffix, if_exists) in [("", false), ("IfExists", true)] {
                let name = format!("{prefix}{}{suffix}", row.name);
                let operator = Operator::parse(&name).unwrap();
                assert_eq!(
                    operator,
                    Operator {
                        base: row.base,
                        negated: row.negated,
                        qualifier,
                        if_exists
                    }
                );
                assert_eq!(operator.name(), name);
                assert_eq!(Operator::parse(&name.to_uppercase()), Some(operator));
            }
        }
    }
}

#[test]
fn names_are_unique() {
    for (at, row) in Operator::TABLE.iter().enumerate() {
        let twin = Operator::TABLE.iter().skip(at + 1).find(|other| {
            other.name.eq_ignore_ascii_case(row.name) || (other.base, other.negated) == (row.base, row.negated)
        });
        assert_eq!(twin, None);
    }
}

#[test]
fn negation_has_its_own_names() {
    let is = |name: &str| Operator::parse(name).map(|operator| (operator.base, operator.negated));
    assert_eq!(is("NotIpAddress"), Some((Base::IpAddress, true)));
    assert_eq!(
        is("StringNotEqualsIgnoreCase"),
        Some((Base::StringEqualsIgnoreCase, true))
    );
    assert_eq!(is("ArnNotLike"), Some((Base::ArnLike, true)));
}

#[test]
fn what_is_no_operator() {
    for text in [
        "",
        "IfExists",
        "ForAnyValue:",
        "ForAnyValue::StringEquals",
        "ForAnyValue:ForAllValues:StringEquals",
        "StringEquals ",
        "StringEqualsIfExistsIfExists",
        "IfExistsStringEquals",
        "BoolNotEquals",
        "StringLikeIgnoreCase",
        "NotStringEquals",
        "BinaryNotEquals",
        "NumericLike",
        "ForAnyValueStringEquals",
        "StringEquals\0",
    ] {
        assert_eq!(Operator::parse(text), None, "{text}");
    }
}

/// AMEND-3: it makes no sense, but AWS is not known to refuse it.
#[test]
fn null_if_exists_is_read() {
    assert_eq!(Operator::parse("NullIfExists").unwrap().name(), "NullIfExists");
}
