//! The values that operators compare: numbers, instants, addresses, bytes.

use std::cmp::Ordering;
use std::net::{IpAddr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net};

/// NUM-1: sign, digits without zeros at either end, and the power of ten before which they stand.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Number {
    negative: bool,
    exponent: i64,
    digits: Vec<u8>,
}

impl Number {
    pub(crate) fn parse(text: &str) -> Option<Number> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if all.is_empty() || !all.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let zeros = all.iter().take_while(|&&d| d == b'0').count();
        let mut digits = all[zeros..].to_vec();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Some(Number {
                negative: false,
                exponent: 0,
                digits,
            });
        }
        let point = i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()?;
        Some(Number {
            negative,
            exponent: exponent.checked_add(point)?,
            digits,
        })
    }

    pub(crate) fn compare(&self, other: &Number) -> Ordering {
        let rank = |n: &Number| match (n.digits.is_empty(), n.negative) {
            (true, _) => 0,
            (_, true) => -1,
            _ => 1,
        };
        let size = self
            .exponent
            .cmp(&other.exponent)
            .then_with(|| self.digits.cmp(&other.digits));
        rank(self).cmp(&rank(other)).then(match rank(self) {
            -1 => size.reverse(),
            0 => Ordering::Equal,
            _ => size,
        })
    }

    /// UND-22 `canonical`: the shortest plain decimal text; none for absurd exponents.
    pub(crate) fn canonical(&self) -> Option<String> {
        let digits = String::from_utf8(self.digits.clone()).ok()?;
        let length = i64::try_from(digits.len()).ok()?;
        let plain = match self.exponent {
            _ if digits.is_empty() => "0".to_owned(),
            e if !(-400..=400).contains(&e) => return None,
            e if e <= 0 => format!("0.{}{digits}", "0".repeat(usize::try_from(-e).ok()?)),
            e if e >= length => format!("{digits}{}", "0".repeat(usize::try_from(e - length).ok()?)),
            e => {
                let (whole, fraction) = digits.split_at(usize::try_from(e).ok()?);
                format!("{whole}.{fraction}")
            }
        };
        Some(if self.negative { format!("-{plain}") } else { plain })
    }
}

/// DATE-1, DATE-2: nanoseconds since the epoch (AMEND-14).
pub(crate) fn instant(text: &str, year_word: bool) -> Option<i128> {
    const SECOND: i128 = 1_000_000_000;
    let digits = |t: &str| {
        (!t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()))
            .then(|| t.parse::<i64>().ok())
            .flatten()
    };
    if !(text.contains(['t', 'T', '-']) || year_word && text.len() == 4) {
        return digits(text).map(|seconds| i128::from(seconds) * SECOND); // UND-7 `epoch`
    }
    let two = |t: &str, low: i64, high: i64| digits(t).filter(|n| t.len() == 2 && (low..=high).contains(n));
    let (date, time) = match text.split_once(['t', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let (sign, unsigned) = match date.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, date),
    };
    let fields: Vec<&str> = unsigned.split('-').collect();
    let year = sign * digits(fields[0]).filter(|_| fields[0].len() >= 4)?;
    if fields.len() > 3 || (time.is_some() && fields.len() < 3) || !(-292_275_054..=292_278_993).contains(&year) {
        return None;
    }
    let month = fields.get(1).map_or(Some(1), |t| two(t, 1, 12))?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let day = fields
        .get(2)
        .map_or(Some(1), |t| two(t, 1, lengths[usize::try_from(month - 1).unwrap_or(0)]))?;
    let seconds = i128::from(days_from_civil(year, month, day)) * 86_400;
    let Some(time) = time else {
        return Some(seconds * SECOND);
    };
    let (clock, zone) = match time.strip_suffix(['z', 'Z']) {
        Some(clock) => (clock, 0),
        None => match time.rfind(['+', '-']) {
            Some(at) => {
                let (hours, minutes) = time[at + 1..].split_once(':').unwrap_or((&time[at + 1..], "00"));
                let offset = two(hours, 0, 23)? * 60 + two(minutes, 0, 59)?;
                (&time[..at], if time[at..].starts_with('-') { -offset } else { offset })
            }
            None => (time, 0),
        },
    };
    let mut parts = clock.splitn(3, ':');
    let hour = two(parts.next()?, 0, 23)?;
    let minute = parts.next().map_or(Some(0), |t| two(t, 0, 59))?;
    let (second, fraction) = match parts.next() {
        None => (0, 0),
        Some(t) => match t.split_once('.') {
            None => (two(t, 0, 59)?, 0),
            Some((whole, part)) => (
                two(whole, 0, 59)?,
                digits(&format!("{part:0<9}")).filter(|_| (1..=9).contains(&part.len()))?,
            ),
        },
    };
    let of_day = i128::from(hour * 3600 + minute * 60 + second - zone * 60);
    Some((seconds + of_day) * SECOND + i128::from(fraction))
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// IP-3, IP-4; UND-26 decides about IPv4 addresses in IPv6 clothes.
pub(crate) fn address(text: &str, mapped_as_v4: bool) -> Option<IpAddr> {
    match text.parse().ok()? {
        IpAddr::V6(v6) if mapped_as_v4 => Some(v6.to_ipv4_mapped().map_or(IpAddr::V6(v6), IpAddr::V4)),
        other => Some(other),
    }
}

/// IP-1, IP-2: an address or a block.
pub(crate) fn network(text: &str, mapped_as_v4: bool) -> Option<IpNet> {
    let net = match text.parse::<IpNet>() {
        Ok(net) => net,
        Err(_) => IpNet::from(text.parse::<IpAddr>().ok()?),
    };
    let mapped = |v6: Ipv6Addr| v6.to_ipv4_mapped().filter(|_| mapped_as_v4 && net.prefix_len() >= 96);
    match net.addr() {
        IpAddr::V6(v6) => match mapped(v6) {
            Some(v4) => Ipv4Net::new(v4, net.prefix_len() - 96).ok().map(IpNet::V4),
            None => Some(net),
        },
        IpAddr::V4(_) => Some(net),
    }
}

/// BOOL-5: strict Base64 with padding.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    let body = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 || (body.is_empty() && !text.is_empty()) {
        return None;
    }
    let mut bits = 0u32;
    let mut held = 0;
    let mut out = Vec::new();
    for byte in body.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    Some(out)
}
