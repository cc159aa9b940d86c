//! Reading types from nodes.
//!
//! The types are read by code of our own instead of serde's: what differs between them is only which field or variant is which, so
//! that everything else is there once. In WASM that is a third of the size.

use iamwhy_policy::Kind;

use super::{Failure, NodeReader, shape};

/// What can be read from a node.
pub trait Read: Sized {
    /// Whether a field of this type must be there.
    const NEEDED: bool = true;

    /// Reads it. Recursion is bounded by the depth bound of JSON.
    fn read(node: NodeReader<'_>) -> Result<Self, Failure>;
}

impl Read for String {
    fn read(node: NodeReader<'_>) -> Result<String, Failure> {
        node.text("a string").map(str::to_owned)
    }
}

impl Read for bool {
    const NEEDED: bool = false;

    fn read(node: NodeReader<'_>) -> Result<bool, Failure> {
        node.json.boolean(node.node).ok_or_else(|| node.wrong("true or false"))
    }
}

impl Read for u32 {
    fn read(node: NodeReader<'_>) -> Result<u32, Failure> {
        (node.json.kind(node.node) == Kind::Number)
            .then(|| node.json.raw(node.node).parse().ok())
            .flatten()
            .ok_or_else(|| node.wrong("a whole number"))
    }
}

impl<T: Read> Read for Option<T> {
    const NEEDED: bool = false;

    fn read(node: NodeReader<'_>) -> Result<Option<T>, Failure> {
        match node.is_null()? {
            true => Ok(None),
            false => T::read(node).map(Some),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    const NEEDED: bool = false;

    fn read(node: NodeReader<'_>) -> Result<Vec<T>, Failure> {
        let mut items = Vec::new();
        each_item(node, &mut |item| {
            items.push(T::read(item)?);
            Ok(())
        })?;
        Ok(items)
    }
}

fn each_item<'j>(
    node: NodeReader<'j>,
    item: &mut dyn FnMut(NodeReader<'j>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if node.json.kind(node.node) != Kind::Array {
        return Err(node.wrong("a list"));
    }
    node.json
        .items(node.node)
        .try_for_each(|child| item(NodeReader::new(node.json, child)))
}

/// Goes through the members of an object: name and value of each, and where an error about the name belongs.
pub(crate) fn each_member<'j>(
    node: NodeReader<'j>,
    member: &mut dyn FnMut(&'j str, NodeReader<'j>) -> Result<(), MemberFailure>,
) -> Result<(), Failure> {
    if node.json.kind(node.node) != Kind::Object {
        return Err(node.wrong("an object"));
    }
    for (key, value) in node.json.members(node.node) {
        let name = node.json.string(key).unwrap_or_default();
        member(name, NodeReader::new(node.json, value)).map_err(|failure| match failure {
            MemberFailure::OfName(failure) => failure.at(key),
            MemberFailure::Of(failure) => failure.at(node.node),
        })?;
    }
    Ok(())
}

/// What is wrong with a member.
pub(crate) enum MemberFailure {
    /// Its name.
    OfName(Failure),
    /// Something else.
    Of(Failure),
}

impl From<Failure> for MemberFailure {
    fn from(failure: Failure) -> MemberFailure {
        MemberFailure::Of(failure)
    }
}

/// Reads the fields of a record: every name at most once, no other name, and none missing of `needed`.
pub fn fields<'j>(
    node: NodeReader<'j>,
    names: &'static [&'static str],
    needed: u32,
    set: &mut dyn FnMut(usize, NodeReader<'j>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut seen = 0_u32;
    each_member(node, &mut |name, value| {
        let Some(at) = names.iter().position(|own| *own == name) else {
            return Err(MemberFailure::OfName(Failure::unknown_field(name, names)));
        };
        if seen >> at & 1 == 1 {
            return Err(Failure::repeated_field(name).into());
        }
        seen |= 1 << at;
        Ok(set(at, value)?)
    })?;
    let missing = needed & !seen;
    match names.get(missing.trailing_zeros() as usize) {
        Some(name) => Err(Failure::missing_field(name).at(node.node)),
        None => Ok(()),
    }
}

/// Which of these words the node is.
pub fn word(node: NodeReader<'_>, words: &'static [&'static str]) -> Result<usize, Failure> {
    let text = node.text("a word")?;
    let at = words.iter().position(|word| *word == text);
    at.ok_or_else(|| Failure::unknown_variant(text, words).at(node.node))
}

/// Which variant of the enum `name` the node is, told by its shape.
pub(crate) fn variant(name: &str, node: NodeReader<'_>) -> Result<&'static str, Failure> {
    shape::variant(name, node.json, node.node).map_err(|failure| failure.at(node.node))
}

/// Whether a field must be there, told by its type.
pub fn is_needed<S, T: Read>(_: fn(&S) -> &T) -> bool {
    T::NEEDED
}

/// Fills a field, which is still blank and so needs no dropping.
pub fn fill<T: Read>(field: &mut T, node: NodeReader<'_>) -> Result<(), Failure> {
    std::mem::forget(std::mem::replace(field, T::read(node)?));
    Ok(())
}

/// How a record is read: its fields and their names. With `required`, the field must be there although
/// its type could be empty. Behind `from`, what the reading starts from where the record has no default.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($record:ident { $($fields:tt)* }) => {
        $crate::__record!($record { $($fields)* } from $record::default());
    };
    ($record:ident { $($field:ident $name:literal $($required:ident)?,)* } from $blank:expr) => {
        impl $crate::read::Read for $record {
            #[allow(unused_assignments, reason = "the last field counts too")]
            fn read(node: $crate::read::NodeReader<'_>) -> Result<Self, $crate::read::Failure> {
                let mut record = $blank;
                let mut needed = 0;
                let mut bit = 1;
                $(
                    if $crate::read::record::is_needed(|record: &$record| &record.$field) $(|| stringify!($required) == "required")? {
                        needed |= bit;
                    }
                    bit <<= 1;
                )*
                $crate::read::record::fields(node, &[$($name),*], needed, &mut |at, value| {
                    let mut field = 0;
                    $(
                        if at == field {
                            $crate::read::record::fill(&mut record.$field, value)?;
                            return Ok(());
                        }
                        field += 1;
                    )*
                    Ok(())
                })?;
                Ok(record)
            }
        }
    };
}

/// How a word is read.
#[doc(hidden)]
#[macro_export]
macro_rules! __words {
    ($words:ident { $($variant:ident $name:literal,)* }) => {
        impl $crate::read::Read for $words {
            fn read(node: $crate::read::NodeReader<'_>) -> Result<Self, $crate::read::Failure> {
                let at = $crate::read::record::word(node, &[$($name),*])?;
                let words = [$($words::$variant),*];
                words.get(at).copied().ok_or_else(|| node.wrong("a word"))
            }
        }
    };
}

/// How an enum is read whose variants differ by shape.
macro_rules! shapes {
    ($shapes:ident { $($variant:ident),* $(,)? } $({ $($unit:ident),* $(,)? })?) => {
        impl $crate::read::Read for $shapes {
            fn read(node: $crate::read::NodeReader<'_>) -> Result<Self, $crate::read::Failure> {
                match $crate::read::record::variant(stringify!($shapes), node)? {
                    $(stringify!($variant) => $crate::read::Read::read(node).map($shapes::$variant),)*
                    $($(stringify!($unit) => Ok($shapes::$unit),)*)?
                    _ => Err(node.wrong("another value")),
                }
            }
        }
    };
}

pub use {__record as record, __words as words};

pub(crate) use shapes;
