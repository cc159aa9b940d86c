//! Base64 text to bytes, for `BinaryEquals` (BOOL-5): strict alphabet, padding required.

/// The bytes, one after the other, or none where the text is not Base64.
pub(crate) fn decode(text: &str) -> Option<impl Iterator<Item = u8> + '_> {
    let bytes = text.as_bytes();
    let padding = bytes.iter().rev().take_while(|byte| **byte == b'=').count();
    let digits = bytes.get(..bytes.len() - padding)?;
    let strict = bytes.len().is_multiple_of(4) && padding <= 2 && digits.iter().all(|byte| digit(*byte).is_some());
    let groups = bytes.chunks_exact(4).flat_map(|four| {
        let group = four
            .iter()
            .fold(0, |group, byte| group << 6 | digit(*byte).unwrap_or(0));
        let [_, decoded @ ..] = group.to_be_bytes();
        decoded
    });
    strict.then(|| groups.take((bytes.len() / 4 * 3).saturating_sub(padding)))
}

fn digit(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    #[test]
    fn decodes_strictly() {
        let decode = |text| super::decode(text).map(Iterator::collect::<Vec<u8>>);
        assert_eq!(decode("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(decode("aGVsbG8hIQ=="), Some(b"hello!!".to_vec()));
        assert_eq!(decode("AP+/"), Some(vec![0, 255, 191]));
        assert_eq!(decode(""), Some(Vec::new()));
        for broken in ["aGVsbG8", "a=Vs", "====", "aGVs=bG8", "aGV-"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
