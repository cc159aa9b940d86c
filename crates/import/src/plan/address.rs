//! Addresses of Terraform: `module.queue["a"].aws_sqs_queue.this[0]`.

/// The address of something below a module.
pub(super) fn below(module: &str, own: &str) -> String {
    match module {
        "" => own.to_owned(),
        module => [module, ".", own].concat(),
    }
}

/// An address without its indices: `module.queue.aws_sqs_queue.this`.
pub(super) fn plain(address: &str) -> String {
    let mut plain = String::new();
    let mut rest = address;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        rest = behind(after);
    }
    plain.push_str(rest);
    plain
}

/// What stands behind an index that is open; a key in quotes may hold brackets.
fn behind(index: &str) -> &str {
    if let Some(quoted) = index.strip_prefix('"') {
        let mut escaped = false;
        for (at, letter) in quoted.char_indices() {
            match letter {
                '"' if !escaped => {
                    let rest = quoted.get(at + 1..).unwrap_or_default();
                    return rest.strip_prefix(']').unwrap_or(rest);
                }
                letter => escaped = letter == '\\' && !escaped,
            }
        }
        return "";
    }
    index.split_once(']').map_or("", |(_, rest)| rest)
}

/// The index at the end of an address, with its brackets.
pub(super) fn index(address: &str) -> &str {
    let mut rest = address;
    let mut at = 0;
    let mut last = "";
    while let Some((before, after)) = rest.split_once('[') {
        let start = at + before.len();
        let end = address.len() - behind(after).len();
        last = match end == address.len() {
            true => address.get(start..end).unwrap_or_default(),
            false => "",
        };
        at = end;
        rest = address.get(end..).unwrap_or_default();
    }
    last
}

/// The steps of a reference: `module.queue["a"].arn` is `module`, `queue["a"]`, `arn`. Dots inside an index do not count.
pub(super) fn steps(reference: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(letter) = reference.as_bytes().get(at) {
        match letter {
            b'[' => at = reference.len() - behind(reference.get(at + 1..).unwrap_or_default()).len(),
            b'.' => {
                steps.extend(reference.get(start..at));
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    steps.extend(reference.get(start..));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_may_hold_anything() {
        let address = r#"module.q["a.b[0]"].aws_sqs_queue.this[1]"#;
        assert_eq!(plain(address), "module.q.aws_sqs_queue.this");
        assert_eq!(index(address), "[1]");
        assert_eq!(index("aws_sqs_queue.this"), "");
        assert_eq!(index(r#"module.q["a"].aws_sqs_queue.this"#), "");
        assert_eq!(steps(address), ["module", r#"q["a.b[0]"]"#, "aws_sqs_queue", "this[1]"]);
        for broken in ["a[", "a[\"", "a]b[", "[", "a.[\"\\\""] {
            let _ = (plain(broken), index(broken), steps(broken));
        }
    }
}
