//! The two marks that have only one value.

use crate::read::{Failure, NodeReader, Read};

/// The literal `true`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct True;

impl Read for True {
    fn read(node: NodeReader<'_>) -> Result<True, Failure> {
        match bool::read(node)? {
            true => Ok(True),
            false => {
                let message = "expected `true`, found `false`; leave the field out instead";
                Err(Failure::new(message.to_owned(), None).at(node.node))
            }
        }
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
