//! Calls to STS that no policy refuses: STS does not take them from this caller, or not so (STS-1, STS-5).

use super::Denial;
use crate::search::find;

/// What STS says, the operation that it says it of, and what that means.
pub(super) const WORDS: [(&str, Option<&str>, &str); 6] = [
    (
        "roles may not be assumed by root accounts",
        Some("AssumeRole"),
        "the root user cannot assume a role, whatever policies say: call as a user or a role",
    ),
    (
        "cannot call getsessiontoken with session credentials",
        Some("GetSessionToken"),
        "GetSessionToken takes only the long-term credentials of a user or root, not those of a session",
    ),
    (
        "cannot call getfederationtoken with session credentials",
        Some("GetFederationToken"),
        "GetFederationToken takes only the long-term credentials of a user or root, not those of a session",
    ),
    (
        "multifactorauthentication failed, must provide both mfa serial number and one time pass code",
        None,
        "the call has the serial number of an MFA device without its code, or a code without the serial number",
    ),
    (
        "multifactorauthentication failed with invalid mfa one time pass code",
        None,
        "the code of the MFA device is wrong, too old or used before",
    ),
    (
        "multifactorauthentication failed, unable to validate mfa code",
        None,
        "the code is not one of this MFA device, or the device is not the caller's",
    ),
];

impl Denial {
    /// Why STS itself refuses, where the message gives a reason that no policy can turn around.
    #[must_use]
    pub fn refused_by_sts(&self) -> Option<&'static str> {
        let written = self.reason.written.as_ref()?;
        let known = WORDS.iter().find(|(words, ..)| find(&written.text, words) == Some(0));
        known.map(|(.., why)| *why)
    }
}
