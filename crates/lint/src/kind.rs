//! Which type a policy is of.

use iamwhy_import::guesses;
use iamwhy_policy::{Policy, PolicyType};
use iamwhy_scenario::Writes;

/// A type of policy, and of a resource's policy the service that it belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Kind {
    /// The type.
    pub policy: PolicyType,
    /// The prefix of the service, where it is known.
    pub service: Option<String>,
}

impl Kind {
    /// The words for types that are not a service's prefix.
    pub const WORDS: [&'static str; 10] = [
        "identity",
        "managed",
        "boundary",
        "session",
        "trust",
        "scp",
        "rcp",
        "vpcEndpoint",
        "accessPoint",
        "resource",
    ];

    /// The type that a word stands for: one of [`Kind::WORDS`], or the prefix of a service, whose resource policy it is then.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Kind> {
        let policy = match word {
            "identity" => PolicyType::Identity,
            "managed" => PolicyType::Managed,
            "boundary" => PolicyType::Boundary,
            "session" => PolicyType::Session,
            "trust" => PolicyType::Trust,
            "scp" => PolicyType::Scp,
            "rcp" => PolicyType::Rcp,
            "vpcEndpoint" => PolicyType::VpcEndpoint,
            "accessPoint" => PolicyType::AccessPoint,
            "resource" => PolicyType::Resource,
            service => return Writes::SERVICES.contains(&service).then(|| Kind::of_service(service)),
        };
        Some(Kind { policy, service: None })
    }

    /// The word for the type, one of [`Kind::WORDS`].
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.policy {
            PolicyType::Identity => "identity",
            PolicyType::Managed => "managed",
            PolicyType::Boundary => "boundary",
            PolicyType::Session => "session",
            PolicyType::Trust => "trust",
            PolicyType::Scp => "scp",
            PolicyType::Rcp => "rcp",
            PolicyType::VpcEndpoint => "vpcEndpoint",
            PolicyType::AccessPoint => "accessPoint",
            PolicyType::Resource => "resource",
        }
    }

    /// The policy of a resource of this service.
    #[must_use]
    pub fn of_service(prefix: &str) -> Kind {
        Kind {
            policy: PolicyType::Resource,
            service: Some(prefix.to_owned()),
        }
    }

    /// The likeliest type, by the shape of the document.
    #[must_use]
    pub fn guessed(policy: &Policy) -> Kind {
        match guesses(policy).into_iter().next() {
            Some(guess) => Kind {
                policy: guess.kind,
                service: guess.service,
            },
            None => Kind {
                policy: PolicyType::Identity,
                service: None,
            },
        }
    }
}
