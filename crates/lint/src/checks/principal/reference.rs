//! INVALID_ROLE_REFERENCE, INVALID_USER_REFERENCE and REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, PolicyType, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    checks: &[&ROLE, &USER, &REDUNDANT],
    find: Find::Policy(find),
};

static ROLE: Check = Check {
    code: "INVALID_ROLE_REFERENCE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A principal is the unique id of a role.",
    why: "It stands for one role that once was: a new role of the same name has another id. IAM writes it there when a role is deleted.",
    fix: "Write the ARN of the role.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "AROA1234567890EXAMPLE" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "general-warning-invalid-role-reference",
};

static USER: Check = Check {
    code: "INVALID_USER_REFERENCE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A principal is the unique id of a user.",
    why: "It stands for one user that once was: a new user of the same name has another id. IAM writes it there when a user is deleted.",
    fix: "Write the ARN of the user.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "AIDA1234567890EXAMPLE" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/alice" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "general-warning-invalid-user-reference",
};

static REDUNDANT: Check = Check {
    code: "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A trust policy names a session beside its role.",
    why: "The role stands for all of its sessions already.",
    fix: "Remove the session.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam::111122223333:role/app", "arn:aws:sts::111122223333:assumed-role/app/ci"] }, "Action": "sts:AssumeRole" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }, "Action": "sts:AssumeRole" }"#,
    source: "suggestion-redundant-principal-in-role-trust-policy",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for element in &statement.principals {
            for entry in element.entries.iter().filter(|entry| entry.kind == PrincipalKind::Aws) {
                let text = look.text(entry.value);
                if text.starts_with("AROA") {
                    let message = format!("{} is the id of one role that once was: write its ARN", quote(text));
                    found.at(&ROLE, entry.value, message);
                } else if text.starts_with("AIDA") {
                    let message = format!("{} is the id of one user that once was: write its ARN", quote(text));
                    found.at(&USER, entry.value, message);
                }
                let arn = Arn::split(text);
                let Some(session) = arn.resource().strip_prefix("assumed-role/") else {
                    continue;
                };
                let name = session.split('/').next().unwrap_or_default();
                let parent = |other: &str| {
                    let role = Arn::split(other);
                    let own = role
                        .resource()
                        .strip_prefix("role/")
                        .and_then(|path| path.rsplit('/').next());
                    own == Some(name) && role.account() == arn.account() && role.partition() == arn.partition()
                };
                let role = element.entries.iter().find(|other| parent(look.text(other.value)));
                if let Some(role) = role.filter(|_| look.kind == PolicyType::Trust && !element.negated) {
                    let message = format!(
                        "{} is a session of {}, which stands beside it",
                        quote(text),
                        quote(look.text(role.value))
                    );
                    let report = found.at(&REDUNDANT, entry.value, message);
                    report.safe("remove the session", look.remove(entry.value));
                }
            }
        }
    }
}
