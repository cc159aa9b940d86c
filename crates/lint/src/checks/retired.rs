//! Services that AWS has withdrawn.

/// Prefixes of services that are gone. AWS's lists do not hold them any more, or only as resources of others; Access Analyzer
/// reports some of them and passes over others. Read in 2026-11.
const RETIRED: [&str; 8] = [
    "deepcomposer",
    "deeplens",
    "deepracer",
    "elastic-inference",
    "iot1click",
    "iotroborunner",
    "mobilehub",
    "sumerian",
];

/// Whether a service was withdrawn, so that no other one is meant.
pub(super) fn is_retired(prefix: &str) -> bool {
    RETIRED.iter().any(|own| own.eq_ignore_ascii_case(prefix))
}
