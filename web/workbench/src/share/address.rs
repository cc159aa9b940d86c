//! Network addresses: each bit is turned or not, by the bits before it, so that what lay in a block lies in the block's image.

use std::net::Ipv4Addr;

/// How addresses are replaced.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Addresses(u64);

/// A number that differs for every text and cannot be told from the result.
pub(super) fn seed(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |state, byte| mixed(state ^ u64::from(byte)))
}

fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    state ^ (state >> 32)
}

impl Addresses {
    pub(super) fn new(seed: u64) -> Addresses {
        Addresses(seed)
    }

    /// What stands for the address that begins at a byte, and how long that is; none where there is no address.
    pub(super) fn at(self, text: &str, start: usize) -> Option<(String, usize)> {
        let before = text.get(..start)?;
        if before.ends_with(['.', '-', '_']) {
            return None;
        }
        let rest = text.get(start..)?;
        let length = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(rest.len());
        let address: Ipv4Addr = rest.get(..length)?.parse().ok()?;
        let behind = rest.get(length..)?;
        let bits = behind.strip_prefix('/').map(|tail| {
            let end = tail.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(tail.len());
            tail.get(..end).unwrap_or_default().parse::<u32>()
        });
        let bits = match bits {
            Some(Ok(bits)) if bits <= 32 => bits,
            _ => 32,
        };
        Some((self.image(address, bits).to_string(), length))
    }

    fn image(self, address: Ipv4Addr, bits: u32) -> Ipv4Addr {
        let own = u32::from(address);
        let mut turned = 0;
        for bit in 0..bits {
            let before = u64::from(own.checked_shr(32 - bit).unwrap_or(0));
            let coin = mixed(self.0 ^ mixed(before << 8 | u64::from(bit))) & 1;
            turned |= (coin as u32) << (31 - bit);
        }
        Ipv4Addr::from(own ^ turned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_keep_what_lies_in_them() {
        let own = Addresses::new(7);
        let image = |text: &str, bits| u32::from(own.image(text.parse().unwrap(), bits));
        assert_eq!(image("10.1.2.3", 32) >> 24, image("10.0.0.0", 8) >> 24);
        assert_eq!(image("10.0.0.0", 8) & 0x00ff_ffff, 0);
        assert_ne!(image("11.1.2.3", 32) >> 24, image("10.0.0.0", 8) >> 24);
        assert_eq!(image("0.0.0.0", 0), 0);
        assert_ne!(image("10.1.2.3", 32), u32::from(Ipv4Addr::new(10, 1, 2, 3)));
        assert_eq!(own.at("from 10.1.2.3/32.", 5).map(|found| found.1), Some(8));
        assert_eq!(own.at("v1.2.3.4.5", 1), None);
    }
}
