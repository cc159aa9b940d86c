//! Resources that carry a policy, and resources that are the policy of another.

use super::carriers::{CARRIERS, NOT_OF_RESOURCES, SEVERAL};
use super::{Attribute, Item, Plan};
use crate::export::{Attached, Called, Document, Export, ExportedResource, Stray};
use crate::kind::{self, queue_arn};
use crate::open::{names_in, open};
use crate::value::Value;

pub(super) fn read(export: &mut Export, plan: &Plan) {
    let items = || plan.items.values().filter(|item| !item.is_data);
    for item in items() {
        let known = kind::of_plan(&item.kind);
        if known.is_some() && !item.kind.starts_with("aws_iam_") {
            plan.place(export, item);
        }
    }
    for item in items() {
        let Some((_, attribute, target, kinds)) = CARRIERS.iter().find(|(own, ..)| *own == item.kind) else {
            continue;
        };
        let Some(policy) = plan.add(export, item, attribute, Called::of(item, attribute)) else {
            continue;
        };
        match *target {
            "-" => by_hand(export, item),
            "" => {
                let place = plan.place(export, item);
                export.attach_at(place, Some(policy));
            }
            target if plan.is_of_all(item, target) => by_hand(export, item),
            target => {
                let place = plan.governed(export, item, (target, kinds));
                match SEVERAL.contains(&item.kind.as_str()) {
                    true => export.govern_beside(place, policy),
                    false => export.govern_at(place, item.node, policy),
                }
            }
        }
    }
}

fn by_hand(export: &mut Export, item: &Item) {
    let message = match item.kind.as_str() {
        kind if NOT_OF_RESOURCES.contains(&kind) => return,
        "aws_iot_policy" => format!(
            "`{}` is a policy of certificates and things of AWS IoT, which are not read",
            item.address
        ),
        _ => format!(
            "what `{}` governs is not read: put it as the `policy` of those resources by hand",
            item.address
        ),
    };
    export.note(item.node, message);
}

pub(super) fn names(items: &[&Item]) -> Vec<String> {
    items.iter().map(|item| item.address.clone()).collect()
}

/// A policy of statements, under the name of an item.
pub(super) fn put(export: &mut Export, item: &Item, statements: Vec<Value>, mut depends: Vec<String>) -> Attached {
    let document = Value::object([("Version", "2012-10-17".into()), ("Statement", Value::List(statements))]);
    depends.extend(names_in(&document));
    depends.sort();
    depends.dedup();
    let text = Value::Document(Box::new(document)).pretty();
    let called = Called {
        also: Vec::new(),
        ..Called::of(item, "")
    };
    export.put(item.node, Document::Made(text), depends, called)
}

impl Plan {
    /// The place of a resource of the plan.
    pub(super) fn place(&self, export: &mut Export, item: &Item) -> usize {
        export.place(&item.address, || {
            let arn = self.arn(item);
            ExportedResource {
                account: self.owner(item, &arn),
                tags: self.tags(item),
                ..ExportedResource::of(&item.address, arn, item.node)
            }
        })
    }

    /// The place of what an attribute names: something of the plan, something that is there already, or something of which
    /// nobody knows what it is, whose policy may then be that of others.
    pub(super) fn governed(&self, export: &mut Export, item: &Item, (attribute, kinds): (&str, &str)) -> usize {
        let owner = self
            .meant(item, attribute, kinds)
            .or_else(|| self.referred(item, attribute, kinds));
        if let Some(owner) = owner {
            return self.place(export, owner);
        }
        let text = self.text(item, attribute).or_else(|| self.left_out(item, attribute));
        let text = text.unwrap_or_else(|| {
            export.stray(Stray {
                node: item.node,
                what: format!("what `{}` is the policy of is known only after the apply", item.address),
                may_govern: names(&self.may_mean(item, attribute, kinds)),
                adds: SEVERAL.contains(&item.kind.as_str()),
            });
            open(&[&item.address, ".", attribute].concat())
        });
        let arn = match text.as_str() {
            // Of a log group both forms are in use.
            text if text.starts_with("arn:") => text.strip_suffix(":*").unwrap_or(text).to_owned(),
            text if text.starts_with("https://") => {
                queue_arn(text, &self.home_of(item).partition).unwrap_or_else(|| text.to_owned())
            }
            text => self.arn_of_name(item, kinds, text),
        };
        let (place, _) = export.outside(ExportedResource {
            account: self.owner(item, &arn),
            ..ExportedResource::of(&item.address, arn, item.node)
        });
        place
    }

    /// Whether a policy names nothing that it is the policy of.
    fn is_of_all(&self, item: &Item, attribute: &str) -> bool {
        self.attribute(item, attribute) == Attribute::None && self.left_out(item, attribute).is_none()
    }

    /// What an attribute means where it is not set.
    fn left_out(&self, item: &Item, attribute: &str) -> Option<String> {
        let own = match attribute {
            // Of an account and Region there is one.
            "glue" => "catalog",
            "event_bus_name" if self.attribute(item, attribute) == Attribute::None => "default",
            _ => return None,
        };
        Some(own.to_owned())
    }

    /// The ARN of something that is not in the plan, by its name.
    fn arn_of_name(&self, item: &Item, kinds: &str, name: &str) -> String {
        let home = &self.home_of(item);
        let own = |attribute: &str| {
            self.text(item, attribute)
                .unwrap_or_else(|| open(&[&item.address, ".", attribute].concat()))
        };
        match item.kind.as_str() {
            "aws_glue_resource_policy" => {
                return [
                    "arn:",
                    &home.partition,
                    ":glue:",
                    &home.region,
                    ":",
                    &home.account,
                    ":catalog",
                ]
                .concat();
            }
            "aws_codeartifact_repository_permissions_policy" => {
                return kind::named(kinds, home, &[&own("domain"), "/", name].concat());
            }
            "aws_s3tables_table_policy" => {
                // Behind the bucket's ARN stands an id that AWS gives.
                return [
                    &own("table_bucket_arn"),
                    "/table/",
                    &open(&[&item.address, ".table"].concat()),
                ]
                .concat();
            }
            _ => {}
        }
        kind::named(kinds, home, name)
    }
}
