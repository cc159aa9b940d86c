//! Every edit of the policies of some scenes, in the order of the files and their text.

mod condition;
mod document;
mod element;
mod host;
mod operator;
mod same;
mod world;

use std::collections::BTreeSet;

use iamwhy_catalog::Catalog;

use crate::mutant::Mutant;
use crate::scene::Scene;
use document::Documents;
pub(crate) use host::place_of;
use same::Governed;

/// Every mutant, each once: a document that several scenes use is changed for all of them. Documents whose text is encoded in a file
/// have none. Edits that no request of AWS could tell are left out; which actions are about which resources, the catalogue says.
#[must_use]
pub fn mutants(scenes: &[Scene], catalog: &Catalog) -> Vec<Mutant> {
    let governed = Governed::of(scenes, catalog);
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for scene in scenes {
        for document in Documents::of(scene) {
            if seen.insert(document.place.clone()) {
                document.mutants(&governed, &mut all);
            }
        }
        world::mutants(scene, &mut all);
    }
    all.sort_by(|one, other| key(one).cmp(&key(other)));
    all.dedup_by(|one, other| one.file == other.file && one.edit == other.edit);
    all
}

/// The policies of a scene that have no mutants, because their text is encoded in a file.
#[must_use]
pub fn unedited(scene: &Scene) -> Vec<String> {
    let loaded = &scene.loaded;
    let policies = loaded.world.environment().policies.iter();
    let without = policies.filter(|own| place_of(scene, own).is_none());
    // AWS's own policies are in no file, and nobody here can change them.
    let ours = without.filter(|own| {
        let file = own.file.split_once("#/").map_or(own.file.as_str(), |(file, _)| file);
        scene.files.contains_key(file) || own.file.starts_with(&loaded.file_name)
    });
    ours.map(|own| own.name.clone()).collect()
}

fn key(mutant: &Mutant) -> (&str, usize, usize, &str) {
    (&mutant.file, mutant.edit.start, mutant.edit.end, &mutant.edit.text)
}
