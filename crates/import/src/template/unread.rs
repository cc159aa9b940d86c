//! Policies of types that are not read here: each is named, so that none is lost without a word.

use iamwhy_policy::NodeId;

use super::carriers::{CARRIERS, UNREAD};
use super::{Entry, Template};
use crate::export::Export;

/// Types that are read elsewhere.
const READ: [&str; 3] = [
    "AWS::Events::EventBusPolicy",
    "AWS::Lambda::LayerVersionPermission",
    "AWS::Lambda::Permission",
];

/// A second policy of something that carries one: the type, and where it stands.
const SECOND: [(&str, &str); 1] = [("AWS::DynamoDB::Table", "StreamSpecification/ResourcePolicy")];

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let carries = CARRIERS.iter().any(|(own, ..)| *own == entry.kind);
        let is_read = entry.kind.starts_with("AWS::IAM::") || READ.contains(&entry.kind) || carries;
        let has_second = || {
            let mut all = SECOND.iter().filter(|(kind, _)| *kind == entry.kind);
            all.any(|(_, place)| template.property(*entry, place).is_some())
        };
        let of_s3 =
            entry.kind == "AWS::Organizations::Policy" && template.text(*entry, "Type").as_deref() == Some("S3_POLICY");
        let message = match () {
            () if of_s3 => format!(
                "`{}` sets S3 block public access of an organization: say it in its `blockPublicAccess`",
                entry.id
            ),
            () if UNREAD.contains(&entry.kind) => format!(
                "whom `{}` lets in is not read: say it in the `policy` of what it is about by hand",
                entry.id
            ),
            () if has_second() || !is_read && template.holds_policy(*entry) => format!(
                "`{}` holds a policy that is not read: put it as the `policy` of what it governs by hand",
                entry.id
            ),
            () => continue,
        };
        export.note(entry.node, message);
    }
}

impl Template<'_> {
    fn holds_policy(&self, entry: Entry<'_>) -> bool {
        let json = &self.json;
        let has_effect = |node: NodeId| {
            let mut inside = json.descendants(node);
            inside.any(|own| json.is_key(own) && json.string(own) == Some("Effect"))
        };
        let is_document = |node: NodeId| match json.string(node) {
            Some(text) => text.trim_start().starts_with('{') && text.contains("\"Effect\""),
            None => self.get(node, "Statement").is_some_and(has_effect),
        };
        let mut inside = entry.properties.into_iter().flat_map(|all| json.descendants(all));
        inside.any(is_document)
    }
}
