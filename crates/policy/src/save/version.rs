//! Step 2: some policies must be written in the current version (PARSE-6).

use super::Desk;
use crate::kind::PolicyType;
use crate::version::Version;

impl Desk<'_> {
    pub(super) fn version(&mut self) {
        let current = matches!(
            self.kind,
            PolicyType::Managed | PolicyType::Boundary | PolicyType::Scp | PolicyType::Rcp
        );
        if !current || self.policy.version == Version::V2012 {
            return;
        }
        let written = self.json.get(self.policy.root, "Version");
        // A version that does not exist has failed the step before.
        if written.is_none_or(|version| self.json.string(version) == Some("2008-10-17")) {
            self.refuse(
                "PARSE-6",
                written.unwrap_or(self.policy.root),
                "Policy document must be version 2012-10-17 or greater.",
            );
        }
    }
}
