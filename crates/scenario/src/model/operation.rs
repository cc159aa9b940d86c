//! An API operation as it is called.

use serde::Deserialize;

use super::{Named, Scalar};

/// An API operation: its name, or its name with resources and parameters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Operation {
    /// `service:Operation`.
    Name(String),
    /// The name with resources and parameters.
    Call(OperationCall),
}

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
#[derive(Clone, Debug, PartialEq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperationCall {
    /// `service:Operation`.
    pub name: String,
    /// What fills the operation's slots, as `resource` of a case.
    #[serde(default)]
    pub resources: Named<OneOrMany>,
    /// Parameters that add authorizations or context.
    #[serde(default)]
    pub parameters: Named<Parameter>,
}

/// A resource, or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Parameter {
    /// One value.
    One(Scalar),
    /// A list.
    Many(Vec<Scalar>),
    /// Pairs, such as tags.
    Pairs(Named<String>),
}
