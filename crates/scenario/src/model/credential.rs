//! The kind of credential that signs a request.

use serde::Deserialize;

/// The kind of credential that signs a request.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
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
