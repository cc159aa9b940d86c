//! What services add to that for their own resource policies (VALID-6): the few rules that are known.

use super::Desk;
use crate::Listed;
use crate::arn::{Arn, has_wildcard};
use crate::json::{Json, NodeId};
use crate::kind::PolicyType;
use crate::operator::Qualifier;
use crate::spelling::quote;
use crate::statement::{Effect, Statement};

impl Desk<'_> {
    pub(super) fn service_rules(&mut self) {
        if self.is_of("kms")
            && self
                .policy
                .statements
                .iter()
                .all(|own| !changes_key_policy(self.json, own))
        {
            self.warn("VALID-6", self.policy.root, LOCKED_OUT);
        }
        for statement in &self.policy.statements {
            match self.kind {
                PolicyType::AccessPoint => self.access_point(statement),
                _ if self.is_of("s3") => {
                    self.own_actions(statement, "s3", "Policy has invalid action");
                    self.bucket(statement);
                }
                _ if self.is_of("sns") => {
                    self.own_actions(statement, "sns", "Policy statement action out of service scope!");
                }
                _ if self.is_of("sqs") => self.queue(statement),
                _ if self.is_of("kms") => self.key(statement),
                _ if self.is_of("backup") => self.vault(statement),
                _ => {}
            }
        }
    }

    fn queue(&mut self, statement: &Statement) {
        for element in statement.actions.iter().filter(|element| element.values.len() > 7) {
            let message = format!(
                "SQS stores at most 7 actions in a statement, not {}",
                element.values.len()
            );
            self.refuse("VALID-6", element.name, message);
        }
    }

    /// Actions of other services; a topic's policy lists its actions one by one.
    fn own_actions(&mut self, statement: &Statement, service: &str, message: &str) {
        for &value in statement.actions.iter().flat_map(|element| &element.values) {
            let action = self.text(value).to_ascii_lowercase();
            let Some((prefix, name)) = action.split_once(':') else {
                continue;
            };
            let why = match prefix == service {
                true if service == "sns" && name == "*" => "names more than the actions of a topic",
                false if !has_wildcard(prefix) => "is an action of another service",
                _ => continue,
            };
            let why = format!("{} {why}", quote(self.text(value)));
            self.refuse_because("VALID-6", value, message, why);
        }
    }

    fn key(&mut self, statement: &Statement) {
        for pair in &statement.conditions {
            let key = self.text(pair.key).to_ascii_lowercase();
            let what = match key.as_bytes() {
                own if own.starts_with(b"kms:encryptioncontext:") => "encryption context",
                own if own.starts_with(b"aws:requesttag/") => "tag",
                _ => continue,
            };
            if pair.parsed.is_some_and(|own| own.qualifier == Qualifier::ForAllValues) {
                let message = format!(
                    "OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition key matches requests \
                     without the specified {what} or with an unspecified {what}. To fix, remove ForAllValues."
                );
                self.refuse("VALID-6", pair.key, message);
            }
        }
    }

    fn vault(&mut self, statement: &Statement) {
        for &value in statement.actions.iter().flat_map(|element| &element.values) {
            if has_wildcard(self.text(value)) {
                let message = format!(
                    "AWS Backup does not support a wildcard in an action of a vault's policy: {}",
                    quote(self.text(value))
                );
                self.warn("VALID-6", value, message);
            }
        }
    }

    fn access_point(&mut self, statement: &Statement) {
        for &value in statement.resources.iter().flat_map(|element| &element.values) {
            let text = self.text(value);
            let arn = Arn::split(text);
            if text == "*" || arn.prefix() == "arn" && !arn.resource().contains("accesspoint/") {
                let form = "`arn:partition:s3:region:account:accesspoint/name`";
                let why = format!("{} is not the access point, {form}", quote(text));
                self.refuse_because("VALID-6", value, "Policy has invalid resource", why);
            }
        }
    }

    fn bucket(&mut self, statement: &Statement) {
        for &value in statement.resources.iter().flat_map(|element| &element.values) {
            let text = self.text(value);
            let arn = Arn::split(text);
            let short = arn.resource().is_empty() && !text.contains('*');
            if text == "*" || arn.prefix() == "arn" && (short || !arn.service().starts_with("s3")) {
                let why = format!("{} is not this bucket and not in it", quote(text));
                self.refuse_because("VALID-6", value, "Policy has invalid resource", why);
            }
        }
        let resources = || {
            statement
                .resources
                .iter()
                .flat_map(|element| &element.values)
                .map(|&value| self.text(value))
        };
        if statement.resources.iter().any(|element| element.negated) {
            return;
        }
        let objects = resources().any(|text| text.contains(['/', '*']) || text.contains("${"));
        let buckets = resources().any(|text| !text.contains('/'));
        let unmatched: Vec<(NodeId, &str)> = statement
            .actions
            .iter()
            .filter(|element| !element.negated)
            .flat_map(|element| &element.values)
            .filter_map(|&value| {
                let action = self.text(value).to_ascii_lowercase();
                match action.strip_prefix("s3:") {
                    Some(name) if has_wildcard(name) => None,
                    Some(name) if is_of_objects(name) && !objects => Some((value, "objects, `…/*`")),
                    Some(name) if is_of_buckets(name) && !buckets => Some((value, "the bucket")),
                    _ => None,
                }
            })
            .listed();
        for (value, needed) in unmatched {
            let why = format!("{} needs {needed} in `Resource`", quote(self.text(value)));
            self.refuse_because(
                "VALID-6",
                value,
                "Action does not apply to any resource(s) in statement",
                why,
            );
        }
    }
}

/// What KMS says to a policy that its author could not replace.
pub const LOCKED_OUT: &str = "The new key policy will not allow you to update the key policy in the future.";

/// Whether a statement of a key's policy allows that the policy is replaced, to whomever it names.
pub fn changes_key_policy(json: &Json, statement: &Statement) -> bool {
    let text = |value: NodeId| json.string(value).unwrap_or_default().to_ascii_lowercase();
    let matches = |&value: &NodeId| glob(text(value).as_bytes(), b"kms:putkeypolicy");
    statement.effect == Some(Effect::Allow)
        && !statement.inert
        && statement
            .actions
            .iter()
            .all(|element| element.values.iter().any(matches) != element.negated)
}

/// Actions on objects, by their names in lower case.
fn is_of_objects(name: &str) -> bool {
    let starts = [
        "getobject",
        "putobject",
        "deleteobject",
        "restoreobject",
        "replicate",
        "abortmultipartupload",
    ];
    starts.iter().any(|start| name.starts_with(start)) || name == "listmultipartuploadparts"
}

/// Actions on buckets.
fn is_of_buckets(name: &str) -> bool {
    ["listbucket", "getbucket", "putbucket", "deletebucket"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Whether a pattern of `*` and `?` matches, in time bounded by the product of their lengths.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(&wanted) if wanted == b'?' || Some(&wanted) == text.get(t) => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_none_or(|rest| rest.iter().all(|&b| b == b'*'))
}
