//! A world that can be asked.

use iamwhy_engine::{Decision, Request};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::run::{FileReport, run};
use iamwhy_scenario::{Files, Loaded, NoFiles, ReadError, Report};

use crate::{Builder, Question, builder::CALLER};

/// A scenario, compiled: organizations, principals, resources and their policies.
#[derive(Clone)]
pub struct Scene {
    pub(crate) loaded: Loaded,
    /// The ARN of who is called `caller`, where only the ARN says who that is.
    pub(crate) caller: Option<String>,
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
    /// The action is not one action of the form `service:Action`.
    #[error("`{0}` is no action: write one as `service:Action`, such as `s3:GetObject`")]
    NoAction(String),
    /// No resource of the scene has this name, and it is no ARN.
    #[error("no resource is named `{name}`, nor is it an ARN or `*`; the scene knows {known}")]
    NoSuchResource {
        /// What was asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// No VPC endpoint of the scene has this id.
    #[error("no endpoint has the id `{id}`; the scene knows {known}")]
    NoSuchEndpoint {
        /// The id.
        id: String,
        /// The ids there are.
        known: String,
    },
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
            Ok(loaded) => Ok(Scene { loaded, caller: None }),
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
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let alice = iamwhy::Scene::builder("arn:aws:iam::111122223333:user/alice");
    /// let scene = alice.resource("logs", "arn:aws:s3:::acme-logs", "111122223333", None).build()?;
    /// assert!(scene.ask("caller", "s3:PutObject", "logs/1.gz")?.is_denied());
    /// assert!(scene.ask("caller", "s3:PutObject", "lgos/1.gz").is_err());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where the principal is not in the scene, the action is not one of the form `service:Action`, or the resource is none of these: a
    /// question about a name that is mistyped would be denied whatever the policies say.
    pub fn ask(&self, principal: &str, action: &str, resource: &str) -> Result<Question<'_>, AskError> {
        let named = self.caller.as_deref().filter(|_| principal == CALLER);
        let index = self
            .loaded
            .world
            .principal(named.unwrap_or(principal))
            .ok_or_else(|| self.no_such(principal))?;
        if !is_action(action) {
            return Err(AskError::NoAction(action.to_owned()));
        }
        let cases = Cases::of(&self.loaded.scenario);
        let arn = cases.resource(resource).ok_or_else(|| AskError::NoSuchResource {
            name: resource.to_owned(),
            known: list(self.loaded.scenario.resources.keys()),
        })?;
        let request = Request::new(index, action, cases.authorized_on(action, arn));
        Ok(Question { scene: self, request })
    }

    /// Decides many requests, an answer for each in their order: none for one whose principal is not in the scene.
    pub fn decide_all<'s>(
        &'s self,
        requests: impl IntoIterator<Item = &'s Request>,
    ) -> impl Iterator<Item = Option<Decision>> {
        requests.into_iter().map(|request| self.loaded.program.decide(request))
    }

    /// The parts of the scene, for what this front door does not offer.
    #[must_use]
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    fn no_such(&self, name: &str) -> AskError {
        let principals = &self.loaded.world.environment().principals;
        let is_caller = |own: &String| self.caller.as_ref() == Some(own);
        let names = principals.iter().map(|own| match is_caller(&own.name) {
            true => CALLER,
            false => own.name.as_str(),
        });
        AskError::NoSuchPrincipal {
            name: name.to_owned(),
            known: list(names),
        }
    }
}

/// A request names one action.
fn is_action(text: &str) -> bool {
    let name = text.split_once(':').filter(|(service, _)| !service.is_empty());
    name.is_some_and(|(_, name)| !name.is_empty() && !name.contains(':')) && !text.contains(['*', '?'])
}

pub(crate) fn list(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{}`", name.as_ref())).collect();
    match names.is_empty() {
        true => "none".to_owned(),
        false => names.join(", "),
    }
}
