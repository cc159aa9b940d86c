//! Filling in what a message does not say.

use super::{Action, Caller, CallerIs, Denial, Resource, ResourceForm};
use crate::Piece;
use iamwhy_policy::Span;

/// What did not stand in the paste.
fn given(text: &str) -> Piece {
    Piece {
        text: text.to_owned(),
        span: Span { start: 0, end: 0 },
    }
}

impl Denial {
    /// With another caller: an ARN, a service, or `anonymous`. Returns whether it can call.
    pub fn set_caller(&mut self, principal: &str) -> bool {
        let caller = Caller::of(given(principal));
        let can_call = caller.is != CallerIs::Other;
        // What a record says of its own caller is not said of another one.
        let is_other = self.caller.as_ref().is_none_or(|own| own.written.text != principal);
        if let Some(recorded) = self.recorded.as_mut().filter(|_| is_other) {
            recorded.forget_caller();
        }
        self.caller = Some(caller);
        can_call
    }

    /// With another action. Returns whether it is one.
    pub fn set_action(&mut self, action: &str) -> bool {
        let action = Action::named(given(action));
        let is_action = action.is_some();
        self.action = action;
        is_action
    }

    /// With another resource: an ARN, or `*`. Returns whether it is one of them.
    pub fn set_resource(&mut self, resource: &str) -> bool {
        let partition = self.caller.as_ref().map_or("aws", |caller| &caller.partition);
        let resource = Resource::named(given(resource), ResourceForm::Other, partition, None);
        if let Some(recorded) = self.recorded.as_mut().filter(|_| self.resource.arn != resource.arn) {
            recorded.resource_tags.clear();
        }
        let is_one = resource.arn.is_some() || resource.written.as_ref().is_some_and(|written| written.text == "*");
        self.resource = resource;
        is_one
    }

    /// With the account that owns the resource, where its ARN does not say.
    pub fn set_resource_account(&mut self, account: &str) {
        self.resource.account = Some(account.to_owned());
    }
}
