//! Unknown policies, grants and ACLs: what each could be, as far as it matters to a decision.

use super::Guess;
use crate::bind::Bound;
use crate::compile::ResourceIs;
use crate::evaluate::{GrantKind, fits};
use crate::layer::Layer;
use crate::trace::{Site, Trace};
use crate::world::{Acl, Grants, PrincipalIs, UnknownId};

/// Unknown policies, grants and ACLs at the gates of this request, with what each could be.
pub(super) fn places(bound: &Bound<'_>, trace: &Trace) -> Vec<(UnknownId, Vec<Guess>)> {
    let mut found: Vec<(UnknownId, Vec<Guess>)> = Vec::new();
    let mut add = |id: UnknownId, guesses: &[Guess]| {
        if !found.iter().any(|(other, _)| *other == id) {
            found.push((id, guesses.to_vec()));
        }
    };
    for event in trace.events.iter().filter(|event| event.site == Site::Gate) {
        let (layer, _) = event.gate();
        let allow = Guess::Allow(GrantKind::Direct);
        for id in &bound.program.sets[event.node as usize].unknowns {
            match layer {
                // No trust policy speaks of a caller that this way of assuming a role is not for (STS-12).
                Layer::Resource if bound.kind == ResourceIs::Role && !fits(bound) => add(*id, &[Guess::Silent]),
                Layer::Resource => add(
                    *id,
                    &[
                        Guess::Silent,
                        Guess::Allow(GrantKind::Account),
                        Guess::Allow(GrantKind::Role),
                        allow,
                        Guess::Deny,
                    ],
                ),
                Layer::Boundary | Layer::Session => add(*id, &[Guess::Absent, Guess::Silent, allow, Guess::Deny]),
                _ => add(*id, &[Guess::Silent, allow, Guess::Deny]),
            }
        }
    }
    let point = bound.access_point.as_ref();
    let bucket = point.and_then(|point| point.bucket.as_ref()).map(|(index, _)| *index);
    let entries = [
        bound.entry,
        bound.policy_entry,
        bucket,
        point.and_then(|point| point.object),
    ];
    for entry in entries
        .into_iter()
        .flatten()
        .filter_map(|index| bound.program.env.resources.get(index as usize))
    {
        let allow = Guess::Allow(GrantKind::Direct);
        if let Grants::Unknown(id) = entry.grants {
            // A grant names a principal or a service, not who has but a token (KMS-6).
            let nameless = bound.principal.is_outside_iam() && bound.principal.is != PrincipalIs::Service;
            match nameless {
                true => add(id, &[Guess::Silent]),
                false => add(id, &[Guess::Silent, allow]),
            }
        }
        if let Acl::Unknown(id) = entry.acl {
            add(id, &[Guess::Silent, Guess::Allow(GrantKind::Account), allow]);
        }
    }
    found
}
