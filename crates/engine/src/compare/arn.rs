//! The six parts of an ARN (ARNOP-2).

/// Splits at the first five colons; part six keeps its own. None where there are fewer parts or it does not begin with `arn`.
pub(crate) fn split(text: &str) -> Option<[&str; 6]> {
    let mut parts = [""; 6];
    let mut rest = text;
    for slot in parts.iter_mut().take(5) {
        let (part, tail) = rest.split_once(':')?;
        *slot = part;
        rest = tail;
    }
    parts[5] = rest;
    (parts[0] == "arn").then_some(parts)
}
