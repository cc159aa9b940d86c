//! The nearest known word, for "did you mean", and the author's words in messages.

use crate::Listed;

/// Words longer than this are not typing errors.
const LONGEST: usize = 48;

/// `; did you mean` with the candidate nearest to `word`, else nothing.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    suggestion(word, &mut candidates.into_iter())
}

fn suggestion(word: &str, candidates: &mut dyn Iterator<Item = &str>) -> String {
    match nearest(word, candidates) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    }
}

/// The candidate nearest to `word`, if one is near enough to have been meant.
pub fn nearest<'a>(word: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let distances = candidates.map(|known| (distance(&lower, &known.to_ascii_lowercase()), known));
    let (least, known) = distances.min_by_key(|&(distance, _)| distance)?;
    (least <= 1 + known.len() / 5).then_some(known)
}

/// Insertions, deletions and replacements from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().listed();
    let mut row: Vec<usize> = (0..=to.len()).listed();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, &b) in row.iter_mut().skip(1).zip(&to) {
            let replaced = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = replaced.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The author's word for a message, shortened when it is long.
pub fn quote(word: &str) -> String {
    ["`", &shortened(word, 80), "`"].concat()
}

/// A text for a message, cut in the middle where it has more letters than that: what tells ARNs apart is how they end.
pub fn shortened(text: &str, most: usize) -> String {
    let half = most / 2;
    let mut letters = text.char_indices();
    let head = letters.clone().nth(half);
    let tail = letters.clone().nth_back(half.saturating_sub(1));
    match (letters.nth(most), head, tail) {
        (Some(_), Some((head, _)), Some((tail, _))) => {
            let [head, tail] = [text.get(..head), text.get(tail..)].map(Option::unwrap_or_default);
            [head, "…", tail].concat()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_texts_are_cut_in_the_middle() {
        assert_eq!(shortened("arn:aws:s3:::é", 14), "arn:aws:s3:::é");
        assert_eq!(shortened("arn:aws:s3:::été", 14), "arn:aws…3:::été");
        assert_eq!(shortened("", 14), "");
    }
}
