//! ROLE_TRUST_POLICY_…: what a role trust policy cannot say

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::{PolicyType, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    checks: &[&NOTPRINCIPAL, &RESOURCE, &WILDCARD],
    find: Find::Policy(find),
};

static NOTPRINCIPAL: Check = Check {
    code: "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A role trust policy has `NotPrincipal`.",
    why: "IAM refuses it.",
    fix: "Name in `Principal` whom you trust.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "NotPrincipal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }, "Action": "sts:AssumeRole" }"#,
    source: "error-role-trust-policy-syntax-error-notprincipal",
};

static RESOURCE: Check = Check {
    code: "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A role trust policy has `Resource` or `NotResource`.",
    why: "IAM refuses it: the role is the resource.",
    fix: "Remove the element.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }, "Action": "sts:AssumeRole", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }, "Action": "sts:AssumeRole" }"#,
    source: "error-role-trust-policy-syntax-error-resource",
};

static WILDCARD: Check = Check {
    code: "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A role trusts everybody.",
    why: "Whoever has an account with AWS may become the role.",
    fix: "Name whom you trust; an organization with `{ \"AWS\": \"*\" }` and `aws:PrincipalOrgID`.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }, "Action": "sts:AssumeRole" }"#,
    source: "error-role-trust-policy-unsupported-wildcard-in-principal",
};

/// AWS calls the bare `"*"` an error, and its page on principals says that it may be written. `{"AWS": "*"}` beside a condition
/// is how an organization is trusted, and stays.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Trust {
        return;
    }
    for statement in look.statements() {
        for element in &statement.principals {
            if element.negated {
                found.at(
                    &NOTPRINCIPAL,
                    element.name,
                    "a role trust policy has no `NotPrincipal`: name whom you trust",
                );
                continue;
            }
            for entry in &element.entries {
                let bare = entry.kind == PrincipalKind::Any;
                let open = bare || look.text(entry.value) == "*" && statement.conditions.is_empty();
                if look.is_allow(statement) && open {
                    let message = "the role trusts everybody in every account: name whom you trust";
                    found.at(&WILDCARD, entry.value, message);
                }
            }
        }
        for element in &statement.resources {
            let name = look.text(element.name);
            let message = format!("a role trust policy has no `{name}`: it is about the role that it stands on");
            found
                .at(&RESOURCE, element.name, message)
                .safe(format!("remove `{name}`"), look.remove(element.name));
        }
    }
}
