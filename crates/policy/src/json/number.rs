//! The grammar of numbers. Only the grammar: the lexeme is the value.

/// Whether `text` is a JSON number from first to last byte.
pub(super) fn is_number(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let rest = match text {
        [b'0', rest @ ..] => rest,
        [b'1'..=b'9', ..] => digits(text),
        _ => return false,
    };
    let rest = match rest {
        [b'.', fraction @ ..] => match fraction {
            [b'0'..=b'9', ..] => digits(fraction),
            _ => return false,
        },
        _ => rest,
    };
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] => {
            !exponent.is_empty() && digits(exponent).is_empty()
        }
        _ => false,
    }
}

/// What follows the leading digits.
fn digits(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    text.get(end..).unwrap_or_default()
}

/// The bytes from which numbers, and attempts at numbers, are made.
pub(super) fn is_number_byte(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}
