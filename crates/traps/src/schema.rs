//! The JSON Schema of a card.

use serde_json::Value;

use crate::card::Card;

/// The JSON Schema of a card, from the types that read it.
#[must_use]
pub fn schema() -> Value {
    iamwhy_scenario::schema_of::<Card>("iamwhy card of a trap, version 1")
}
