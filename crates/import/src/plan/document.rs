//! A policy of a plan: the string that holds it, or the data source that will make it.

use iamwhy_policy::{Kind, NodeId};

use super::{Attribute, Item, Plan};
use crate::export::{Attached, Called, Document, Export};
use crate::value::Value;

impl Called {
    /// By its resource's address, which may stand for the attribute that holds it.
    pub(super) fn of(item: &Item, attribute: &str) -> Called {
        Called {
            select: item.address.clone(),
            also: vec![[&item.address, ".", attribute].concat()],
            name: item.address.clone(),
            arn: None,
        }
    }
}

impl Plan {
    /// Adds the policy that an attribute holds, if it is set.
    pub(super) fn add(&self, export: &mut Export, item: &Item, attribute: &str, called: Called) -> Option<Attached> {
        let (node, document, depends) = match self.attribute(item, attribute) {
            Attribute::None => return None,
            Attribute::Known(node) if self.is_empty(node) => return None,
            Attribute::Known(node) => (node, Document::There, Vec::new()),
            Attribute::Later if self.is_left_out(item, attribute) => {
                (item.node, self.by_default(item, attribute)?, Vec::new())
            }
            Attribute::Later => {
                let (document, depends) = self.later(item, attribute);
                (item.node, document, depends)
            }
        };
        Some(export.put(node, document, depends, called))
    }

    fn is_empty(&self, node: NodeId) -> bool {
        self.json.kind(node) != Kind::String || self.json.string(node).is_some_and(|text| text.trim().is_empty())
    }

    /// Whether the configuration does not set an attribute, so that AWS will.
    pub(super) fn is_left_out(&self, item: &Item, attribute: &str) -> bool {
        self.expression(item, attribute).is_none() && self.is_configured(item)
    }

    /// The policy that AWS gives a resource of its own: a key has one, others have none.
    fn by_default(&self, item: &Item, attribute: &str) -> Option<Document> {
        if !matches!(item.kind.as_str(), "aws_kms_key" | "aws_kms_replica_key") || attribute != "policy" {
            return None;
        }
        let home = self.home_of(item);
        let root = ["arn:", &home.partition, ":iam::", &home.account, ":root"].concat();
        let statement = Value::object([
            ("Sid", "Enable IAM User Permissions".into()),
            ("Effect", "Allow".into()),
            ("Principal", Value::object([("AWS", root.into())])),
            ("Action", "kms:*".into()),
            ("Resource", "*".into()),
        ]);
        let document = Value::object([
            ("Version", "2012-10-17".into()),
            ("Statement", Value::List(vec![statement])),
        ]);
        Some(Document::Made(Value::Document(Box::new(document)).pretty()))
    }

    /// A policy that is known only after the apply: the data source that makes it may say more.
    fn later(&self, item: &Item, attribute: &str) -> (Document, Vec<String>) {
        let targets = self.targets(item, attribute).unwrap_or_default();
        if let [one] = targets.as_slice()
            && let Some(data) = self.items.get(&one.address)
            && data.is_data
            && data.kind == "aws_iam_policy_document"
            && matches!(one.attribute.as_str(), "json" | "minified_json")
        {
            return self.of_data(data);
        }
        let named: Vec<String> = targets.iter().map(|target| format!("`{}`", target.address)).collect();
        let why = match named.is_empty() {
            true => "it is known only after the apply".to_owned(),
            false => format!("it is known only after the apply; it refers to {}", named.join(", ")),
        };
        (Document::Unknown(why), Vec::new())
    }
}
