//! The JSON Schema of `assume`.

use iamwhy_engine::POINTS;

/// Every ID with its words.
pub(crate) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let properties: serde_json::Map<String, serde_json::Value> = POINTS
        .iter()
        .map(|point| {
            (
                format!("UND-{}", point.number),
                serde_json::json!({ "description": point.topic, "enum": point.words }),
            )
        })
        .collect();
    schemars::json_schema!({
        "description": "The chosen reading of undocumented points; the first word is the default.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}
