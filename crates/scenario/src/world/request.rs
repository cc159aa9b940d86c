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
        let mut request = Request {
            principal: self.principal(case.principal?)?,
            action: asked.action.clone(),
            resource: asked.resource.clone(),
            context: context(&asked.context),
            tags: Vec::new(),
            endpoint: case.case.endpoint.as_deref().and_then(|id| self.endpoint(id)),
            via: asked.via.clone(),
            resource_owner: case.case.resource_owner.clone(),
        };
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
