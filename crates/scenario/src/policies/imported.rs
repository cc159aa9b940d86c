//! A policy inside a file of another tool.

use std::sync::Arc;

use iamwhy_import::{Document, Export, ExportedPolicy};
use iamwhy_policy::Kind;

use super::{
    LoadedPolicy,
    document::{document, tree},
};
use crate::read::ReadError;

/// The policy, if its document is known. Where it stands in the file as it is, its spans point there; where it is the value of a
/// string or made from a template, they point into that text, which is called `file#/pointer`.
pub(super) fn loaded(
    export: &Export,
    policy: &ExportedPolicy,
    file: &str,
    name: String,
) -> Result<Option<LoadedPolicy>, Vec<ReadError>> {
    let place = || [file, "#", &export.pointer(policy)].concat();
    let (json, root, file) = match &policy.document {
        Document::Unknown(_) => return Ok(None),
        Document::Made(text) => {
            let place = place();
            let json = tree(&place, text, false)?;
            let (json, root) = document(&place, &json, json.root())?;
            (json, root, place)
        }
        Document::There => {
            let is_text = export.json.kind(policy.node) == Kind::String;
            let file = if is_text { place() } else { file.to_owned() };
            let (json, root) = document(&file, &export.json, policy.node)?;
            (json, root, file)
        }
    };
    Ok(Some(LoadedPolicy {
        json: Arc::clone(&json),
        root,
        name,
        file,
        legacy: false,
        broken: false,
        arn: policy.arn.clone(),
        depends: policy.depends.clone(),
    }))
}
