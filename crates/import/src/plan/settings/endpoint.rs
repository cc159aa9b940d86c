//! VPC endpoints: their VPC, their account, their type.

use super::of_kind;
use crate::export::Export;
use crate::plan::Plan;
use crate::settings::VPC;

pub(super) fn read(export: &mut Export, plan: &Plan) {
    for item in of_kind(plan, "aws_vpc_endpoint") {
        let place = plan.place(export, item);
        if let Some(vpc) = plan.filled(item, "vpc_id").and_then(|own| own.text()) {
            export.set(place, VPC, vpc.into(), item.node);
        }
        // Left out, it is a gateway.
        let kind = plan.filled(item, "vpc_endpoint_type").and_then(|own| own.text());
        export.endpoint_type(place, kind.as_deref().unwrap_or("Gateway"), item.node);
    }
}
