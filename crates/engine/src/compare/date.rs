//! Dates as instants: nanoseconds since 1970 in 128 bits, because AWS's years reach beyond any calendar library (AMEND-14).

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat};

const NANOS: i128 = 1_000_000_000;
/// Days in 400 years; the calendar repeats after them.
const DAYS_PER_CYCLE: i128 = 146_097;
const YEARS: std::ops::RangeInclusive<i64> = -292_275_054..=292_278_993;

/// Reads a date: ISO 8601 where there is a `T` or `-` in it, else seconds since 1970 (DATE-1, DATE-2). With
/// `years`, four digits alone are a year (UND-7).
pub(crate) fn read(text: &str, years: bool) -> Option<i128> {
    let iso = text.bytes().any(|byte| matches!(byte, b't' | b'T' | b'-'));
    let year = years && text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if iso || year { iso8601(text) } else { epoch(text) }
}

/// The same instant in whole seconds since 1970.
pub(crate) fn seconds(text: &str, years: bool) -> Option<String> {
    Some(read(text, years)?.div_euclid(NANOS).to_string())
}

/// The same instant in ISO 8601, as far as calendars reach.
pub(crate) fn iso(text: &str, years: bool) -> Option<String> {
    write(read(text, years)?)
}

/// An instant in ISO 8601, as far as calendars reach.
pub(crate) fn write(instant: i128) -> Option<String> {
    let nanos = u32::try_from(instant.rem_euclid(NANOS)).ok()?;
    let seconds = i64::try_from(instant.div_euclid(NANOS)).ok()?;
    let moment = DateTime::from_timestamp(seconds, nanos).filter(|moment| (0..=9999).contains(&moment.year()))?;
    Some(moment.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

/// Seconds since 1970, without sign, in 63 bits.
fn epoch(text: &str) -> Option<i128> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse::<i64>().ok().map(|seconds| i128::from(seconds) * NANOS)
}

fn iso8601(text: &str) -> Option<i128> {
    let (date, time) = match text.find(['T', 't']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    // A time belongs to a day in full.
    let days = days(date, time.is_some())?;
    let time = match time {
        Some(time) => time_of_day(time)?,
        None => 0,
    };
    Some(days * 86_400 * NANOS + time)
}

/// Days since 1970 of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; years may have a minus and more digits.
fn days(text: &str, full: bool) -> Option<i128> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut parts = rest.split('-');
    let year = parts.next()?;
    if year.len() < 4 || year.len() > 9 {
        return None;
    }
    let year = number(year)? * if negative { -1 } else { 1 };
    let (month, day) = (parts.next(), parts.next());
    if full && day.is_none() {
        return None;
    }
    let (month, day) = (two_digits(month)?, two_digits(day)?);
    if parts.next().is_some() || !YEARS.contains(&year) {
        return None;
    }
    let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
    let date = NaiveDate::from_ymd_opt(2000 + year as i32, month, day)?;
    let since = date
        .signed_duration_since(NaiveDate::from_ymd_opt(1970, 1, 1)?)
        .num_days();
    Some(i128::from(since) + (i128::from(cycle) - 5) * DAYS_PER_CYCLE)
}

/// Nanoseconds of `hh[:mm[:ss[.fraction]]]` with `Z` or an offset; without one it is UTC.
fn time_of_day(text: &str) -> Option<i128> {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (&text[..at], zone(&text[at..])?),
        None => (text, 0),
    };
    let mut parts = clock.split(':');
    let hours = two_digits(Some(parts.next()?))?;
    let minutes = parts.next().map_or(Some(0), |part| two_digits(Some(part)))?;
    let (seconds, fraction) = match parts.next() {
        Some(part) => match part.split_once('.') {
            Some((seconds, fraction)) => (two_digits(Some(seconds))?, nanos(fraction)?),
            None => (two_digits(Some(part))?, 0),
        },
        None => (0, 0),
    };
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let clock = i128::from(hours) * 3600 + i128::from(minutes) * 60 + i128::from(seconds);
    Some((clock - offset) * NANOS + fraction)
}

/// Seconds east of UTC.
fn zone(text: &str) -> Option<i128> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.get(1..)?;
    let (hours, minutes) = match rest.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None => (rest, "00"),
    };
    let (hours, minutes) = (two_digits(Some(hours))?, two_digits(Some(minutes))?);
    (hours <= 23 && minutes <= 59).then(|| sign * (i128::from(hours) * 3600 + i128::from(minutes) * 60))
}

fn nanos(fraction: &str) -> Option<i128> {
    if fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let value = number(fraction)?;
    Some(i128::from(value) * 10_i128.pow(9 - fraction.len() as u32))
}

/// Two digits; 1 where the part is missing, as in `2024-05`.
fn two_digits(part: Option<&str>) -> Option<u32> {
    match part {
        None => Some(1),
        Some(part) if part.len() == 2 => number(part).map(|value| value as u32),
        Some(_) => None,
    }
}

fn number(text: &str) -> Option<i64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_not_text() {
        assert_eq!(
            read("2024-01-01T00:00:00Z", false),
            read("2023-12-31T19:00:00-05:00", false)
        );
        assert_eq!(read("2024-01-01", false), read("1704067200", false));
        assert_eq!(
            read("2024-01-01t00:00:00.5z", false).map(|n| n % NANOS),
            Some(500_000_000)
        );
        assert_eq!(read("1970-01-01", false), Some(0));
        assert_eq!(read("1969-12-31T23:59:59Z", false), Some(-NANOS));
    }

    #[test]
    fn four_digits_are_seconds_unless_chosen_otherwise() {
        assert_eq!(read("2020", false), Some(2020 * NANOS));
        assert_eq!(read("2020", true), read("2020-01-01", false));
    }

    #[test]
    fn years_beyond_calendars() {
        assert!(read("292278993-12-31", false) > read("9999-12-31", false));
        assert!(read("-292275054-01-01", false).is_some_and(|instant| instant < 0));
        assert_eq!(read("292278994-01-01", false), None);
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "tomorrow",
            "",
            "-",
            "2024-13-01",
            "2023-02-29",
            "2024-01-01T25:00Z",
            "2024-1-1",
            "1e3",
            "T",
            "2024-01-01T",
            "2024-01-01T24:00Z",
            "2024-01T10:00Z",
            "2024-01-01T00:00:00-0500",
        ] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }
}
