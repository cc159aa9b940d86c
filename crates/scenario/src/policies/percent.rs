//! Percent-encoded documents, as IAM's own API returns them (PARSE-13).

use std::borrow::Cow;

/// The document's text, decoded once if it is percent-encoded: a JSON text never begins with `%`.
pub(crate) fn decoded(text: &str) -> Result<Cow<'_, str>, &'static str> {
    if !text.trim_start().starts_with('%') {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| {
            byte.and_then(|b| char::from(b).to_digit(16))
                .and_then(|d| u8::try_from(d).ok())
        };
        match (digit(rest.next()), digit(rest.next())) {
            (Some(high), Some(low)) => bytes.push(high * 16 + low),
            _ => return Err("a `%` without two hexadecimal digits behind it"),
        }
    }
    String::from_utf8(bytes)
        .map(Cow::Owned)
        .map_err(|_| "bytes that are not UTF-8")
}
