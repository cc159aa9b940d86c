//! What a template says of resources beside their policies.

mod access_point;
mod bucket;

use super::named::Named;
use super::{Entry, Template};
use crate::export::Export;
use crate::settings::VPC;

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], known: &Named<'_>) {
    bucket::read(export, template, entries);
    access_point::read(export, template, entries, known);
    for entry in of_kind(entries, "AWS::EC2::VPCEndpoint") {
        let place = template.place(export, entry);
        if let Some(vpc) = template.text(entry, "VpcId") {
            export.set(place, VPC, vpc.into(), entry.node);
        }
        // Left out, it is a gateway.
        let kind = template.text(entry, "VpcEndpointType");
        export.endpoint_type(place, kind.as_deref().unwrap_or("Gateway"), entry.node);
    }
}

/// The resources of a type.
fn of_kind<'e>(entries: &'e [Entry<'e>], kind: &'e str) -> impl Iterator<Item = Entry<'e>> {
    entries.iter().copied().filter(move |entry| entry.kind == kind)
}
