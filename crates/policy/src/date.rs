//! Dates as the Date operators read them (DATE-1, DATE-2). IAM refuses to save a policy with one that it cannot read (PARSE-33).

use chrono::{Datelike, NaiveDate};

/// Years after which the calendar repeats, and their days.
const CYCLE: i64 = 400;
const DAYS_PER_CYCLE: i64 = 146_097;
/// From the first of January of the year 1 to 1970.
const DAYS_BEFORE: i64 = 719_162;
/// More than chrono's calendar has.
const YEARS: std::ops::RangeInclusive<i64> = -292_275_054..=292_278_993;

/// Whether a Date operator reads the text.
pub fn is_date(text: &str) -> bool {
    instant(text, false).is_some()
}

/// Whether IAM saves the text as a date: it looks at ranges of digits only, so that one will do, and any month has 31 days.
pub(crate) fn is_storable(text: &str) -> bool {
    let saved = Grammar { strict: false };
    match is_iso8601(text) {
        true => saved.iso8601(text).is_some(),
        false => number(text).is_some(),
    }
}

/// Seconds since 1970, rounded down, and the nanoseconds after them: of ISO 8601 where there is a `T` or `-` in it, else of
/// seconds. With `years`, four digits alone are a year (UND-7).
pub fn instant(text: &str, years: bool) -> Option<(i64, u32)> {
    if is_iso8601(text) || (years && text.len() == 4) {
        Grammar { strict: true }.iso8601(text)
    } else {
        // Without sign, in 63 bits.
        Some((number(text)?, 0))
    }
}

fn is_iso8601(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b't' | b'T' | b'-'))
}

/// Who reads a date: the operators, or, less strictly, whoever saves it.
#[derive(Copy, Clone)]
struct Grammar {
    strict: bool,
}

impl Grammar {
    fn iso8601(self, text: &str) -> Option<(i64, u32)> {
        let (date, time) = match text.split_once(['T', 't']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        // A time belongs to a day in full.
        let days = self.days(date, time.is_some())?;
        let (seconds, nanos) = match time {
            Some(time) => self.time_of_day(time)?,
            None => (0, 0),
        };
        Some((days * 86_400 + seconds, nanos))
    }

    /// Days since 1970 of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; years may have a minus and more digits.
    fn days(self, text: &str, full: bool) -> Option<i64> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let fewest = if self.strict { 4 } else { 1 };
        let mut parts = rest.split('-');
        let year = parts.next().filter(|year| (fewest..=9).contains(&year.len()))?;
        let year = sign * number(year)?;
        let (month, day) = (parts.next(), parts.next());
        if (full && day.is_none()) || parts.next().is_some() || !YEARS.contains(&year) {
            return None;
        }
        let month = month.map_or(Some(1), |month| self.digits(month, 1..=12))?;
        let day = day.map_or(Some(1), |day| self.digits(day, 1..=31))?;
        if !self.strict {
            return Some(0);
        }
        let of_cycle = NaiveDate::from_ymd_opt(year.rem_euclid(CYCLE) as i32, month as u32, day as u32)?;
        Some(year.div_euclid(CYCLE) * DAYS_PER_CYCLE + i64::from(of_cycle.num_days_from_ce()) - 1 - DAYS_BEFORE)
    }

    /// Seconds, and nanoseconds after them, of `hh[:mm[:ss[.fraction]]]` with `Z` or an offset; without one it is UTC.
    fn time_of_day(self, text: &str) -> Option<(i64, u32)> {
        let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
            Some(at) => (text.get(..at)?, self.zone(text.get(at..)?)?),
            None => (text, 0),
        };
        let mut parts = clock.split(':');
        let hours = self.digits(parts.next()?, 0..=23)?;
        let minutes = parts.next().map_or(Some(0), |part| self.digits(part, 0..=59))?;
        let (seconds, fraction) = match parts.next() {
            Some(part) => match part.split_once('.') {
                Some((seconds, fraction)) => (seconds, nanos(fraction)?),
                None => (part, 0),
            },
            None => ("00", 0),
        };
        let seconds = self.digits(seconds, 0..=59)?;
        let whole = parts.next().is_none();
        whole.then_some((hours * 3600 + minutes * 60 + seconds - offset, fraction))
    }

    /// Seconds east of UTC, of `Z` alone or `+hh[:mm]`.
    fn zone(self, text: &str) -> Option<i64> {
        let sign = match text.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return (text.len() == 1).then_some(0),
        };
        let rest = text.get(1..)?;
        let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
        let hours = Some(hours).filter(|hours| hours.len() == 2)?;
        Some(sign * (self.digits(hours, 0..=23)? * 3600 + self.digits(minutes, 0..=59)? * 60))
    }

    fn digits(self, text: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let enough = text.len() == 2 || !self.strict && text.len() == 1;
        number(text).filter(|number| enough && range.contains(number))
    }
}

fn nanos(fraction: &str) -> Option<u32> {
    if fraction.len() > 9 {
        return None;
    }
    Some(number(fraction)? as u32 * 10_u32.pow(9 - fraction.len() as u32))
}

/// Digits and nothing else.
fn number(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
