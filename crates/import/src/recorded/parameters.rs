//! Context keys that the parameters of a recorded request give, by the table of operations.

use iamwhy_operations::{self as operations, Ask, From, On, Row};
use iamwhy_policy::{Json, Kind, NodeId};

use super::{Recorded, text};
use crate::arn::Arn;
use crate::denial::Denial;
use crate::value::Value;

/// Keys that hold several values.
const MANY: [&str; 3] = ["dynamodb:Attributes", "dynamodb:LeadingKeys", "sts:TransitiveTagKeys"];
/// Where the tags of a request stand among its parameters.
const TAGS: [&str; 7] = [
    "/tags",
    "/Tags",
    "/tagList",
    "/tagSet/items",
    "/principalTags",
    "/addTags",
    "/tagsToAdd",
];
/// Where the names of tags stand that a request takes away.
const NAMES: [&str; 2] = ["/tagKeys", "/TagKeys"];

/// What the request brings with it. A key that the action takes and the record does not tell is unknown.
pub(super) fn parameters(json: &Json, event: NodeId, denial: &Denial, recorded: &mut Recorded) {
    let Some(action) = denial.action.as_ref() else { return };
    let given = json
        .get(event, "requestParameters")
        .filter(|own| json.kind(*own) == Kind::Object);
    if let Some(given) = given {
        tags(json, given, denial, recorded);
    }
    let called = denial
        .operation
        .as_ref()
        .map(|own| [action.service(), ":", &own.text].concat());
    let named = text(json, event, "/eventName").map(|own| [action.service(), ":", own].concat());
    let names = [called.as_deref(), named.as_deref(), Some(action.name.as_str())];
    let mut rows = names.into_iter().flatten().filter_map(operations::find);
    let Some(ask) = rows.find_map(|row| asked(row, &action.name, denial.resource.arn.as_deref())) else {
        return;
    };
    // STS's parameters are all recorded, where there are any.
    let is_complete = given.is_some() && action.service() == "sts";
    for set in ask.sets {
        // By its own name, by that of the key's header, or as the key is called.
        let header = set.key.split_once(':').map_or("", |(_, header)| header);
        let of_request = |name: &str| {
            let is_one = |own: &str| own == name || own.eq_ignore_ascii_case(header);
            let mut members = json.members(given?);
            members.find_map(|(key, value)| json.string(key).is_some_and(is_one).then_some(value))
        };
        let value = match set.from {
            From::Parameter(name) => of_request(name).and_then(|own| said(json, own, set.key)),
            From::Text(text) => Some(text.into()),
            From::Pairs(name) => {
                for (key, value) in of_request(name).into_iter().flat_map(|own| json.members(own)) {
                    if let (Some(key), Some(value)) = (json.string(key), json.scalar(value)) {
                        recorded.add(&[set.key, key].concat(), value);
                    }
                }
                continue;
            }
            From::Slot(_) => of_request("").and_then(|own| said(json, own, set.key)),
            From::Unknown(_) => None,
        };
        // Policies ask for an ARN, and a request may give a key's id or its alias.
        let is_arn = set.key.ends_with("kms-key-id") || matches!(set.from, From::Slot(_));
        match value {
            Some(value) if !is_arn || value.text().is_some_and(|own| own.starts_with("arn:")) => {
                recorded.add(set.key, value);
            }
            None if is_complete => {}
            _ => recorded.leave_open(set.key),
        }
    }
    if ask.tagged && recorded.request_tags.is_empty() && !is_complete {
        recorded.leave_open("aws:TagKeys");
    }
}

/// What an operation asks for with an action: of several that which is about a resource of this type.
fn asked<'r>(row: &'r Row, action: &str, arn: Option<&str>) -> Option<&'r Ask> {
    let kind = arn
        .and_then(Arn::split)
        .and_then(|own| own.resource.split(['/', ':']).next());
    let kind = kind.map(|own| own.replace('-', "").to_ascii_lowercase());
    let asks = || {
        row.asks
            .iter()
            .filter(|ask| ask.action.eq_ignore_ascii_case(action) && ask.via.is_none())
    };
    let fits = |ask: &&Ask| match (ask.on, &kind) {
        (On::Slot(slot), Some(kind)) => slot.to_ascii_lowercase().trim_end_matches('s') == kind,
        _ => false,
    };
    asks().find(fits).or_else(|| asks().next())
}

/// A scalar, or a list of them; of a list with one, that one.
fn said(json: &Json, node: NodeId, key: &str) -> Option<Value> {
    let scalar = |node| json.scalar(node).filter(|own| !own.is_empty()).map(Value::from);
    let found = match json.kind(node) {
        Kind::Array => json.items(node).filter_map(scalar).collect(),
        _ => vec![scalar(node)?],
    };
    match found.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => MANY.contains(&key).then_some(Value::List(found)),
    }
}

/// Tags that the request sets, or the names of those that it takes away.
fn tags(json: &Json, given: NodeId, denial: &Denial, recorded: &mut Recorded) {
    let found = |pointer: &str| json.at_pointer(pointer, given).map(|own| pairs(json, own));
    let mut own = TAGS.iter().filter_map(|pointer| found(pointer));
    let found = own
        .find(|own| !own.is_empty())
        .unwrap_or_else(|| of_kind(json, given, denial));
    for (key, value) in found {
        // A request with two tags of one name is no request.
        if !recorded.request_tags.iter().any(|(own, _)| *own == key) {
            recorded.request_tags.push((key, value));
        }
    }
    let names = NAMES.iter().find_map(|pointer| json.at_pointer(pointer, given));
    let names = names.into_iter().flat_map(|list| json.items(list));
    let names: Vec<Value> = names.filter_map(|own| json.string(own)).map(Value::from).collect();
    if !names.is_empty() && recorded.request_tags.is_empty() {
        recorded.add("aws:TagKeys", Value::List(names));
    }
}

/// EC2's tags by the type of what is made, which the ARN says.
fn of_kind(json: &Json, given: NodeId, denial: &Denial) -> Vec<(String, String)> {
    let arn = denial.resource.arn.as_deref().and_then(Arn::split);
    let kind = arn.and_then(|own| own.resource.split('/').next());
    let lists = ["/tagSpecificationSet/items", "/tagSpecifications", "/TagSpecifications"];
    let list = lists.iter().find_map(|pointer| json.at_pointer(pointer, given));
    let items = list.into_iter().flat_map(|list| json.items(list));
    let of_kind = items.filter(|own| kind.is_some() && text(json, *own, "/resourceType") == kind);
    let tags = of_kind.filter_map(|own| json.get(own, "tags"));
    tags.flat_map(|own| pairs(json, own)).collect()
}

/// Pairs as an object, or as a list of keys and values.
pub(super) fn pairs(json: &Json, node: NodeId) -> Vec<(String, String)> {
    let pair = |(key, value)| Some((json.string(key)?.to_owned(), json.string(value)?.to_owned()));
    let item = |node: NodeId| {
        let of = |names: [&str; 3]| names.iter().find_map(|name| json.string(json.get(node, name)?));
        let value = of(["value", "Value", "tagValue"]).unwrap_or_default();
        Some((of(["key", "Key", "tagKey"])?.to_owned(), value.to_owned()))
    };
    match json.kind(node) {
        Kind::Object => json.members(node).filter_map(pair).collect(),
        _ => json.items(node).filter_map(item).collect(),
    }
}
