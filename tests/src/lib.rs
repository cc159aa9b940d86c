//! A second opinion on every decision: a slow and obvious evaluator (`oracle`), random
//! scenarios to ask it about (`generate`), and a way to make a counter-example small (`shrink`).

pub mod difference;
pub mod engine;
pub mod generate;
pub mod oracle;
pub mod seeds;
pub mod targets;
