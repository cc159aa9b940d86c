//! The table of API operations: what each asks of IAM (ACT-5, ACT-10, RES-12, RES-17).
//!
//! ```
//! let row = iamwhy_operations::find("s3:HeadObject").unwrap();
//! assert_eq!(row.asks[0].action, "s3:GetObject");
//! ```

mod defaults;
mod refused;
mod row;
mod table;

use std::sync::OnceLock;

pub use defaults::{Origin, sent_resource};
pub use refused::{action_of, is_of_object};
pub use row::{Ask, From, Is, On, Row, Set, Slot, TAGS, Takes, When};

/// Every operation, sorted by name.
#[must_use]
pub fn list() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(table::rows)
}

/// The operation of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Row> {
    let rows = list();
    rows.binary_search_by_key(&name, |row| row.name)
        .ok()
        .and_then(|at| rows.get(at))
}
