//! Context keys and their values.

use iamwhy_engine::{Cardinality, key_cardinality};

use super::checker::Checker;
use crate::{
    model::{ContextValue, Named},
    read::{did_you_mean, shortened},
    step::{Step, Step::Key, below},
};

/// Keys of AWS that people misspell; any other key is taken as it is (COND-15).
const COMMON: [&str; 14] = [
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SecureTransport",
    "aws:RequestedRegion",
    "aws:CurrentTime",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalAccount",
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:UserAgent",
];

pub(super) fn check(c: &mut Checker<'_, '_>, at: &[Step<'_>], context: &Named<ContextValue>) {
    let mut folded: Named<&str> = Named::default();
    for (key, value) in context {
        let here = below(at, Key(key));
        self::key(c, &here, key);
        if let Some(other) = folded.insert(key.to_ascii_lowercase(), key) {
            c.wrong(
                &here,
                format!(
                    "context keys `{}` and `{}` are the same key",
                    shortened(other),
                    shortened(key)
                ),
                "the case of letters does not count; keep one of them",
            );
        }
        self::value(c, &here, key, value);
    }
}

/// Any text may name a key (COND-15), but for one of AWS's that lost its prefix.
pub(super) fn key(c: &mut Checker<'_, '_>, at: &[Step<'_>], key: &str) {
    if key.contains(':') {
        return;
    }
    if let Some(help) = did_you_mean(&format!("aws:{key}"), COMMON) {
        c.wrong(
            at,
            format!("`{}` is not the name of a context key", shortened(key)),
            &help,
        );
    }
}

/// A list is an error on a key that holds one value.
pub(super) fn value(c: &mut Checker<'_, '_>, at: &[Step<'_>], key: &str, value: &ContextValue) {
    if matches!(value, ContextValue::Many(_)) && key_cardinality(key) == Some(Cardinality::Single) {
        c.wrong(
            at,
            format!("context key `{}` holds one value, found a list", shortened(key)),
            "write the value without brackets",
        );
    }
}
