//! The example of a trap: its scenario, with its named policies as files of their own.

use iamwhy_policy::{Json, NodeId};

use super::Page;
use crate::{text::dedented, trap::Trap};

/// The files of a trap's example, with their paths in `examples/`.
pub(super) fn of(trap: &Trap) -> Vec<Page> {
    let Some(text) = &trap.scenario else {
        return Vec::new();
    };
    let mut pages = Vec::new();
    let mut scenario = String::with_capacity(text.len());
    let mut from = 0;
    if let Ok(json) = Json::read(text.as_str()) {
        let named = json.get(json.root(), "policies");
        for (key, value) in named.into_iter().flat_map(|named| json.members(named)) {
            let name = json.string(key).unwrap_or_default();
            if !is_file_name(name) || !is_document(&json, value) {
                continue;
            }
            let path = ["policies/", &trap.slug, "/", name, ".json"].concat();
            let span = json.span(value);
            let (start, end) = (span.start as usize, span.end as usize);
            scenario.push_str(text.get(from..start).unwrap_or_default());
            scenario.push_str(&["{ \"file\": \"", &path, "\" }"].concat());
            from = end;
            pages.push(Page {
                path,
                text: [&dedented(json.raw(value)), "\n"].concat(),
            });
        }
    }
    scenario.push_str(text.get(from..).unwrap_or_default());
    pages.push(Page {
        path: trap.file(),
        text: scenario,
    });
    pages
}

/// A document and nothing else: an `arn` beside it is ours, and has no place in a policy's own file.
fn is_document(json: &Json, node: NodeId) -> bool {
    json.get(node, "Statement").is_some() && json.get(node, "arn").is_none()
}

fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
