//! How a JSON text is laid out, so that what is added to it looks like what stands there.

use crate::{Json, Kind, NodeId};

/// One step of indentation, where the text shows no other.
pub const UNIT: &str = "  ";

/// JSON text of a string.
#[must_use]
pub fn quoted(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            control if control < ' ' => {
                let code = control as usize;
                json.push_str("\\u00");
                for digit in [code >> 4, code & 15] {
                    json.push(HEX.get(digit).map_or('0', |digit| char::from(*digit)));
                }
            }
            other => json.push(other),
        }
    }
    json.push('"');
    json
}

/// The white space that the line of `offset` begins with.
#[must_use]
pub fn indent_of_line(text: &str, offset: usize) -> &str {
    let before = text.get(..offset).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(line..offset).unwrap_or("");
    let code = rest.trim_start_matches([' ', '\t']);
    rest.get(..rest.len() - code.len()).unwrap_or("")
}

/// Whether nothing but white space stands before `offset` on its line, and the line is not the first.
#[must_use]
pub fn begins_line(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or("");
    before
        .rsplit_once('\n')
        .is_some_and(|(_, line)| line.trim_start_matches([' ', '\t']).is_empty())
}

/// The end of a line, as this text writes it.
#[must_use]
pub fn newline(text: &str) -> &'static str {
    let end = text.find('\n').unwrap_or(0);
    match text.get(..end).is_some_and(|line| line.ends_with('\r')) {
        true => "\r\n",
        false => "\n",
    }
}

/// One step of indentation, as this text has it: what its first indented line begins with.
#[must_use]
pub fn unit(json: &Json) -> &str {
    let text = json.text();
    let first = json.members(json.root()).next();
    match first.map(|(key, _)| json.span(key).start as usize) {
        Some(start) if begins_line(text, start) => Some(indent_of_line(text, start)).filter(|own| !own.is_empty()),
        _ => None,
    }
    .unwrap_or(UNIT)
}

/// A value with every line but the first moved in.
#[must_use]
pub fn indented(value: &str, indent: &str, newline: &str) -> String {
    let mut text = String::with_capacity(value.len() + 16);
    for (at, line) in value.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if at > 0 {
            text.push_str(newline);
            if !line.is_empty() {
                text.push_str(indent);
            }
        }
        text.push_str(line);
    }
    text
}

/// Arrays and objects that are no longer than this stay on one line.
const SHORT: usize = 72;

/// JSON text laid out on lines, two spaces to each level; short lists and objects without others in them stay on one line.
#[must_use]
pub fn pretty(json: &Json, node: NodeId) -> String {
    let mut text = String::new();
    write(json, node, 0, &mut text);
    text
}

fn write(json: &Json, node: NodeId, level: usize, out: &mut String) {
    let object = json.kind(node) == Kind::Object;
    if !matches!(json.kind(node), Kind::Object | Kind::Array) {
        out.push_str(json.raw(node));
        return;
    }
    let (open, close) = if object { ('{', '}') } else { ('[', ']') };
    if let Some(line) = one_line(json, node).filter(|_| level > 0) {
        out.push_str(&line);
        return;
    }
    out.push(open);
    let mut first = true;
    let mut next = |out: &mut String| {
        out.push_str(if first { "\n" } else { ",\n" });
        first = false;
        (0..=level).for_each(|_| out.push_str(UNIT));
    };
    for (key, value) in json.members(node) {
        next(out);
        out.push_str(json.raw(key));
        out.push_str(": ");
        write(json, value, level + 1, out);
    }
    for item in json.items(node) {
        next(out);
        write(json, item, level + 1, out);
    }
    if !first {
        out.push('\n');
        (0..level).for_each(|_| out.push_str(UNIT));
    }
    out.push(close);
}

/// A short list of scalars, or an object with at most one scalar.
fn one_line(json: &Json, node: NodeId) -> Option<String> {
    let flat = |node: NodeId| !matches!(json.kind(node), Kind::Object | Kind::Array);
    if (json.span(node).end - json.span(node).start) as usize > SHORT * 2 {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    for (key, value) in json.members(node) {
        parts.push([json.raw(key), ": ", json.raw(value)].concat());
        if !flat(value) || parts.len() > 1 {
            return None;
        }
    }
    for item in json.items(node) {
        parts.push(json.raw(item).to_owned());
        if !flat(item) {
            return None;
        }
    }
    let inside = parts.join(", ");
    let line = match (json.kind(node), parts.is_empty()) {
        (Kind::Object, true) => "{}".to_owned(),
        (Kind::Object, false) => ["{ ", &inside, " }"].concat(),
        _ => ["[", &inside, "]"].concat(),
    };
    (line.len() <= SHORT).then_some(line)
}
