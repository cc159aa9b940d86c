//! One request value against the values of a policy.

use std::cmp::Ordering;
use std::io::Write as _;

use iamwhy_policy::{Base, Operator};

use super::element::World;
use crate::bind::Bound;
use crate::compare::{arn, base64, date, decimal::Decimal, fold, ip};
use crate::compile::parts::{KeyDef, Operand, OperandEntry};
use crate::keys::KeyType;
use crate::pattern::{Pattern, Token, glob};

/// How a comparison came out.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Match,
    NoMatch,
    /// One side could not be read; `negated` is what a negated operator makes of it (UND-8).
    Unreadable {
        negated: bool,
    },
    /// A policy variable has a value that nobody told us.
    Unknown,
}

/// How one policy value came out.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Test {
    Yes,
    No,
    Unreadable,
    Unknown,
}

impl From<Option<bool>> for Test {
    fn from(result: Option<bool>) -> Test {
        match result {
            Some(true) => Test::Yes,
            Some(false) => Test::No,
            None => Test::Unreadable,
        }
    }
}

/// A condition about to be compared.
pub(crate) struct Compare<'b, 'a> {
    pub(crate) bound: &'b Bound<'a>,
    pub(crate) operator: Operator,
    pub(crate) key: &'b KeyDef,
}

impl Compare<'_, '_> {
    /// Whether any of the policy's values matches.
    pub(crate) fn any(&self, operands: &[OperandEntry], value: &str) -> Outcome {
        let mut unreadable = false;
        let mut unknown = false;
        // Lists of networks are long: the address is read once.
        let address = match self.operator.base {
            Base::IpAddress => ip::address(value, self.bound.assume.other(26)),
            _ => None,
        };
        for entry in operands {
            let test = match &entry.operand {
                Operand::Net(net) => address.map(|own| net.contains(&own)).into(),
                operand => self.test(operand, value),
            };
            match test {
                Test::Yes => return Outcome::Match,
                Test::No => {}
                Test::Unreadable => unreadable = true,
                Test::Unknown => unknown = true,
            }
        }
        if unknown {
            return Outcome::Unknown;
        }
        let typed = matches!(
            self.operator.base,
            Base::NumericEquals | Base::IpAddress | Base::ArnEquals | Base::ArnLike
        );
        if unreadable && typed {
            return Outcome::Unreadable {
                negated: !self.bound.assume.other(8),
            };
        }
        Outcome::NoMatch
    }

    /// Whether this one matches.
    pub(crate) fn test(&self, operand: &Operand, value: &str) -> Test {
        let world = World { bound: self.bound };
        let matched = self.matches(operand, value);
        // What matches has met a value for every variable.
        let unknown = match operand {
            _ if matched == Some(true) => false,
            Operand::Text(pattern) | Operand::BoolText(pattern) | Operand::ArnVariable(pattern) => {
                world.is_unknown(*pattern)
            }
            Operand::Arn(parts) => parts.iter().any(|part| world.is_unknown(*part)),
            _ => false,
        };
        if unknown { Test::Unknown } else { Test::from(matched) }
    }

    /// None where a side cannot be read.
    fn matches(&self, operand: &Operand, value: &str) -> Option<bool> {
        let bound = self.bound;
        let program = bound.program;
        match operand {
            Operand::Text(pattern) => Some(self.text(*pattern, value)),
            Operand::Number(run) => {
                let ordering = match self.key.kind {
                    Some(KeyType::Date) => instant_as_number(bound, value, program.templates.str(*run))?,
                    _ => Decimal::read(value)?.compare(&Decimal::read(program.templates.str(*run))?),
                };
                Some(ordered(self.operator.base, ordering))
            }
            Operand::Instant(instant) => {
                let given = date::read(value, bound.assume.other(7))?;
                Some(ordered(self.operator.base, given.cmp(instant)))
            }
            Operand::Net(net) => Some(net.contains(&ip::address(value, bound.assume.other(26))?)),
            Operand::Bool(wanted) => {
                let given = match () {
                    () if value.eq_ignore_ascii_case("true") => true,
                    () if value.eq_ignore_ascii_case("false") => false,
                    () => return None,
                };
                Some(given == *wanted)
            }
            Operand::BoolText(pattern) => {
                let known = value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false");
                Some(known && folded(bound, *pattern, value))
            }
            Operand::Bytes(bytes) => Some(base64::decode(value)?.eq(bytes.iter().copied())),
            Operand::AnyArn => arn::split(value).map(|_| true),
            Operand::Arn(parts) => {
                let given = arn::split(value)?;
                let world = World { bound };
                Some(
                    parts
                        .iter()
                        .zip(given)
                        .all(|(part, text)| super::element::matches(&world, *part, text)),
                )
            }
            Operand::ArnVariable(pattern) => {
                arn::split(value)?;
                let world = World { bound };
                // A variable that holds no ARN cannot be read as one (ARNOP-3, VAR-13).
                if let Some(wanted) = self.whole(*pattern, &world) {
                    arn::split(wanted)?;
                }
                Some(super::element::matches(&world, *pattern, value))
            }
            Operand::Unreadable => None,
        }
    }

