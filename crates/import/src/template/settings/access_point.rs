//! S3 access points: their bucket, their VPC, their block public access.

use super::of_kind;
use crate::arn::{Arn, is_account};
use crate::export::{Export, ExportedResource};
use crate::kind;
use crate::open::is_open;
use crate::settings::{BLOCK, Spelling, VPC, all_on, block_public_access, told_in_vain, told_of_vpc};
use crate::template::named::Named;
use crate::template::{Entry, Template};
use crate::value::Value;

const BUCKET: &str = "AWS::S3::Bucket";

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], known: &Named<'_>) {
    for entry in of_kind(entries, "AWS::S3::AccessPoint") {
        let place = template.place(export, entry);
        match template.property(entry, "VpcConfiguration") {
            Some(Value::Text(_)) => export.note(entry.node, told_of_vpc(entry.id)),
            own => {
                if let Some(vpc) = own.and_then(|own| own.get("VpcId")?.text()) {
                    export.set(place, VPC, vpc.into(), entry.node);
                }
            }
        }
        // Left out, all of it is on.
        let (switches, unknown) = match template.property(entry, "PublicAccessBlockConfiguration") {
            Some(own) => block_public_access(&own, Spelling::CloudFormation, false),
            None => (all_on(), Vec::new()),
        };
        if !unknown.is_empty() {
            export.note(entry.node, told_in_vain(&unknown, entry.id));
        }
        export.set(place, BLOCK, switches, entry.node);
        let bucket = bucket(export, template, entry, known);
        if let Some(own) = export.resources.get_mut(place) {
            own.settings.bucket = bucket;
        }
    }
}

/// The ARN of the bucket behind a point. One that the template does not have has a policy that nobody knows.
fn bucket(export: &mut Export, template: &Template<'_>, entry: Entry<'_>, known: &Named<'_>) -> Option<String> {
    let name = template.text(entry, "Bucket").unwrap_or_default();
    let place = match known.find(BUCKET, &name) {
        Some(bucket) => template.place(export, bucket),
        None if name.is_empty() || is_open(&name) => {
            let message = format!(
                "which bucket is behind `{}` is not known: say it in its `bucket`",
                entry.id
            );
            export.note(entry.node, message);
            return None;
        }
        None => {
            let arn = match name.starts_with("arn:") {
                true => name,
                false => kind::named(BUCKET, &template.home, &name),
            };
            let account = template.text(entry, "BucketAccountId").filter(|own| is_account(own));
            export.spoken_of(ExportedResource {
                account: account.or_else(|| template.owner(&arn)),
                ..ExportedResource::of(&[entry.id, ".Bucket"].concat(), arn, entry.node)
            })
        }
    };
    let own = export.resources.get(place)?;
    let is_bucket = Arn::split(&own.arn).is_some_and(|arn| arn.service == "s3");
    is_bucket.then(|| own.arn.clone())
}
