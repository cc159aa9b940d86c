//! A string, a number or a boolean.

use std::fmt;

use serde::{Deserialize, Deserializer, de::Visitor};

/// A string, a number or a boolean.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Scalar {
    /// A string.
    Text(String),
    /// A number, as it is written (UND-22).
    Number(Lexeme),
    /// A boolean.
    Boolean(bool),
}

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

impl Lexeme {
    /// The name by which our deserializer knows that the written form of a number is wanted.
    pub(crate) const MAGIC: &'static str = "$iamwhy::lexeme";
}

impl<'de> Deserialize<'de> for Lexeme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Lexeme;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number read by iamwhy's own reader")
            }
            fn visit_str<E>(self, text: &str) -> Result<Lexeme, E> {
                Ok(Lexeme(text.to_owned()))
            }
        }
        deserializer.deserialize_newtype_struct(Self::MAGIC, Text)
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
