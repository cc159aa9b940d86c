//! The values that an unknown key could have, as far as the policies of the scenario can tell them apart.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::compare::{Number, instant};
use super::keys::{Type, is_listed, is_multivalued, key_type};
use super::near::{near_address, near_instant, near_number, respelled};
use super::scene::{Scene, arn_field};
use super::template::{key_and_default, next_variable};

/// What the policies compare each key with, and which keys stand inside variables.
#[derive(Debug, Default)]
pub(crate) struct Operands {
    values: BTreeMap<String, BTreeSet<String>>,
    variables: BTreeSet<String>,
    /// Keys whose empty text some operator may take for no value at all.
    emptied: BTreeSet<String>,
    /// Keys under a set qualifier.
    qualified: BTreeSet<String>,
    /// Keys that are compared as texts, and keys that are compared as something else.
    written: BTreeSet<String>,
    meant: BTreeSet<String>,
    /// Pieces of the ARNs that are asked for: what a variable in a resource could stand for.
    pieces: BTreeSet<String>,
}

/// The operands of a scenario, which are looked for only where something is unknown.
pub(crate) struct Collected<'a> {
    scenario: &'a Value,
    item: &'a Value,
    operands: OnceCell<Operands>,
}

impl<'a> Collected<'a> {
    pub(super) fn of(scenario: &'a Value, item: &'a Value) -> Collected<'a> {
        Collected {
            scenario,
            item,
            operands: OnceCell::new(),
        }
    }

    fn get(&self) -> &Operands {
        self.operands.get_or_init(|| {
            let mut operands = Operands::default();
            operands.collect(self.scenario);
            operands.cut(self.scenario, self.item);
            operands
        })
    }
}

impl Operands {
    fn collect(&mut self, value: &Value) {
        match value {
            Value::Array(list) => list.iter().for_each(|v| self.collect(v)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    if name == "Condition" {
                        self.condition(field);
                    }
                    if let ("text", Some(Ok(document))) =
                        (name.as_str(), field.as_str().map(serde_json::from_str::<Value>))
                    {
                        self.collect(&document);
                    }
                    self.collect(field);
                }
            }
            Value::String(text) => {
                let mut rest = text.as_str();
                while let Some((_, inside, after)) = next_variable(rest) {
                    self.variables.insert(key_and_default(inside).0.to_lowercase());
                    rest = after;
                }
            }
            _ => {}
        }
    }

    fn condition(&mut self, block: &Value) {
        let keys = block
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(operator, keys)| Some((operator.to_lowercase(), keys.as_object()?)))
            .flat_map(|(operator, keys)| keys.iter().map(move |(key, values)| (operator.clone(), key, values)));
        for (operator, key, values) in keys {
            if operator.starts_with("null") || operator.starts_with("for") {
                self.emptied.insert(key.to_lowercase());
            }
            if operator.starts_with("for") {
                self.qualified.insert(key.to_lowercase());
            }
            let kind = operator.rsplit(':').next().unwrap_or_default();
            if kind.starts_with("string") {
                self.written.insert(key.to_lowercase());
            } else if ["num", "date", "ip", "notip", "bool"]
                .iter()
                .any(|own| kind.starts_with(own))
            {
                self.meant.insert(key.to_lowercase());
            }
            let list = match values {
                Value::Array(list) => list.as_slice(),
                one => std::slice::from_ref(one),
            };
            let texts = list.iter().filter_map(|v| match v {
                Value::String(text) => Some(text.clone()),
                Value::Null | Value::Object(_) | Value::Array(_) => None,
                other => Some(other.to_string()),
            });
            self.values.entry(key.to_lowercase()).or_default().extend(texts);
        }
    }

    /// Whether a key that is known to be empty is compared with a variable of this one.
    fn compares_with_empty(&self, key: &str, known: &[(String, String)]) -> bool {
        let empty = known.iter().filter(|(_, value)| value.is_empty());
        let mut texts = empty.filter_map(|(other, _)| self.values.get(other)).flatten();
        texts.any(|text| {
            let mut rest = text.as_str();
            while let Some((_, inside, after)) = next_variable(rest) {
                if key_and_default(inside).0.eq_ignore_ascii_case(key) {
                    return true;
                }
                rest = after;
            }
            false
        })
    }

    /// The pieces of the request's resource between separators, and runs of them.
    fn cut(&mut self, scenario: &Value, item: &Value) {
        if self.variables.is_empty() {
            return;
        }
        let text = item["resource"].as_str().unwrap_or_default();
        let entries = scenario["resources"].as_object().into_iter().flatten();
        let arns = entries.filter_map(|(_, entry)| entry["arn"].as_str());
        for arn in arns.chain([text]) {
            let starts = std::iter::once(0)
                .chain(arn.match_indices([':', '/', '-']).map(|(at, _)| at + 1))
                .collect::<Vec<_>>();
            let ends = arn
                .match_indices([':', '/', '-'])
                .map(|(at, _)| at)
                .chain([arn.len()])
                .collect::<Vec<_>>();
            for (&start, &end) in starts
                .iter()
                .flat_map(|s| ends.iter().map(move |e| (s, e)))
                .filter(|(s, e)| s < e)
            {
                self.pieces.insert(arn[start..end].to_owned());
            }
        }
    }
}

