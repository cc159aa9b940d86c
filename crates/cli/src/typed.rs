//! Values of context keys that the command line gives: of the type that the key has.

use std::net::IpAddr;

use iamwhy_catalog::{Catalog, KeyType};
use iamwhy_policy::{Number, is_date};

use crate::CannotRun;

/// Whether AWS could send this value for the key; of a key that nobody knows any.
pub(crate) fn check(key: &str, value: &str) -> Result<(), CannotRun> {
    let Some(known) = Catalog::embedded().key(key) else {
        return Ok(());
    };
    let wrong = match known.value_type() {
        KeyType::Bool if !["true", "false"].iter().any(|own| value.eq_ignore_ascii_case(own)) => {
            "a boolean: write `true` or `false`"
        }
        KeyType::IpAddress if value.contains('/') => "one address: a request comes from one, not from a block",
        KeyType::IpAddress if value.parse::<IpAddr>().is_err() => "an IP address, such as `203.0.113.7`",
        KeyType::Numeric if Number::read(value).is_none() => "a number",
        KeyType::Date | KeyType::DateOrNumeric if !is_date(value) => {
            "a time: write it as `2026-11-22T09:30:00Z`, or as seconds since 1970"
        }
        KeyType::Arn if !value.starts_with("arn:") => "an ARN",
        _ => return Ok(()),
    };
    Err(CannotRun::Input(format!(
        "`--context {key}={value}`: `{value}` is not {wrong}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_the_type_of_its_key() {
        for (key, value, expected) in [
            ("aws:MultiFactorAuthPresent", "yes", false),
            ("aws:multifactorauthpresent", "True", true),
            ("aws:SourceIp", "abc", false),
            ("aws:SourceIp", "203.0.113.0/24", false),
            ("aws:SourceIp", "2001:db8::1", true),
            ("aws:CurrentTime", "tuesday", false),
            ("aws:CurrentTime", "2026-11-22", true),
            ("aws:CurrentTime", "2026-11-22T09:30:00Z", true),
            ("aws:CurrentTime", "2026-11-22t09:30:00z", true),
            ("aws:CurrentTime", "2026-11-22Tnoon", false),
            ("aws:CurrentTime", "1e9", false),
            ("aws:EpochTime", "1700000000", true),
            ("aws:MultiFactorAuthAge", "1h", false),
            ("aws:MultiFactorAuthAge", "inf", false),
            ("aws:MultiFactorAuthAge", ".5", true),
            ("aws:PrincipalTag/team", "anything", true),
            ("own:Key", "anything", true),
        ] {
            assert_eq!(check(key, value).is_ok(), expected, "{key}={value}");
        }
    }
}
