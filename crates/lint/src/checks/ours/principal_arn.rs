//! PRINCIPAL_ARN_STS_FORM

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Arn;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "PRINCIPAL_ARN_STS_FORM",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "`aws:PrincipalArn` is compared with the ARN of a role session.",
    why: "For a session the key holds the ARN of its role, `arn:aws:iam::…:role/…`: the value never matches.",
    fix: "Write the role's ARN, with its path; sessions differ in `aws:userid`.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*", "Condition": { "ArnNotLike": { "aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/admin/*" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*", "Condition": { "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/admin" } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look
        .conditions()
        .filter(|(_, pair)| look.is_on(pair, "aws:PrincipalArn"))
    {
        for &value in &pair.values {
            let text = look.text(value);
            let arn = Arn::split(text);
            let Some(session) = arn.resource().strip_prefix("assumed-role/") else {
                continue;
            };
            if arn.service() != "sts" {
                continue;
            }
            let role = session.split('/').next().unwrap_or_default();
            let role = format!("arn:{}:iam::{}:role/{role}", arn.partition(), arn.account());
            let message = format!(
                "`aws:PrincipalArn` of a session is the ARN of its role, so {} never matches",
                quote(text)
            );
            found
                .at(&CHECK, value, message)
                .fix(format!("write {}", quote(&role)), look.rewrite(value, &role));
        }
    }
}
