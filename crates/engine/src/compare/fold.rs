//! Comparing text without regard to case: letter by letter in lower case, no allocation (STR-2, CKEY-1).

/// Whether both are the same when case is ignored; with `ascii`, only A to Z fold (UND-30).
pub(crate) fn same(left: &str, right: &str, ascii: bool) -> bool {
    if ascii || (left.is_ascii() && right.is_ascii()) {
        return left.eq_ignore_ascii_case(right);
    }
    left.chars()
        .flat_map(char::to_lowercase)
        .eq(right.chars().flat_map(char::to_lowercase))
}

/// In lower case, letter by letter.
pub(crate) fn lower(text: &str) -> String {
    let mut folded = String::new();
    lower_into(text, &mut folded);
    folded
}

/// The same in place of what a buffer holds.
pub(crate) fn lower_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(text.chars().flat_map(char::to_lowercase));
    }
}

/// Spellings that are the same when case is ignored; at least two where a letter has two cases.
pub(crate) fn spellings(text: &str) -> [String; 2] {
    let lower = lower(text);
    let mut upper = text.to_ascii_uppercase();
    if upper == lower {
        // No letter of ASCII. Looking for the capital costs time instead of a second table of all letters.
        let capital =
            |letter: char| ('\u{80}'..'\u{1f000}').find(|char| *char != letter && char.to_lowercase().eq([letter]));
        let found = lower
            .char_indices()
            .filter(|(_, letter)| !letter.is_ascii())
            .take(MOST_LETTERS);
        if let Some((at, letter, capital)) = found
            .map(|(at, letter)| (at, letter, capital(letter)))
            .find_map(|(at, letter, capital)| Some((at, letter, capital?)))
        {
            upper.replace_range(at..at + letter.len_utf8(), capital.encode_utf8(&mut [0; 4]));
        }
    }
    [upper, lower]
}

/// How many letters are looked at for a capital: a bound for texts of a script that has none.
const MOST_LETTERS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_differ_only_by_case() {
        for text in ["abc", "ABC", "aBc-é", "é", "É", "日é", "1ß", "ǆ"] {
            let [upper, lower] = spellings(text);
            assert!(
                same(&upper, text, false) && same(&lower, text, false),
                "{upper} {lower}"
            );
            assert_ne!(upper, lower);
        }
        assert_eq!(spellings("日本"), ["日本".to_owned(), "日本".to_owned()]);
    }
}
