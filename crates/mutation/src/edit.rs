//! Edits of a JSON text.

use iamwhy_policy::{Json, Kind, NodeId, Span};

/// A range of bytes, and what to put there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
    /// What takes their place.
    pub text: String,
}

impl Edit {
    /// The edited text; none where the range does not fit.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut edited = text.get(..self.start)?.to_owned();
        edited.push_str(&self.text);
        edited.push_str(text.get(self.end..)?);
        Some(edited)
    }

    pub(crate) fn of(span: Span, text: impl Into<String>) -> Edit {
        Edit {
            start: span.start as usize,
            end: span.end as usize,
            text: text.into(),
        }
    }

    /// A string or another literal in place of a value.
    pub(crate) fn replace(json: &Json, node: NodeId, text: impl Into<String>) -> Edit {
        Edit::of(json.span(node), text)
    }

    /// Removes an item of an array, or a member of an object by its key, with the comma that goes with it. None for the root.
    pub(crate) fn remove(json: &Json, node: NodeId) -> Option<Edit> {
        let container = json.parent(node)?;
        let parts: Vec<(NodeId, Span)> = match json.kind(container) {
            Kind::Array => json.items(container).map(|item| (item, json.span(item))).collect(),
            _ => json
                .members(container)
                .map(|(key, value)| {
                    let (start, end) = (json.span(key).start, json.span(value).end);
                    (key, Span { start, end })
                })
                .collect(),
        };
        let at = parts.iter().position(|(own, _)| *own == node)?;
        let (_, own) = parts.get(at)?;
        let next = parts.get(at + 1).map(|(_, span)| *span);
        let before = at.checked_sub(1).and_then(|at| parts.get(at)).map(|(_, span)| *span);
        let (start, end) = match (before, next) {
            (_, Some(next)) => (own.start, next.start),
            (Some(before), None) => (before.end, own.end),
            (None, None) => (own.start, own.end),
        };
        Some(Edit::of(Span { start, end }, ""))
    }
}

/// A text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_goes_with_what_is_removed() {
        let text = r#"{ "a": [1, 2 ,3], "b": {"c": 1} }"#;
        let json = Json::read(text).unwrap();
        let without = |pointer: &str, key: bool| {
            let node = json.at_pointer(pointer, json.root()).unwrap();
            let node = if key { NodeId(node.0 - 1) } else { node };
            let edited = Edit::remove(&json, node).unwrap().apply(text).unwrap();
            serde_json::from_str::<serde_json::Value>(&edited).unwrap().to_string()
        };
        assert_eq!(without("/a/0", false), r#"{"a":[2,3],"b":{"c":1}}"#);
        assert_eq!(without("/a/1", false), r#"{"a":[1,3],"b":{"c":1}}"#);
        assert_eq!(without("/a/2", false), r#"{"a":[1,2],"b":{"c":1}}"#);
        assert_eq!(without("/a", true), r#"{"b":{"c":1}}"#);
        assert_eq!(without("/b", true), r#"{"a":[1,2,3]}"#);
        assert_eq!(without("/b/c", true), r#"{"a":[1,2,3],"b":{}}"#);
        assert_eq!(Edit::remove(&json, json.root()), None);
    }
}
