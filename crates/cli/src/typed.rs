//! Values of context keys that the command line gives: of the type that the key has.

use std::net::IpAddr;

use iamwhy_catalog::{Catalog, KeyType};

use crate::CannotRun;

/// Whether AWS could send this value for the key; of a key that nobody knows any.
pub(crate) fn check(key: &str, value: &str) -> Result<(), CannotRun> {
    let Some(known) = Catalog::embedded().key(key) else {
        return Ok(());
    };
    let is_number = || value.parse::<f64>().is_ok_and(f64::is_finite);
    let wrong = match known.value_type() {
        KeyType::Bool if !["true", "false"].iter().any(|own| value.eq_ignore_ascii_case(own)) => {
            "a boolean: write `true` or `false`"
        }
        KeyType::IpAddress if value.contains('/') => "one address: a request comes from one, not from a block",
        KeyType::IpAddress if value.parse::<IpAddr>().is_err() => "an IP address, such as `203.0.113.7`",
        KeyType::Numeric if !is_number() => "a number",
        KeyType::Date | KeyType::DateOrNumeric if !is_number() && !is_date(value) => {
            "a time: write it as `2026-11-22T09:30:00Z`, or as seconds since 1970"
        }
        KeyType::Arn if !value.starts_with("arn:") => "an ARN",
        _ => return Ok(()),
    };
    Err(CannotRun::Input(format!(
        "`--context {key}={value}`: `{value}` is not {wrong}"
    )))
}

/// `2026-11-22`, with or without a time behind `T`.
fn is_date(value: &str) -> bool {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let fields: Vec<&str> = day.split('-').collect();
    let digits = |text: &str, most: usize| {
        let number = text
            .parse::<u32>()
            .ok()
            .filter(|_| text.len() == 2 && text.bytes().all(|own| own.is_ascii_digit()));
        number.is_some_and(|number| number as usize <= most)
    };
    let is_day = match fields.as_slice() {
        [year, month, day] => {
            year.len() == 4 && year.bytes().all(|own| own.is_ascii_digit()) && digits(month, 12) && digits(day, 31)
        }
        _ => false,
    };
    let clock = time.split(['Z', '+', '-', '.']).next().unwrap_or_default();
    let is_time = value.len() == day.len() || clock.split(':').zip([23, 59, 60]).all(|(own, most)| digits(own, most));
    is_day && is_time
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
            ("aws:CurrentTime", "2026-11-22Tnoon", false),
            ("aws:EpochTime", "1700000000", true),
            ("aws:MultiFactorAuthAge", "1h", false),
            ("aws:PrincipalTag/team", "anything", true),
            ("own:Key", "anything", true),
        ] {
            assert_eq!(check(key, value).is_ok(), expected, "{key}={value}");
        }
    }
}
