//! From the text of a file to the document in it.

use std::sync::Arc;

use iamwhy_policy::{Json, JsonError, Kind, NodeId};

use super::percent;
use crate::read::{Errors, ReadError, duplicates};

/// A document in its text.
pub(super) type Document = (Arc<Json>, NodeId);

/// The tree of a text, which may be percent-encoded; repeated keys are errors unless `legacy`.
pub(crate) fn tree(file: &str, text: &str, legacy: bool) -> Result<Arc<Json>, Vec<ReadError>> {
    let plain = |message: String| vec![ReadError::start_of(file, message)];
    let text = percent::decoded(text).map_err(|what| plain(format!("this percent-encoded text has {what}")))?;
    let json = read(&text).map_err(|error| vec![ReadError::syntax(file, &text, &error)])?;
    if !legacy {
        let mut errors = Errors::new(file, &json);
        duplicates(&json, json.root(), &mut errors);
        if !errors.is_empty() {
            return Err(errors.finish());
        }
    }
    Ok(Arc::new(json))
}

/// JSON, or a template in YAML.
#[cfg(feature = "yaml")]
fn read(text: &str) -> Result<Json, JsonError> {
    match iamwhy_import::yaml::is_template(text) {
        true => iamwhy_import::yaml::read(&text.into()),
        false => Json::read(text),
    }
}

#[cfg(not(feature = "yaml"))]
fn read(text: &str) -> Result<Json, JsonError> {
    Json::read(text)
}

/// The document at a node: an object with `Statement`, or a string that holds one.
pub(super) fn document(file: &str, json: &Arc<Json>, node: NodeId) -> Result<Document, Vec<ReadError>> {
    let (json, node) = match json.string(node).filter(|_| json.kind(node) == Kind::String) {
        Some(text) => {
            let inner = tree(file, text, false)?;
            let root = inner.root();
            (inner, root)
        }
        None => (Arc::clone(json), node),
    };
    if json.kind(node) == Kind::Object && json.get(node, "Statement").is_some() {
        return Ok((json, node));
    }
    let mut help = "a policy document is an object with `Statement`".to_owned();
    // In the output of a command it stands deeper.
    let deeper = json.descendants(node).find(|own| json.get(*own, "Statement").is_some());
    if let Some(own) = deeper {
        help.push_str("; one stands at `pointer` ");
        json.write_pointer(own, json.root(), &mut help);
    }
    Err(vec![ReadError::at(
        file,
        &json,
        node,
        "no policy document stands here".to_owned(),
        Some(help),
    )])
}