/// The values that an unknown key could have, as far as the policies can tell them apart.
pub(crate) fn values_of(scene: &Scene, key: &str, presence: bool, known: &[(String, String)]) -> Vec<Value> {
    let operands = scene.operands.get();
    let mut texts: BTreeSet<String> = operands.values.get(key).cloned().unwrap_or_default();
    let clocks = ["aws:currenttime", "aws:epochtime"];
    if clocks.contains(&key) {
        texts.extend(
            clocks
                .iter()
                .filter_map(|clock| operands.values.get(*clock))
                .flatten()
                .cloned(),
        );
    }
    let own: BTreeSet<String> = texts.iter().map(|text| substituted(text, known)).collect();
    let related = operands.variables.contains(key) || texts.iter().any(|text| text.contains("${"));
    if related {
        texts.extend(operands.values.values().flatten().cloned());
        texts.extend(operands.pieces.iter().cloned());
        texts.extend(known.iter().map(|(_, value)| value.clone()));
    }
    if ["sts:sourceidentity", "aws:sourcevpc"].contains(&key) || key.starts_with("kms:encryptioncontext:") {
        texts.extend(known.iter().map(|(_, value)| value.clone())); // read by rules, not only by policies
        leaves(&scene.root["resources"], &mut texts);
    }
    if key == "s3:x-amz-acl" || key.starts_with("s3:x-amz-grant-") {
        let public = ["public-read", "http://acs.amazonaws.com/groups/global/AllUsers"]; // S3-5
        texts.extend(public.map(str::to_owned));
    }
    if related && scene.assumes("UND-6", "wildcard") {
        texts.extend(["*", "?"].map(str::to_owned));
    }
    // With their variables written out, and, for documents without the version, as they stand.
    let plain: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| [substituted(text, known), substituted(text, &[]), text.clone()])
        .collect();
    let mut values: BTreeSet<String> = match key_type(key) {
        Type::Bool => ["true", "false"].map(str::to_owned).into(),
        Type::Number => plain
            .iter()
            .flat_map(|t| near_number(t))
            // Two numbers may lie between the same bounds.
            .chain(
                plain
                    .iter()
                    .filter_map(|t| Some(format!("{}.5", t.parse::<u32>().ok()?))),
            )
            .chain(plain.iter().filter(|t| Number::parse(t).is_some()).cloned())
            .chain(["0".to_owned()])
            .collect(),
        Type::Date => plain
            .iter()
            .flat_map(|t| near_instant(t, key == clocks[1]))
            .chain(plain.iter().filter(|t| instant(t, false).is_some()).cloned())
            .chain(["0".to_owned()])
            .collect(),
        Type::Ip => plain
            .iter()
            .flat_map(|t| near_address(t))
            .chain(plain.iter().filter(|t| t.parse::<std::net::IpAddr>().is_ok()).cloned())
            .chain(["198.51.100.77".to_owned(), "fd77::77".to_owned()])
            .collect(),
        // What ends within its first fields may go on to be an ARN.
        Type::Arn => globs(&plain)
            .into_iter()
            .flat_map(|t| [format!("{t}:zz:zz:zz:zz"), t])
            .filter(|t| arn_field(t, 5).is_some())
            .chain(["arn:aws:zz:zz:000000000000:zz".to_owned()])
            .collect(),
        Type::Text => {
            let near = plain
                .iter()
                .flat_map(|t| [near_number(t), near_instant(t, false), near_address(t)].concat());
            globs(&plain)
                .into_iter()
                .chain(near)
                .chain([
                    "zz".to_owned(),
                    "zz2".to_owned(),
                    "arn:aws:zz:zz:000000000000:zz".to_owned(),
                ])
                .collect()
        }
    };
    // What is equal may be written otherwise.
    if operands.written.contains(key) && operands.meant.contains(key) && !matches!(key_type(key), Type::Bool) {
        values.extend(values.clone().iter().flat_map(|text| respelled(text)));
    }
    // An unknown text may be empty; where an operator may take that for no value, only if it is compared with one.
    let text = matches!(key_type(key), Type::Text) && !is_multivalued(key);
    if text && (presence || !operands.emptied.contains(key)) {
        values.insert(String::new());
    } else if !(own.contains("") || operands.compares_with_empty(key, known)) {
        values.remove("");
    }
    let either = !is_listed(key) && operands.qualified.contains(key);
    let single = values
        .iter()
        .cloned()
        .map(Value::String)
        .filter(|_| !is_multivalued(key));
    let mut choices: Vec<Value> = single.collect();
    if is_multivalued(key) || either {
        let all: Vec<&String> = values.iter().take(12).collect();
        let pairs = all.iter().enumerate().flat_map(|(at, a)| {
            all[at..]
                .iter()
                .map(move |b| if a == b { json!([a]) } else { json!([a, b]) })
        });
        let rest = values.iter().skip(12).map(|value| json!([value]));
        choices.extend(pairs.chain(rest).chain([json!(values)]));
    }
    if presence {
        choices.push(Value::Null);
        choices.extend((is_multivalued(key) || either).then(|| json!([""])));
    }
    choices
}

