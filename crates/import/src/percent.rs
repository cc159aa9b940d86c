//! Percent-encoded documents, as IAM's own API returns them (PARSE-13).

/// The text, decoded once; none where it is not percent-encoded JSON.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let start = text.trim_start();
    if !["%7B", "%7b", "%5B", "%5b", "%0A", "%0a", "%20"]
        .iter()
        .any(|code| start.starts_with(code))
    {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.trim().bytes();
    while let Some(byte) = rest.next() {
        // Some clients write a space as `+`, which JSON would not hold bare.
        match byte {
            b'%' => {
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                let code = digit(rest.next())? * 16 + digit(rest.next())?;
                bytes.push(u8::try_from(code).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}
