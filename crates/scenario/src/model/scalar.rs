//! A string, a number or a boolean.

use std::fmt;

use crate::read::{Failure, NodeReader, Read, record::shapes};

/// A string, a number or a boolean.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Scalar {
    /// A string.
    Text(String),
    /// A number, as it is written (UND-22).
    Number(Lexeme),
    /// A boolean.
    Boolean(bool),
}

shapes!(Scalar { Text, Number, Boolean });

impl Scalar {
    /// The text that AWS compares: the string, the number as written, `true` or `false`.
    pub fn as_str(&self) -> &str {
        match self {
            Scalar::Text(text) | Scalar::Number(Lexeme(text)) => text,
            Scalar::Boolean(true) => "true",
            Scalar::Boolean(false) => "false",
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A number as it is written in the JSON text: `1.0` is not `1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexeme(pub String);

impl Read for Lexeme {
    fn read(node: NodeReader<'_>) -> Result<Lexeme, Failure> {
        Ok(Lexeme(node.json.raw(node.node).to_owned()))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Lexeme {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}
