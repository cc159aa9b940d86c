//! What the evaluator knows and nobody else says: statements that do nothing, and ways around them.

mod above;
mod allow_opens;
mod boundary_bypassed;
mod bucket_vs_object;
mod confused_deputy;
mod dead_statement;
mod never_sent;
mod principal_arn;
mod scp_global;
mod self_lockout;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "What it does",
    rules: &[
        &dead_statement::RULE,
        &never_sent::RULE,
        &allow_opens::RULE,
        &bucket_vs_object::RULE,
        &principal_arn::RULE,
        &confused_deputy::RULE,
        &self_lockout::RULE,
        &boundary_bypassed::RULE,
        &scp_global::RULE,
    ],
};
