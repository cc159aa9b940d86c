//! Services that AWS no longer lists.

/// Prefixes that AWS's own managed policies grant actions of, such as `AmazonSumerianFullAccess`, and that are in no row of its
/// list of services any more (Service Authorization Reference, `reference_policies_actions-resources-contextkeys`, read in
/// 2026-11). Access Analyzer reports some of them and passes over others.
const RETIRED: [&str; 8] = [
    // Its page of that reference, `list_awsdeepcomposer`, is gone.
    "deepcomposer",
    // As is `list_awsdeeplens`.
    "deeplens",
    // As is `list_awsdeepracer`.
    "deepracer",
    // No new customers since April 2023 (AWS CLI reference, `elastic-inference`); in `AmazonSageMakerFullAccess`.
    "elastic-inference",
    // Discontinued in December 2024 (AWS IoT 1-Click developer guide, document history).
    "iot1click",
    // In `AWSIotRoboRunnerFullAccess`.
    "iotroborunner",
    // In `AWSMobileHub_FullAccess`.
    "mobilehub",
    // In `AmazonSumerianFullAccess`.
    "sumerian",
];

/// Whether AWS had such a service and lists it no more, so that no other one is meant.
pub(super) fn is_retired(prefix: &str) -> bool {
    RETIRED.iter().any(|own| own.eq_ignore_ascii_case(prefix))
}
