//! The six parts of an ARN (ARNOP-2).

/// Splits at the first five colons; part six keeps its own. None where there are fewer parts or it does not begin with `arn`.
pub(crate) fn split(text: &str) -> Option<[&str; 6]> {
    if !text.starts_with("arn:") {
        return None;
    }
    // Four more colons in some thirty bytes: a plain walk beats four searches.
    let mut parts = ["arn", "", "", "", "", ""];
    let mut start = 4;
    let mut part = 1;
    while part < 5 {
        let length = text.as_bytes()[start..].iter().position(|byte| *byte == b':')?;
        parts[part] = &text[start..start + length];
        start += length + 1;
        part += 1;
    }
    parts[5] = &text[start..];
    Some(parts)
}
