//! A world that can be asked.

use iamwhy_engine::{Decision, Request};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::run::{FileReport, run};
use iamwhy_scenario::{Files, Loaded, NoFiles, ReadError, Report};

use crate::{Builder, Question};

/// A scenario, compiled: organizations, principals, resources and their policies.
#[derive(Clone)]
pub struct Scene {
    pub(crate) loaded: Loaded,
}

/// Why a scenario cannot be read: everything that is wrong with it.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.list())]
pub struct Unreadable {
    /// The errors, in the order of the text.
    pub errors: Vec<ReadError>,
}

/// Why a question cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// No principal of the scene has this name.
    #[error("no principal is named `{name}`; the scene knows {known}")]
    NoSuchPrincipal {
        /// The name.
        name: String,
        /// The names there are.
        known: String,
    },
    /// The action is not of the form `service:Action`.
    #[error("`{0}` is no action: write `service:Action`, such as `s3:GetObject`")]
    NoAction(String),
}

impl Unreadable {
    fn list(&self) -> String {
        self.errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

impl Scene {
    /// Puts a scene together from policies.
    #[must_use]
    pub fn builder(principal: &str) -> Builder {
        Builder::new(principal)
    }

    /// Reads a scenario that names no files.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn read(file_name: &str, text: &str) -> Result<Scene, Unreadable> {
        Scene::read_with(file_name, text, &NoFiles)
    }

    /// Reads a scenario; `files` finds the documents that it names.
    ///
    /// # Errors
    /// Everything that is wrong with it, or with a file that it names.
    pub fn read_with(file_name: &str, text: &str, files: &dyn Files) -> Result<Scene, Unreadable> {
        match Loaded::load(file_name, text, files) {
            Ok(loaded) => Ok(Scene { loaded }),
            Err(errors) => Err(Unreadable { errors }),
        }
    }

    /// Decides the scene's own cases and compares them with what they expect.
    #[must_use]
    pub fn run(&self) -> Report {
        Report {
            files: vec![self.run_file()],
        }
    }

    fn run_file(&self) -> FileReport {
        run(&self.loaded)
    }

    /// Asks whether a principal of the scene may do this on a resource: its name, its name and a tail, an ARN, or `*`.
    ///
    /// # Errors
    /// Where the principal is not in the scene, or the action is not of the form `service:Action`.
    pub fn ask(&self, principal: &str, action: &str, resource: &str) -> Result<Question<'_>, AskError> {
        let index = self
            .loaded
            .world
            .principal(principal)
            .ok_or_else(|| self.no_such(principal))?;
        if !action.contains(':') {
            return Err(AskError::NoAction(action.to_owned()));
        }
        let cases = Cases::of(&self.loaded.scenario);
        let resource = cases.authorized_on(action, cases.arn(resource));
        let request = Request::new(index, action, resource);
        Ok(Question { scene: self, request })
    }

    /// Decides many requests, in their order.
    pub fn decide_all<'s>(&'s self, requests: impl IntoIterator<Item = &'s Request>) -> impl Iterator<Item = Decision> {
        requests
            .into_iter()
            .filter_map(|request| self.loaded.program.decide(request))
    }

    /// The parts of the scene, for what this front door does not offer.
    #[must_use]
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    fn no_such(&self, name: &str) -> AskError {
        let known: Vec<String> = self
            .loaded
            .world
            .environment()
            .principals
            .iter()
            .map(|own| format!("`{}`", own.name))
            .collect();
        AskError::NoSuchPrincipal {
            name: name.to_owned(),
            known: known.join(", "),
        }
    }
}
