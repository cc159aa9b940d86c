//! The types of policy, which differ in what they may say.

use std::fmt;

/// Where a policy is attached, and thereby what it may contain (TYPE-1).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PolicyType {
    /// An inline policy of a user, group or role.
    Identity,
    /// A managed policy.
    Managed,
    /// A permissions boundary, which is a managed policy.
    Boundary,
    /// A session policy.
    Session,
    /// A role's trust policy.
    Trust,
    /// A service control policy.
    Scp,
    /// A resource control policy.
    Rcp,
    /// A VPC endpoint policy.
    VpcEndpoint,
    /// The policy of an S3 access point.
    AccessPoint,
    /// Any other resource-based policy.
    Resource,
}

impl PolicyType {
    /// Every type.
    pub const ALL: [PolicyType; 10] = [
        PolicyType::Identity,
        PolicyType::Managed,
        PolicyType::Boundary,
        PolicyType::Session,
        PolicyType::Trust,
        PolicyType::Scp,
        PolicyType::Rcp,
        PolicyType::VpcEndpoint,
        PolicyType::AccessPoint,
        PolicyType::Resource,
    ];

    /// Whether IAM or STS stores it as the permissions of a principal.
    pub fn is_identity_based(self) -> bool {
        matches!(
            self,
            PolicyType::Identity | PolicyType::Managed | PolicyType::Boundary | PolicyType::Session
        )
    }

    /// Whether IAM or STS checks it when it is saved.
    pub fn is_iam(self) -> bool {
        self.is_identity_based() || self == PolicyType::Trust
    }

    /// Whether its statements say whom they are about (MATCH-2).
    pub fn has_principal(self) -> bool {
        !self.is_identity_based() && self != PolicyType::Scp
    }
}

impl fmt::Display for PolicyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PolicyType::Identity => "inline policy",
            PolicyType::Managed => "managed policy",
            PolicyType::Boundary => "permissions boundary",
            PolicyType::Session => "session policy",
            PolicyType::Trust => "role trust policy",
            PolicyType::Scp => "service control policy",
            PolicyType::Rcp => "resource control policy",
            PolicyType::VpcEndpoint => "VPC endpoint policy",
            PolicyType::AccessPoint => "access point policy",
            PolicyType::Resource => "resource-based policy",
        })
    }
}
