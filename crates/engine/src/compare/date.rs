//! Dates as instants (AMEND-14).

use chrono::{DateTime, Datelike, SecondsFormat};

const NANOS: u32 = 1_000_000_000;

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

    /// The instant in the middle of two that are a second apart or less; none where no nanosecond lies between them.
    pub(crate) fn between(self, later: Self) -> Option<Self> {
        let apart = later.seconds.checked_sub(self.seconds).filter(|apart| *apart <= 1)?;
        let end = later.nanos + if apart == 1 { NANOS } else { 0 };
        let middle = self.nanos + end.checked_sub(self.nanos)?.min(NANOS) / 2;
        let seconds = self.seconds + i64::from(middle / NANOS);
        let nanos = middle % NANOS;
        let own = Self { seconds, nanos };
        (self < own && own < later && end - self.nanos <= NANOS).then_some(own)
    }

    /// Whole seconds since 1970, rounded towards it.
    pub(crate) fn rounded(self) -> i64 {
        self.seconds + i64::from(self.seconds < 0 && self.nanos > 0)
    }
}

/// Reads a date as the policy's reader does. With `years`, four digits alone are a year (UND-7).
pub(crate) fn read(text: &str, years: bool) -> Option<Instant> {
    let (seconds, nanos) = iamwhy_policy::instant(text, years)?;
    Some(Instant { seconds, nanos })
}

/// Whether two dates, however they are written, lie in one second. What cannot be read is only itself.
#[must_use]
pub fn same_second(one: &str, other: &str) -> bool {
    one == other
        || read(one, false).is_some_and(|own| read(other, false).is_some_and(|other| own.seconds == other.seconds))
}

/// The same instant in whole seconds since 1970.
pub(crate) fn seconds(text: &str, years: bool) -> Option<String> {
    Some(read(text, years)?.seconds.to_string())
}

/// The same instant in ISO 8601, as far as calendars reach.
pub(crate) fn iso(text: &str, years: bool) -> Option<String> {
    write(read(text, years)?)
}

/// So many seconds after a date, in ISO 8601.
#[must_use]
pub fn seconds_later(text: &str, seconds: i64) -> Option<String> {
    let Instant { seconds: own, nanos } = read(text, false)?;
    write(Instant {
        seconds: own.checked_add(seconds)?,
        nanos,
    })
}

/// An instant in ISO 8601, as far as calendars reach.
pub(crate) fn write(instant: Instant) -> Option<String> {
    let moment = DateTime::from_timestamp(instant.seconds, instant.nanos);
    let moment = moment.filter(|moment| (0..=9999).contains(&moment.year()))?;
    Some(moment.to_rfc3339_opts(SecondsFormat::AutoSi, true))
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
    fn days_of_the_calendar() {
        let mut day = chrono::NaiveDate::from_ymd_opt(1580, 1, 1).unwrap();
        while day.year() < 2030 {
            let expected = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
            assert_eq!(read(&day.to_string(), false), Some(at(expected, 0)), "{day}");
            day = day.succ_opt().unwrap();
        }
        assert_eq!(read("0000-02-29", false), Some(at(-62_162_121_600, 0)));
    }

    #[test]
    fn one_second_in_two_spellings() {
        assert!(same_second("2024-01-01T00:00:00.9Z", "1704067200"));
        assert!(!same_second("2024-01-01", "2024-01-02"));
        assert!(!same_second("soon", "later"));
        assert!(same_second("soon", "soon"));
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
            "2024-01-01T00:00:00Z05:00",
            "2024-01-01T00:00:00ZZ",
            "2024-01-01T00:00:00.Z",
            "2100-02-29",
        ] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }
}
