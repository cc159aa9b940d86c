//! Which type a policy may be of, from its shape (section 1.4 of `docs/semantics.md`).

use iamwhy_policy::{Effect, Policy, PolicyType, PrincipalKind};

use crate::arn::Arn;
use crate::{Confidence, Guess};

/// What the shape of a document shows.
#[derive(Default)]
struct Shape {
    /// `Principal` or `NotPrincipal` stands in some statement, in all.
    principal: bool,
    always_principal: bool,
    /// Whoever is named is `*`.
    only_anybody: bool,
    federated: bool,
    not_principal: bool,
    allow: bool,
    deny: bool,
    resource: bool,
    not_action: bool,
    /// Prefixes of the actions; `*` for any.
    services: Vec<String>,
    /// Services of the resources; `*` for any.
    resources: Vec<String>,
    access_point: bool,
    /// Condition keys, in lower case.
    keys: Vec<String>,
}

/// Everything that a policy may be, the likeliest first.
pub fn guesses(policy: &Policy) -> Vec<Guess> {
    let shape = Shape::of(policy);
    let mut found = if shape.principal {
        shape.of_resource()
    } else {
        shape.of_principal()
    };
    found.sort_by_key(|guess| std::cmp::Reverse(guess.confidence));
    found
}

fn guess(kind: PolicyType, confidence: Confidence, why: &str) -> Guess {
    Guess {
        kind,
        service: None,
        confidence,
        why: why.to_owned(),
    }
}

impl Shape {
    fn of(policy: &Policy) -> Shape {
        let text = |node| policy.json.string(node).unwrap_or_default();
        let mut shape = Shape {
            only_anybody: true,
            always_principal: true,
            ..Shape::default()
        };
        for statement in &policy.statements {
            // A statement that says neither is no reason to take the policy for one that only denies.
            shape.allow |= statement.effect != Some(Effect::Deny);
            shape.deny |= statement.effect == Some(Effect::Deny);
            shape.principal |= !statement.principals.is_empty();
            shape.always_principal &= !statement.principals.is_empty();
            for element in &statement.principals {
                shape.not_principal |= element.negated;
                for entry in &element.entries {
                    shape.federated |= entry.kind == PrincipalKind::Federated;
                    shape.only_anybody &= text(entry.value) == "*";
                }
            }
            for element in &statement.actions {
                shape.not_action |= element.negated;
                for value in &element.values {
                    let service = text(*value).split(':').next().unwrap_or_default().to_ascii_lowercase();
                    add(&mut shape.services, service);
                }
            }
            for element in &statement.resources {
                shape.resource = true;
                for value in &element.values {
                    let value = text(*value);
                    shape.access_point |= value.contains(":accesspoint/");
                    let service = Arn::split(value).map_or("*", |arn| arn.service);
                    add(&mut shape.resources, service.to_ascii_lowercase());
                }
            }
            for pair in &statement.conditions {
                add(&mut shape.keys, text(pair.key).to_ascii_lowercase());
            }
        }
        shape
    }

    fn has_key(&self, keys: &[&str]) -> bool {
        self.keys.iter().any(|own| keys.contains(&own.as_str()))
    }

    /// The one service that actions or resources are of.
    fn service(&self) -> Option<&str> {
        let one = |list: &[String]| match list {
            [one] if one != "*" => Some(one.clone()),
            _ => None,
        };
        let own = match one(&self.services) {
            Some(_) => self.services.first(),
            None => one(&self.resources).and(self.resources.first()),
        };
        own.map(String::as_str)
    }

