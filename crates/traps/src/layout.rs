//! JSON in lines of human size.

use iamwhy_policy::{Json, Kind, NodeId};

/// The text in lines of at most `width` characters where that can be: what fits stands in one line. What is no JSON stays.
///
/// ```
/// let text = r#"{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"]}"#;
/// let lines = iamwhy_traps::laid_out(text, 50);
/// assert_eq!(lines, "{\n  \"Effect\": \"Allow\",\n  \"Action\": [\"s3:GetObject\", \"s3:PutObject\"]\n}");
/// ```
#[must_use]
pub fn laid_out(text: &str, width: usize) -> String {
    let Ok(json) = Json::read(text) else {
        return text.to_owned();
    };
    let mut out = String::new();
    write(&json, json.root(), width, 0, &mut out);
    out
}

/// Recursion is bounded by the depth bound of JSON.
fn write(json: &Json, node: NodeId, width: usize, depth: usize, out: &mut String) {
    let line = one_line(json, node);
    let begun = out.rsplit('\n').next().unwrap_or_default().chars().count();
    // A comma may follow.
    if begun + line.chars().count() < width {
        out.push_str(&line);
        return;
    }
    let (open, close) = match json.kind(node) {
        Kind::Object => ('{', '}'),
        Kind::Array => ('[', ']'),
        _ => {
            out.push_str(&line);
            return;
        }
    };
    out.push(open);
    let keys = json.members(node).map(|(key, value)| (Some(key), value));
    for (at, (key, value)) in keys.chain(json.items(node).map(|item| (None, item))).enumerate() {
        out.push_str(if at > 0 { ",\n" } else { "\n" });
        out.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            out.push_str(&[json.raw(key), ": "].concat());
        }
        write(json, value, width, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

/// Recursion is bounded by the depth bound of JSON.
fn one_line(json: &Json, node: NodeId) -> String {
    match json.kind(node) {
        Kind::Object => {
            let members = json
                .members(node)
                .map(|(key, value)| [json.raw(key), ": ", &one_line(json, value)].concat());
            let members: Vec<String> = members.collect();
            if members.is_empty() {
                "{}".to_owned()
            } else {
                ["{ ", &members.join(", "), " }"].concat()
            }
        }
        Kind::Array => {
            let items: Vec<String> = json.items(node).map(|item| one_line(json, item)).collect();
            ["[", &items.join(", "), "]"].concat()
        }
        _ => json.raw(node).to_owned(),
    }
}
