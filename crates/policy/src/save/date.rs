//! The grammar of dates, as far as IAM reads them when a policy is saved (DATE-1, DATE-2). It
//! looks at ranges of digits only: whether the month has that day is not its concern.

use std::ops::RangeInclusive;

/// Whether IAM can read `text` as a date or as seconds since 1970.
pub fn is_date(text: &str) -> bool {
    let is_iso = text.contains(['t', 'T', '-']);
    if is_iso {
        is_iso_date(text)
    } else {
        number(text, 0..=i64::MAX, 19)
    }
}

fn is_iso_date(text: &str) -> bool {
    let (date, time) = match text.split_once(['t', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let (negative, date) = match date.strip_prefix('-') {
        Some(date) => (true, date),
        None => (false, date),
    };
    let mut parts = date.split('-');
    let years = if negative { 0..=292_275_054 } else { 0..=292_278_993 };
    let year = parts.next().is_some_and(|year| number(year, years, 9));
    let month = parts.next().is_none_or(|month| number(month, 1..=12, 2));
    let day = parts.next();
    // A time belongs to a whole date.
    let whole = time.is_none() || day.is_some();
    let day = day.is_none_or(|day| number(day, 1..=31, 2));
    year && month && day && whole && parts.next().is_none() && time.is_none_or(is_time)
}

/// `hh[:mm[:ss[.fraction]]]` and a zone.
fn is_time(text: &str) -> bool {
    let clock = match text.split_once(['z', 'Z']) {
        Some((clock, "")) => clock,
        Some(_) => return false,
        None => match text.split_once(['+', '-']) {
            Some((_, zone)) if !is_zone(zone) => return false,
            Some((clock, _)) => clock,
            None => text,
        },
    };
    let mut parts = clock.split(':');
    let hour = parts.next().is_some_and(|hour| number(hour, 0..=23, 2));
    let minute = parts.next().is_none_or(|minute| number(minute, 0..=59, 2));
    let second = parts.next().is_none_or(is_second);
    hour && minute && second && parts.next().is_none()
}

fn is_second(text: &str) -> bool {
    let (second, fraction) = text.split_once('.').unwrap_or((text, "0"));
    number(second, 0..=59, 2) && number(fraction, 0..=999_999_999, 9)
}

/// `hh[:mm]`, the hour in two digits.
fn is_zone(text: &str) -> bool {
    let (hour, minute) = text.split_once(':').unwrap_or((text, "0"));
    hour.len() == 2 && number(hour, 0..=23, 2) && number(minute, 0..=59, 2)
}

/// Whether `text` is a number within `range`, written in at most so many digits.
fn number(text: &str, range: RangeInclusive<i64>, digits: usize) -> bool {
    let plain = !text.is_empty() && text.len() <= digits && text.bytes().all(|b| b.is_ascii_digit());
    plain && text.parse().is_ok_and(|number| range.contains(&number))
}
