//! Dates as instants; AWS's years reach beyond any calendar library (AMEND-14).

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat};

const NANOS: u32 = 1_000_000_000;
/// Days in 400 years; the calendar repeats after them.
const DAYS_PER_CYCLE: i64 = 146_097;
const YEARS: std::ops::RangeInclusive<i64> = -292_275_054..=292_278_993;

/// A point in time. Not one number of 128 bits, whose arithmetic WASM does not have.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Instant {
    /// Whole seconds since 1970, rounded down.
    pub(crate) seconds: i64,
    /// Nanoseconds after that, less than a second.
    pub(crate) nanos: u32,
}

impl Instant {
    /// As many seconds later, or nanoseconds where it is none in full.
    pub(crate) fn later(self, steps: i32) -> Self {
        let nanos = self.nanos.saturating_add_signed(steps);
        let (seconds, nanos) = match self.nanos {
            0 => (self.seconds.saturating_add(steps.into()), 0),
            _ if nanos >= NANOS => (self.seconds + 1, nanos - NANOS),
            _ => (self.seconds, nanos),
        };
        Self { seconds, nanos }
    }

    /// Whole seconds since 1970, rounded towards it.
    pub(crate) fn rounded(self) -> i64 {
        self.seconds + i64::from(self.seconds < 0 && self.nanos > 0)
    }
}

/// Reads a date: ISO 8601 where there is a `T` or `-` in it, else seconds since 1970 (DATE-1, DATE-2). With
/// `years`, four digits alone are a year (UND-7).
pub(crate) fn read(text: &str, years: bool) -> Option<Instant> {
    let iso = text.bytes().any(|byte| matches!(byte, b't' | b'T' | b'-'));
    let year = years && text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if iso || year { iso8601(text) } else { epoch(text) }
}

/// Whether two dates, however they are written, lie in one second; also where neither can be read.
#[must_use]
pub fn same_second(one: &str, other: &str) -> bool {
    seconds(one, false) == seconds(other, false)
}

/// The same instant in whole seconds since 1970.
pub(crate) fn seconds(text: &str, years: bool) -> Option<String> {
    Some(read(text, years)?.seconds.to_string())
}

/// The same instant in ISO 8601, as far as calendars reach.
pub(crate) fn iso(text: &str, years: bool) -> Option<String> {
    write(read(text, years)?)
}

/// An instant in ISO 8601, as far as calendars reach.
pub(crate) fn write(instant: Instant) -> Option<String> {
    let moment = DateTime::from_timestamp(instant.seconds, instant.nanos);
    let moment = moment.filter(|moment| (0..=9999).contains(&moment.year()))?;
    Some(moment.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

/// Seconds since 1970, without sign, in 63 bits.
fn epoch(text: &str) -> Option<Instant> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = text.parse().ok()?;
    Some(Instant { seconds, nanos: 0 })
}

fn iso8601(text: &str) -> Option<Instant> {
    let (date, time) = match text.find(['T', 't']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    // A time belongs to a day in full.
    let days = days(date, time.is_some())?;
    let (seconds, nanos) = match time {
        Some(time) => time_of_day(time)?,
        None => (0, 0),
    };
    let seconds = days * 86_400 + seconds;
    Some(Instant { seconds, nanos })
}

/// Days since 1970 of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; years may have a minus and more digits.
fn days(text: &str, full: bool) -> Option<i64> {
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
    Some(since + (cycle - 5) * DAYS_PER_CYCLE)
}

/// Seconds, and nanoseconds after them, of `hh[:mm[:ss[.fraction]]]` with `Z` or an offset; without one it is UTC.
fn time_of_day(text: &str) -> Option<(i64, u32)> {
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
    let clock = i64::from(hours * 3600 + minutes * 60 + seconds);
    Some((clock - offset, fraction))
}

/// Seconds east of UTC.
fn zone(text: &str) -> Option<i64> {
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
    (hours <= 23 && minutes <= 59).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

fn nanos(fraction: &str) -> Option<u32> {
    if fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let value = number(fraction)? as u32;
    Some(value * 10_u32.pow(9 - fraction.len() as u32))
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

    fn at(seconds: i64, nanos: u32) -> Instant {
        Instant { seconds, nanos }
    }

    #[test]
    fn instants_not_text() {
        assert_eq!(
            read("2024-01-01T00:00:00Z", false),
            read("2023-12-31T19:00:00-05:00", false)
        );
        assert_eq!(read("2024-01-01", false), read("1704067200", false));
        assert_eq!(
            read("2024-01-01t00:00:00.5z", false).map(|instant| instant.nanos),
            Some(500_000_000)
        );
        assert_eq!(read("1970-01-01", false), Some(at(0, 0)));
        assert_eq!(read("1969-12-31T23:59:59Z", false), Some(at(-1, 0)));
        assert_eq!(read("1969-12-31T23:59:59.25Z", false), Some(at(-1, 250_000_000)));
    }

    #[test]
    fn neighbours() {
        assert_eq!([at(-1, 0).later(-1), at(-1, 0).later(1)], [at(-2, 0), at(0, 0)]);
        assert_eq!([at(5, 1).later(-1), at(5, 999_999_999).later(1)], [at(5, 0), at(6, 0)]);
        assert_eq!(at(5, 7).later(1), at(5, 8));
    }

    #[test]
    fn rounded_towards_1970() {
        assert_eq!(at(-1, 250_000_000).rounded(), 0);
        assert_eq!(at(-1, 0).rounded(), -1);
        assert_eq!(at(1, 250_000_000).rounded(), 1);
    }

    #[test]
    fn four_digits_are_seconds_unless_chosen_otherwise() {
        assert_eq!(read("2020", false), Some(at(2020, 0)));
        assert_eq!(read("2020", true), read("2020-01-01", false));
    }

    #[test]
    fn years_beyond_calendars() {
        assert!(read("292278993-12-31", false) > read("9999-12-31", false));
        assert!(read("-292275054-01-01", false).is_some_and(|instant| instant < at(0, 0)));
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
