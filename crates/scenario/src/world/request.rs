//! From an authorization of a case to the engine's request.

use iamwhy_engine::{ContextValue, Program, Request};

use super::{World, context::context, tags::pairs};
use crate::{
    cases::{Authorization, ExpandedCase},
    model::Known,
};

/// Where the tags of a request are seen; S3's come with the tags of objects alone.
const HEADS: [(&str, &str); 2] = [
    ("aws:RequestTag/", "aws:TagKeys"),
    ("s3:RequestObjectTag/", "s3:RequestObjectTagKeys"),
];

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
    let heads = if request.tags_an_object() {
        &HEADS[..]
    } else {
        &HEADS[..1]
    };
    let asked = program.mentioned_keys().filter(|name| {
        heads.iter().any(|(pair, keys)| {
            let prefix = name.get(..pair.len());
            name.eq_ignore_ascii_case(keys) || prefix.is_some_and(|own| own.eq_ignore_ascii_case(pair))
        })
    });
    // What is created gets them, whatever the service calls them there.
    let created = program
        .mentioned_keys()
        .filter(|_| request.action().contains(":Create"));
    let created = created.filter_map(|name| name.split_once(":ResourceTag/"));
    let of_created = created.map(|(_, key)| [HEADS[0].0, key].concat());
    let asked: Vec<String> = asked.map(str::to_owned).chain(of_created).collect();
    for name in asked {
        if request.context.by_name(&name).is_none() {
            request.context.set(&name, ContextValue::Unknown { presence: true });
        }
    }
}
