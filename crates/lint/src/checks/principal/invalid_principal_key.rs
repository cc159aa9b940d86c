//! INVALID_PRINCIPAL_KEY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::{nearest, quote};
use iamwhy_policy::{Kind, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_PRINCIPAL_KEY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "`Principal` has a key that is none of `AWS`, `Service`, `Federated` and `CanonicalUser`.",
    why: "AWS refuses the policy; names of keys are compared to the letter.",
    fix: "Use the key that is meant.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "Aws": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-principal-key",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for element in look.statements().flat_map(|statement| &statement.principals) {
        let value = look.value_of(element.name);
        if look.json.kind(value) != Kind::Object {
            continue;
        }
        for (key, _) in look.json.members(value) {
            let word = look.text(key);
            if PrincipalKind::KEYS.contains(&word) {
                continue;
            }
            let near = nearest(word, &mut PrincipalKind::KEYS.into_iter());
            let message = match near {
                Some(near) => format!("there is no kind of principal {}; did you mean `{near}`?", quote(word)),
                None => format!(
                    "there is no kind of principal {}: they are {}",
                    quote(word),
                    PrincipalKind::KEYS.join(", ")
                ),
            };
            let report = found.at(&CHECK, key, message);
            if let Some(near) = near.filter(|near| look.member(value, near).is_none()) {
                let edits = look.rewrite(key, near);
                match near.eq_ignore_ascii_case(word) {
                    true => report.safe(format!("write `{near}`"), edits),
                    false => report.fix(format!("write `{near}`"), edits),
                };
            }
        }
    }
}
