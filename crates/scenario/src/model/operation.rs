//! An API operation as it is called.

use super::{Named, Scalar};
use crate::read::record::{record, shapes};

/// An API operation: its name, or its name with resources and parameters.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Operation {
    /// `service:Operation`.
    Name(String),
    /// The name with resources and parameters.
    Call(OperationCall),
}

shapes!(Operation { Name, Call });

impl Operation {
    /// The operation's name.
    pub fn name(&self) -> &str {
        match self {
            Operation::Name(name) => name,
            Operation::Call(call) => &call.name,
        }
    }
}

/// An API operation with resources and parameters.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct OperationCall {
    /// `service:Operation`.
    pub name: String,
    /// What fills the operation's slots, as `resource` of a case.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub resources: Named<OneOrMany>,
    /// Parameters that add authorizations or context.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: Named<Parameter>,
}

record!(OperationCall {
    name "name",
    resources "resources",
    parameters "parameters",
});

/// A resource, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

shapes!(OneOrMany { One, Many });

impl OneOrMany {
    /// All of them.
    pub fn as_slice(&self) -> &[String] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Parameter {
    /// One value.
    One(Scalar),
    /// A list.
    Many(Vec<Scalar>),
    /// Pairs, such as tags.
    Pairs(Named<String>),
}

shapes!(Parameter { One, Many, Pairs });
