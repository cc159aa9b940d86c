//! MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::matches_pattern;
use iamwhy_policy::{PolicyType, PrincipalKind, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A role trusts IAM Roles Anywhere, but not with all three actions that it needs.",
    why: "IAM Roles Anywhere sets the source identity and tags of every session: without those rights nobody gets one.",
    fix: "Allow `sts:AssumeRole`, `sts:SetSourceIdentity` and `sts:TagSession`.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Service": "rolesanywhere.amazonaws.com" }, "Action": "sts:AssumeRole" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Service": "rolesanywhere.amazonaws.com" }, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"] }"#,
    source: "error-missing-action-for-roles-anywhere-trust-policy",
};

const NEEDED: [&str; 3] = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Trust {
        return;
    }
    let trusts = |statement: &&Statement| {
        let mut entries = statement
            .principals
            .iter()
            .filter(|own| !own.negated)
            .flat_map(|own| &own.entries);
        look.is_allow(statement)
            && entries.any(|entry| {
                entry.kind == PrincipalKind::Service && look.text(entry.value) == "rolesanywhere.amazonaws.com"
            })
    };
    let statements: Vec<&Statement> = look.whole().filter(trusts).collect();
    let Some(first) = statements.first() else { return };
    let named = |action: &&str| {
        let mut all = statements.iter().flat_map(|statement| look.actions(statement));
        let negated = statements
            .iter()
            .any(|statement| statement.actions.iter().any(|own| own.negated));
        negated || all.any(|(_, text)| matches_pattern(text, action))
    };
    let missing: Vec<String> = NEEDED
        .iter()
        .filter(|action| !named(action))
        .map(|action| format!("`{action}`"))
        .collect();
    if !missing.is_empty() {
        let node = first.actions.first().map_or(first.node, |element| element.name);
        let message = format!("`rolesanywhere.amazonaws.com` needs {} as well", missing.join(" and "));
        found.at(&CHECK, node, message);
    }
}
