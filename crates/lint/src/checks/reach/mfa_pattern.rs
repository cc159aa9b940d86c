//! BAD_PATTERN_FOR_MFA

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, Operator};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "BAD_PATTERN_FOR_MFA",
    severity: Severity::SecurityWarning,
    origin: Origin::Parliament,
    what: "A rule about MFA does not reach callers with long-term access keys, or lets them through.",
    why: "Their requests do not carry `aws:MultiFactorAuthPresent` at all: a `Deny` with `Bool` and `false` never denies them, an `Allow` with `BoolIfExists` and `true` lets them in.",
    fix: "Use `BoolIfExists` in a `Deny`, `Bool` in an `Allow`.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*", "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*", "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole() {
        // Beside another condition on MFA, the statement may mean one kind of caller.
        let mfa = statement
            .conditions
            .iter()
            .filter(|pair| look.is_on(pair, "aws:MultiFactorAuthPresent"));
        let [pair] = mfa.collect::<Vec<_>>()[..] else { continue };
        let Some(operator) = pair.parsed.filter(|own| own.base == Base::Bool) else {
            continue;
        };
        let all = |word: &str| {
            !pair.values.is_empty()
                && pair
                    .values
                    .iter()
                    .all(|&value| look.scalar(value).eq_ignore_ascii_case(word))
        };
        let (if_exists, message) = match () {
            () if look.is_deny(statement) && all("false") && !operator.if_exists => (
                true,
                "callers with long-term keys do not send this key: they are not denied",
            ),
            () if look.is_allow(statement) && all("true") && operator.if_exists => (
                false,
                "callers with long-term keys do not send this key: they are let in without MFA",
            ),
            () => continue,
        };
        let name = Operator { if_exists, ..operator }.name();
        let report = found.at(&CHECK, pair.key, message);
        if look.is_alone(statement, pair) {
            report.fix(format!("write {}", quote(&name)), look.rewrite(pair.operator, &name));
        }
    }
}
