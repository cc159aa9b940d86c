//! Addresses and CIDR blocks (IP-1 to IP-6).

use std::net::IpAddr;

use ipnet::IpNet;

/// A policy's block: an address alone is the block of itself; bits beyond the mask are ignored.
pub(crate) fn block(text: &str, mapped_as_v4: bool) -> Option<IpNet> {
    let net = match text.split_once('/') {
        Some(_) => text.parse::<IpNet>().ok()?.trunc(),
        None => IpNet::from(text.parse::<IpAddr>().ok()?),
    };
    match net {
        IpNet::V6(v6) if mapped_as_v4 && v6.prefix_len() >= 96 => match v6.addr().to_ipv4_mapped() {
            Some(v4) => ipnet::Ipv4Net::new(v4, v6.prefix_len() - 96).ok().map(IpNet::V4),
            None => Some(net),
        },
        _ => Some(net),
    }
}

/// A request's address.
pub(crate) fn address(text: &str, mapped_as_v4: bool) -> Option<IpAddr> {
    match text.parse::<IpAddr>().ok()? {
        IpAddr::V6(v6) if mapped_as_v4 => Some(v6.to_ipv4_mapped().map_or(IpAddr::V6(v6), IpAddr::V4)),
        address => Some(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(net: &str, ip: &str, mapped: bool) -> Option<bool> {
        Some(block(net, mapped)?.contains(&address(ip, mapped)?))
    }

    #[test]
    fn families_never_meet() {
        assert_eq!(inside("192.0.2.77/24", "192.0.2.1", false), Some(true));
        assert_eq!(inside("0.0.0.0/0", "2001:db8::1", false), Some(false));
        assert_eq!(inside("10.0.0.0/8", "::ffff:10.0.0.1", false), Some(false));
        assert_eq!(inside("10.0.0.0/8", "::ffff:10.0.0.1", true), Some(true));
        assert_eq!(inside("2001:DB8::1", "2001:db8:0:0::1", false), Some(true));
        assert_eq!(inside("10.0.0.0/33", "10.0.0.1", false), None);
    }
}
