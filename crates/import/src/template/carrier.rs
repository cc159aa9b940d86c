//! Resources that carry a policy, and resources that are the policy of another.

use super::carriers::{CARRIERS, NOT_OF_RESOURCES};
use super::named::Named;
use super::{Entry, Template, iam};
use crate::export::{Called, Export, ExportedResource, Stray};
use crate::kind::{self, queue_arn};
use crate::open::{is_open, open};
use crate::value::Value;

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], known: &Named<'_>) {
    for entry in entries {
        let Some((_, property, target, kind)) = CARRIERS.iter().find(|(own, ..)| *own == entry.kind) else {
            continue;
        };
        let Some(node) = template.node(*entry, property) else {
            continue;
        };
        let last = property.rsplit('/').next().unwrap_or(property);
        let mut also = iam::also(template, *entry, "");
        also.push([entry.id, ".", last].concat());
        let called = Called {
            select: entry.id.to_owned(),
            also,
            name: entry.id.to_owned(),
            arn: None,
        };
        let policy = template.add(export, *entry, node, called);
        match *target {
            "-" => by_hand(export, *entry),
            "" => {
                let place = template.place(export, *entry);
                export.attach_at(place, Some(policy));
            }
            target if template.property(*entry, target).is_none() => by_hand(export, *entry),
            target => {
                for value in template.property(*entry, target).iter().flat_map(Value::items) {
                    let text = value.text().unwrap_or_else(|| open(&[entry.id, ".", target].concat()));
                    let place = template.governed(export, (entries, known), (*entry, kind), (&text, false));
                    export.govern_at(place, entry.node, policy.clone());
                }
            }
        }
    }
}

fn by_hand(export: &mut Export, entry: Entry<'_>) {
    let message = match entry.kind {
        kind if NOT_OF_RESOURCES.contains(&kind) => return,
        "AWS::IoT::Policy" => format!(
            "`{}` is a policy of certificates and things of AWS IoT, which are not read",
            entry.id
        ),
        _ => format!(
            "what `{}` governs is not read: put it as the `policy` of those resources by hand",
            entry.id
        ),
    };
    export.note(entry.node, message);
}

/// A policy of these statements.
pub(super) fn document(statements: Vec<Value>) -> Value {
    Value::object([("Version", "2012-10-17".into()), ("Statement", Value::List(statements))])
}

/// The resources of a kind that a reference which is not known may mean.
pub(super) fn may_name(template: &Template<'_>, entries: &[Entry<'_>], kinds: &str, text: &str) -> Vec<String> {
    let of_kind = entries
        .iter()
        .filter(|own| kinds.split(' ').any(|kind| own.kind == kind));
    let meant = of_kind.filter(|own| template.may_name(text, own.id));
    meant.map(|own| own.id.to_owned()).collect()
}

impl Template<'_> {
    /// The place of a resource of the template.
    pub(super) fn place(&self, export: &mut Export, entry: Entry<'_>) -> usize {
        export.place(entry.id, || {
            let arn = self.identity(entry.id).arn;
            ExportedResource {
                account: self.owner(&arn),
                tags: self.tags(entry),
                ..ExportedResource::of(entry.id, arn, entry.node)
            }
        })
    }

    /// The place of what a reference means, in the template or not. What it `adds` to stands beside other policies.
    pub(super) fn governed(
        &self,
        export: &mut Export,
        (entries, known): (&[Entry<'_>], &Named<'_>),
        (carrier, kinds): (Entry<'_>, &str),
        (text, adds): (&str, bool),
    ) -> usize {
        if let Some(entry) = kinds.split(' ').find_map(|kind| known.find(kind, text)) {
            return self.place(export, entry);
        }
        if is_open(text) {
            export.stray(Stray {
                node: carrier.node,
                what: format!("what `{}` is the policy of is not known: `{text}`", carrier.id),
                may_govern: may_name(self, entries, kinds, text),
                adds,
            });
        }
        let arn = match text {
            // Of a log group both forms are in use.
            text if text.starts_with("arn:") => text.strip_suffix(":*").unwrap_or(text).to_owned(),
            text if text.starts_with("https://sqs.") => {
                queue_arn(text, &self.home.partition).unwrap_or_else(|| text.to_owned())
            }
            text => kind::named(kinds, &self.home, text),
        };
        let (place, _) = export.outside(ExportedResource {
            account: self.owner(&arn),
            ..ExportedResource::of(carrier.id, arn, carrier.node)
        });
        place
    }
}
