//! INVALID_VERSION and MISSING_VERSION

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_import::is_bare;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Kind, PolicyType, Version};

pub(super) static RULE: Rule = Rule {
    checks: &[&INVALID, &MISSING, &OLD],
    find: Find::Policy(find),
};

static INVALID: Check = Check {
    code: "INVALID_VERSION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "`Version` is none that AWS has.",
    why: "AWS refuses the policy. `Version` is the version of the language, not the date of the policy.",
    fix: "Write `2012-10-17`.",
    on: "identity",
    bad: r#"{
  "Version": "2026-01-31",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    source: "error-invalid-version",
};

static MISSING: Check = Check {
    code: "MISSING_VERSION",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "The policy has no `Version`.",
    why: "It is read in the language of 2008, in which `${aws:username}` and all other variables are plain text.",
    fix: "Write `\"Version\": \"2012-10-17\"` before `Statement`.",
    on: "identity",
    bad: r#"{
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    source: "general-warning-missing-version",
};

static OLD: Check = Check {
    code: "OLD_VERSION",
    severity: Severity::Warning,
    origin: Origin::Parliament,
    what: "The policy is written in the language of 2008.",
    why: "In it `${aws:username}` and all other variables are plain text, and managed policies, SCPs and RCPs cannot be written in it.",
    fix: "Write `2012-10-17`.",
    on: "identity",
    bad: r#"{
  "Version": "2008-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
};

const CURRENT: &str = "2012-10-17";

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let json = look.json;
    let root = look.policy.root;
    // Where no variable stands in the policy, the language makes no difference to what it decides (PARSE-5).
    let same = !json.raw(root).contains("${");
    match look.member(root, "Version") {
        None if json.kind(root) == Kind::Object && !is_bare(json) => {
            let message = "without `Version` this is read in the language of 2008, which has no policy variables";
            let report = found.at(&MISSING, root, message);
            let edits = insert(look);
            match same {
                true => report.safe(format!("write `\"Version\": \"{CURRENT}\"`"), edits),
                false => report.fix(format!("write `\"Version\": \"{CURRENT}\"`"), edits),
            };
        }
        Some((_, value)) if json.kind(value) == Kind::String => {
            let text = look.text(value);
            match Version::parse(text) {
                None => {
                    let message = format!(
                        "there is no version {}: the versions are `2012-10-17` and `2008-10-17`",
                        quote(text)
                    );
                    let report = found.at(&INVALID, value, message);
                    report.safe(format!("write `{CURRENT}`"), look.rewrite(value, CURRENT));
                }
                // What S3, SQS and SNS write themselves into the policies of their resources.
                Some(Version::V2008) if look.kind != PolicyType::Resource => {
                    let message = "this is the language of 2008, which has no policy variables";
                    let report = found.at(&OLD, value, message);
                    match same {
                        true => report.safe(format!("write `{CURRENT}`"), look.rewrite(value, CURRENT)),
                        false => report.fix(format!("write `{CURRENT}`"), look.rewrite(value, CURRENT)),
                    };
                }
                Some(_) => {}
            }
        }
        _ => {}
    }
}

/// The element before the first other one, in the author's own layout.
fn insert(look: &Look<'_>) -> Vec<crate::Edit> {
    let Some((first, _)) = look.json.members(look.policy.root).next() else {
        return Vec::new();
    };
    let at = look.json.span(first).start;
    let before = look.json.text().get(..at as usize).unwrap_or_default();
    let space = before.get(before.trim_end().len()..).unwrap_or_default();
    let space = if space.is_empty() { " " } else { space };
    let text = format!("\"Version\": \"{CURRENT}\",{space}");
    vec![crate::Edit {
        span: iamwhy_policy::Span { start: at, end: at },
        text,
    }]
}
