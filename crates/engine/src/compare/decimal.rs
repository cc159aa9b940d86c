//! Decimal numbers of any length, compared as text (NUM-1): no rounding, no allocation.

use std::cmp::Ordering;

/// A readable decimal: sign, digits without the dot, and the power of ten of the first digit.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Decimal<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Reads an optional sign, digits with at most one dot, an optional exponent.
    pub(crate) fn read(text: &'a str) -> Option<Decimal<'a>> {
        let bytes = text.as_bytes();
        let (negative, rest) = match bytes.first()? {
            b'-' => (true, &bytes[1..]),
            b'+' => (false, &bytes[1..]),
            _ => (false, bytes),
        };
        let (mantissa, exponent) = match rest.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(at) => (&rest[..at], exponent(&rest[at + 1..])?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.iter().position(|byte| *byte == b'.') {
            Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
            None => (mantissa, &mantissa[..0]),
        };
        let digits = whole.iter().chain(fraction).all(u8::is_ascii_digit);
        (digits && whole.len() + fraction.len() > 0).then_some(Decimal {
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

/// An exponent; beyond a billion it is unreadable rather than slow.
fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text.first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits
        .iter()
        .fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some(if negative { -value } else { value })
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
}
