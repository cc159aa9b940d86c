//! A scenario that is ready to be run.

use std::sync::Arc;

use iamwhy_engine::Program;
use iamwhy_policy::Json;

use super::Checks;
use crate::{
    imports::{Imports, resolve},
    model::Scenario,
    policies::{Files, Policies},
    read::{ReadError, read},
    world::World,
};

/// A scenario with its policies, its world, and the program that decides in it.
#[derive(Clone)]
pub struct Loaded {
    /// The file's name, as results print it.
    pub file_name: String,
    /// What the file says.
    pub scenario: Scenario,
    /// The file's text and its tree.
    pub json: Arc<Json>,
    /// Every policy that it names.
    pub policies: Policies,
    /// Its world.
    pub world: World,
    /// The world, compiled.
    pub program: Program,
    /// Who looks for findings of checks, where cases expect some; without it such cases are not judged.
    pub checks: Option<Checks>,
}

impl Loaded {
    /// Reads a scenario, finds its policies and compiles its world.
    ///
    /// # Errors
    /// Everything that is wrong with the file, or with the files that it names.
    pub fn load(file_name: &str, text: &str, files: &dyn Files) -> Result<Loaded, Vec<ReadError>> {
        let (scenario, json) = read(file_name, text)?;
        let mut imports = Imports::new(files);
        let scenario = resolve(scenario, &json, file_name, &mut imports)?;
        let policies = Policies::load_with(&scenario, &json, file_name, &mut imports)?;
        let world = World::of(&scenario, &policies);
        let program = Program::compile(Arc::clone(world.environment()));
        Ok(Loaded {
            file_name: file_name.to_owned(),
            scenario,
            json,
            policies,
            world,
            program,
            checks: None,
        })
    }
}
