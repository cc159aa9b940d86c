//! NOTRESOURCE_WITH_ALLOW

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "NOTRESOURCE_WITH_ALLOW",
    severity: Severity::SecurityWarning,
    origin: Origin::Parliament,
    what: "`Allow` is used with `NotResource`.",
    why: "Every other resource is allowed, also in other accounts and those that will be made later.",
    fix: "Name in `Resource` what is allowed, or deny the exceptions.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::secrets/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
};

/// Passing roles and making service-linked ones have codes of their own.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if matches!(
        look.kind,
        PolicyType::Boundary | PolicyType::Session | PolicyType::Scp | PolicyType::VpcEndpoint
    ) {
        return;
    }
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        for element in statement.resources.iter().filter(|element| element.negated) {
            let message = "`NotResource` with `Allow` allows every other resource, those of other accounts included";
            found.at(&CHECK, element.name, message);
        }
    }
}
