//! One request, and what there is to say about it.

use iamwhy_engine::{ContextValue, Decision, GrantKind, Outcome, Request};
use iamwhy_explain::{Explanation, FEW, Flip};

use crate::{AskError, Scene, scene::list};

/// A request to a scene. Context and tags can be added; answers are worked out when they are asked for.
#[derive(Clone)]
pub struct Question<'s> {
    pub(crate) scene: &'s Scene,
    pub(crate) request: Request,
}

impl Question<'_> {
    /// With a context key.
    #[must_use]
    pub fn context(mut self, key: &str, value: &str) -> Self {
        self.request.context.set_one(key, value);
        self
    }

    /// With a multivalued context key.
    #[must_use]
    pub fn context_list(mut self, key: &str, values: &[&str]) -> Self {
        let list = values.iter().map(|value| (*value).into()).collect();
        self.request.context.set(key, ContextValue::Many(list));
        self
    }

    /// Without a context key that would be derived or sent.
    #[must_use]
    pub fn absent(mut self, key: &str) -> Self {
        self.request.context.set(key, ContextValue::Absent);
        self
    }

    /// With a tag in the request.
    #[must_use]
    pub fn tag(mut self, key: &str, value: &str) -> Self {
        self.request.tags.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Through a VPC endpoint of the scene.
    ///
    /// # Errors
    /// Where the scene has no endpoint with this id.
    pub fn endpoint(mut self, id: &str) -> Result<Self, AskError> {
        let loaded = &self.scene.loaded;
        let found = loaded.world.endpoint(id).ok_or_else(|| AskError::NoSuchEndpoint {
            id: id.to_owned(),
            known: list(loaded.scenario.endpoints.keys()),
        })?;
        self.request.endpoint = Some(found);
        Ok(self)
    }

    /// Made by a service in the caller's name.
    #[must_use]
    pub fn via(mut self, service: &str) -> Self {
        self.request.via.push(service.to_owned());
        self
    }

    /// The answer.
    #[must_use]
    pub fn decide(&self) -> Decision {
        let nobody = Decision {
            outcome: Outcome::ImplicitDeny,
            layer: None,
            grant: GrantKind::None,
        };
        self.scene.loaded.program.decide(&self.request).unwrap_or(nobody)
    }

    /// Whether it is allowed for certain.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.decide().outcome == Outcome::Allow
    }

    /// Whether it is denied for certain. An unknown answer is neither allowed nor denied.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.decide().outcome.is_deny()
    }

    /// The unknowns that the answer depends on.
    #[must_use]
    pub fn unknowns(&self) -> Vec<String> {
        self.scene
            .loaded
            .program
            .trace(&self.request)
            .map(|traced| traced.unknowns)
            .unwrap_or_default()
    }

    /// Why.
    #[must_use]
    pub fn explain(&self) -> Option<Explanation> {
        iamwhy_explain::explain(&self.scene.loaded.program, &self.request)
    }

    /// What would turn the answer around, each tried, the cheapest first.
    #[must_use]
    pub fn flips(&self) -> Vec<Flip> {
        iamwhy_explain::flips(&self.scene.loaded.program, &self.request, &[], FEW)
    }

    /// The request itself.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }
}

/// The sentence that a person would say, so that `assert!(question.is_allowed(), "{question}")` explains itself.
impl std::fmt::Display for Question<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.explain() {
            Some(explanation) => f.write_str(&explanation.sentence),
            None => f.write_str("no such principal"),
        }
    }
}

impl std::fmt::Debug for Question<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Question")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}
