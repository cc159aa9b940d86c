//! Names in any case. All of AWS's are ASCII.

use std::cmp::Ordering;

/// The order of two names, case aside.
pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    lower(one).cmp(lower(other))
}

/// Where a name stands beside all that begin with `start`: among them, before, or behind.
pub(crate) fn compare_start(name: &str, start: &str) -> Ordering {
    lower(name).take(start.len()).cmp(lower(start))
}

/// The bytes of a name, in lower case.
pub(crate) fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}
