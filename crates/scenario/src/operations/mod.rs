//! The table of API operations: what each asks of IAM (ACT-5, ACT-10, RES-12, RES-17).

mod defaults;
mod row;
mod table;

use std::{collections::BinaryHeap, sync::OnceLock};

pub use defaults::{Origin, sent_resource};
pub use row::{Ask, From, On, Row, Set, Slot, TAGS, When};

/// Every operation, sorted by name.
pub fn list() -> &'static [&'static Row] {
    static SORTED: OnceLock<Vec<&'static Row>> = OnceLock::new();
    SORTED.get_or_init(|| {
        let rows: &'static [Row] = Vec::leak(table::rows());
        let names: BinaryHeap<(&str, usize)> = rows.iter().map(|row| row.name).zip(0..).collect();
        let sorted = names.into_sorted_vec();
        sorted.iter().filter_map(|(_, at)| rows.get(*at)).collect()
    })
}

/// The operation of this name.
pub fn find(name: &str) -> Option<&'static Row> {
    let rows = list();
    rows.binary_search_by_key(&name, |row| row.name)
        .ok()
        .and_then(|at| rows.get(at).copied())
}
