//! Policies of types that are not read here: each is named, so that none is lost without a word.

use iamwhy_policy::NodeId;

use super::carriers::{CARRIERS, NOT_OF_IAM, UNREAD};
use super::{Attribute, Item, Plan};
use crate::export::Export;

/// Attributes that hold a policy of a resource, as far as their names say it.
const ATTRIBUTES: [&str; 6] = [
    "access_policies",
    "access_policy",
    "policy",
    "policy_document",
    "repository_policy",
    "resource_policy",
];

/// Types that are read elsewhere.
const READ: [&str; 3] = [
    "aws_cloudwatch_event_permission",
    "aws_lambda_layer_version_permission",
    "aws_lambda_permission",
];

pub(super) fn read(export: &mut Export, plan: &Plan) {
    for item in plan.items.values().filter(|item| !item.is_data) {
        let kind = item.kind.as_str();
        let is_read = kind.starts_with("aws_iam_")
            || kind.starts_with("aws_ssoadmin_")
            || READ.contains(&kind)
            || CARRIERS.iter().any(|(own, ..)| *own == kind);
        let of_s3 = kind == "aws_organizations_policy" && plan.text(item, "type").as_deref() == Some("S3_POLICY");
        if is_read && !of_s3 {
            continue;
        }
        let message = match () {
            () if of_s3 => format!(
                "`{}` sets S3 block public access of an organization: say it in its `blockPublicAccess`",
                item.address
            ),
            () if UNREAD.contains(&kind) => format!(
                "whom `{}` lets in is not read: say it in the `policy` of what it is about by hand",
                item.address
            ),
            () if plan.holds_policy(item) => format!(
                "`{}` holds a policy that is not read: put it as the `policy` of what it governs by hand",
                item.address
            ),
            () => continue,
        };
        export.note(item.node, message);
    }
}

impl Plan {
    fn holds_policy(&self, item: &Item) -> bool {
        let json = &self.json;
        let is_document = |node: NodeId| {
            let text = json.string(node).filter(|_| !json.is_key(node)).unwrap_or_default();
            text.trim_start().starts_with('{') && text.contains("\"Statement\"") && text.contains("\"Effect\"")
        };
        let mut known = item.values.into_iter().flat_map(|values| json.descendants(values));
        let is_later = |name: &&str| self.attribute(item, name) == Attribute::Later && !self.is_left_out(item, name);
        known.any(is_document) || !NOT_OF_IAM.contains(&item.kind.as_str()) && ATTRIBUTES.iter().any(is_later)
    }
}
