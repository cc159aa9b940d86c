//! What somebody might do, and the circumstances.

use iamwhy_engine::{Context, Request};

/// An action on a resource, with the context that every step is decided with.
#[derive(Clone, Debug)]
pub struct Question {
    /// `service:Action`
    pub action: String,
    /// An ARN, or `*`.
    pub resource: String,
    /// Keys that are given.
    pub context: Context,
}

impl Question {
    /// Without context: what AWS always sends and nobody said is unknown.
    #[must_use]
    pub fn new(action: &str, resource: &str) -> Question {
        Question {
            action: action.to_owned(),
            resource: resource.to_owned(),
            context: Context::default(),
        }
    }

    pub(crate) fn asked_by(&self, principal: usize) -> Request {
        let mut request = Request::new(principal, self.action.as_str(), self.resource.as_str());
        request.context = self.context.clone();
        request
    }
}
