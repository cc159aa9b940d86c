//! What a reader of a trace may ask: statements and conditions by number, and the detail of each element, worked out only
//! for what is shown, from the same leaf functions that decided.

mod asked;
mod detail;
mod gate;
mod statement;

pub use asked::Asked;
pub use detail::{ConditionDetail, EntryDetail, OwnedValue};
pub use gate::GatePlace;
pub use statement::{ConditionView, StatementView, VoidReason};
