//! What the fuzzers check: functions from bytes to nothing, which panic where a promise is broken. `fuzz/` feeds them
//! without end; `tests/fuzz_bounded.rs` feeds them seeded bytes in every test run.

pub mod catalog;
pub mod glob;
pub mod json;
pub mod policy;
pub mod scenario;

/// Something to check about any bytes.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const ALL: &[(&str, Target)] = &[
    ("catalog", catalog::check),
    ("json", json::check),
    ("glob", glob::check),
    ("policy", policy::check),
    ("scenario", scenario::check),
];
