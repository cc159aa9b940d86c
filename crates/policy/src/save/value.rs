//! Values that an operator cannot read. AWS stores them; they never match (PARSE-34).

use std::net::IpAddr;

use super::Desk;
use crate::json::NodeId;
use crate::number::Number;
use crate::operator::Base;
use crate::spelling::quote;

impl Desk<'_> {
    pub(super) fn values(&mut self) {
        for statement in &self.policy.statements {
            for pair in &statement.conditions {
                let Some(operator) = pair.parsed else { continue };
                for &value in &pair.values {
                    self.value(operator.base, value);
                }
            }
        }
    }

    fn value(&mut self, base: Base, value: NodeId) {
        let text = self.json.scalar(value).unwrap_or_default();
        let (readable, wanted) = match base {
            Base::NumericEquals
            | Base::NumericLessThan
            | Base::NumericLessThanEquals
            | Base::NumericGreaterThan
            | Base::NumericGreaterThanEquals => (Number::read(text).is_some(), "a number"),
            Base::IpAddress => (is_address(text), "an address or a range such as `192.0.2.0/24`"),
            Base::Null => (is_boolean(text), "`true` or `false`"),
            // Whether variables work with `Bool` is not settled (VAR-4).
            Base::Bool => (is_boolean(text) || text.contains("${"), "`true` or `false`"),
            Base::BinaryEquals => (is_base64(text), "Base64"),
            _ => return,
        };
        if !readable {
            self.warn(
                "PARSE-34",
                value,
                format!("{} is not {wanted}: it never matches", quote(text)),
            );
        }
    }
}

fn is_address(text: &str) -> bool {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let Ok(address) = address.parse::<IpAddr>() else {
        return false;
    };
    let most = if address.is_ipv4() { 32 } else { 128 };
    bits.is_none_or(|bits| bits.bytes().all(|b| b.is_ascii_digit()) && bits.parse().is_ok_and(|bits: u8| bits <= most))
}

fn is_boolean(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    text.len().is_multiple_of(4) && text.len() - data.len() <= 2 && data.bytes().all(known)
}
