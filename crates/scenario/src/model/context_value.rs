//! Values of condition context keys.

use std::fmt;

use iamwhy_policy::Listed;

use super::Scalar;
use crate::read::record::shapes;

/// The value of a context key.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum ContextValue {
    /// `null`: absent, also where a default or a derived key would set it.
    Absent,
    /// One value.
    One(Scalar),
    /// The values of a multivalued key.
    Many(Vec<Scalar>),
    /// Not known.
    Unknown(UnknownValue),
}

shapes!(ContextValue { One, Many, Unknown, } { Absent, });

/// What is not known of a key.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum UnknownValue {
    /// `{"unknown": true}`: the key is there, its value is not known.
    Value,
    /// `{"unknown": "presence"}`: nor is it known whether the key is there.
    Presence,
}

shapes!(UnknownValue {  } { Value, Presence, });

#[cfg(feature = "schema")]
impl schemars::JsonSchema for UnknownValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UnknownValue".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "`true`: the value is not known. `\"presence\"`: nor is it known whether the key is there.",
            "type": "object",
            "required": ["unknown"],
            "properties": { "unknown": { "enum": [true, "presence"] } },
            "additionalProperties": false,
        })
    }
}

impl ContextValue {
    /// One text value.
    pub fn text(text: impl Into<String>) -> ContextValue {
        ContextValue::One(Scalar::Text(text.into()))
    }

    /// All that is there; of what is not known, nothing can be said.
    pub(crate) fn texts(&self) -> Option<Vec<&str>> {
        match self {
            ContextValue::Absent => Some(Vec::new()),
            ContextValue::One(value) => Some(vec![value.as_str()]),
            ContextValue::Many(values) => Some(values.iter().map(Scalar::as_str).listed()),
            ContextValue::Unknown(_) => None,
        }
    }
}

impl fmt::Display for ContextValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ContextValue::Absent => f.write_str("absent"),
            ContextValue::One(value) => value.fmt(f),
            ContextValue::Many(values) => {
                f.write_str("[")?;
                for (i, value) in values.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    value.fmt(f)?;
                }
                f.write_str("]")
            }
            ContextValue::Unknown(UnknownValue::Value) => f.write_str("unknown"),
            ContextValue::Unknown(UnknownValue::Presence) => f.write_str("unknown presence"),
        }
    }
}
