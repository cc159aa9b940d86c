//! From an authorization of a case to the engine's request.

use iamwhy_engine::{ContextValue, Program, Request};
use iamwhy_policy::Listed;

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

/// Where, behind the service, the tags of a resource are seen.
const OF_RESOURCE: &str = "ResourceTag/";

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
        let fits = |(pair, keys): &(&str, &str)| name.eq_ignore_ascii_case(keys) || starts_with(name, pair);
        heads.iter().any(fits)
    });
    // What is created gets them, whatever the service calls them there. Neither actions nor keys tell case apart (ACT-1, CKEY-1).
    let creates = request
        .action()
        .split_once(':')
        .is_some_and(|(_, name)| starts_with(name, "Create"));
    let created = program.mentioned_keys().filter(|_| creates);
    let created = created.filter_map(|name| {
        let (_, own) = name.split_once(':')?;
        starts_with(own, OF_RESOURCE).then(|| own.get(OF_RESOURCE.len()..))?
    });
    let of_created = created.map(|key| [HEADS[0].0, key].concat());
    let asked: Vec<String> = asked.map(str::to_owned).chain(of_created).listed();
    for name in asked {
        if request.context.by_name(&name).is_none() {
            request.context.set(&name, ContextValue::Unknown { presence: true });
        }
    }
}

fn starts_with(text: &str, head: &str) -> bool {
    text.get(..head.len()).is_some_and(|own| own.eq_ignore_ascii_case(head))
}
