//! How large a policy may be (section 1.6 of the rules). Read from AWS's pages in 2026-11.

use iamwhy_policy::{Policy, PolicyType};

use crate::Kind;

/// What counts towards a quota.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Counted {
    /// Characters, without white space.
    NoSpace,
    /// Characters.
    Characters,
    /// Bytes.
    Bytes,
}

/// How much of its quota a policy takes.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Quota {
    /// How much it takes.
    pub used: u32,
    /// How much it may.
    pub most: u32,
    /// What is counted.
    pub counted: Counted,
    /// How far the quota can be raised, where it can.
    pub raised: Option<u32>,
}

impl Quota {
    /// The quota of a policy of this type, where there is one that a single document can break.
    pub(crate) fn of(policy: &Policy, kind: &Kind) -> Option<Quota> {
        let (most, counted, raised) = row(kind.policy, kind.service.as_deref())?;
        let text = policy.json.raw(policy.root);
        let used = match counted {
            Counted::NoSpace => text.chars().filter(|char| !char.is_whitespace()).count(),
            Counted::Characters => text.chars().count(),
            Counted::Bytes => text.len(),
        };
        Some(Quota {
            used: used as u32,
            most,
            counted,
            raised,
        })
    }

    /// Whether it is too large.
    #[must_use]
    pub fn is_exceeded(self) -> bool {
        self.used > self.most
    }
}

fn row(policy: PolicyType, service: Option<&str>) -> Option<(u32, Counted, Option<u32>)> {
    Some(match policy {
        // Of a role; of a user 2,048 and of a group 5,120, all inline policies together.
        PolicyType::Identity => (10_240, Counted::NoSpace, None),
        PolicyType::Managed | PolicyType::Boundary => (6_144, Counted::NoSpace, None),
        PolicyType::Session => (2_048, Counted::Characters, None),
        PolicyType::Trust => (2_048, Counted::NoSpace, Some(8_192)),
        PolicyType::Scp => (10_240, Counted::Characters, None),
        PolicyType::Rcp => (5_120, Counted::Characters, None),
        PolicyType::VpcEndpoint => (20_480, Counted::Characters, None),
        PolicyType::AccessPoint => (20_480, Counted::Bytes, None),
        PolicyType::Resource => match service? {
            "s3" | "lambda" | "secretsmanager" => (20_480, Counted::Bytes, None),
            "kms" => (32_768, Counted::Bytes, None),
            "sns" => (30_720, Counted::Bytes, None),
            "sqs" => (8_192, Counted::Bytes, None),
            "glue" => (10_240, Counted::Bytes, None),
            _ => return None,
        },
    })
}
