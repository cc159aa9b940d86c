//! Step 8: the prefix of every action (VALID-2). Names are not looked at: actions that do not
//! exist are stored and never match (VALID-3).

use super::Desk;
use crate::json::NodeId;
use crate::kind::PolicyType;
use crate::spelling::quote;

impl Desk<'_> {
    pub(super) fn actions(&mut self) {
        for statement in &self.policy.statements {
            for element in &statement.actions {
                for &value in &element.values {
                    self.prefix(value);
                    if self.kind == PolicyType::Trust && !element.negated {
                        self.trust_action(value);
                    }
                    if self.kind == PolicyType::Rcp && !element.negated {
                        self.rcp_action(value);
                    }
                }
            }
        }
    }

    fn prefix(&mut self, value: NodeId) {
        let text = self.text(value);
        let message = match text.split_once(':') {
            None if text == "*" => return,
            None => "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.".to_owned(),
            Some((_, name)) if name.contains(':') => "Actions/Condition can contain only one colon.".to_owned(),
            Some((prefix, _)) if prefix == "*" || prefix.bytes().all(is_of_prefix) => return,
            Some((prefix, _)) => format!("Vendor {prefix} is not valid"),
        };
        if self.is_s3() {
            self.refuse_because("VALID-2", value, "Policy has invalid action", message);
        } else {
            self.refuse("VALID-2", value, message);
        }
    }

    /// A trust policy is about becoming the role and nothing else (STS-12).
    fn trust_action(&mut self, value: NodeId) {
        let prefix = self.text(value).split_once(':').map(|(prefix, _)| prefix);
        if !prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case("sts")) {
            let why = format!("{} is no action of STS", quote(self.text(value)));
            self.refuse_because(
                "STS-12",
                value,
                "AssumeRole policy may only specify STS AssumeRole actions.",
                why,
            );
        }
    }

    /// TYPE-5
    fn rcp_action(&mut self, value: NodeId) {
        let text = self.text(value);
        if text
            .split_once(':')
            .map_or(text, |(prefix, _)| prefix)
            .contains(['*', '?'])
        {
            let message = format!(
                "a resource control policy names a service, as in `s3:*`, not {}",
                quote(text)
            );
            self.refuse("TYPE-5", value, message);
        }
    }
}

fn is_of_prefix(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}
