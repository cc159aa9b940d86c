//! Three-valued truth: what an input that nobody gave does to an answer.

/// No, unknown or yes. Unknown comes only from inputs declared unknown, or whose value nobody gave.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Truth {
    /// Certainly not.
    #[default]
    No,
    /// Depends on something unknown.
    Unknown,
    /// Certainly.
    Yes,
}

impl Truth {
    /// Both must hold.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// One must hold.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub fn negate(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => Truth::No,
        }
    }

    /// Negates where `flip` is set.
    #[must_use]
    pub fn negate_if(self, flip: bool) -> Truth {
        if flip { self.negate() } else { self }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::Yes } else { Truth::No }
    }
}
