//! Unknowns, by brute force: every way of filling in what the evaluation asks for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::caller::Caller;
use super::compare::{Number, instant, network};
use super::context::{Type as KeyType, is_multivalued, key_type};
use super::layers::authorize;
use super::scene::{Filled, Scene};
use super::statement::Type;
use super::template::{key_and_default, next_variable};
use super::{NotCovered, Stop, Verdict};

/// More completions than this are not tried.
const LIMIT: usize = 6_000;

/// What the policies compare each key with, and which keys stand inside variables.
#[derive(Debug, Default)]
pub(crate) struct Operands {
    values: BTreeMap<String, BTreeSet<String>>,
    variables: BTreeSet<String>,
    /// Pieces of the ARNs that are asked for: what a variable in a resource could stand for.
    pieces: BTreeSet<String>,
}

/// What the rules say about one case; a `call` is decided as one.
pub fn decide(scenario: &Value, case: &Value) -> Result<Verdict, NotCovered> {
    for field in ["writes", "operation", "matrix"] {
        if case.get(field).is_some() {
            return Err(NotCovered(format!("a case with `{field}`")));
        }
    }
    if case.get("tags").is_some_and(super::scene::is_unknown) {
        return Err(NotCovered("unknown request tags".to_owned()));
    }
    let items = match case.get("call").and_then(Value::as_array) {
        Some(call) => call.iter().collect(),
        None => vec![case],
    };
    let verdicts = items
        .into_iter()
        .map(|item| complete(scenario, case, item))
        .collect::<Result<Vec<_>, _>>()?;
    let rank = |verdict: &Verdict| match verdict.decision.as_str() {
        "allow" => 2,
        "unknown" => 1,
        _ => 0,
    };
    verdicts
        .into_iter()
        .min_by_key(rank)
        .ok_or_else(|| NotCovered("an empty call".to_owned()))
}

/// One authorization under every completion of the unknowns that it touches.
fn complete(scenario: &Value, case: &Value, item: &Value) -> Result<Verdict, NotCovered> {
    let mut operands = Operands::default();
    operands.collect(scenario);
    operands.cut(scenario, item);
    let mut open = vec![Filled::new()];
    let mut verdicts: Vec<Verdict> = Vec::new();
    let mut tried = 0;
    while let Some(filled) = open.pop() {
        tried += 1;
        if tried > LIMIT {
            return Err(NotCovered("too many unknowns".to_owned()));
        }
        let scene = Scene {
            root: scenario,
            filled: &filled,
            operands: &operands,
        };
        match authorize(&scene, case, item) {
            Ok(verdict) if !verdicts.contains(&verdict) => verdicts.push(verdict),
            Ok(_) => {}
            Err(Stop::NotCovered(why)) => return Err(NotCovered(why)),
            Err(Stop::Need { place, choices }) => open.extend(choices.into_iter().map(|choice| {
                let mut filled = filled.clone();
                filled.insert(place.clone(), choice);
                filled
            })),
        }
        let allows = verdicts.iter().filter(|v| v.decision == "allow").count();
        if allows > 0 && allows < verdicts.len() {
            return Ok(Verdict {
                decision: "unknown".to_owned(),
                layer: None,
                blockers: Vec::new(),
                grant: None,
            });
        }
    }
    // All allow, or all deny: the completion with the fewest blockers speaks for all.
    verdicts.sort_by_key(|v| (v.blockers.len(), v.decision != "implicitDeny"));
    let Some(first) = verdicts.first() else {
        return Err(NotCovered("no completion".to_owned()));
    };
    let mut verdict = first.clone();
    let rivals = || verdicts.iter().filter(|v| v.blockers.len() == first.blockers.len());
    if rivals().any(|v| v.layer != first.layer || v.decision != first.decision) {
        verdict.layer = None;
    }
    if rivals().any(|v| v.grant != first.grant) {
        verdict.grant = None;
    }
    Ok(verdict)
}

