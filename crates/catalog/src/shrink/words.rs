//! Patterns that a name suggests, cut between its words.

/// What a pattern looks like; what people read more easily comes first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shape {
    /// `Get*`
    Beginning,
    /// `*Tagging`
    End,
    /// `Get*Tagging`
    Both,
    /// `*AccessKey*`
    Inside,
}

/// More words than any name has that is worth a pattern.
const MOST: usize = 16;

/// All patterns of one star or two that match the name, each once.
pub(super) fn patterns(name: &str) -> Vec<(String, Shape)> {
    let cuts = cuts(name);
    let piece = |from: usize, to: usize| name.get(from..to).unwrap_or_default();
    let mut all = Vec::new();
    for (number, from) in cuts.iter().enumerate() {
        all.push((format!("*{}", piece(*from, name.len())), Shape::End));
        for to in cuts.iter().skip(number) {
            if *from > 0 {
                let both = format!("{}*{}", piece(0, *from), piece(*to, name.len()));
                let shape = if *to == name.len() {
                    Shape::Beginning
                } else {
                    Shape::Both
                };
                all.push((both, shape));
            }
            if from < to {
                all.push((format!("*{}*", piece(*from, *to)), Shape::Inside));
            }
        }
    }
    all.sort();
    all.dedup_by(|one, other| one.0 == other.0);
    // `*` alone is the whole service, which is somebody else's decision.
    all.retain(|(pattern, _)| pattern.len() > 1);
    all
}

/// Where words begin, and the end: `GetAPIKey` is `Get`, `API`, `Key`.
fn cuts(name: &str) -> Vec<usize> {
    let bytes = name.as_bytes();
    let is_upper = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_uppercase);
    let is_lower = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_lowercase);
    let begins = |index: &usize| is_upper(*index) && (!is_upper(*index - 1) || is_lower(*index + 1));
    let inside = (1..bytes.len()).filter(begins).take(MOST);
    std::iter::once(0).chain(inside).chain([bytes.len()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_words() {
        assert_eq!(cuts("GetAPIKey"), [0, 3, 6, 9]);
        assert_eq!(cuts("Get"), [0, 3]);
        let of: Vec<_> = patterns("GetTags").into_iter().map(|(pattern, _)| pattern).collect();
        assert_eq!(
            of,
            [
                "*",
                "*Get*",
                "*GetTags",
                "*GetTags*",
                "*Tags",
                "*Tags*",
                "Get*",
                "Get*Tags",
                "GetTags*"
            ][1..]
        );
    }
}
