//! The words of decisions and layers.

use crate::read::record::words;

/// A decision.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum DecisionWord {
    /// Allowed.
    Allow,
    /// Either denial.
    Deny,
    /// Denied by a matching `Deny`.
    ExplicitDeny,
    /// Denied because something that must allow does not.
    ImplicitDeny,
    /// It depends on what is not known.
    Unknown,
    /// With `writes`: AWS stores the document.
    Accepted,
    /// With `writes`: AWS refuses the document.
    Refused,
}

words!(DecisionWord {
    Allow "allow",
    Deny "deny",
    ExplicitDeny "explicitDeny",
    ImplicitDeny "implicitDeny",
    Unknown "unknown",
    Accepted "accepted",
    Refused "refused",
});

/// A layer of the decision.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum Layer {
    /// Resource control policies.
    Rcp,
    /// Service control policies.
    Scp,
    /// The policy of a VPC endpoint.
    VpcEndpoint,
    /// Resource, trust and key policies, ACLs, grants.
    Resource,
    /// Identity policies.
    Identity,
    /// The permissions boundary.
    Boundary,
    /// Session policies.
    Session,
    /// A rule of the service itself.
    Service,
}

words!(Layer {
    Rcp "rcp",
    Scp "scp",
    VpcEndpoint "vpcEndpoint",
    Resource "resource",
    Identity "identity",
    Boundary "boundary",
    Session "session",
    Service "service",
});

impl DecisionWord {
    /// The word as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            DecisionWord::Allow => "allow",
            DecisionWord::Deny => "deny",
            DecisionWord::ExplicitDeny => "explicitDeny",
            DecisionWord::ImplicitDeny => "implicitDeny",
            DecisionWord::Unknown => "unknown",
            DecisionWord::Accepted => "accepted",
            DecisionWord::Refused => "refused",
        }
    }
}

impl Layer {
    /// The word as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::Rcp => "rcp",
            Layer::Scp => "scp",
            Layer::VpcEndpoint => "vpcEndpoint",
            Layer::Resource => "resource",
            Layer::Identity => "identity",
            Layer::Boundary => "boundary",
            Layer::Session => "session",
            Layer::Service => "service",
        }
    }
}
