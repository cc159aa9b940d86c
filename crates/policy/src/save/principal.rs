//! The form of every principal (PRIN-1 to PRIN-13).

use super::Desk;
use crate::arn::{Arn, PARTITIONS, has_wildcard};
use crate::json::NodeId;
use crate::kind::PolicyType;
use crate::principal::{PrincipalEntry, PrincipalKind};
use crate::spelling::quote;
use crate::statement::Effect;

/// The identity providers that need no ARN (PRIN-7).
const PROVIDERS: [&str; 4] = [
    "cognito-identity.amazonaws.com",
    "www.amazon.com",
    "graph.facebook.com",
    "accounts.google.com",
];

/// A rule, and how the text breaks it.
type Fault = (&'static str, &'static str);

impl Desk<'_> {
    pub(super) fn principals(&mut self) {
        if !self.kind.has_principal() || self.kind == PolicyType::Rcp {
            return;
        }
        for statement in &self.policy.statements {
            for element in &statement.principals {
                for entry in &element.entries {
                    match self.fault(entry) {
                        Some((rule, why)) => self.invalid_principal(rule, entry.value, why),
                        None if !element.negated => self.doubtful(entry, statement.effect),
                        None => {}
                    }
                }
            }
        }
    }

    fn invalid_principal(&mut self, rule: &'static str, value: NodeId, why: &str) {
        let text = self.text(value);
        let why = format!("{} {why}", quote(text));
        let message = match self.service {
            _ if self.kind == PolicyType::Trust => {
                let object = self
                    .json
                    .parent(value)
                    .filter(|&parent| self.json.items(parent).next().is_some());
                let key = NodeId(object.unwrap_or(value).0.saturating_sub(1));
                format!("Invalid principal in policy: \"{}\":\"{text}\"", self.text(key))
            }
            Some("kms") => "Policy contains a statement with one or more invalid principals.".to_owned(),
            _ => "Invalid principal in policy".to_owned(),
        };
        self.refuse_because(rule, value, message, why);
    }

    fn fault(&self, entry: &PrincipalEntry) -> Option<Fault> {
        let text = self.text(entry.value);
        match entry.kind {
            PrincipalKind::Any => None,
            PrincipalKind::Invalid => Some((
                "PRIN-1",
                "is none of `\"*\"`, `AWS`, `Service`, `Federated` and `CanonicalUser`",
            )),
            PrincipalKind::Aws => aws(text),
            PrincipalKind::Service if has_wildcard(text) => Some(("PRIN-6", "has a wildcard: name the service")),
            PrincipalKind::Service if !text.contains('.') => {
                Some(("PRIN-6", "is no service principal such as `lambda.amazonaws.com`"))
            }
            PrincipalKind::Service => None,
            PrincipalKind::Federated if self.kind != PolicyType::Trust => Some((
                "PRIN-7",
                "is an identity provider, which only a role's trust policy may name",
            )),
            PrincipalKind::Federated => (!is_provider(text)).then_some((
                "PRIN-7",
                "is no identity provider: give the ARN of an `oidc-provider` or a `saml-provider`",
            )),
            PrincipalKind::CanonicalUser if !self.is_s3() => {
                Some(("PRIN-8", "is a canonical user, which only S3 knows"))
            }
            PrincipalKind::CanonicalUser => {
                let hex = !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
                (!hex).then_some(("PRIN-8", "is no canonical user ID, which has hexadecimal digits only"))
            }
        }
    }

    /// Stored, but mostly a mistake: PRIN-13, VPCE-3.
    fn doubtful(&mut self, entry: &PrincipalEntry, effect: Option<Effect>) {
        let everybody = entry.kind == PrincipalKind::Any || self.text(entry.value) == "*";
        match self.kind {
            PolicyType::Trust if everybody && effect == Some(Effect::Allow) => {
                self.warn(
                    "PRIN-13",
                    entry.value,
                    "everybody in every account may ask for this role: name whom you trust",
                );
            }
            PolicyType::VpcEndpoint
                if !everybody && self.service.is_none_or(|service| matches!(service, "s3" | "dynamodb")) =>
            {
                self.warn(
                    "VPCE-3",
                    entry.value,
                    "for a gateway endpoint `Principal` must be `\"*\"`: name callers in `Condition`",
                );
            }
            _ => {}
        }
    }
}

/// What is wrong with a name below `AWS` (PRIN-2 to PRIN-5, PRIN-9).
fn aws(text: &str) -> Option<Fault> {
    if text == "*" || is_account(text) || is_unique_id(text) {
        return None;
    }
    if has_wildcard(text) {
        return Some((
            "PRIN-5",
            "has a wildcard, which is no wildcard here: use `aws:PrincipalArn` in `Condition`",
        ));
    }
    let arn = Arn::split(text);
    if arn.prefix() != "arn" || arn.count() < 6 {
        return Some(("PRIN-1", "is neither an account, nor an ARN, nor a unique ID"));
    }
    if !PARTITIONS.contains(&arn.partition()) {
        return Some(("PRIN-3", "has an unknown partition"));
    }
    let (sort, name) = arn.resource().split_once('/').unwrap_or((arn.resource(), ""));
    // CloudFront's origin access identities stand in an account of that name.
    let account = is_account(arn.account()) || arn.account() == "cloudfront";
    let named = !name.is_empty() && !name.ends_with('/');
    let known = match (arn.service(), sort) {
        ("iam", "group") => {
            return Some((
                "PRIN-9",
                "is a group, and groups are no principals: name users or roles",
            ));
        }
        ("iam", "root") => account && name.is_empty(),
        ("iam", "user" | "role") => account && named,
        ("sts", "assumed-role") => account && named && name.matches('/').count() == 1 && !name.starts_with('/'),
        ("sts", "federated-user") => account && named,
        _ => false,
    };
    let whole = known && arn.region().is_empty();
    (!whole).then_some(("PRIN-3", "is the ARN of no account, user, role or session"))
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// PRIN-4
fn is_unique_id(text: &str) -> bool {
    let known = text.starts_with("AIDA") || text.starts_with("AROA");
    known && (16..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn is_provider(text: &str) -> bool {
    let arn = Arn::split(text);
    let named = |sort: &str| arn.resource().strip_prefix(sort).is_some_and(|name| !name.is_empty());
    let resource = named("oidc-provider/") || named("saml-provider/");
    let iam = arn.prefix() == "arn" && arn.service() == "iam" && PARTITIONS.contains(&arn.partition());
    PROVIDERS.contains(&text) || iam && is_account(arn.account()) && resource && !has_wildcard(text)
}
