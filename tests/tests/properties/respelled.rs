//! What does not matter: order, the case of actions, keys and variables, and whether one value stands in a list.

use serde_json::{Value, json};

use super::{compare, each_document, same, statements};

/// With another reading of keys that differ by case, order does matter (UND-33).
fn plain(scenario: &mut Value) {
    if let Some(assume) = scenario.get_mut("assume").and_then(Value::as_object_mut) {
        assume.shift_remove("UND-33");
    }
}

/// Of several completions that deny alike, the first may be another one.
fn alike(old: &super::Answer, new: &super::Answer) -> bool {
    same(old, new)
        || old.verdict.decision == new.verdict.decision && old.verdict.blockers.len() == new.verdict.blockers.len()
}

fn reversed(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let turned = fields.iter().rev();
            *fields = turned.map(|(key, value)| (key.clone(), value.clone())).collect();
            fields.values_mut().for_each(reversed);
        }
        Value::Array(list) => {
            list.reverse();
            list.iter_mut().for_each(reversed);
        }
        _ => {}
    }
}

#[test]
fn prop_2_order_is_nothing() {
    let turn = |scenario: &mut Value| {
        each_document(scenario, false, &|document, _| reversed(document));
        fn lists(value: &mut Value) {
            if value.get("Statement").is_some() {
                return;
            }
            for (name, field) in value.as_object_mut().into_iter().flatten() {
                let sets = ["policies", "sessionPolicies", "scps", "rcps", "grants", "acl", "staff"];
                if let (true, Value::Array(list)) = (sets.contains(&name.as_str()), &mut *field) {
                    list.reverse();
                }
                lists(field);
            }
        }
        lists(scenario);
    };
    compare(plain, turn, alike);
}

#[test]
fn prop_11_a_string_is_a_list_of_one() {
    fn listed(value: &mut Value) {
        match value {
            Value::String(_) => *value = json!([value.take()]),
            Value::Array(list) if list.len() == 1 => *value = list.remove(0),
            _ => {}
        }
    }
    let change = |document: &mut Value, _| {
        for statement in statements(document) {
            for (name, element) in statement.as_object_mut().into_iter().flatten() {
                match name.as_str() {
                    "Action" | "NotAction" | "Resource" | "NotResource" => listed(element),
                    "Principal" | "NotPrincipal" => {
                        element
                            .as_object_mut()
                            .into_iter()
                            .flatten()
                            .for_each(|(_, names)| listed(names));
                    }
                    "Condition" => {
                        let keys = element.as_object_mut().into_iter().flatten();
                        let keys = keys.filter_map(|(_, keys)| keys.as_object_mut()).flatten();
                        keys.for_each(|(_, values)| listed(values));
                    }
                    _ => {}
                }
            }
        }
        listed_statement(document);
    };
    fn listed_statement(document: &mut Value) {
        let statement = &mut document["Statement"];
        match statement {
            Value::Object(_) => *statement = json!([statement.take()]),
            Value::Array(list) if list.len() == 1 => *statement = list.remove(0),
            _ => {}
        }
    }
    compare(|_| {}, |scenario| each_document(scenario, false, &change), same);
}

#[test]
fn prop_8_the_case_of_actions_keys_and_variables_is_nothing() {
    // Without the version `${...}` is text, and the case of text counts.
    let upgrade = |scenario: &mut Value| {
        each_document(scenario, false, &|document, _| {
            document["Version"] = json!("2012-10-17")
        });
    };
    let change = |document: &mut Value, _| {
        for statement in statements(document) {
            for (name, element) in statement.as_object_mut().into_iter().flatten() {
                match name.as_str() {
                    "Action" | "NotAction" => actions(element),
                    "Resource" | "NotResource" => variables(element),
                    "Condition" => {
                        variables(element);
                        for (_, keys) in element.as_object_mut().into_iter().flatten() {
                            let named = keys.as_object().into_iter().flatten();
                            let named = named.map(|(key, value)| (swapped(key), value.clone()));
                            *keys = named.collect::<serde_json::Map<_, _>>().into();
                        }
                    }
                    _ => {}
                }
            }
        }
    };
    let change = |scenario: &mut Value| {
        each_document(scenario, false, &change);
        for case in scenario["cases"].as_array_mut().into_iter().flatten() {
            if let Some(Value::String(action)) = case.get_mut("action") {
                *action = swapped(action);
            }
        }
    };
    compare(upgrade, change, same);
}

fn swapped(text: &str) -> String {
    let swap = |c: char| match c.is_ascii_uppercase() {
        true => c.to_ascii_lowercase(),
        false => c.to_ascii_uppercase(),
    };
    text.chars().map(swap).collect()
}

fn actions(value: &mut Value) {
    match value {
        Value::String(text) => *text = swapped(text),
        Value::Array(list) => list.iter_mut().for_each(actions),
        _ => {}
    }
}

/// Swaps the case of the keys inside `${...}`, not of their defaults.
fn variables(value: &mut Value) {
    match value {
        Value::String(text) => {
            let mut out = String::new();
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once("${") {
                let Some((inside, behind)) = after.split_once('}') else {
                    out = [out.as_str(), before, "${"].concat();
                    rest = after;
                    continue;
                };
                let (key, default) = match inside.split_once(", ") {
                    Some((key, default)) => (key, [", ", default].concat()),
                    None => (inside, String::new()),
                };
                out = [out.as_str(), before, "${", &swapped(key), &default, "}"].concat();
                rest = behind;
            }
            *text = out + rest;
        }
        Value::Array(list) => list.iter_mut().for_each(variables),
        Value::Object(fields) => fields.values_mut().for_each(variables),
        _ => {}
    }
}
