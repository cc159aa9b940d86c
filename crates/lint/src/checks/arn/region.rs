//! INVALID_ARN_REGION and INVALID_REGION

use super::entries::resources;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::takes_wildcards;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_engine::{PatternKind, pattern_matches};
use iamwhy_policy::spelling::{nearest, quote};
use iamwhy_policy::{Arn, Base};

pub(super) static RULE: Rule = Rule {
    checks: &[&ARN, &VALUE],
    find: Find::Policy(find),
};

static ARN: Check = Check {
    code: "INVALID_ARN_REGION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The Region of an ARN does not exist.",
    why: "The entry matches nothing.",
    fix: "Use the Region that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-wst-1:111122223333:orders" }"#,
    good: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }"#,
    source: "error-invalid-arn-region",
};

static VALUE: Check = Check {
    code: "INVALID_REGION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition compares with a Region that does not exist.",
    why: "No request is sent there: the value matches nothing.",
    fix: "Use the Region that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "frankfurt"] } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } } }"#,
    source: "error-invalid-region",
};

/// AWS's Regions, of all partitions. As of 2026-11. A new one of a known place, such as `eu-west-9`, is not reported.
#[rustfmt::skip]
const REGIONS: [&str; 46] = [
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2",
    "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2",
    "eu-west-1", "eu-west-2", "eu-west-3", "eu-south-1", "eu-south-2", "eu-north-1", "il-central-1", "mx-central-1",
    "me-south-1", "me-central-1", "sa-east-1", "us-gov-east-1", "us-gov-west-1", "cn-north-1", "cn-northwest-1",
    "eusc-de-east-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "us-isof-south-1", "us-isof-east-1",
    "eu-isoe-west-1",
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (node, text) in resources(look) {
        let arn = Arn::split(text);
        let region = arn.region();
        if arn.count() == 6 && !region.is_empty() && !region.contains("${") && !is_region(region, true) {
            let start = text.len() - (arn.resource().len() + arn.account().len() + region.len() + 2);
            let part = start..start + region.len();
            let near = nearest(region, &mut REGIONS.into_iter());
            let report = found.inside(&ARN, node, part.clone(), message(region, near));
            if let Some(near) = near {
                report.fix(format!("write `{near}`"), look.rewrite_part(node, part, near));
            }
        }
    }
    for (_, pair) in look
        .conditions()
        .filter(|(_, pair)| look.is_on(pair, "aws:RequestedRegion"))
    {
        let Some(operator) = pair.parsed.filter(|own| own.base != Base::Null) else {
            continue;
        };
        for &value in &pair.values {
            let text = look.scalar(value);
            // A star below `StringEquals` has a check of its own.
            let wild = text.contains(['*', '?']) && !takes_wildcards(operator.base);
            if wild || text.contains("${") || is_region(text, true) {
                continue;
            }
            let near = nearest(text, &mut REGIONS.into_iter());
            let report = found.at(&VALUE, value, message(text, near));
            if let Some(near) = near {
                report.fix(format!("write `{near}`"), look.rewrite(value, near));
            }
        }
    }
}

fn message(region: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => format!("there is no Region {}; did you mean `{near}`?", quote(region)),
        None => format!("there is no Region {}: they are called like `eu-west-1`", quote(region)),
    }
}

/// Whether it is a Region, or could become one; with wildcards, whether it matches one.
fn is_region(text: &str, wildcards: bool) -> bool {
    if wildcards && text.contains(['*', '?']) {
        let some = REGIONS.iter().any(|own| pattern_matches(PatternKind::Text, text, own));
        return some || text.ends_with('*') && text.len() < 4;
    }
    let place = |own: &str| own.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned();
    let own = place(text);
    text == "aws-global" || own.len() < text.len() && REGIONS.iter().any(|known| place(known) == own)
}
