//! The catalogue: reads any bytes, and answers any question.

use iamwhy_catalog::{Catalog, matches_resource_type};

/// How much of the bytes goes into a damaged catalogue.
const PACKED: usize = 64;

/// Damaged catalogues are refused; patterns, keys and ARNs of any text are answered, and the answers fit each other.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (one, other) = text.split_once('\n').unwrap_or((&text, "s3:Get*"));
    matches_resource_type(one, other);
    assert!(matches_resource_type(one, "*"));
    // All of AWS is much to go through: one text in sixteen.
    if !data.len().is_multiple_of(16) {
        return;
    }
    let whole = Catalog::packed();
    // Everything before the first byte that is not the catalogue's own is read as usual.
    let packed = data.get(..PACKED).unwrap_or(data);
    let at = packed
        .iter()
        .fold(0_usize, |at, byte| (at * 31 + usize::from(*byte)) % whole.len());
    let damaged: Vec<u8> = whole.iter().take(at).chain(packed).copied().collect();
    assert!(Catalog::read(&damaged).is_err() || damaged == whole);

    let catalog = Catalog::embedded();
    for pattern in [one, other] {
        let actions: Vec<_> = catalog.expand(pattern).collect();
        assert_eq!(actions.is_empty(), !catalog.matches_some(pattern));
        assert!(actions.iter().all(|action| action.is_matched_by(pattern)));
        if actions.len() < 300 {
            let patterns = catalog.shrink(&actions);
            let mut again: Vec<_> = patterns.iter().flat_map(|pattern| catalog.expand(pattern)).collect();
            again.sort();
            again.dedup();
            assert_eq!(again, actions);
        }
        if let Some(key) = catalog.key(pattern) {
            assert_eq!(catalog.key(key.name()), Some(key));
        }
        let completed = catalog.complete(pattern);
        assert!(completed.map(|action| action.to_string()).all(|name| {
            let beginning = name.get(..pattern.len());
            beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(pattern))
        }));
        let _ = (
            catalog.nearest_action(pattern),
            catalog.nearest_key(pattern),
            catalog.nearest_service(pattern),
        );
    }
}
