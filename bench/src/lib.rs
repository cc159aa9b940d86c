//! Decisions per second, beside peers that were measured in the same run.

pub mod answer;
pub mod generate;
pub mod layers;
pub mod peers;
pub mod table;
pub mod workload;
