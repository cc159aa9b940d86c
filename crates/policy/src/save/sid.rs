//! Step 4: `Sid` (PARSE-26).

use super::Desk;
use crate::Seen;
use crate::spelling::quote;

impl Desk<'_> {
    pub(super) fn sids(&mut self) {
        let mut seen = Seen::default();
        for statement in &self.policy.statements {
            let Some(node) = statement.sid else { continue };
            let json = self.json;
            let sid = json.string(node).unwrap_or_default();
            if self.kind.is_iam() && !sid.bytes().all(|b| b.is_ascii_alphanumeric()) {
                self.refuse_because(
                    "PARSE-26",
                    node,
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
                    format!("{} has other characters than letters and digits", quote(sid)),
                );
            }
            if sid.is_empty() || seen.insert(sid) {
                continue;
            }
            if self.kind.is_iam() {
                let why = format!("an earlier statement is called {} already", quote(sid));
                self.refuse_because(
                    "PARSE-26",
                    node,
                    "Statement IDs (SID) in a single policy must be unique.",
                    why,
                );
            } else {
                self.warn("PARSE-26", node, format!("two statements are called {}", quote(sid)));
            }
        }
    }
}
