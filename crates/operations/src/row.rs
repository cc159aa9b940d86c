//! One API operation and the authorizations that it becomes.

/// One API operation.
#[derive(Debug)]
pub struct Row {
    /// `service:Operation`.
    pub name: &'static str,
    /// The resources that a call names. `resource` of a case fills the first.
    pub slots: &'static [Slot],
    /// What AWS asks, in this order.
    pub asks: &'static [Ask],
}

/// A resource that a call names.
#[derive(Copy, Clone, Debug)]
pub struct Slot {
    /// Its name in `resources` of an operation.
    pub name: &'static str,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it takes a list: one authorization for each.
    pub many: bool,
}

/// One authorization of an operation.
#[derive(Copy, Clone, Debug)]
pub struct Ask {
    /// The IAM action, which is not always the operation's name (ACT-5).
    pub action: &'static str,
    /// The resource asked for.
    pub on: On,
    /// When it is asked: all of these hold.
    pub when: &'static [When],
    /// Context that the call's parameters give.
    pub sets: &'static [Set],
    /// Whether the request's tags come with it.
    pub tagged: bool,
    /// The service that asks in the caller's name, by a forward access session, without `.amazonaws.com`.
    pub via: Option<&'static str>,
}

/// The resource of an authorization.
#[derive(Copy, Clone, Debug)]
pub enum On {
    /// What the service sends for the action where no resource is named (RES-12), else `*`.
    Nothing,
    /// What fills a slot; an authorization for each, none where an optional slot is empty.
    Slot(&'static str),
    /// The KMS key: in the slot `key` where it is filled, else the one that encrypts what fills this slot; none where nothing encrypts it.
    KeyOf(&'static str),
    /// The Glue table or database in a slot and all its ancestors (SRV-5).
    TreeOf(&'static str),
    /// The streams of the log group in a slot: what CloudWatch Logs asks for with most calls about a group (RES-12).
    StreamsOf(&'static str),
}

/// A condition of an authorization: `if:a|b=text`, `unless:…` or `carries:…` of the table.
#[derive(Copy, Clone, Debug)]
pub struct When {
    /// What must be so.
    pub is: Is,
    /// Parameters, given where they are there and not `false`, or slots, given where they are filled; with the value that a parameter
    /// must have.
    pub any: &'static [(&'static str, Option<&'static str>)],
}

/// What must be so of the parameters of a condition.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// One of them is given.
    Given,
    /// None is.
    NotGiven,
    /// One is given, or the caller's session hands it on to the next one (STS-7).
    Carried,
}

/// A context key that the call sets.
#[derive(Copy, Clone, Debug)]
pub struct Set {
    /// The key; one that ends in `/` or `:` takes the names of the pairs.
    pub key: &'static str,
    /// Where its value comes from.
    pub from: From,
}

/// Where the value of a key comes from.
#[derive(Copy, Clone, Debug)]
pub enum From {
    /// A parameter.
    Parameter(&'static str),
    /// The pairs of a parameter: one key each.
    Pairs(&'static str),
    /// Always this text.
    Text(&'static str),
    /// The resource in a slot; an S3 object as the source of a copy is written, `BUCKET/KEY`.
    Slot(&'static str),
    /// Nobody says the value; it is there, or only with a parameter.
    Unknown(&'static str),
}

impl Row {
    /// The parameters that change the authorizations or their context, in the order of the table.
    pub fn parameters(&self) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        let mut add = |name: &'static str| {
            let slot = self.slots.iter().any(|slot| slot.name == name);
            if !(slot || name.is_empty() || names.contains(&name)) {
                names.push(name);
            }
        };
        for ask in self.asks {
            for when in ask.when {
                for (name, _) in when.any {
                    add(name);
                }
            }
            for set in ask.sets {
                if let From::Parameter(name) | From::Pairs(name) | From::Unknown(name) = set.from {
                    add(name);
                }
            }
            if ask.tagged {
                add(TAGS);
            }
        }
        names
    }
}

/// What a parameter can hold.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Pairs, such as tags.
    Pairs,
    /// The value of this context key.
    Key(&'static str),
    /// A text that is compared with others.
    Text,
    /// Whatever it is: what counts is whether it is given.
    Presence,
}

impl Row {
    /// What a parameter of it can hold.
    pub fn takes(&self, name: &str) -> Takes {
        let mut sets = self
            .asks
            .iter()
            .flat_map(|ask| ask.sets)
            .filter_map(|set| match set.from {
                From::Pairs(own) if own == name => Some(Takes::Pairs),
                From::Parameter(own) if own == name => Some(Takes::Key(set.key)),
                _ => None,
            });
        let mut compared = self.asks.iter().flat_map(|ask| ask.when).flat_map(|when| when.any);
        match sets.next() {
            _ if name == TAGS => Takes::Pairs,
            Some(takes) => takes,
            None if compared.any(|(own, value)| *own == name && value.is_some()) => Takes::Text,
            None => Takes::Presence,
        }
    }
}

/// The parameter that carries request tags; `tags` of a case does the same.
pub const TAGS: &str = "tags";
