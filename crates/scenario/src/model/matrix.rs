//! Lists that multiply a case.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{ContextValue, Named};

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

impl<'de> Deserialize<'de> for Matrix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lists;
        impl<'de> Visitor<'de> for Lists {
            type Value = Matrix;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Matrix, A::Error> {
                let mut matrix = Matrix::default();
                while let Some(Field(field)) = map.next_key()? {
                    match field.as_str() {
                        "principal" => matrix.principal = Some(map.next_value()?),
                        "action" => matrix.action = Some(map.next_value()?),
                        "resource" => matrix.resource = Some(map.next_value()?),
                        other => {
                            let key = other.strip_prefix(Matrix::CONTEXT).unwrap_or(other);
                            matrix.context.insert(key.to_owned(), map.next_value()?);
                        }
                    }
                }
                Ok(matrix)
            }
        }
        deserializer.deserialize_map(Lists)
    }
}

/// A field's name, refused where it stands if there is no such field.
struct Field(String);

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let key = name.strip_prefix(Matrix::CONTEXT).is_some_and(|key| !key.is_empty());
        if key || ["principal", "action", "resource"].contains(&name.as_str()) {
            Ok(Field(name))
        } else {
            Err(D::Error::unknown_field(&name, Matrix::FIELDS))
        }
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