/// Every text below a value; as deep as the file is nested.
fn leaves(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            into.insert(text.clone());
        }
        Value::Array(list) => list.iter().for_each(|v| leaves(v, into)),
        Value::Object(fields) => fields.values().for_each(|v| leaves(v, into)),
        _ => {}
    }
}

/// The text with the variables whose values are known written out.
fn substituted(text: &str, known: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside, after)) = next_variable(rest) {
        let (key, default) = key_and_default(inside);
        let value = known
            .iter()
            .find(|(k, _)| *k == key.to_lowercase())
            .map(|(_, v)| v.as_str());
        out += before;
        out += value
            .or(default)
            .unwrap_or(if inside.len() == 1 { inside } else { "zz" });
        rest = after;
    }
    out + rest
}

/// Each text as it is, with its wildcards filled in, and with one pattern inside another, so that both match.
fn globs(texts: &BTreeSet<String>) -> BTreeSet<String> {
    let fill = |text: &str, star: &str| text.replace('*', star).replace('?', "x");
    let mut out = BTreeSet::new();
    for text in texts {
        out.insert(text.clone());
        out.extend(["", "x"].map(|star| fill(text, star)));
        out.extend([text.to_lowercase(), text.to_uppercase()].map(|text| fill(&text, "x")));
        if let Some((start, _)) = text.split_once(['*', '?']) {
            // In the spelling of the pattern, for operators that ignore case.
            let same = |t: &&String| {
                t.get(..start.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(start))
            };
            out.extend(
                texts
                    .iter()
                    .filter(same)
                    .map(|t| fill(&format!("{start}{}", &t[start.len()..]), "x")),
            );
        }
        if text.contains('*') {
            out.extend(
                texts
                    .iter()
                    .filter(|other| *other != text && other.len() < 40)
                    .map(|other| fill(&text.replacen('*', other, 1), "x")),
            );
        }
    }
    out
}
