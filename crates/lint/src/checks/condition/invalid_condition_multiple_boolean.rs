//! INVALID_CONDITION_MULTIPLE_BOOLEAN

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Base;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_CONDITION_MULTIPLE_BOOLEAN",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition compares with several booleans.",
    why: "Any of the values is enough, so that `true` and `false` together hold whenever the key is there.",
    fix: "Keep the one value that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "Bool": { "aws:SecureTransport": ["true", "false"] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "Bool": { "aws:SecureTransport": "true" } } }"#,
    source: "error-invalid-condition-multiple-boolean",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let boolean = pair.parsed.is_some_and(|operator| operator.base == Base::Bool);
        if boolean && pair.values.len() > 1 {
            let list = look.value_of(pair.key);
            let message = format!(
                "`{}` takes one boolean here, not {}",
                look.text(pair.operator),
                pair.values.len()
            );
            found.at(&CHECK, list, message);
        }
    }
}
