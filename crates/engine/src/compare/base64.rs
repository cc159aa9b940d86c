//! Base64 text to bytes, for `BinaryEquals` (BOOL-5): strict alphabet, padding required.

/// The bytes, or none where the text is not Base64.
pub(crate) fn decode(text: &str) -> Option<Box<[u8]>> {
    let bytes = text.as_bytes();
    if bytes.len() % 4 != 0 {
        return None;
    }
    let padding = bytes.iter().rev().take_while(|byte| **byte == b'=').count();
    if padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut group = 0_u32;
    for (index, &byte) in bytes.iter().enumerate() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' if index >= bytes.len() - padding => 0,
            _ => return None,
        };
        group = group << 6 | u32::from(value);
        if index % 4 == 3 {
            out.extend_from_slice(&group.to_be_bytes()[1..]);
            group = 0;
        }
    }
    out.truncate(out.len() - padding);
    Some(out.into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn decodes_strictly() {
        assert_eq!(super::decode("aGVsbG8=").as_deref(), Some(b"hello".as_slice()));
        assert_eq!(super::decode("").as_deref(), Some(b"".as_slice()));
        assert_eq!(super::decode("aGVsbG8"), None);
        assert_eq!(super::decode("a=Vs"), None);
        assert_eq!(super::decode("===="), None);
    }
}