/// What may stand in the place of a policy that we cannot see: an Allow, an Allow for this caller, a Deny.
pub(crate) fn documents(caller: &Caller, kind: Type) -> Vec<Value> {
    let document = |effect: &str, principal: Value| {
        let mut statement = json!({ "Effect": effect, "Action": "*:*" });
        if kind != Type::Trust {
            statement["Resource"] = json!("*");
        }
        if kind.has_principal() {
            statement["Principal"] = principal;
        }
        json!({ "Version": "2012-10-17", "Statement": [statement] })
    };
    match kind {
        Type::Rcp => vec![document("Deny", json!("*"))],
        Type::Resource | Type::Trust => vec![
            document("Allow", json!("*")),
            document("Allow", caller.element()),
            document("Deny", json!("*")),
        ],
        _ => vec![document("Allow", json!("*")), document("Deny", json!("*"))],
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
            .filter_map(|(_, keys)| keys.as_object())
            .flatten();
        for (key, values) in keys {
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
                .chain(arn.match_indices([':', '/']).map(|(at, _)| at + 1))
                .collect::<Vec<_>>();
            let ends = arn
                .match_indices([':', '/'])
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
    let operands = scene.operands;
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
    let related = operands.variables.contains(key);
    if related {
        texts.extend(operands.values.values().flatten().cloned());
        texts.extend(operands.pieces.iter().cloned());
        texts.extend(known.iter().map(|(_, value)| value.clone()));
    }
    let plain: BTreeSet<String> = texts.iter().map(|text| substituted(text, known)).collect();
    let mut values: BTreeSet<String> = match key_type(key) {
        KeyType::Bool => ["true", "false"].map(str::to_owned).into(),
        KeyType::Number => plain
            .iter()
            .flat_map(|t| near_number(t))
            .chain(["0".to_owned()])
            .collect(),
        KeyType::Date => plain
            .iter()
            .flat_map(|t| near_instant(t, key == clocks[1]))
            .chain(["0".to_owned()])
            .collect(),
        KeyType::Ip => plain
            .iter()
            .flat_map(|t| near_address(t))
            .chain(["198.51.100.77".to_owned(), "2001:db8:ffff::77".to_owned()])
            .collect(),
        KeyType::Arn => globs(&plain)
            .into_iter()
            .filter(|t| super::scene::arn_field(t, 5).is_some())
            .chain(["arn:aws:zz:zz:000000000000:zz".to_owned()])
            .collect(),
        KeyType::Text => {
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
    if !plain.contains("") {
        values.remove("");
    }
    let mut choices: Vec<Value> = if is_multivalued(key) {
        let all: Vec<&String> = values.iter().take(12).collect();
        let pairs = all.iter().enumerate().flat_map(|(at, a)| {
            all[at..]
                .iter()
                .map(move |b| if a == b { json!([a]) } else { json!([a, b]) })
        });
        pairs.chain([json!(values)]).collect()
    } else {
        values.into_iter().map(Value::String).collect()
    };
    if presence {
        choices.push(Value::Null);
    }
    choices
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

fn near_number(text: &str) -> Vec<String> {
    let Some(number) = Number::parse(text).and_then(|n| n.canonical()) else {
        return Vec::new();
    };
    let sides = number
        .parse::<i64>()
        .map(|n| vec![n.saturating_sub(1).to_string(), n.saturating_add(1).to_string()]);
    [
        vec![number.clone()],
        sides.unwrap_or_else(|_| vec![format!("{number}1"), "-1".to_owned(), "1000000000".to_owned()]),
    ]
    .concat()
}

fn near_instant(text: &str, epoch: bool) -> Vec<String> {
    let Some(nanos) = instant(text, false) else {
        return Vec::new();
    };
    let seconds = nanos.div_euclid(1_000_000_000);
    let moments =
        (seconds - 1..=seconds + 1).filter_map(|s| chrono::DateTime::from_timestamp(i64::try_from(s).ok()?, 0));
    moments
        .map(|m| {
            if epoch {
                m.timestamp().to_string()
            } else {
                m.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
            }
        })
        .collect()
}

fn near_address(text: &str) -> Vec<String> {
    let Some(net) = network(text, false) else {
        return Vec::new();
    };
    let mut out = vec![net.network().to_string(), net.broadcast().to_string()];
    if let ipnet::IpNet::V4(v4) = net {
        out.extend(
            u32::from(v4.broadcast())
                .checked_add(1)
                .map(|next| std::net::Ipv4Addr::from(next).to_string()),
        );
        out.extend(
            u32::from(v4.network())
                .checked_sub(1)
                .map(|before| std::net::Ipv4Addr::from(before).to_string()),
        );
    }
    out
}