    /// A policy that names principals.
    fn of_resource(&self) -> Vec<Guess> {
        let mut found = Vec::new();
        let logins = !self.services.is_empty() && self.services.iter().all(|service| service == "sts");
        if !self.resource && (logins || self.federated) {
            let why = "it names who may assume a role, and no resource";
            return vec![guess(PolicyType::Trust, Confidence::Certain, why)];
        }
        // An endpoint policy of STS speaks of roles too, but of anybody.
        if logins && !self.only_anybody && self.resources.iter().all(|service| service == "iam") {
            let why = "it names who may assume a role; AWS refuses the `Resource` in it";
            found.push(guess(PolicyType::Trust, Confidence::Likely, why));
        }
        let guardrail = !self.allow && self.deny && self.only_anybody && !self.not_principal && !self.not_action;
        let of_organization = self.has_key(&[
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalisawsservice",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:resourceorgid",
        ]);
        let everything = self.resources.iter().all(|service| service == "*");
        let service = self.service();
        if guardrail && !self.services.iter().any(|service| service == "*") && everything {
            let (sure, why) = match of_organization {
                true => (
                    Confidence::Likely,
                    "it only denies, to anybody and everywhere, unless the organization's own call",
                ),
                false => (Confidence::Possible, "it only denies, to anybody and everywhere"),
            };
            found.push(guess(PolicyType::Rcp, sure, why));
        }
        if self.access_point {
            let why = "its resources are an access point's";
            found.push(guess(PolicyType::AccessPoint, Confidence::Likely, why));
        }
        let sure = match service {
            Some(_) if !self.access_point => Confidence::Likely,
            _ => Confidence::Possible,
        };
        found.push(Guess {
            service: service.map(str::to_owned),
            ..guess(
                PolicyType::Resource,
                sure,
                match service {
                    Some("kms") => "it names principals and actions of KMS, as a key policy does",
                    Some(_) => "it names principals, and one service",
                    None => "it names principals",
                },
            )
        });
        if self.only_anybody && !self.access_point {
            let several = service.is_none();
            let (sure, why) = match several || (everything && self.allow && service != Some("kms")) {
                true => (Confidence::Likely, "it speaks of anybody, and not of one resource"),
                false => (Confidence::Possible, "it speaks of anybody"),
            };
            found.push(guess(PolicyType::VpcEndpoint, sure, why));
        }
        if !self.resource {
            let why = "it names principals and no resource; but its actions are not those of logins";
            found.push(guess(PolicyType::Trust, Confidence::Possible, why));
        }
        if !self.always_principal {
            for guess in &mut found {
                guess
                    .why
                    .push_str("; a statement without `Principal` will match nothing");
            }
        }
        found
    }

    /// A policy that names no principals.
    fn of_principal(&self) -> Vec<Guess> {
        let only_denies = self.deny && !self.allow;
        let of_caller = self.has_key(&[
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:requestedregion",
            "aws:assumedroot",
        ]);
        let everything = self.services.iter().any(|service| service == "*");
        let (scp, scp_why) = if only_denies && of_caller {
            (
                Confidence::Likely,
                "it names no principal, only denies, and excepts callers or regions",
            )
        } else if only_denies {
            (Confidence::Likely, "it names no principal and only denies")
        } else {
            (Confidence::Possible, "it names no principal")
        };
        let identity = if only_denies {
            Confidence::Possible
        } else {
            Confidence::Likely
        };
        let bounded = self.has_key(&["iam:permissionsboundary"]) && self.allow;
        let boundary_why = if bounded || (self.allow && self.deny && everything) {
            "it also guards boundaries or excepts much from a wide Allow, as boundaries do"
        } else {
            "a boundary looks the same: where it is attached decides"
        };
        let mut found = vec![
            guess(
                PolicyType::Identity,
                identity,
                "it names no principal: whom it is attached to may do this",
            ),
            guess(PolicyType::Scp, scp, scp_why),
        ];
        let boundary = guess(
            PolicyType::Boundary,
            if bounded {
                Confidence::Likely
            } else {
                Confidence::Possible
            },
            boundary_why,
        );
        found.insert(1, boundary);
        let why = "a session policy looks the same: it is passed when a session is made";
        found.push(guess(PolicyType::Session, Confidence::Possible, why));
        found
    }
}

fn add(list: &mut Vec<String>, text: String) {
    // A bound for hostile texts: beyond a few it is `several`.
    if list.len() < 64 && !list.contains(&text) {
        list.push(text);
    }
}
