//! Numbers as the Numeric operators read them (NUM-1).

/// A readable number: sign, the digits on both sides of the point, and the power of ten that they are times.
#[derive(Copy, Clone, Debug)]
pub struct Number<'a> {
    /// Whether it has a minus.
    pub negative: bool,
    /// The digits before the point.
    pub whole: &'a [u8],
    /// The digits behind it.
    pub fraction: &'a [u8],
    /// The exponent.
    pub exponent: i64,
}

impl<'a> Number<'a> {
    /// Reads an optional sign, digits with at most one point, an optional exponent.
    pub fn read(text: &'a str) -> Option<Number<'a>> {
        let bytes = text.as_bytes();
        let (negative, rest) = match bytes.first()? {
            b'-' => (true, bytes.get(1..)?),
            b'+' => (false, bytes.get(1..)?),
            _ => (false, bytes),
        };
        let (mantissa, exponent) = match rest.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(at) => (rest.get(..at)?, exponent(rest.get(at + 1..)?)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.iter().position(|byte| *byte == b'.') {
            Some(at) => (mantissa.get(..at)?, mantissa.get(at + 1..)?),
            None => (mantissa, mantissa.get(..0)?),
        };
        let digits = whole.iter().chain(fraction).all(u8::is_ascii_digit);
        (digits && whole.len() + fraction.len() > 0).then_some(Number {
            negative,
            whole,
            fraction,
            exponent,
        })
    }
}

/// An exponent; beyond a billion it is unreadable rather than slow.
fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text.first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
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
