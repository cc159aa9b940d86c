//! What AWS refuses to store, and with which message.

mod conditions;
mod endpoints;
mod identity;
mod messages;
mod order;
mod organizations;
mod resource;
mod trust;

use iamwhy_policy::{Policy, PolicyType, Severity, save};

/// What stands against storing a policy: errors as `RULE message`, warnings as `(RULE)`.
fn judged(policy: &str, kind: PolicyType, service: Option<&str>) -> Vec<String> {
    save::check(&Policy::parse(policy), kind, service)
        .into_iter()
        .map(|refusal| match refusal.severity {
            Severity::Error => format!("{} {}", refusal.rule, refusal.message),
            Severity::Warning => format!("({})", refusal.rule),
        })
        .collect()
}

/// A document of the current version with these statements.
fn policy(statements: &str) -> String {
    format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#)
}

/// An inline policy with these statements.
fn inline(statements: &str) -> Vec<String> {
    judged(&policy(statements), PolicyType::Identity, None)
}

const NOTHING: [&str; 0] = [];
