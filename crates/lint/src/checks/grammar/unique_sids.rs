//! UNIQUE_SIDS_REQUIRED and UNIQUE_SIDS_RECOMMENDED

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::NodeId;
use iamwhy_policy::spelling::quote;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    checks: &[&REQUIRED, &RECOMMENDED],
    find: Find::Policy(find),
};

static REQUIRED: Check = Check {
    code: "UNIQUE_SIDS_REQUIRED",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "Two statements of an IAM policy have the same `Sid`.",
    why: "IAM refuses the policy.",
    fix: "Give the second another name.",
    on: "identity",
    bad: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" },
    { "Sid": "Read", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports" }
  ]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" },
    { "Sid": "List", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports" }
  ]
}"#,
    source: "error-unique-sids-required",
};

static RECOMMENDED: Check = Check {
    code: "UNIQUE_SIDS_RECOMMENDED",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "Two statements have the same `Sid`, in a policy that may have that.",
    why: "Messages and findings name statements by it: nobody knows which is meant.",
    fix: "Give the second another name.",
    on: "scp",
    bad: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Guard", "Effect": "Deny", "Action": "cloudtrail:StopLogging", "Resource": "*" },
    { "Sid": "Guard", "Effect": "Deny", "Action": "config:DeleteConfigRule", "Resource": "*" }
  ]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "GuardTrail", "Effect": "Deny", "Action": "cloudtrail:StopLogging", "Resource": "*" },
    { "Sid": "GuardConfig", "Effect": "Deny", "Action": "config:DeleteConfigRule", "Resource": "*" }
  ]
}"#,
    source: "general-warning-unique-sids-recommended",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let required = look.kind.is_iam();
    let check = if required { &REQUIRED } else { &RECOMMENDED };
    let mut seen: BTreeMap<&str, NodeId> = BTreeMap::new();
    for node in look.statements().filter_map(|statement| statement.sid) {
        let sid = look.text(node);
        if sid.is_empty() {
            continue;
        }
        match seen.get(sid) {
            None => {
                seen.insert(sid, node);
            }
            Some(&first) => {
                let message = format!("an earlier statement is called {} already", quote(sid));
                let span = look.json.span(first);
                let report = found.at(check, node, message).with(span, "the first of that name");
                let free = (2..).map(|number: u32| format!("{sid}{number}"));
                let taken = |name: &String| look.statements().any(|own| look.policy.sid(own) == Some(name));
                if let Some(name) = free.take(64).find(|name| !taken(name)) {
                    report.fix(format!("call it `{name}`"), look.rewrite(node, &name));
                }
            }
        }
    }
}
