//! Strings: a fast scan for the common case, decoding into one shared buffer for the others.

/// The first byte at or after `at` that ends a plain run: a quote, a backslash or a control character.
#[inline]
pub(super) fn plain_run(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Eight bytes at a time: a byte's high bit is set in `stop` where it is one of the three. Borrows
    // can set wrong bits only above the first right one, and only the first is looked at.
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let quote = word ^ (ONES * b'"' as u64);
        let slash = word ^ (ONES * b'\\' as u64);
        let stop = (quote.wrapping_sub(ONES) & !quote)
            | (slash.wrapping_sub(ONES) & !slash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        if stop & HIGH != 0 {
            return at + (stop & HIGH).trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            break;
        }
        at += 1;
    }
    at
}

/// What is wrong with a string, and the bytes that are to blame.
pub(super) struct StringError {
    pub(super) message: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

fn wrong(message: impl Into<String>, start: usize, end: usize) -> StringError {
    StringError {
        message: message.into(),
        start,
        end,
    }
}

/// Decodes the string whose contents begin at `start` and whose first byte to be looked at is `at`;
/// returns the offset after the closing quote.
pub(super) fn decode(text: &str, start: usize, mut at: usize, into: &mut String) -> Result<usize, StringError> {
    let bytes = text.as_bytes();
    let mut copied = start;
    loop {
        match bytes.get(at) {
            None => return Err(wrong("unexpected end of text inside a string: expected `\"`", at, at)),
            Some(b'"') => {
                into.push_str(text.get(copied..at).unwrap_or_default());
                return Ok(at + 1);
            }
            Some(b'\\') => {
                into.push_str(text.get(copied..at).unwrap_or_default());
                let (scalar, after) = escape(bytes, at)?;
                into.push(scalar);
                at = after;
                copied = at;
            }
            Some(b'\n' | b'\r') => {
                return Err(wrong("a string must end on its own line: expected `\"`", at, at + 1));
            }
            Some(&control @ 0..0x20) => {
                let message = format!("control character in a string: write it as `\\u{control:04x}`");
                return Err(wrong(message, at, at + 1));
            }
            Some(_) => at = plain_run(bytes, at),
        }
    }
}

/// The scalar that the escape at `at` stands for, and the offset after it.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), StringError> {
    let plain = |scalar| Ok((scalar, at + 2));
    match bytes.get(at + 1) {
        Some(b'"') => plain('"'),
        Some(b'\\') => plain('\\'),
        Some(b'/') => plain('/'),
        Some(b'b') => plain('\u{8}'),
        Some(b'f') => plain('\u{c}'),
        Some(b'n') => plain('\n'),
        Some(b'r') => plain('\r'),
        Some(b't') => plain('\t'),
        Some(b'u') => unicode(bytes, at),
        None => Err(wrong(
            "unexpected end of text inside a string: expected `\"`",
            at + 1,
            at + 1,
        )),
        Some(_) => Err(wrong(
            "unknown escape: a backslash is followed by one of `\" \\ / b f n r t u`, and written `\\\\` itself",
            at,
            at + 1,
        )),
    }
}

/// `\uXXXX`, or a pair of them for a scalar beyond U+FFFF.
fn unicode(bytes: &[u8], at: usize) -> Result<(char, usize), StringError> {
    let short = || wrong("`\\u` needs four hexadecimal digits", at, at + 2);
    let lone = || {
        wrong(
            "a lone surrogate is no character: `\\ud800` to `\\udbff` and `\\udc00` to `\\udfff` come in pairs",
            at,
            at + 6,
        )
    };
    let first = hex(bytes, at + 2).ok_or_else(short)?;
    if let Some(scalar) = char::from_u32(first) {
        return Ok((scalar, at + 6));
    }
    let second = match (first, bytes.get(at + 6..at + 8)) {
        (0xD800..0xDC00, Some(b"\\u")) => hex(bytes, at + 8).ok_or_else(lone)?,
        _ => return Err(lone()),
    };
    if !(0xDC00..0xE000).contains(&second) {
        return Err(lone());
    }
    let scalar = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    char::from_u32(scalar).map(|scalar| (scalar, at + 12)).ok_or_else(lone)
}

fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at + 4)?
        .iter()
        .try_fold(0, |value, &digit| Some(value * 16 + char::from(digit).to_digit(16)?))
}
