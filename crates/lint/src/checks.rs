//! The table of all checks. A family is a folder, a rule a file in it; several codes that are variants of one idea share one.

mod action;
mod arn;
mod condition;
mod escalation;
mod grammar;
mod organization;
mod ours;
mod permission;
mod principal;
mod reach;
mod redundancy;
mod request;
mod retired;
mod variable;

use crate::Check;
use crate::findings::Findings;
use crate::look::Look;
use crate::requests::Requests;

/// Checks about the same part of a policy.
pub struct Family {
    /// Its heading.
    pub title: &'static str,
    /// Its rules.
    pub rules: &'static [&'static Rule],
}

/// One function, and the checks whose findings it makes.
pub struct Rule {
    /// What it finds.
    pub checks: &'static [&'static Check],
    pub(crate) find: Find,
}

/// What a rule looks at.
#[derive(Copy, Clone)]
pub(crate) enum Find {
    /// A policy.
    Policy(fn(&Look<'_>, &mut Findings<'_>)),
    /// The requests of a scenario.
    Requests(fn(&Requests<'_>, &mut Findings<'_>)),
}

/// Everything that is checked.
pub static FAMILIES: &[&Family] = &[
    &grammar::FAMILY,
    &action::FAMILY,
    &arn::FAMILY,
    &condition::FAMILY,
    &variable::FAMILY,
    &principal::FAMILY,
    &reach::FAMILY,
    &permission::FAMILY,
    &organization::FAMILY,
    &redundancy::FAMILY,
    &ours::FAMILY,
    &escalation::FAMILY,
    &request::FAMILY,
];

/// Every check, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Check> {
    FAMILIES
        .iter()
        .flat_map(|family| family.rules)
        .flat_map(|rule| rule.checks)
        .copied()
}

/// The check with this code.
///
/// ```
/// assert!(iamwhy_lint::checks::find("MISSING_ACTION").is_some());
/// ```
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    all().find(|check| check.code == code)
}
