//! What a plan says of resources beside their policies.

mod access_point;
mod bucket;
mod endpoint;
mod grant;

use super::{Item, Plan};
use crate::export::{Export, ExportedResource};

pub(super) fn read(export: &mut Export, plan: &Plan) {
    bucket::read(export, plan);
    access_point::read(export, plan);
    endpoint::read(export, plan);
    grant::read(export, plan);
}

/// The resources of a type.
fn of_kind<'p>(plan: &'p Plan, kind: &str) -> impl Iterator<Item = &'p Item> {
    plan.items
        .values()
        .filter(move |item| !item.is_data && item.kind == kind)
}

/// The place of what an attribute names; where nobody knows what that is, it is told.
fn place_of(export: &mut Export, plan: &Plan, item: &Item, attribute: &str, kinds: &str) -> Option<usize> {
    let owner = plan
        .meant(item, attribute, kinds)
        .or_else(|| plan.referred(item, attribute, kinds));
    if let Some(owner) = owner {
        return Some(plan.place(export, owner));
    }
    let Some(text) = plan.text(item, attribute) else {
        let message = format!(
            "what `{}` is about is known only after the apply: what it says is left out",
            item.address
        );
        export.note(item.node, message);
        return None;
    };
    let arn = match text.starts_with("arn:") {
        true => text,
        false => crate::kind::named(kinds, &plan.home_of(item), &text),
    };
    Some(export.spoken_of(ExportedResource {
        account: plan.owner(item, &arn),
        ..ExportedResource::of(&item.address, arn, item.node)
    }))
}
