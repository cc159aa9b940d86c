//! Keys that some services send and others do not

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_engine::VpceKey;
use iamwhy_policy::PolicyType;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&ONLY, &IRRELEVANT],
    find: Find::Policy(find),
};

static ONLY: Check = Check {
    code: "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A condition on the owner of the VPC endpoint, or on the ARN of its VPC, is used with services that do not send it.",
    why: "For those the key is always absent: an `Allow` never holds, a `Deny` with a negated operator always does.",
    fix: "Limit the statement to services that AWS lists for the key.",
    on: "scp",
    bad: r#"{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:VpceOrgID": "o-a1b2c3d4e5" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:VpceOrgID": "o-a1b2c3d4e5" } } }"#,
    source: "general-warning-use-condition-key-only-with-supported-services",
};

static IRRELEVANT: Check = Check {
    code: "IRRELEVANT_CONDITION_KEY_IN_POLICY",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "The policy of a bucket or of an access point has a condition on whom the bucket belongs to.",
    why: "The policy stands on one bucket, whose owner does not change.",
    fix: "Use the key in the policies of callers.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "s3:ResourceAccount": "111122223333" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "suggestion-irrelevant-condition-key-in-policy",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole() {
        for pair in &statement.conditions {
            let own_bucket =
                look.kind == PolicyType::AccessPoint || look.kind == PolicyType::Resource && look.service == Some("s3");
            if own_bucket && look.is_on(pair, "s3:ResourceAccount") {
                let message = format!(
                    "{} is the same for every request that asks this policy",
                    quote(look.key_of(pair))
                );
                found.at(&IRRELEVANT, pair.key, message);
            }
            let Some(sent) = VpceKey::of(look.key_of(pair)) else {
                continue;
            };
            let key = quote(look.key_of(pair));
            if let Some(element) = statement.actions.iter().find(|element| element.negated) {
                let message = format!("{key} is sent by some services only, and `NotAction` names all but a few");
                found
                    .at(&ONLY, pair.key, message)
                    .with(look.json.span(element.name), "all other actions");
                continue;
            }
            let other = look
                .actions(statement)
                .find(|(_, text)| !sent.is_sent_with(&text.to_ascii_lowercase()));
            if let Some((node, text)) = other {
                let message = format!(
                    "{key} is not sent with {}: limit the statement to services that send it",
                    quote(text)
                );
                found
                    .at(&ONLY, pair.key, message)
                    .with(look.json.span(node), "does not send it");
            }
        }
    }
}
