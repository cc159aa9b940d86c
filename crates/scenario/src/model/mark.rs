//! The two marks that have only one value.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// The literal `true`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct True;

impl<'de> Deserialize<'de> for True {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Yes;
        impl Visitor<'_> for Yes {
            type Value = True;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`true`")
            }
            fn visit_bool<E: Error>(self, value: bool) -> Result<True, E> {
                if value {
                    Ok(True)
                } else {
                    Err(E::custom("expected `true`, found `false`; leave the field out instead"))
                }
            }
        }
        deserializer.deserialize_bool(Yes)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for True {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "True".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": true })
    }
}

/// The shape of `{"unknown": true}` in the JSON Schema.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
pub(crate) struct UnknownMark {
    /// Not known: there may be something that we cannot see.
    unknown: True,
}
