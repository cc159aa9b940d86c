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
    /// When it is asked.
    pub when: When,
    /// Context that the call's parameters give.
    pub sets: &'static [Set],
    /// Whether the request's tags come with it.
    pub tagged: bool,
    /// The service that asks in the caller's name, by a forward access session.
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
}

/// When an authorization is asked.
#[derive(Copy, Clone, Debug)]
pub enum When {
    /// For every call.
    Always,
    /// When a parameter is given, and not `false`.
    Given(&'static str),
    /// When it is not.
    NotGiven(&'static str),
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
    /// The names of a parameter's pairs, as a list.
    Names(&'static str),
    /// Always this text.
    Text(&'static str),
    /// The resource in a slot.
    Slot(&'static str),
}

impl Row {
    /// The parameters that change the authorizations or their context.
    pub fn parameters(&self) -> impl Iterator<Item = &'static str> {
        let mut names = Vec::new();
        for ask in self.asks {
            if let When::Given(name) | When::NotGiven(name) = ask.when {
                names.push(name);
            }
            for set in ask.sets {
                if let From::Parameter(name) | From::Pairs(name) | From::Names(name) = set.from {
                    names.push(name);
                }
            }
            if ask.tagged {
                names.push(TAGS);
            }
        }
        names.sort_unstable();
        names.dedup();
        names.into_iter()
    }
}

/// The parameter that carries request tags; `tags` of a case does the same.
pub const TAGS: &str = "tags";

pub(super) const fn need(name: &'static str) -> Slot {
    Slot {
        name,
        required: true,
        many: false,
    }
}

pub(super) const fn list(name: &'static str) -> Slot {
    Slot {
        name,
        required: true,
        many: true,
    }
}

pub(super) const fn may(name: &'static str) -> Slot {
    Slot {
        name,
        required: false,
        many: false,
    }
}

pub(super) const fn some(name: &'static str) -> Slot {
    Slot {
        name,
        required: false,
        many: true,
    }
}

pub(super) const fn ask(action: &'static str) -> Ask {
    Ask {
        action,
        on: On::Nothing,
        when: When::Always,
        sets: &[],
        tagged: false,
        via: None,
    }
}

impl Ask {
    pub(super) const fn on(self, slot: &'static str) -> Ask {
        Ask {
            on: On::Slot(slot),
            ..self
        }
    }

    pub(super) const fn tree_of(self, slot: &'static str) -> Ask {
        Ask {
            on: On::TreeOf(slot),
            ..self
        }
    }

    pub(super) const fn given(self, parameter: &'static str) -> Ask {
        Ask {
            when: When::Given(parameter),
            ..self
        }
    }

    pub(super) const fn not_given(self, parameter: &'static str) -> Ask {
        Ask {
            when: When::NotGiven(parameter),
            ..self
        }
    }

    pub(super) const fn sets(self, sets: &'static [Set]) -> Ask {
        Ask { sets, ..self }
    }

    pub(super) const fn tagged(self) -> Ask {
        Ask { tagged: true, ..self }
    }
}

/// A KMS call that a service makes in the caller's name on the key of what fills a slot (RES-17).
pub(super) const fn key(action: &'static str, slot: &'static str, via: &'static str) -> Ask {
    Ask {
        on: On::KeyOf(slot),
        via: Some(via),
        ..ask(action)
    }
}

/// iam:PassRole for the role in the slot `role`, to a service.
pub(super) const fn pass(slot: &'static str, sets: &'static [Set]) -> Ask {
    ask("iam:PassRole").on(slot).sets(sets)
}

pub(super) const fn set(key: &'static str, parameter: &'static str) -> Set {
    Set {
        key,
        from: From::Parameter(parameter),
    }
}

pub(super) const fn text(key: &'static str, text: &'static str) -> Set {
    Set {
        key,
        from: From::Text(text),
    }
}

pub(super) const fn pairs(key: &'static str, parameter: &'static str) -> Set {
    Set {
        key,
        from: From::Pairs(parameter),
    }
}

pub(super) const fn names(key: &'static str, parameter: &'static str) -> Set {
    Set {
        key,
        from: From::Names(parameter),
    }
}

pub(super) const fn slot(key: &'static str, slot: &'static str) -> Set {
    Set {
        key,
        from: From::Slot(slot),
    }
}

/// An operation of several authorizations.
macro_rules! op {
    ($name:literal, [$($slot:expr),*], [$($ask:expr),* $(,)?]) => {
        $crate::operations::row::Row { name: $name, slots: &[$($slot),*], asks: &[$($ask),*] }
    };
}

/// An operation that is one authorization on its one resource; the action has its name unless another is given.
macro_rules! one {
    ($name:literal, $slot:literal) => {
        one!($name, $slot, $name)
    };
    ($name:literal, $slot:literal, $action:literal) => {
        $crate::operations::row::Row {
            name: $name,
            slots: &[$crate::operations::row::need($slot)],
            asks: &[$crate::operations::row::ask($action).on($slot)],
        }
    };
}

/// An operation that names no resource.
macro_rules! none {
    ($name:literal) => {
        none!($name, $name)
    };
    ($name:literal, $action:literal) => {
        $crate::operations::row::Row {
            name: $name,
            slots: &[],
            asks: &[$crate::operations::row::ask($action)],
        }
    };
}

/// An operation that makes something with tags: its one authorization, and the tagging, if tags are given.
macro_rules! tagging {
    ($name:literal, $slot:literal, $action:literal) => {
        $crate::operations::row::Row {
            name: $name,
            slots: &[$crate::operations::row::need($slot)],
            asks: &[
                $crate::operations::row::ask($name).on($slot).tagged(),
                $crate::operations::row::ask($action)
                    .on($slot)
                    .given($crate::operations::row::TAGS)
                    .tagged(),
            ],
        }
    };
}

pub(super) use {none, one, op, tagging};
