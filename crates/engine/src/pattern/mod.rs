//! Patterns: what policies write for actions, resources and condition values, compiled to tokens.
//!
//! The `glob-match` crate cannot serve here: its `*` stops at `/`, and braces and brackets mean something to it; in IAM
//! only `*` and `?` do (MATCH-4).

mod glob;
mod standalone;
mod template;

pub(crate) use glob::{Resolve, glob};
pub use standalone::{PatternKind, pattern_matches};
pub(crate) use template::{Dialect, Templates};

/// A run of the pool of literal text.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Run {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A range of a pool.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Slice {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Slice {
    pub(crate) fn of<T>(self, pool: &[T]) -> &[T] {
        pool.get(self.start as usize..self.end as usize).unwrap_or(&[])
    }

    pub(crate) fn ids(self) -> std::ops::Range<u32> {
        self.start..self.end
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// Names a policy variable in the program.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct VarId(pub(crate) u32);

/// One piece of a pattern.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Token {
    /// Text that stands for itself.
    Literal(Run),
    /// `?`: one character.
    One,
    /// `?` in the first five parts of an ARN: one character, but no colon.
    OneInPart,
    /// `*`: any text.
    Star,
    /// A `*` that stays in its part of an ARN (RES-2).
    StarInPart,
    /// The value of a policy variable, taken literally (VAR-11).
    Variable(VarId),
}

/// A compiled pattern with the shape that decides how it is matched.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) tokens: Slice,
    pub(crate) shape: Shape,
}

/// Decided once at compile time, so that matching is dumb and fast.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// `*`
    Any,
    /// No wildcard, no variable.
    Exact(Run),
    /// Text and one final `*`.
    Prefix(Run),
    /// Anything else.
    Parts,
}
