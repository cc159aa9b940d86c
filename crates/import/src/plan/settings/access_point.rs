//! S3 access points: their bucket, their VPC, their block public access.

use super::of_kind;
use crate::arn::{Arn, is_account};
use crate::export::{Export, ExportedResource};
use crate::plan::{Attribute, Item, Plan};
use crate::settings::{BLOCK, Spelling, VPC, all_on, block_public_access, told_in_vain, told_of_vpc};
use crate::value::Value;

pub(super) fn read(export: &mut Export, plan: &Plan) {
    for item in of_kind(plan, "aws_s3_access_point") {
        let place = plan.place(export, item);
        let is_of_s3 = export.resources.get(place).is_some_and(|own| is_of(&own.arn, "s3"));
        if !is_of_s3 {
            let message = format!(
                "`{}` is an access point of S3 on Outposts: of it only the policy is read",
                item.address
            );
            export.note(item.node, message);
            continue;
        }
        match plan.filled(item, "vpc_configuration") {
            Some(Value::Text(_)) => export.note(item.node, told_of_vpc(&item.address)),
            own => {
                let vpc = own.as_ref().and_then(|own| own.items().first()?.get("vpc_id")?.text());
                if let Some(vpc) = vpc {
                    export.set(place, VPC, vpc.into(), item.node);
                }
            }
        }
        // Left out, all of it is on.
        let own = plan.filled(item, "public_access_block_configuration");
        let own = own.as_ref().and_then(|own| match own {
            Value::Text(_) => Some(own),
            own => own.items().first(),
        });
        let (switches, unknown) = match own {
            Some(own) => block_public_access(own, Spelling::Terraform, true),
            None => (all_on(), Vec::new()),
        };
        if !unknown.is_empty() {
            export.note(item.node, told_in_vain(&unknown, &item.address));
        }
        export.set(place, BLOCK, switches, item.node);
        let bucket = bucket(export, plan, item);
        if let Some(own) = export.resources.get_mut(place) {
            own.settings.bucket = bucket;
        }
    }
}

fn is_of(arn: &str, service: &str) -> bool {
    Arn::split(arn).is_some_and(|arn| arn.service == service)
}

/// The ARN of the bucket behind a point. One that the plan does not have has a policy that nobody knows.
fn bucket(export: &mut Export, plan: &Plan, item: &Item) -> Option<String> {
    const BUCKET: &str = "aws_s3_bucket";
    let owner = plan
        .meant(item, "bucket", BUCKET)
        .or_else(|| plan.referred(item, "bucket", BUCKET));
    let place = match (owner, plan.attribute(item, "bucket")) {
        (Some(owner), _) => plan.place(export, owner),
        (None, Attribute::Known(_)) => {
            let name = plan.text(item, "bucket").unwrap_or_default();
            let arn = match name.starts_with("arn:") {
                true => name,
                false => crate::kind::named(BUCKET, &plan.home_of(item), &name),
            };
            let account = plan.text(item, "bucket_account_id").filter(|own| is_account(own));
            export.spoken_of(ExportedResource {
                account: account.or_else(|| plan.owner(item, &arn)),
                ..ExportedResource::of(&[&item.address, ".bucket"].concat(), arn, item.node)
            })
        }
        (None, Attribute::Later | Attribute::None) => {
            let message = format!(
                "which bucket is behind `{}` is known only after the apply: say it in its `bucket`",
                item.address
            );
            export.note(item.node, message);
            return None;
        }
    };
    export
        .resources
        .get(place)
        .filter(|own| is_of(&own.arn, "s3"))
        .map(|own| own.arn.clone())
}
