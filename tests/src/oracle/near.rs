//! Values near others, and other spellings of them.

use super::compare::{Number, instant, network};

pub(super) fn near_number(text: &str) -> Vec<String> {
    let Some(number) = Number::parse(text).and_then(|n| n.canonical()) else {
        return Vec::new();
    };
    let sides = number
        .parse::<i64>()
        .map(|n| vec![n.saturating_sub(1).to_string(), n.saturating_add(1).to_string()]);
    [
        vec![number.clone()],
        sides.unwrap_or_else(|_| vec![format!("{number}1"), "-1".to_owned(), "1000000000".to_owned()]),
    ]
    .concat()
}

pub(super) fn near_instant(text: &str, epoch: bool) -> Vec<String> {
    let Some(nanos) = instant(text, false) else {
        return Vec::new();
    };
    let seconds = nanos.div_euclid(1_000_000_000);
    let near = seconds - 1..=seconds + 1;
    if epoch {
        return near
            .filter(|second| *second >= 0)
            .map(|second| second.to_string())
            .collect();
    }
    let moment = |nanos: i128| {
        let part = u32::try_from(nanos.rem_euclid(1_000_000_000)).ok()?;
        let moment = chrono::DateTime::from_timestamp(i64::try_from(nanos.div_euclid(1_000_000_000)).ok()?, part)?;
        Some(moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    };
    let mut moments: Vec<String> = near.filter_map(|second| moment(second * 1_000_000_000)).collect();
    moments.extend(
        [nanos - 1, nanos, nanos + 1, nanos + 500_000_000]
            .into_iter()
            .filter_map(moment),
    );
    if moment(nanos).is_none() {
        // Beyond the calendar there are later ones all the same, in the same second and as seconds.
        let later = text.strip_suffix(['Z', 'z']).filter(|rest| !rest.contains('.'));
        moments.extend(later.map(|rest| format!("{rest}.5Z")));
        moments.push((seconds + 1).to_string());
    }
    moments
}

/// Other spellings of a number, an address, a boolean.
pub(super) fn respelled(text: &str) -> Vec<String> {
    if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
        let (head, rest) = text.split_at(1);
        return vec![text.to_uppercase(), head.to_uppercase() + &rest.to_lowercase()];
    }
    if let Ok(address) = text.parse::<std::net::Ipv6Addr>() {
        let whole = address.segments().map(|part| format!("{part:04x}")).join(":");
        let last = text.rsplit_once(':').map(|(parts, last)| format!("{parts}:0{last}"));
        return [text.to_uppercase(), whole.to_uppercase(), whole]
            .into_iter()
            .chain(last)
            .collect();
    }
    if text.contains(['e', 'E']) || Number::parse(text).is_none() {
        return Vec::new();
    }
    let dot = if text.contains('.') { "" } else { "." };
    ["0", "00", "000"].map(|more| format!("{text}{dot}{more}")).to_vec()
}

pub(super) fn near_address(text: &str) -> Vec<String> {
    let Some(net) = network(text, false) else {
        return Vec::new();
    };
    let mut out = vec![net.network().to_string(), net.broadcast().to_string()];
    if let ipnet::IpNet::V6(v6) = net {
        let around = [
            u128::from(v6.broadcast()).checked_add(1),
            u128::from(v6.network()).checked_sub(1),
        ];
        out.extend(
            around
                .into_iter()
                .flatten()
                .map(|n| std::net::Ipv6Addr::from(n).to_string()),
        );
    }
    if let ipnet::IpNet::V4(v4) = net {
        out.extend(
            u32::from(v4.broadcast())
                .checked_add(1)
                .map(|next| std::net::Ipv4Addr::from(next).to_string()),
        );
        out.extend(
            u32::from(v4.network())
                .checked_sub(1)
                .map(|before| std::net::Ipv4Addr::from(before).to_string()),
        );
    }
    out
}
