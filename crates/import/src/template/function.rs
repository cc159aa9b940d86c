//! Intrinsic functions, filled in.

use std::collections::BTreeMap;

use iamwhy_policy::{Kind, NodeId};

use super::{Template, unexpanded};
use crate::base64;
use crate::export::Fault;
use crate::open::open;
use crate::value::Value;

/// Longest text that is made, a bound for hostile templates; a policy is much shorter.
const LONGEST: usize = 200_000;

impl Template<'_> {
    /// What stands at a node, filled in; none for `AWS::NoValue`. Recursion is bounded by the depth bound of JSON.
    pub(super) fn value(&self, node: NodeId) -> Option<Value> {
        let json = &self.json;
        match json.kind(node) {
            Kind::Array => {
                let items = json.items(node).filter_map(|item| self.value(item));
                Some(Value::List(items.collect()))
            }
            Kind::Object => {
                let mut members = self.members(node);
                if let (Some((key, argument)), None) = (members.next(), members.next())
                    && let Some(name) = json.string(key)
                    && (name == "Ref" || name.starts_with("Fn::"))
                {
                    return self.function(node, name, argument);
                }
                let member = |(key, value)| Some((json.string(key)?.to_owned(), self.value(value)?));
                Some(Value::Object(self.members(node).filter_map(member).collect()))
            }
            Kind::String => Some(Value::Text(resolved_later(json.string(node).unwrap_or_default()))),
            _ => Some(Value::scalar(json, node)),
        }
    }

    /// Whether something stands there that has to be filled in.
    pub(super) fn is_made(&self, node: NodeId) -> bool {
        let json = &self.json;
        json.descendants(node).any(|own| {
            let is_function = json.is_key(own)
                && json
                    .string(own)
                    .is_some_and(|key| key == "Ref" || key.starts_with("Fn::"));
            is_function || json.string(own).is_some_and(|text| text.contains("{{resolve:"))
        })
    }

    fn function(&self, node: NodeId, name: &str, argument: NodeId) -> Option<Value> {
        let json = &self.json;
        let unknown = || Some(Value::Text(open(&in_short(name, json.raw(argument)))));
        let argument_at = |place: usize| json.items(argument).nth(place);
        let made = match name {
            "Ref" => match json.string(argument)? {
                "AWS::NoValue" => return None,
                to => Some(self.reference(to)),
            },
            "Fn::GetAtt" => {
                let (id, attribute) = match json.string(argument) {
                    Some(text) => text.split_once('.')?,
                    None => (json.string(argument_at(0)?)?, json.string(argument_at(1)?)?),
                };
                Some(Value::Text(self.attribute(id, attribute)))
            }
            "Fn::Sub" => self.substituted(argument),
            "Fn::Join" => self.joined(argument_at(0)?, argument_at(1)?),
            "Fn::Select" => {
                let place: usize = self.value(argument_at(0)?)?.text()?.parse().ok()?;
                match self.value(argument_at(1)?)? {
                    Value::List(items) => items.get(place).cloned(),
                    _ => None,
                }
            }
            "Fn::Split" => {
                let separator = json.string(argument_at(0)?)?;
                let text = self.value(argument_at(1)?)?.text()?;
                let parts = text.split(separator).map(Value::from);
                (!separator.is_empty()).then(|| Value::List(parts.collect()))
            }
            "Fn::If" => match self.condition(json.string(argument_at(0)?)?, 0) {
                Some(true) => return self.value(argument_at(1)?),
                Some(false) => return self.value(argument_at(2)?),
                None => None,
            },
            "Fn::FindInMap" => self.mapped(argument),
            "Fn::Base64" => self
                .value(argument)?
                .text()
                .map(|text| Value::Text(base64::of(text.as_bytes()))),
            "Fn::ToJsonString" => self.value(argument).map(|value| Value::Text(value.compact())),
            "Fn::Length" => match self.value(argument)? {
                Value::List(items) => Some(Value::Number(items.len().to_string())),
                _ => None,
            },
            "Fn::Transform" => {
                self.stop(unexpanded(node, name));
                None
            }
            _ => None,
        };
        made.or_else(unknown)
    }

    fn joined(&self, separator: NodeId, list: NodeId) -> Option<Value> {
        let separator = self.json.string(separator)?;
        let Value::List(items) = self.value(list)? else {
            return None;
        };
        let texts: Option<Vec<String>> = items.iter().map(Value::text).collect();
        let joined = texts?.join(separator);
        (joined.len() <= LONGEST).then_some(Value::Text(joined))
    }

    /// `${Name}`, `${Name.Attribute}`, `${!Literal}`.
    fn substituted(&self, argument: NodeId) -> Option<Value> {
        let json = &self.json;
        let (text, own) = match json.string(argument) {
            Some(text) => (text, None),
            None => {
                let mut items = json.items(argument);
                (json.string(items.next()?)?, items.next())
            }
        };
        // Each of them once, however often it is used: a tower of these doubles at every floor.
        let mut known: BTreeMap<&str, String> = BTreeMap::new();
        let mut made = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            made.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                made.push_str("${");
                rest = after;
                continue;
            };
            if let Some(literal) = name.strip_prefix('!') {
                made.push_str(&["${", literal, "}"].concat());
            } else if let Some(node) = own.and_then(|own| self.get(own, name.trim())) {
                if !known.contains_key(name) {
                    known.insert(name, self.value(node)?.text()?);
                }
                made.push_str(known.get(name)?);
            } else if let Some((id, attribute)) = name.trim().split_once('.') {
                made.push_str(&self.attribute(id, attribute));
            } else {
                made.push_str(&self.reference(name.trim()).text()?);
            }
            if made.len() > LONGEST {
                return None;
            }
            rest = behind;
        }
        made.push_str(rest);
        Some(Value::Text(resolved_later(&made)))
    }

    fn mapped(&self, argument: NodeId) -> Option<Value> {
        let json = &self.json;
        let mut words = json.items(argument).map(|item| self.value(item)?.text());
        let (map, first, second) = (words.next()??, words.next()??, words.next()??);
        let found = self
            .get(self.root, "Mappings")
            .and_then(|maps| self.get(maps, &map))
            .and_then(|map| self.get(map, &first))
            .and_then(|map| self.get(map, &second));
        if let Some(node) = found {
            return self.value(node);
        }
        let fallback = json
            .items(argument)
            .nth(3)
            .and_then(|own| self.get(own, "DefaultValue"));
        fallback.and_then(|node| self.value(node))
    }

    pub(super) fn stop(&self, fault: Fault) {
        self.fault.borrow_mut().get_or_insert(fault);
    }
}

/// References that are resolved when the template is deployed.
fn resolved_later(text: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{resolve:")
        && let Some((name, behind)) = after.split_once("}}")
    {
        made.push_str(before);
        made.push_str(&open(&["resolve:", name].concat()));
        rest = behind;
    }
    made.push_str(rest);
    made
}

/// A function with its argument, for people: white space and length are not theirs. No letter beyond U+00FF comes in by the cut: such
/// letters would be said to be the author's.
fn in_short(name: &str, argument: &str) -> String {
    let words: Vec<&str> = argument.split_whitespace().collect();
    let text = [name, " ", &words.join(" ").replace('"', "")].concat();
    match text.char_indices().nth(60) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "..."].concat(),
        None => text,
    }
}
