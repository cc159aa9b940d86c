//! INVALID_EFFECT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Effect, Kind};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_EFFECT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "`Effect` is neither `Allow` nor `Deny`.",
    why: "AWS refuses the policy, also for another case of letters.",
    fix: "Write `Allow` or `Deny`.",
    on: "identity",
    bad: r#"{ "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-effect",
};

/// The words in another case are safe to mend: nothing else can be meant.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        let Some((_, value)) = look.member(statement.node, "Effect") else {
            continue;
        };
        let text = look.text(value);
        if look.json.kind(value) != Kind::String || Effect::parse(text).is_some() {
            continue;
        }
        let message = format!("`Effect` must be `Allow` or `Deny`, not {}", quote(text));
        let report = found.at(&CHECK, value, message);
        if let Some(word) = ["Allow", "Deny"]
            .into_iter()
            .find(|word| word.eq_ignore_ascii_case(text.trim()))
        {
            report.safe(format!("write `{word}`"), look.rewrite(value, word));
        }
    }
}
