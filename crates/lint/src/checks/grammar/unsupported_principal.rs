//! UNSUPPORTED_PRINCIPAL

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "UNSUPPORTED_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy that is attached to whom it is about names a principal.",
    why: "AWS refuses it: an identity-based policy, a boundary and a session policy are about whoever has them.",
    fix: "Remove `Principal`, or attach the policy to the resource.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-unsupported-principal",
};

/// SCPs have a code of their own.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !look.kind.is_identity_based() {
        return;
    }
    for element in look.statements().flat_map(|statement| &statement.principals) {
        let name = look.text(element.name);
        let message = format!(
            "{} has no `{name}`: it is about whomever it is attached to",
            look.a_kind()
        );
        let report = found.at(&CHECK, element.name, message);
        report.fix(format!("remove `{name}`"), look.remove(element.name));
    }
}
