//! Making a counter-example small.

use serde_json::Value;

/// The smallest scenario found that still fails, by leaving out cases, policies, statements, elements and entities.
///
/// `fails` decides about any JSON value; it should be false where the scenario has become invalid.
pub fn shrink(value: Value, fails: impl Fn(&Value) -> bool) -> Value {
    let mut best = one_case(value, &fails);
    loop {
        let mut smaller = false;
        let mut at = 0;
        // Paths are listed anew after every success; big parts come before the parts inside them.
        while let Some(path) = paths(&best).get(at).cloned() {
            match candidates(&best, &path).into_iter().find(|candidate| fails(candidate)) {
                Some(candidate) => {
                    best = candidate;
                    smaller = true;
                }
                None => at += 1,
            }
        }
        if !smaller {
            return best;
        }
    }
}

/// A single case is enough more often than not.
fn one_case(value: Value, fails: &impl Fn(&Value) -> bool) -> Value {
    for case in value["cases"].as_array().into_iter().flatten() {
        let mut alone = value.clone();
        alone["cases"] = Value::Array(vec![case.clone()]);
        if fails(&alone) {
            return alone;
        }
    }
    value
}

/// JSON pointers to everything below the root, outermost first.
fn paths(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    let mut level = vec![(String::new(), value)];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (path, value) in level {
            let children: Vec<(String, &Value)> = match value {
                Value::Object(fields) => fields
                    .iter()
                    .map(|(key, child)| (key.replace('~', "~0").replace('/', "~1"), child))
                    .collect(),
                Value::Array(list) => list
                    .iter()
                    .enumerate()
                    .map(|(index, child)| (index.to_string(), child))
                    .collect(),
                _ => Vec::new(),
            };
            next.extend(
                children
                    .into_iter()
                    .map(|(step, child)| (format!("{path}/{step}"), child)),
            );
        }
        let needed = |path: &str| matches!(path, "/scenario" | "/title" | "/cases");
        all.extend(next.iter().map(|(path, _)| path.clone()).filter(|path| !needed(path)));
        level = next;
    }
    all
}

/// The value without what stands at the path, or with the only element in the place of its list.
fn candidates(value: &Value, path: &str) -> Vec<Value> {
    let mut found = Vec::new();
    if let Some((parent, step)) = path.rsplit_once('/') {
        let mut without = value.clone();
        match without.pointer_mut(parent) {
            Some(Value::Object(fields)) => {
                fields.shift_remove(&step.replace("~1", "/").replace("~0", "~"));
                found.push(without);
            }
            Some(Value::Array(list)) => {
                if let Some(index) = step.parse::<usize>().ok().filter(|index| *index < list.len()) {
                    list.remove(index);
                    found.push(without);
                }
            }
            _ => {}
        }
    }
    if let Some(Value::Array(list)) = value.pointer(path)
        && let [only] = list.as_slice()
    {
        let mut flat = value.clone();
        if let Some(place) = flat.pointer_mut(path) {
            *place = only.clone();
            found.push(flat);
        }
    }
    found
}
