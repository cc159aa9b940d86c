//! Neighbours of an operator.

use iamwhy_policy::{Base, Operator, Qualifier};

use crate::mutant::Kind;

/// The operators that one could be mistaken for, and what kind of change that is.
pub(super) fn neighbours(own: Operator) -> Vec<(Kind, Operator)> {
    let mut all = Vec::new();
    if let Some(negation) = negation(own) {
        all.push((Kind::NegateOperator, negation));
    }
    if let Some(base) = swapped(own.base) {
        all.push((Kind::SwapOperator, Operator { base, ..own }));
    }
    // An absent key satisfies a negated operator, and every value of none is as it should be: with or without `IfExists`.
    let absent_matters = match own.qualifier {
        Qualifier::None => !own.negated,
        Qualifier::ForAllValues => false,
        Qualifier::ForAnyValue => true,
    };
    if own.base != Base::Null && absent_matters {
        let if_exists = !own.if_exists;
        all.push((Kind::IfExists, Operator { if_exists, ..own }));
    }
    let qualifiers: &[Qualifier] = match own.qualifier {
        Qualifier::None => &[],
        Qualifier::ForAllValues => &[Qualifier::ForAnyValue, Qualifier::None],
        Qualifier::ForAnyValue => &[Qualifier::ForAllValues, Qualifier::None],
    };
    all.extend(qualifiers.iter().map(|qualifier| {
        let qualifier = *qualifier;
        (Kind::Qualifier, Operator { qualifier, ..own })
    }));
    // Some negations have no name of their own.
    all.retain(|(_, operator)| !operator.base_name().is_empty());
    all
}

fn negation(own: Operator) -> Option<Operator> {
    let base = match own.base {
        Base::NumericLessThan => Base::NumericGreaterThanEquals,
        Base::NumericLessThanEquals => Base::NumericGreaterThan,
        Base::NumericGreaterThan => Base::NumericLessThanEquals,
        Base::NumericGreaterThanEquals => Base::NumericLessThan,
        Base::DateLessThan => Base::DateGreaterThanEquals,
        Base::DateLessThanEquals => Base::DateGreaterThan,
        Base::DateGreaterThan => Base::DateLessThanEquals,
        Base::DateGreaterThanEquals => Base::DateLessThan,
        // Their values are flipped instead.
        Base::Bool | Base::Null | Base::BinaryEquals => return None,
        base => {
            let negated = !own.negated;
            return Some(Operator { base, negated, ..own });
        }
    };
    Some(Operator { base, ..own })
}

/// Wildcards or none, case or none, the bound in or out.
fn swapped(base: Base) -> Option<Base> {
    Some(match base {
        Base::StringEquals | Base::StringEqualsIgnoreCase => Base::StringLike,
        Base::StringLike => Base::StringEquals,
        Base::NumericLessThan => Base::NumericLessThanEquals,
        Base::NumericLessThanEquals => Base::NumericLessThan,
        Base::NumericGreaterThan => Base::NumericGreaterThanEquals,
        Base::NumericGreaterThanEquals => Base::NumericGreaterThan,
        Base::DateLessThan => Base::DateLessThanEquals,
        Base::DateLessThanEquals => Base::DateLessThan,
        Base::DateGreaterThan => Base::DateGreaterThanEquals,
        Base::DateGreaterThanEquals => Base::DateGreaterThan,
        // ArnEquals and ArnLike are one operator with two names.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_neighbour_has_a_name_that_is_read_back() {
        for row in Operator::TABLE {
            for qualifier in ["", "ForAllValues:", "ForAnyValue:"] {
                let own = Operator::parse(&format!("{qualifier}{}", row.name)).unwrap();
                for (kind, operator) in neighbours(own) {
                    assert_ne!(operator, own, "{kind:?}");
                    assert_eq!(Operator::parse(&operator.name()), Some(operator));
                }
            }
        }
    }
}
