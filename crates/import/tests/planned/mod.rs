//! Small plans.

use std::sync::Arc;

use iamwhy_import::{Export, Fault, Parameters, Source};
use iamwhy_policy::Json;
use serde_json::{Value, json};

/// Reads a plan.
pub(crate) fn read(plan: &Value) -> Result<Export, Fault> {
    let json = Arc::new(Json::read(plan.to_string()).unwrap());
    Export::read(Source::TerraformPlan, &json, &Parameters::default())
}

/// A resource with its values, what is not known of them, and its expressions.
pub(crate) struct Planned(
    pub(crate) &'static str,
    pub(crate) Value,
    pub(crate) Value,
    pub(crate) Value,
);

/// A plan that makes these resources.
pub(crate) fn plan(resources: &[Planned]) -> Value {
    let parts = |address: &str| {
        let (kind, name) = address.split_once('.').unwrap();
        (kind.to_owned(), name.split('[').next().unwrap().to_owned())
    };
    let mut planned = Vec::new();
    let mut changes = Vec::new();
    let mut configured = Vec::new();
    for Planned(address, values, unknown, expressions) in resources {
        let is_data = address.starts_with("data.");
        let (kind, name) = parts(address.trim_start_matches("data."));
        let mode = if is_data { "data" } else { "managed" };
        if !is_data {
            planned.push(json!({ "address": address, "mode": mode, "type": kind, "name": name, "values": values }));
        }
        changes.push(json!({ "address": address, "mode": mode, "type": kind, "name": name,
            "change": { "actions": [if is_data { "read" } else { "create" }], "before": null, "after": values, "after_unknown": unknown } }));
        let own = address.split('[').next().unwrap();
        configured
            .push(json!({ "address": own, "mode": mode, "type": kind, "name": name, "expressions": expressions }));
    }
    json!({ "format_version": "1.2", "terraform_version": "1.11.4", "planned_values": { "root_module": { "resources": planned } },
        "resource_changes": changes, "configuration": { "root_module": { "resources": configured } } })
}
