//! REQUEST_KEY_LEFT_OUT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::requests::{Asked, Requests};
use crate::{Check, Origin, Severity};
use iamwhy_catalog::matches_pattern;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Policy, Statement};
use iamwhy_scenario::Principal;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Requests(find),
};

static CHECK: Check = Check {
    code: "REQUEST_KEY_LEFT_OUT",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A policy asks for a condition key that AWS sends with every such request, and the request leaves it out.",
    why: "Here the key is absent, which AWS never sees: a negated operator holds and a plain one does not, whatever the value would be.",
    fix: "Give its value in `context`, or `{ \"unknown\": true }`.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "Alice hands out read access alone.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "Version": "2012-10-17", "Statement": {
    "Effect": "Allow", "Action": "iam:AttachRolePolicy", "Resource": "*", "Condition": { "ArnEquals": { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } } } }] } },
  "cases": [{ "principal": "alice", "action": "iam:AttachRolePolicy", "resource": "arn:aws:iam::111122223333:role/app" }] }"#,
    good: r#"{ "scenario": 1, "title": "Alice hands out read access alone.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "Version": "2012-10-17", "Statement": {
    "Effect": "Allow", "Action": "iam:AttachRolePolicy", "Resource": "*", "Condition": { "ArnEquals": { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } } } }] } },
  "cases": [{ "principal": "alice", "action": "iam:AttachRolePolicy", "resource": "arn:aws:iam::111122223333:role/app",
    "context": { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } }] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
};

/// Keys that belong to every request for these actions, as far as AWS lists the key for the action: no such call is without a
/// session's name, a policy's ARN. Of others nobody says so (some services send no `iam:PassedToService`), or the
/// evaluator derives them.
const ALWAYS: [(&str, &[&str]); 4] = [
    ("s3:TlsVersion", &["s3:*"]),
    (
        "sts:RoleSessionName",
        &[
            "sts:AssumeRole",
            "sts:AssumeRoleWithSAML",
            "sts:AssumeRoleWithWebIdentity",
        ],
    ),
    ("iam:AWSServiceName", &["iam:CreateServiceLinkedRole"]),
    ("iam:PolicyARN", &["iam:Attach*Policy", "iam:Detach*Policy"]),
];

/// A policy that asks for one of the keys, and where it stands.
struct Asker<'a> {
    place: &'a str,
    key: &'static str,
    policy: Policy,
}

fn find(requests: &Requests<'_>, found: &mut Findings<'_>) {
    let mut askers: Option<Vec<Asker<'_>>> = None;
    for asked in &requests.asked {
        let Some(action) = requests.action(asked) else { continue };
        for (key, actions) in ALWAYS {
            let always = actions.iter().any(|own| matches_pattern(own, &asked.action));
            if !always || !action.lists(key) || asked.is_given(key) || is_not_sent(key, asked) {
                continue;
            }
            let askers = askers.get_or_insert_with(|| self::askers(requests));
            let mut own = askers.iter().filter(|own| own.key == key);
            let Some(asker) = own.find(|own| own.is_asked(requests, asked)) else {
                continue;
            };
            let message = format!(
                "`{key}` is sent with every `{action}`, and {} asks for it: give its value",
                quote(asker.place)
            );
            found.at(&CHECK, asked.at, message);
        }
    }
}

/// Without TLS there is no version of it.
fn is_not_sent(key: &str, asked: &Asked) -> bool {
    key == "s3:TlsVersion" && asked.text("aws:SecureTransport") == Some("false")
}

fn askers<'a>(requests: &Requests<'a>) -> Vec<Asker<'a>> {
    let mut askers = Vec::new();
    for (place, at) in requests.loaded.policies.iter() {
        let Some(known) = at.known() else { continue };
        let text = known.json.raw(known.root);
        for (key, _) in ALWAYS {
            // Most policies ask for none of them: those need not be read again.
            let name = key.split(':').next_back().unwrap_or_default();
            if matches_pattern(&format!("*{name}*"), text) {
                let policy = known.parse().policy;
                askers.push(Asker { place, key, policy });
            }
        }
    }
    askers
}

/// Whether the policy of a resource is heard for a request about another: an object has its bucket's, and an access point
/// asks its bucket as well.
fn governs(arn: &str, asked: &str) -> bool {
    let below = |rest: &str| rest.is_empty() || rest.starts_with(['/', ':']);
    let through = asked.contains(":accesspoint/") && !arn.contains(":accesspoint/");
    asked == "*" || through || asked.strip_prefix(arn).is_some_and(below)
}

impl Asker<'_> {
    /// Whether it is heard for the request, and has a statement that could be about it and asks for the key.
    fn is_asked(&self, requests: &Requests<'_>, asked: &Asked) -> bool {
        let mut statements = self.policy.statements.iter();
        self.is_heard(requests, asked) && statements.any(|own| self.is_about(own, &asked.action) && self.asks(own))
    }

    /// The policies of a principal are heard for its own requests alone.
    fn is_heard(&self, requests: &Requests<'_>, asked: &Asked) -> bool {
        let scenario = &requests.loaded.scenario;
        if let Some(rest) = self.place.strip_prefix("resources.") {
            let resource = rest
                .strip_suffix(".policy")
                .and_then(|name| scenario.resources.get(name));
            return resource.is_none_or(|own| governs(&own.arn, &asked.resource));
        }
        if let Some(rest) = self.place.strip_prefix("endpoints.") {
            let endpoint = asked.endpoint(scenario);
            return endpoint.is_some_and(|own| rest.strip_prefix(own).is_some_and(|rest| rest.starts_with('.')));
        }
        let Some(rest) = self.place.strip_prefix("principals.") else {
            return !self.place.starts_with("policies.") && !self.place.starts_with("cases[");
        };
        // A trust policy is that of a resource.
        if let Some(name) = rest.strip_suffix(".trust") {
            return match scenario.principals.get(name).and_then(Principal::arn) {
                Some(arn) => asked.resource == arn,
                None => true,
            };
        }
        asked.principals.iter().any(|name| {
            let principal = requests.loaded.scenario.principals.get(name);
            let of = match principal {
                Some(Principal::RoleSession(session)) => session.session_of.as_str(),
                Some(_) => name.as_str(),
                // An ARN may be that of any of them.
                None => return true,
            };
            let behind = rest.strip_prefix(of).unwrap_or_default();
            behind.starts_with(['.', '['])
        })
    }

    fn is_about(&self, statement: &Statement, action: &str) -> bool {
        let text = |node| self.policy.json.string(node).unwrap_or_default();
        let mut elements = statement.actions.iter();
        elements.any(|own| own.values.iter().any(|&value| matches_pattern(text(value), action)) != own.negated)
    }

    fn asks(&self, statement: &Statement) -> bool {
        let mut keys = statement
            .conditions
            .iter()
            .map(|pair| self.policy.json.string(pair.key));
        keys.any(|own| own.is_some_and(|own| own.eq_ignore_ascii_case(self.key)))
    }
}
