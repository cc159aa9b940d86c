//! Comparing text without regard to case: simple folding, no allocation (STR-2, CKEY-1).

/// Whether both are the same when case is ignored; with `ascii`, only A to Z fold (UND-30).
pub(crate) fn same(left: &str, right: &str, ascii: bool) -> bool {
    if ascii || (left.is_ascii() && right.is_ascii()) {
        return left.eq_ignore_ascii_case(right);
    }
    left.chars()
        .flat_map(char::to_lowercase)
        .eq(right.chars().flat_map(char::to_lowercase))
}
