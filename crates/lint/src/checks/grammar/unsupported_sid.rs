//! UNSUPPORTED_SID

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "UNSUPPORTED_SID",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The `Sid` of an IAM policy has other characters than letters and digits.",
    why: "IAM refuses the policy. Other services take more.",
    fix: "Leave the other characters out.",
    on: "identity",
    bad: r#"{ "Sid": "read reports", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Sid": "ReadReports", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-unsupported-sid",
};

/// The fix is safe: a `Sid` decides nothing (PARSE-26).
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !look.kind.is_iam() {
        return;
    }
    for statement in look.statements() {
        let Some(node) = statement.sid else { continue };
        let sid = look.text(node);
        if sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            continue;
        }
        let message = format!("{} has other characters than letters and digits", quote(sid));
        let report = found.at(&CHECK, node, message);
        let name = plain(sid);
        let taken = look.statements().any(|own| look.policy.sid(own) == Some(&name));
        if !name.is_empty() && !taken {
            report.safe(format!("call it `{name}`"), look.rewrite(node, &name));
        }
    }
}

/// The letters and digits, with a capital where something was left out.
fn plain(sid: &str) -> String {
    let words = sid.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).enumerate();
    let capital = |(at, word): (usize, &str)| match at {
        0 => word.to_owned(),
        _ => {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
    };
    words.map(capital).collect()
}
