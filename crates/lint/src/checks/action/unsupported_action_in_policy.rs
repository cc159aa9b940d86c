//! UNSUPPORTED_ACTION_IN_POLICY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::PolicyType;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "UNSUPPORTED_ACTION_IN_POLICY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The policy of a resource names an action of another service.",
    why: "Requests for that action never ask this policy; some services refuse it.",
    fix: "Move the action to the policy of a resource of its service, or of the caller.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": ["s3:GetObject", "kms:Decrypt"], "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-unsupported-action-in-policy",
};

/// Services whose policies name actions of another prefix.
const ALIKE: [(&str, &[&str]); 6] = [
    ("s3", &["s3-object-lambda", "s3express"]),
    ("apigateway", &["execute-api"]),
    ("execute-api", &["apigateway"]),
    ("es", &["opensearch"]),
    ("vpc-lattice", &["vpc-lattice-svcs"]),
    ("logs", &["es"]),
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let own = match (look.kind, look.service) {
        (PolicyType::Trust, _) => "sts",
        (PolicyType::AccessPoint, _) => "s3",
        (PolicyType::Resource, Some(service)) => service,
        _ => return,
    };
    for statement in look.statements() {
        for (node, text) in look.actions(statement) {
            let Some((prefix, _)) = text.split_once(':').filter(|(prefix, _)| !prefix.contains(['*', '?'])) else {
                continue;
            };
            let alike = ALIKE.iter().any(|(service, others)| {
                *service == own && others.iter().any(|other| other.eq_ignore_ascii_case(prefix))
            });
            if !prefix.eq_ignore_ascii_case(own) && !alike {
                let what = match look.kind {
                    PolicyType::Trust => "a role trust policy is about `sts:AssumeRole` and its kin".to_owned(),
                    _ => format!("this is the policy of a resource of `{own}`"),
                };
                found.at(&CHECK, node, format!("{} has no place here: {what}", quote(text)));
            }
        }
    }
}
