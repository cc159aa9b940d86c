//! How a text is laid out, so that what is added looks like what stands there.

use iamwhy_policy::{Json, Listed, NodeId};

/// Two spaces, where the text shows no other unit.
const UNIT: &str = "  ";

/// JSON text of a string.
pub(crate) fn quoted(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 2);
    result.push('"');
    for c in text.chars() {
        match c {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            c if c < ' ' => result.push_str(&format!("\\u{:04x}", c as u32)),
            c => result.push(c),
        }
    }
    result.push('"');
    result
}

fn line_before(text: &str, offset: u32) -> &str {
    let before = text.get(..offset as usize).unwrap_or("");
    before.rsplit('\n').next().unwrap_or("")
}

/// The white space that the line of `offset` begins with.
pub(super) fn indent_of_line(text: &str, offset: u32) -> &str {
    let line = line_before(text, offset);
    let rest = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - rest.len()).unwrap_or("")
}

/// The white space before `offset`, if nothing else stands before it on its line.
pub(super) fn indent_of(text: &str, offset: u32) -> Option<&str> {
    let line = line_before(text, offset);
    let first = line.len() == offset as usize;
    (!first && line.chars().all(|c| c == ' ' || c == '\t')).then_some(line)
}

/// The end of a line, as this text writes it.
pub(super) fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// What stands between two neighbours of a list; `starts` and `ends` are those of its members, in order.
pub(super) fn separator(text: &str, spans: &[(u32, u32)]) -> String {
    if let [.., before, last] = spans {
        let between = text.get(before.1 as usize..last.0 as usize).unwrap_or(", ");
        return between.to_owned();
    }
    let Some((start, _)) = spans.last() else {
        return String::new();
    };
    match indent_of(text, *start) {
        Some(indent) => [",", newline(text), indent].concat(),
        None if tight(text) => ",".to_owned(),
        None => ", ".to_owned(),
    }
}

/// Whether the text is written without spaces.
pub(super) fn tight(text: &str) -> bool {
    !text.contains("\": ") && !text.contains("\", ")
}

/// What stands between a key and its value.
pub(super) fn colon(json: &Json, key: Option<NodeId>) -> &str {
    let text = json.text();
    key.and_then(|key| {
        let value = json.span(NodeId(key.0 + 1));
        text.get(json.span(key).end as usize..value.start as usize)
    })
    .unwrap_or(if tight(text) { ":" } else { ": " })
}

/// One step of indentation inside an object, and whether its members stand on lines of their own.
pub(super) fn unit(json: &Json, object: NodeId) -> (String, bool) {
    let text = json.text();
    let outer = indent_of_line(text, json.span(object).start);
    let inner = json
        .members(object)
        .next()
        .and_then(|(key, _)| indent_of(text, json.span(key).start));
    match inner {
        Some(inner) => (
            inner
                .strip_prefix(outer)
                .filter(|unit| !unit.is_empty())
                .unwrap_or(UNIT)
                .to_owned(),
            true,
        ),
        None => (UNIT.to_owned(), false),
    }
}

/// An object on one line, spaced as `like` is.
pub(super) fn inline(members: &[(&str, String)], like: &str) -> String {
    let tight = !like.contains("\": ");
    let (colon, comma) = if tight { (":", ",") } else { (": ", ", ") };
    let inside: Vec<String> = members
        .iter()
        .map(|(name, value)| [&*quoted(name), colon, value].concat())
        .listed();
    let inside = inside.join(comma);
    match like.starts_with("{ ") {
        true => ["{ ", &*inside, " }"].concat(),
        false => ["{", &*inside, "}"].concat(),
    }
}

/// An object with a line for each member.
pub(super) fn spread(members: &[(&str, String)], indent: &str, unit: &str, newline: &str) -> String {
    let lines: Vec<String> = members
        .iter()
        .map(|(name, value)| [indent, unit, &quoted(name), ": ", value].concat())
        .listed();
    [
        "{",
        newline,
        &lines.join(&[",", newline].concat()),
        newline,
        indent,
        "}",
    ]
    .concat()
}
