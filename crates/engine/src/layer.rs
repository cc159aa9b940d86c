//! The layers of policies, in the order in which a deny is reported (LAYER-6).

/// A kind of policy that takes part in a decision.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Layer {
    /// Resource control policies of the owner's organization.
    Rcp,
    /// Service control policies of the caller's organization.
    Scp,
    /// The policy of the VPC endpoint that the request came through.
    VpcEndpoint,
    /// Resource, trust and key policies, ACLs and grants.
    Resource,
    /// Policies of the user, its groups or the role.
    Identity,
    /// The permissions boundary of the user or role.
    Boundary,
    /// Policies passed when the session was made.
    Session,
    /// A rule of the service itself, not a policy.
    Service,
}

impl Layer {
    /// The layers that hold policies, in the order of LAYER-6.
    pub const POLICIES: [Layer; 7] = [
        Layer::Rcp,
        Layer::Scp,
        Layer::VpcEndpoint,
        Layer::Resource,
        Layer::Identity,
        Layer::Boundary,
        Layer::Session,
    ];

    /// The word used in scenario files and results.
    #[must_use]
    pub fn word(self) -> &'static str {
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

/// A set of layers.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Default)]
pub struct LayerSet(u8);

impl LayerSet {
    /// Adds one.
    pub fn insert(&mut self, layer: Layer) {
        self.0 |= 1 << layer as u8;
    }

    /// Whether it is in the set.
    #[must_use]
    pub fn contains(self, layer: Layer) -> bool {
        self.0 & (1 << layer as u8) != 0
    }

    /// Those in both sets.
    #[must_use]
    pub fn intersection(self, other: LayerSet) -> LayerSet {
        LayerSet(self.0 & other.0)
    }

    /// How many.
    #[must_use]
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In the order of LAYER-6, `service` last.
    pub fn iter(self) -> impl Iterator<Item = Layer> {
        Layer::POLICIES
            .into_iter()
            .chain([Layer::Service])
            .filter(move |layer| self.contains(*layer))
    }
}

impl std::fmt::Debug for LayerSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
