//! INVALID_KMS_KEY_VALUE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, Base};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_KMS_KEY_VALUE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition on the key that encrypts an object compares with something else than the ARN of a KMS key.",
    why: "S3 sends the whole ARN of the key, so that an id alone, or an alias, never matches.",
    fix: "Write `arn:aws:kms:region:account:key/id`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "s3:x-amz-server-side-encryption-aws-kms-key-id": "alias/reports" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" } } }"#,
    source: "error-invalid-kms-key-value",
};

/// Keys that hold the ARN of a KMS key, as AWS documents them.
const KEYS: [&str; 1] = ["s3:x-amz-server-side-encryption-aws-kms-key-id"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let compares = pair.parsed.is_some_and(|operator| operator.base != Base::Null);
        if !compares || !KEYS.iter().any(|key| look.is_on(pair, key)) {
            continue;
        }
        for &value in &pair.values {
            let text = look.scalar(value);
            let arn = Arn::split(text);
            let key = arn.prefix() == "arn" && arn.service() == "kms" && arn.resource().starts_with("key/");
            if !key && !text.contains(['*', '?']) && !text.contains("${") {
                let message = format!(
                    "{} is not the ARN of a KMS key, `arn:aws:kms:region:account:key/id`",
                    quote(text)
                );
                found.at(&CHECK, value, message);
            }
        }
    }
}
