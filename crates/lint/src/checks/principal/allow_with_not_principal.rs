//! ALLOW_WITH_NOT_PRINCIPAL

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "ALLOW_WITH_NOT_PRINCIPAL",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`Allow` is used with `NotPrincipal`.",
    why: "Everybody else is let in, other accounts and anonymous callers included.",
    fix: "Name in `Principal` who is let in.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "NotPrincipal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "security-warning-allow-with-not-principal",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements().filter(|statement| look.is_allow(statement)) {
        for element in statement.principals.iter().filter(|element| element.negated) {
            let message = "`NotPrincipal` with `Allow` lets in everybody else, anonymous callers included";
            found.at(&CHECK, element.name, message);
        }
    }
}
