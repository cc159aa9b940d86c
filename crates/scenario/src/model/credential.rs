//! The kind of credential that signs a request.

use crate::read::record::words;

/// The kind of credential that signs a request.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum Credential {
    /// An access key of a user or of root.
    LongTerm,
    /// GetSessionToken without MFA.
    SessionToken,
    /// GetSessionToken with MFA.
    SessionTokenMfa,
    /// The console, signed in without MFA.
    Console,
    /// The console, signed in with MFA.
    ConsoleMfa,
}

words!(Credential {
    LongTerm "longTerm",
    SessionToken "sessionToken",
    SessionTokenMfa "sessionTokenMfa",
    Console "console",
    ConsoleMfa "consoleMfa",
});
