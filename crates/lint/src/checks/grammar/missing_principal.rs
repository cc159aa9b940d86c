//! MISSING_PRINCIPAL

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Kind;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A statement of a policy that stands on a resource names nobody.",
    why: "AWS refuses the policy; a statement without `Principal` would match no request.",
    fix: "Add whom the statement is about.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-missing-principal",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !look.kind.has_principal() {
        return;
    }
    for statement in look.statements() {
        let object = look.json.kind(statement.node) == Kind::Object;
        if object && look.lacks(statement, &["Principal", "NotPrincipal"]) {
            let message = format!(
                "a statement of {} says whom it is about: add `Principal`",
                look.a_kind()
            );
            found.at(&CHECK, statement.node, message);
        }
    }
}
