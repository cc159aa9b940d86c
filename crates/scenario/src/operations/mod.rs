//! The table of API operations: what each asks of IAM (ACT-5, ACT-10, RES-12, RES-17).

mod compute;
mod control;
mod data;
mod defaults;
mod ec2;
mod iam;
mod kms;
mod messaging;
mod row;
mod s3;
mod sts;

use std::sync::OnceLock;

pub use defaults::{Origin, sent_resource};
pub use row::{Ask, From, On, Row, Set, Slot, TAGS, When};

const TABLES: [&[Row]; 9] = [
    compute::ROWS,
    control::ROWS,
    data::ROWS,
    ec2::ROWS,
    iam::ROWS,
    kms::ROWS,
    messaging::ROWS,
    s3::ROWS,
    sts::ROWS,
];

/// Every operation, sorted by name.
pub fn list() -> &'static [&'static Row] {
    static SORTED: OnceLock<Vec<&'static Row>> = OnceLock::new();
    SORTED.get_or_init(|| {
        let mut rows: Vec<&'static Row> = TABLES.iter().copied().flatten().collect();
        rows.sort_unstable_by_key(|row| row.name);
        rows
    })
}

/// The operation of this name.
pub fn find(name: &str) -> Option<&'static Row> {
    let rows = list();
    rows.binary_search_by_key(&name, |row| row.name)
        .ok()
        .and_then(|at| rows.get(at).copied())
}
