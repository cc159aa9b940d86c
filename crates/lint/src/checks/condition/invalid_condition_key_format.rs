//! INVALID_CONDITION_KEY_FORMAT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_CONDITION_KEY_FORMAT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The name of a condition key is not of the form `service:key`.",
    why: "No request carries such a key, so that the condition is decided as if it were absent.",
    fix: "Write the whole name, such as `aws:SourceIp`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "SourceIp": "203.0.113.0/24" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }"#,
    source: "error-invalid-condition-key-format",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let key = look.key_of(pair);
        let formed = key.split_once(':').is_some_and(|(service, name)| {
            !service.is_empty() && !name.is_empty() && !service.contains(char::is_whitespace) && name.trim() == name
        });
        if formed {
            continue;
        }
        let report = found.at(
            &CHECK,
            pair.key,
            format!("{} is no condition key: keys are `service:key`", quote(key)),
        );
        let global = iamwhy_engine::global_keys().iter().map(|info| info.name);
        let meant = global.filter_map(|name| Some((name, name.strip_prefix("aws:")?)));
        let meant = meant
            .into_iter()
            .find(|(_, name)| name.eq_ignore_ascii_case(key.trim()));
        if let Some((name, _)) = meant {
            report.fix(format!("write `{name}`"), look.rewrite(pair.key, name));
        }
    }
}
