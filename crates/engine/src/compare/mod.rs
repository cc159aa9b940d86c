//! The positive tests of the operators, one family per file. Negation, missing keys, `IfExists` and set qualifiers exist
//! once, in `evaluate/condition.rs`.

pub(crate) mod arn;
pub(crate) mod base64;
pub(crate) mod date;
pub(crate) mod decimal;
pub(crate) mod fold;
pub(crate) mod ip;
