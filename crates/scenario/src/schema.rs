//! The JSON Schema of the format, from the types that read it.

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::transform_subschemas};
use serde_json::Value;

use crate::{model::Scenario, read::NULLABLE};

/// The JSON Schema of a scenario file.
pub fn schema() -> Value {
    schema_of::<Scenario>("iamwhy scenario, version 1")
}

/// The JSON Schema of another format that is read in the same way.
pub fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(without_null);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), Value::from(title));
    schema.to_value()
}

/// Optional fields are left out, not `null`, except where the format says so. Recursion is as deep as the types are.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Object(fields)) = schema.get_mut("properties") {
        for (name, field) in fields.iter_mut() {
            if !NULLABLE.contains(&name.as_str()) {
                not_null(field);
            }
        }
    }
    transform_subschemas(&mut without_null, schema);
}

fn not_null(field: &mut Value) {
    let Value::Object(field) = field else { return };
    field.remove("default");
    if let Some(Value::Array(types)) = field.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            field.insert("type".to_owned(), one);
        }
    }
    let Some(Value::Array(options)) = field.get_mut("anyOf") else {
        return;
    };
    options.retain(|option| option.get("type") != Some(&Value::from("null")));
    if let [Value::Object(one)] = options.as_mut_slice() {
        let one = std::mem::take(one);
        field.remove("anyOf");
        for (key, value) in one {
            field.entry(key).or_insert(value);
        }
    }
}