    /// The value of the one variable that a pattern is.
    fn whole<'w>(&self, pattern: Pattern, world: &'w World<'_, '_>) -> Option<&'w str> {
        match pattern.tokens.of(&self.bound.program.templates.tokens) {
            [Token::Variable(variable)] => crate::pattern::Resolve::variable(world, *variable),
            _ => None,
        }
    }

    fn text(&self, pattern: Pattern, value: &str) -> bool {
        let bound = self.bound;
        // UND-35: string operators on keys of another type.
        let foreign = matches!(self.key.kind, Some(KeyType::Boolean | KeyType::Number | KeyType::Date));
        if foreign && bound.assume.other(35) {
            return false;
        }
        match self.operator.base {
            Base::StringEqualsIgnoreCase => folded(bound, pattern, value),
            Base::StringLike => super::element::matches(&World { bound }, pattern, value),
            _ => glob(pattern, &bound.program.templates.tokens, &World { bound }, value),
        }
    }
}

/// Equality without regard to case; a pattern here is text and variables only.
fn folded(bound: &Bound<'_>, pattern: Pattern, value: &str) -> bool {
    let world = World { bound };
    let templates = &bound.program.templates;
    let ascii = bound.assume.other(30);
    let tokens = pattern.tokens.of(&templates.tokens);
    if let [Token::Literal(run)] = tokens {
        return fold::same(templates.str(*run), value, ascii);
    }
    let mut rest = value;
    for token in tokens {
        let piece = match token {
            Token::Literal(run) => templates.str(*run),
            Token::Variable(variable) => match crate::pattern::Resolve::variable(&world, *variable) {
                Some(text) => text,
                None => return false,
            },
            _ => return false,
        };
        let wanted = piece.chars().count();
        let end = rest.char_indices().nth(wanted).map_or(rest.len(), |(at, _)| at);
        if !fold::same(piece, &rest[..end], ascii) {
            return false;
        }
        rest = &rest[end..];
    }
    rest.is_empty()
}

fn ordered(base: Base, ordering: Ordering) -> bool {
    match base {
        Base::NumericLessThan | Base::DateLessThan => ordering.is_lt(),
        Base::NumericLessThanEquals | Base::DateLessThanEquals => ordering.is_le(),
        Base::NumericGreaterThan | Base::DateGreaterThan => ordering.is_gt(),
        Base::NumericGreaterThanEquals | Base::DateGreaterThanEquals => ordering.is_ge(),
        _ => ordering.is_eq(),
    }
}

/// A date key under a numeric operator counts in seconds (DATE-4).
fn instant_as_number(bound: &Bound<'_>, value: &str, wanted: &str) -> Option<Ordering> {
    if let Some(given) = Decimal::read(value) {
        return Some(given.compare(&Decimal::read(wanted)?));
    }
    let seconds = date::read(value, bound.assume.other(7))?.rounded();
    // Longer than any number of 64 bits; a `String` would allocate.
    let mut text = [0; 24];
    let mut rest = &mut text[..];
    write!(rest, "{seconds}").ok()?;
    let free = rest.len();
    let seconds = std::str::from_utf8(text.get(..text.len() - free)?).ok()?;
    Some(Decimal::read(seconds)?.compare(&Decimal::read(wanted)?))
}
