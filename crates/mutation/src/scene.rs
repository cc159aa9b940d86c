//! A scenario with the texts that it is made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use iamwhy_engine::Program;
use iamwhy_scenario::{Files, Loaded, Policies, World};

use crate::mutant::Mutant;

/// A file that a scenario names.
#[derive(Clone, Debug)]
pub struct File {
    /// What it is called whoever names it: two scenarios that name one file give one place.
    pub place: String,
    /// What it says.
    pub text: String,
}

/// A scenario with the texts that it is made of.
#[derive(Clone)]
pub struct Scene {
    /// The scenario, ready to be run.
    pub loaded: Loaded,
    /// Its text.
    pub text: String,
    /// The files that it names, as it names them.
    pub files: BTreeMap<String, File>,
}

impl Scene {
    /// Whether an edit of this file changes the scene.
    pub(crate) fn rests_on(&self, file: &str) -> bool {
        self.loaded.file_name == file || self.files.values().any(|own| own.place == file)
    }

    /// The scene with one text changed; none where it cannot be read then.
    pub(crate) fn with(&self, mutant: &Mutant) -> Option<Loaded> {
        let changed = |text: &str| mutant.edit.apply(text);
        let files = Changed {
            scene: self,
            file: &mutant.file,
            text: self.named(&mutant.file).and_then(changed),
        };
        if self.loaded.file_name == mutant.file {
            let text = changed(&self.text)?;
            let loaded = Loaded::load(&self.loaded.file_name, &text, &files).ok()?;
            return Some(Loaded {
                checks: self.loaded.checks,
                ..loaded
            });
        }
        files.text.as_ref()?;
        // The scenario's own text is as it was: only what it names is read again.
        let old = &self.loaded;
        let policies = Policies::load(&old.scenario, &old.json, &old.file_name, &files).ok()?;
        let world = World::of(&old.scenario, &policies);
        let program = Program::compile(Arc::clone(world.environment()));
        Some(Loaded {
            file_name: old.file_name.clone(),
            scenario: old.scenario.clone(),
            json: Arc::clone(&old.json),
            policies,
            world,
            program,
            checks: old.checks,
        })
    }

    fn named(&self, place: &str) -> Option<&str> {
        let mut files = self.files.values();
        files.find(|own| own.place == place).map(|own| own.text.as_str())
    }
}

/// The files of a scene, one of them changed.
struct Changed<'s> {
    scene: &'s Scene,
    file: &'s str,
    text: Option<String>,
}

impl Files for Changed<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let file = self.scene.files.get(path).ok_or("it was not there before")?;
        match &self.text {
            Some(text) if file.place == self.file => Ok(text.clone()),
            _ => Ok(file.text.clone()),
        }
    }
}
