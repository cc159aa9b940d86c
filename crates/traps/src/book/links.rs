//! Links, rewritten.

/// The text with the targets of its links replaced where `target` says so.
pub(super) fn rewritten(text: &str, target: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        out.push_str("](");
        rest = after;
        if let Some((to, _)) = after.split_once(')')
            && let Some(new) = target(to)
        {
            out.push_str(&new);
            rest = after.get(to.len()..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn only_what_is_known_is_rewritten() {
        let target = |to: &str| (to == "#a").then(|| "notes.md#a".to_owned());
        assert_eq!(rewritten("[x](#a) and [y](#b)", &target), "[x](notes.md#a) and [y](#b)");
    }
}
