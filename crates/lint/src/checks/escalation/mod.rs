//! Ways to more rights than a policy seems to give.

mod boundary_delegation;
mod path_to_administrator;
mod privilege_escalation;
mod ways;

use super::Family;

pub(super) static FAMILY: Family = Family {
    title: "Privilege escalation",
    rules: &[
        &privilege_escalation::RULE,
        &boundary_delegation::RULE,
        &path_to_administrator::RULE,
    ],
};
