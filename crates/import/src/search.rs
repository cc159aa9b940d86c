//! Finding words in any case, in time linear in the text.

/// The first place of `word`, which is in lower case.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    let word = word.as_bytes();
    let first = *word.first()?;
    text.as_bytes().windows(word.len()).position(|part| {
        part.first().is_some_and(|byte| byte.to_ascii_lowercase() == first) && part.eq_ignore_ascii_case(word)
    })
}

/// The last place of `word`, which is in lower case.
pub(crate) fn find_last(text: &str, word: &str) -> Option<usize> {
    let word = word.as_bytes();
    let first = *word.first()?;
    text.as_bytes().windows(word.len()).rposition(|part| {
        part.first().is_some_and(|byte| byte.to_ascii_lowercase() == first) && part.eq_ignore_ascii_case(word)
    })
}

/// Whether the text begins with `word`, which is in lower case.
pub(crate) fn starts(text: &str, word: &str) -> bool {
    text.as_bytes()
        .get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}
