//! Values that nobody knows yet, where AWS has policy variables: there they are variables too, of keys that are not known. What else
//! stands in the file by the same name, as part of an ARN or a tag, equals itself for sure, which a variable does not say; such a
//! value keeps its mark.

use std::collections::BTreeSet;

use iamwhy_policy::Json;

use super::{Document, Export};
use crate::open::{is_open, names, names_in, variable, with_variables};
use crate::value::Value;

impl Export {
    pub(super) fn name_variables(&mut self) {
        let mut kept: BTreeSet<String> = BTreeSet::new();
        let mut keep = |text: &str| kept.extend(names(text).map(str::to_owned));
        let tags = |tags: &Option<Vec<(String, String)>>| tags.clone().unwrap_or_default();
        for own in &self.resources {
            keep(&own.arn);
            tags(&own.tags).iter().for_each(|(_, value)| keep(value));
        }
        for own in &self.principals {
            keep(&own.arn);
            tags(&own.tags).iter().for_each(|(_, value)| keep(value));
        }
        for policy in &mut self.policies {
            if policy.depends.iter().all(|name| kept.contains(name)) {
                continue;
            }
            if let Document::Made(text) = &policy.document
                && let Ok(json) = Json::read(text.as_str())
            {
                let mut document = Value::of(&json, json.root());
                // Only this version has variables.
                if document.get("Version").and_then(Value::text).as_deref() == Some("2012-10-17") {
                    document_of(&mut document, &kept);
                    let still = names_in(&document);
                    let changed: Vec<String> = policy
                        .depends
                        .iter()
                        .filter(|name| !kept.contains(*name))
                        .cloned()
                        .collect();
                    policy
                        .depends
                        .retain(|name| kept.contains(name) || still.binary_search(name).is_ok());
                    policy.depends.extend(changed.iter().map(|name| variable(name)));
                    policy.depends.sort();
                    policy.depends.dedup();
                    policy.document = Document::Made(Value::Document(Box::new(document)).pretty());
                }
            }
        }
    }
}

fn document_of(document: &mut Value, kept: &BTreeSet<String>) {
    let Some(statements) = document.member("Statement") else {
        return;
    };
    for statement in statements.items_mut() {
        for name in ["Resource", "NotResource"] {
            let values = statement.member(name).map(Value::items_mut).unwrap_or_default();
            values
                .iter_mut()
                .for_each(|value| in_text(value, kept, behind_the_fields));
        }
        let Some(Value::Object(operators)) = statement.member("Condition") else {
            continue;
        };
        for (operator, pairs) in operators {
            let base = operator.rsplit(':').next().unwrap_or_default();
            if let (Value::Object(pairs), true) = (pairs, base.starts_with("String") || base.starts_with("Arn")) {
                let values = pairs.iter_mut().flat_map(|(_, values)| values.items_mut());
                values.for_each(|value| in_text(value, kept, |_| Some(0)));
            }
        }
    }
}

fn in_text(value: &mut Value, kept: &BTreeSet<String>, from: impl Fn(&str) -> Option<usize>) {
    if let Value::Text(text) = value
        && is_open(text)
        && let Some((fields, rest)) = from(text).and_then(|at| text.split_at_checked(at))
    {
        *text = [fields, &with_variables(rest, kept)].concat();
    }
}

/// Where the name of a resource begins: before it an ARN has no variables (VAR-18).
fn behind_the_fields(arn: &str) -> Option<usize> {
    let (at, _) = arn.match_indices(':').nth(4)?;
    Some(at + 1)
}
