//! Decimal numbers of any length, compared as text (NUM-1): no rounding, no allocation.

use std::cmp::Ordering;

use iamwhy_policy::Number;

/// A readable decimal: sign, digits without the dot, and the power of ten of the first digit.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Decimal<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Reads what Numeric operators read.
    pub(crate) fn read(text: &'a str) -> Option<Decimal<'a>> {
        let Number {
            negative,
            whole,
            fraction,
            exponent,
        } = Number::read(text)?;
        Some(Decimal {
            negative,
            whole,
            fraction,
            exponent,
        })
    }

    /// Digits, most significant first.
    fn digits(&self) -> impl Iterator<Item = u8> + '_ {
        self.whole.iter().chain(self.fraction).copied()
    }

    /// How many zeros lead, and the power of ten of the first other digit; none for zero.
    fn scale(&self) -> Option<(usize, i64)> {
        let zeros = self.digits().position(|digit| digit != b'0')?;
        Some((zeros, self.whole.len() as i64 - zeros as i64 + self.exponent))
    }

    /// Compares by value: 10 is 10.0.
    pub(crate) fn compare(&self, other: &Decimal<'_>) -> Ordering {
        let (left, right) = match (self.scale(), other.scale()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => {
                return if other.negative {
                    Ordering::Greater
                } else {
                    Ordering::Less
                };
            }
            (Some(_), None) => {
                return if self.negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                };
            }
            (Some(left), Some(right)) => (left, right),
        };
        if self.negative != other.negative {
            return if self.negative {
                Ordering::Less
            } else {
                Ordering::Greater
            };
        }
        let magnitude = left.1.cmp(&right.1).then_with(|| {
            let mut mine = self.digits().skip(left.0);
            let mut theirs = other.digits().skip(right.0);
            loop {
                match (mine.next(), theirs.next()) {
                    (None, None) => return Ordering::Equal,
                    (mine, theirs) => match mine.unwrap_or(b'0').cmp(&theirs.unwrap_or(b'0')) {
                        Ordering::Equal => {}
                        unequal => return unequal,
                    },
                }
            }
        });
        if self.negative { magnitude.reverse() } else { magnitude }
    }
}

/// A decimal in units of 10^-18, its whole part rounded down: room for the numbers between numbers.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fixed {
    whole: i64,
    /// 0 up to [`ONE`].
    rest: u64,
}

/// One, in units of [`Fixed`].
const ONE: u64 = 1_000_000_000_000_000_000;
const PLACES: i64 = 18;
const LAST: i64 = -PLACES;

impl Fixed {
    /// Reads a decimal below 10^15; what is smaller than a unit is cut off.
    #[must_use]
    pub fn read(text: &str) -> Option<Fixed> {
        let decimal = Decimal::read(text)?;
        let (mut whole, mut rest) = (0_i64, 0_u64);
        let mut power = decimal.whole.len() as i64 + decimal.exponent;
        for digit in decimal.digits() {
            power -= 1;
            let digit = digit - b'0';
            match power {
                0..=14 => whole += i64::from(digit) * 10_i64.pow(power as u32),
                LAST..=-1 => rest += u64::from(digit) * 10_u64.pow((power + PLACES) as u32),
                _ if power > 0 && digit > 0 => return None,
                _ => {}
            }
        }
        if decimal.negative {
            whole = -whole - i64::from(rest > 0);
            rest = (ONE - rest) % ONE;
        }
        Some(Fixed { whole, rest })
    }

    /// This many more.
    #[must_use]
    pub fn plus(self, whole: i64) -> Fixed {
        Fixed {
            whole: self.whole + whole,
            ..self
        }
    }

    /// The whole number at or below it.
    pub(crate) fn floor(self) -> Fixed {
        Fixed { rest: 0, ..self }
    }

    /// The number in the middle.
    pub(crate) fn between(self, other: Fixed) -> Fixed {
        let rest = self.rest + other.rest;
        let whole = self.whole + other.whole + (rest / ONE) as i64;
        Fixed {
            whole: whole.div_euclid(2),
            rest: (rest % ONE + whole.rem_euclid(2) as u64 * ONE) / 2,
        }
    }

    /// In digits.
    #[must_use]
    pub fn text(self) -> String {
        let negative = self.whole < 0;
        let (mut whole, mut rest) = (self.whole.unsigned_abs(), self.rest);
        if negative && rest > 0 {
            whole -= 1;
            rest = ONE - rest;
        }
        let mut text = if negative { "-".to_owned() } else { String::new() };
        text.push_str(&whole.to_string());
        if rest > 0 {
            // The one in front holds the zeros behind the dot.
            let digits = (ONE + rest).to_string();
            text.push('.');
            text.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(left: &str, right: &str) -> Option<Ordering> {
        Some(Decimal::read(left)?.compare(&Decimal::read(right)?))
    }

    #[test]
    fn compares_by_value_not_by_text() {
        assert_eq!(compare("10", "10.0"), Some(Ordering::Equal));
        assert_eq!(compare("-0", "0.000"), Some(Ordering::Equal));
        assert_eq!(compare("9", "10"), Some(Ordering::Less));
        assert_eq!(compare("-9", "-10"), Some(Ordering::Greater));
        assert_eq!(compare("1e3", "1000"), Some(Ordering::Equal));
        assert_eq!(compare("0.00012", "1.2e-4"), Some(Ordering::Equal));
        assert_eq!(compare("007", "7"), Some(Ordering::Equal));
        assert_eq!(
            compare("123456789012345678901234567890", "123456789012345678901234567891"),
            Some(Ordering::Less)
        );
        assert_eq!(compare("abc", "1"), None);
        assert_eq!(compare("", "1"), None);
        assert_eq!(compare(".", "1"), None);
    }

    fn between(left: &str, right: &str) -> Option<String> {
        Some(Fixed::read(left)?.between(Fixed::read(right)?).text())
    }

    #[test]
    fn finds_the_number_in_the_middle() {
        let middle = |left, right| between(left, right).unwrap_or_default();
        assert_eq!(middle("1", "2"), "1.5");
        assert_eq!(middle("-1", "0"), "-0.5");
        assert_eq!(middle("-2", "-1"), "-1.5");
        assert_eq!(middle("-1.5", "-1.25"), "-1.375");
        assert_eq!(middle("-0.25", "0.5"), "0.125");
        assert_eq!(middle("0.1e1", "25e-1"), "1.75");
        assert_eq!(middle("10", "10"), "10");
        assert_eq!(middle("1.9", "2.9"), "2.4");
        assert_eq!(between("1e15", "1"), None);
        assert_eq!(between("1e-19", "0"), Some("0".to_owned()));
        assert_eq!(
            Fixed::read("-0.75").map(|own| own.plus(1).text()),
            Some("0.25".to_owned())
        );
    }
}
