//! UNSUPPORTED_RESOURCE_ARN_IN_POLICY

use super::entries::resources;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, PolicyType, has_wildcard};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The policy of a resource names a resource of another service.",
    why: "A policy is asked only about the resource that it stands on; some services refuse it.",
    fix: "Name the resource that the policy stands on.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-unsupported-resource-arn-in-policy",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let own = match (look.kind, look.service) {
        (PolicyType::AccessPoint, _) => "s3",
        // The recovery points in a vault have the ARNs of what they are of, as `arn:aws:ec2:eu-west-1::snapshot/snap-1`.
        (PolicyType::Resource, Some("backup")) => return,
        (PolicyType::Resource, Some(service)) => service,
        _ => return,
    };
    for (node, text) in resources(look) {
        let arn = Arn::split(text);
        let service = arn.service();
        let open = service.is_empty() || has_wildcard(service) || service.contains("${");
        // `s3-object-lambda`, `execute-api` and their kin stand on resources of a name that is longer or shorter.
        let alike = service.starts_with(own)
            || own.starts_with(service)
            || matches!(
                (own, service),
                ("apigateway", "execute-api") | ("execute-api", "apigateway")
            );
        if arn.prefix() == "arn" && !open && !alike {
            found.at(
                &CHECK,
                node,
                format!("{} is not of `{own}`: the policy is never asked about it", quote(text)),
            );
        }
    }
}
