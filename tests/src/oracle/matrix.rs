//! A case with a `matrix` is one case per combination.

use serde_json::{Value, json};

/// Every case of the scenario, with each matrix written out.
pub fn expand(scenario: &Value) -> Vec<Value> {
    scenario["cases"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(expand_case)
        .collect()
}

fn expand_case(case: &Value) -> Vec<Value> {
    let Some(matrix) = case.get("matrix").and_then(Value::as_object) else {
        return vec![case.clone()];
    };
    let mut axes: Vec<&String> = matrix.keys().collect();
    axes.sort_by_key(|axis| {
        (
            ["principal", "action", "resource"]
                .iter()
                .position(|a| a == axis)
                .unwrap_or(3),
            axis.as_str(),
        )
    });
    let mut cases = vec![case.clone()];
    for axis in axes {
        let values = matrix[axis].as_array().map(Vec::as_slice).unwrap_or_default();
        cases = cases
            .iter()
            .flat_map(|case| values.iter().map(|value| with(case, axis, value)))
            .collect();
    }
    for (index, case) in cases.iter_mut().enumerate() {
        if let Value::Object(fields) = case {
            fields.remove("matrix");
            if let Some(expected) = fields
                .get("expect")
                .and_then(Value::as_array)
                .map(|list| list.get(index).cloned())
            {
                fields.insert("expect".to_owned(), expected.unwrap_or(Value::Null));
            }
        }
    }
    cases
}

fn with(case: &Value, axis: &str, value: &Value) -> Value {
    let mut case = case.clone();
    let name = format!("{} [{axis}={value}]", case["name"].as_str().unwrap_or_default());
    case["name"] = json!(name);
    match axis.strip_prefix("context.") {
        Some(key) => {
            if let Some(fields) = case.get_mut("context").and_then(Value::as_object_mut) {
                fields.retain(|k, _| !k.eq_ignore_ascii_case(key));
            }
            case["context"][key] = value.clone();
        }
        None => case[axis] = value.clone(),
    }
    case
}
