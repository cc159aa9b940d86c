//! Lists that multiply a case.

use super::{ContextValue, Named};
use crate::read::{
    Failure, NodeReader, Read,
    record::{MemberFailure, each_member},
};

/// Lists that multiply a case: one per combination, in the order principal, action, resource, context keys sorted; the last varies fastest.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Matrix {
    /// Principals.
    pub principal: Option<Vec<String>>,
    /// Actions.
    pub action: Option<Vec<String>>,
    /// Resources.
    pub resource: Option<Vec<String>>,
    /// `context.KEY`: values of context keys.
    pub context: Named<Vec<ContextValue>>,
}

impl Matrix {
    /// The prefix of a field that lists the values of a context key.
    pub const CONTEXT: &'static str = "context.";
    const FIELDS: &'static [&'static str] = &["principal", "action", "resource", "context.KEY"];
}

impl Read for Matrix {
    fn read(node: NodeReader<'_>) -> Result<Matrix, Failure> {
        let mut matrix = Matrix::default();
        each_member(node, &mut |name, value| {
            match (name, name.strip_prefix(Matrix::CONTEXT)) {
                ("principal", _) => matrix.principal = Some(Read::read(value)?),
                ("action", _) => matrix.action = Some(Read::read(value)?),
                ("resource", _) => matrix.resource = Some(Read::read(value)?),
                (_, Some(key)) if !key.is_empty() => {
                    matrix.context.insert(key.to_owned(), Read::read(value)?);
                }
                _ => return Err(MemberFailure::OfName(Failure::unknown_field(name, Matrix::FIELDS))),
            }
            Ok(())
        })?;
        Ok(matrix)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Matrix {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Matrix".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<ContextValue>();
        let list = |what: &str| serde_json::json!({ "description": what, "type": "array", "minItems": 1, "items": { "type": "string" } });
        schemars::json_schema!({
            "description": "Lists that multiply a case: one per combination, in the order principal, action, resource, context keys sorted; the last varies fastest.",
            "type": "object",
            "properties": { "principal": list("Principals."), "action": list("Actions."), "resource": list("Resources.") },
            "patternProperties": { "^context\\..": { "description": "Values of a context key.", "type": "array", "minItems": 1, "items": value } },
            "additionalProperties": false,
        })
    }
}
