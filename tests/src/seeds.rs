//! Which scenarios a run generates.

use std::ops::Range;

/// The seeds that `IAMWHY_SEEDS=1000..200000` asks for, or these.
#[must_use]
pub fn seeds(otherwise: Range<u64>) -> Range<u64> {
    let asked = std::env::var("IAMWHY_SEEDS").unwrap_or_default();
    let (from, to) = asked.split_once("..").unwrap_or(("", &asked));
    from.parse().unwrap_or(otherwise.start)..to.parse().unwrap_or(otherwise.end)
}
