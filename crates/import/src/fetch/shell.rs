//! Words for a POSIX shell.

/// A word that stands for exactly this text. Letters that no name of AWS has and that a terminal would obey become `?`.
pub(crate) fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_./:=@,+-%".contains(letter);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain) {
        return text.to_owned();
    }
    let mut word = String::from("'");
    for letter in text.chars() {
        match letter {
            '\'' => word.push_str("'\\''"),
            letter if letter.is_control() || is_invisible(letter) => word.push('?'),
            letter => word.push(letter),
        }
    }
    word.push('\'');
    word
}

/// Letters that change the direction of writing or are not seen.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// ` --name=value`: the value is never taken for an option. Nothing where it is empty.
pub(crate) fn option(name: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let quoted = quoted(value);
    [" ", name, "=", &quoted].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_whatever_a_shell_could_obey() {
        assert_eq!(
            quoted("arn:aws:iam::111122223333:role/app"),
            "arn:aws:iam::111122223333:role/app"
        );
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's; rm -rf $HOME `id`"), "'it'\\''s; rm -rf $HOME `id`'");
        assert_eq!(quoted("-x"), "'-x'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("a\nb\u{1b}[1mc\u{202e}"), "'a?b?[1mc?'");
        assert_eq!(quoted("~*[]{}#!&|<>()\\\""), "'~*[]{}#!&|<>()\\\"'");
        assert_eq!(option("--role-name", "-x"), " --role-name='-x'");
    }
}
