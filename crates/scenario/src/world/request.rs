//! From an authorization of a case to the engine's request.

use iamwhy_engine::{ContextValue, Program, Request};

use super::{World, context::context, tags::pairs};
use crate::{
    cases::{Authorization, ExpandedCase},
    model::Known,
};

const REQUEST_TAG: &str = "aws:RequestTag/";
const TAG_KEYS: &str = "aws:TagKeys";

impl World {
    /// The request that an authorization of a case makes. None where the case names nobody.
    #[must_use]
    pub fn request(&self, program: &Program, case: &ExpandedCase<'_>, asked: &Authorization) -> Option<Request> {
        let principal = self.principal(case.principal?)?;
        let mut request = Request::new(principal, asked.action.as_str(), asked.resource.as_str());
        request.context = context(&asked.context);
        request.endpoint = case.case.endpoint.as_deref().and_then(|id| self.endpoint(id));
        request.via.clone_from(&asked.via);
        request.resource_owner.clone_from(&case.case.resource_owner);
        match &asked.tags {
            None => {}
            Some(Known::Known(tags)) => request.tags = pairs(tags),
            Some(Known::Unknown) => unknown_tags(program, &mut request),
        }
        Some(request)
    }
}

/// Tags that nobody told us: every key that a policy asks for may be there.
fn unknown_tags(program: &Program, request: &mut Request) {
    let asked = program.mentioned_keys().filter(|name| {
        let prefix = name.get(..REQUEST_TAG.len());
        name.eq_ignore_ascii_case(TAG_KEYS) || prefix.is_some_and(|own| own.eq_ignore_ascii_case(REQUEST_TAG))
    });
    let asked: Vec<String> = asked.map(str::to_owned).collect();
    for name in asked {
        if request.context.by_name(&name).is_none() {
            request.context.set(&name, ContextValue::Unknown { presence: true });
        }
    }
}
