//! Where a document's text stands: in a file as it is, or as the value of a string in the scenario.

use iamwhy_engine::world::AttachedPolicy;
use iamwhy_policy::NodeId;
use iamwhy_scenario::run::Span;

use super::document::span;
use crate::edit::{Edit, quoted};
use crate::mutant::{DocumentPlace, Mutant};
use crate::scene::Scene;

/// The place of a document that can be edited.
pub(crate) fn place_of(scene: &Scene, attached: &AttachedPolicy) -> Option<DocumentPlace> {
    let policy = &attached.policy;
    if let Some(file) = file_of(scene, attached) {
        return Some(DocumentPlace {
            file: file.to_owned(),
            start: policy.json.span(policy.root).start,
        });
    }
    let host = Host::of(scene, attached)?;
    Some(DocumentPlace {
        file: host.span.file,
        start: u32::try_from(host.start).ok()?,
    })
}

/// The file whose text a document's is, as everybody calls it.
fn file_of<'s>(scene: &'s Scene, attached: &AttachedPolicy) -> Option<&'s str> {
    if !attached.policy.json.is_json() {
        return None;
    }
    let text = attached.policy.json.text();
    if attached.file == scene.loaded.file_name {
        return (text == scene.text).then_some(scene.loaded.file_name.as_str());
    }
    let file = scene.files.get(&attached.file)?;
    (text == file.text).then_some(file.place.as_str())
}

/// A string of the scenario whose value is a document.
pub(super) struct Host {
    start: usize,
    end: usize,
    span: Span,
}

impl Host {
    /// `{"text": …}`: its file is `scenario#/pointer`.
    pub(super) fn of(scene: &Scene, attached: &AttachedPolicy) -> Option<Host> {
        let loaded = &scene.loaded;
        let pointer = attached
            .file
            .strip_prefix(loaded.file_name.as_str())?
            .strip_prefix('#')?;
        let json = &loaded.json;
        let object = json.at_pointer(pointer, json.root())?;
        let node: NodeId = json.get(object, "text")?;
        // A percent-encoded text is not the string's own value.
        let same = json.string(node) == Some(attached.policy.json.text()) && json.text() == scene.text;
        let own = json.span(node);
        same.then(|| Host {
            start: own.start as usize,
            end: own.end as usize,
            span: span(json, &loaded.file_name, node, node),
        })
    }

    /// An edit of the document's text as an edit of the string.
    pub(super) fn carry(&self, text: &str, mutant: Mutant) -> Option<Mutant> {
        let edited = quoted(&mutant.edit.apply(text)?);
        Some(Mutant {
            edit: Edit {
                start: self.start,
                end: self.end,
                text: edited,
            },
            span: self.span.clone(),
            ..mutant
        })
    }
}
