//! Small policies that ask much of a few unknown keys, and values that those keys could have.

use serde_json::{Map, Value, json};

use super::dice::Dice;

/// What kind of values a key holds.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Kind {
    Text,
    Arn,
    Number,
    Date,
    Address,
    List,
    /// A text or a list: no table lists the key, and some condition has a qualifier.
    Either,
}

/// A key whose value is unknown.
#[derive(Clone, Debug)]
struct Unseen {
    name: &'static str,
    kind: Kind,
    presence: bool,
    /// Whether an empty text is no value at all to some condition.
    is_emptied: bool,
}

/// A scenario of one case, and the keys that are unknown in it.
#[derive(Debug)]
pub struct Riddle {
    /// The scenario.
    pub scenario: Value,
    keys: Vec<Unseen>,
    /// What the policies compare anything with, and the resource.
    texts: Vec<String>,
}

/// The kinds of riddles: which keys the policies ask for.
const FAMILIES: [&[(&str, Kind)]; 8] = [
    &[("app:a", Kind::Text), ("app:b", Kind::Text)],
    &[("app:a", Kind::Text), ("app:b", Kind::Text), ("app:c", Kind::Text)],
    &[("aws:SourceArn", Kind::Arn), ("app:a", Kind::Text)],
    &[("aws:TagKeys", Kind::List)],
    &[("aws:TagKeys", Kind::List), ("app:a", Kind::Text)],
    &[("app:a", Kind::Either), ("app:b", Kind::Text)],
    &[("aws:MultiFactorAuthAge", Kind::Number), ("s3:max-keys", Kind::Number)],
    &[("aws:VpcSourceIp", Kind::Address), ("aws:TokenIssueTime", Kind::Date)],
];

const RESOURCES: [&str; 4] = [
    "arn:aws:s3:::b/k/z",
    "arn:aws:s3:::b/kk",
    "arn:aws:s3:::b/k",
    "arn:aws:s3:::b/k/k",
];

/// A riddle.
#[must_use]
pub fn riddle(dice: &mut Dice) -> Riddle {
    let family = dice.pick(&FAMILIES);
    let has_variables = dice.chance(60);
    let questions = dice.several(1, 3, |dice| question(dice, family, has_variables));
    let variables = if has_variables {
        texts_of(family, "")
    } else {
        Vec::new()
    };
    let mut statements = dice.several(1, 4, |dice| statement(dice, &questions, &variables));
    if dice.chance(50) {
        statements.push(json!({ "Effect": "Allow", "Action": "*", "Resource": "*" }));
    }
    let resource = dice.pick(&RESOURCES);
    let written = Value::from(statements.clone()).to_string();
    let mut texts = vec![resource.to_owned()];
    operands(&Value::from(statements.clone()), &mut texts);
    let keys: Vec<Unseen> = family
        .iter()
        .map(|(name, kind)| Unseen {
            name,
            kind: *kind,
            presence: dice.chance(50),
            is_emptied: written.contains("Null") || written.contains("For"),
        })
        .collect();
    let context: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let unknown = if key.presence { json!("presence") } else { json!(true) };
            (key.name.to_owned(), json!({ "unknown": unknown }))
        })
        .collect();
    let alice = json!({
        "user": "arn:aws:iam::111122223333:user/alice",
        "policies": [{ "Version": "2012-10-17", "Statement": statements }],
    });
    let scenario = json!({
        "scenario": 1,
        "title": "A riddle.",
        "principals": { "alice": alice },
        "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": resource, "context": context }],
    });
    Riddle { scenario, keys, texts }
}

impl Riddle {
    /// Adds cases like the first, with values in the place of what is unknown.
    pub fn add_guesses(&mut self, dice: &mut Dice, count: usize) {
        let first = self.scenario["cases"][0].clone();
        for _ in 0..count {
            let mut case = first.clone();
            let mut earlier: Vec<String> = Vec::new();
            for key in &self.keys {
                case["context"][key.name] = self.value(dice, key, &mut earlier);
            }
            if let Some(cases) = self.scenario["cases"].as_array_mut() {
                cases.push(case);
            }
        }
    }

    fn value(&self, dice: &mut Dice, key: &Unseen, earlier: &mut Vec<String>) -> Value {
        if key.presence && dice.chance(20) {
            return Value::Null;
        }
        let is_list = match key.kind {
            Kind::List => true,
            Kind::Either => dice.chance(50),
            _ => false,
        };
        let values: Vec<String> = dice.several(1, if is_list { 3 } else { 1 }, |dice| {
            let text = self.one(dice, key, earlier);
            earlier.push(text.clone());
            text
        });
        match is_list {
            true => json!(values),
            false => json!(values[0]),
        }
    }

    fn one(&self, dice: &mut Dice, key: &Unseen, earlier: &[String]) -> String {
        match key.kind {
            Kind::Number => return near_number(dice, &self.texts),
            Kind::Date => return near_second(dice),
            Kind::Address => return dice.pick(&ADDRESSES).to_owned(),
            Kind::Text | Kind::Arn | Kind::List | Kind::Either => {}
        }
        if dice.chance(7) && key.kind == Kind::Text && !key.is_emptied {
            return String::new();
        }
        let mut text = match dice.below(10) {
            0 => dice.pick(&["q", "Zq", "k", "x-y"]).to_owned(),
            1..=3 if !earlier.is_empty() => earlier[dice.below(earlier.len())].clone(),
            4 => piece(dice, &self.texts[0]),
            _ => {
                let own = dice.below(self.texts.len());
                written_out(dice, &self.texts[own], earlier)
            }
        };
        if dice.chance(30) {
            text = respelled(dice, &text);
        }
        if key.kind == Kind::Arn && !(text.starts_with("arn:") && text.matches(':').count() >= 5) {
            return format!("arn:aws:{}:::{}", dice.pick(&["s3", "sqs", "a"]), text.replace(':', ""));
        }
        match text.is_empty() {
            true => "q".to_owned(),
            false => text,
        }
    }
}

const ADDRESSES: [&str; 8] = [
    "10.0.0.0",
    "10.0.0.1",
    "10.0.1.0",
    "10.255.255.255",
    "9.255.255.255",
    "203.0.113.7",
    "2001:db8::1",
    "fd00::1",
];
const DATES: [&str; 4] = [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:01Z",
    "1767225600",
    "2030-06-01",
];

/// One question about a key; policies ask few of them, and their negations, so that their statements often cover all values.
#[derive(Clone, Debug)]
struct Question {
    key: &'static str,
    kind: Kind,
    base: &'static str,
    operands: Vec<String>,
}

fn question(dice: &mut Dice, family: &[(&'static str, Kind)], has_variables: bool) -> Question {
    let (key, kind) = dice.pick(family);
    let base = dice.pick(operators(kind));
    let others = match has_variables {
        true => texts_of(family, key),
        false => Vec::new(),
    };
    let operands = match base {
        "Null" => vec!["true".to_owned()],
        base => dice.several(1, 2, |dice| operand(dice, kind, base, &others)),
    };
    Question {
        key,
        kind,
        base,
        operands,
    }
}

/// The keys of single texts, without this one.
fn texts_of(family: &[(&'static str, Kind)], but: &str) -> Vec<&'static str> {
    let texts = family.iter().filter(|(_, kind)| *kind != Kind::List);
    texts.map(|(name, _)| *name).filter(|name| *name != but).collect()
}

fn statement(dice: &mut Dice, questions: &[Question], variables: &[&str]) -> Value {
    let mut statement = json!({ "Effect": dice.pick(&["Allow", "Deny"]), "Action": "*", "Resource": "*" });
    if !variables.is_empty() && dice.chance(20) {
        let form = dice.pick(&["b/$", "b/$/*", "b/*$*", "b/$$", "b/?$", "$/k/z", "*/$"]);
        let variable = format!("${{{}}}", dice.pick(variables));
        let element = dice.mostly(&["Resource", "NotResource"]);
        if let Some(fields) = statement.as_object_mut() {
            fields.remove("Resource");
        }
        statement[element] = json!(format!("arn:aws:s3:::{}", form.replace('$', &variable)));
    }
    for _ in 0..1 + dice.below(2) {
        let Question {
            key,
            kind,
            base,
            operands,
        } = &questions[dice.below(questions.len())];
        let is_negated = dice.chance(50);
        if *base == "Null" {
            statement["Condition"]["Null"][key] = json!(is_negated.to_string());
            continue;
        }
        let qualifier = match kind {
            Kind::List => dice.pick(&["ForAllValues:", "ForAnyValue:", "ForAnyValue:", ""]),
            Kind::Either => dice.pick(&["ForAllValues:", "ForAnyValue:"]),
            _ => dice.pick(&["", "", "", "", "", "", "ForAllValues:"]),
        };
        let base = if is_negated { negated(base) } else { base };
        let operator = format!("{qualifier}{base}{}", dice.pick(&["", "", "IfExists"]));
        statement["Condition"][operator][key] = json!(operands);
    }
    statement
}

fn negated(base: &str) -> &str {
    match base {
        "NumericLessThan" => "NumericGreaterThanEquals",
        "DateLessThan" => "DateGreaterThanEquals",
        "StringEquals" => "StringNotEquals",
        "StringLike" => "StringNotLike",
        "StringEqualsIgnoreCase" => "StringNotEqualsIgnoreCase",
        "ArnLike" => "ArnNotLike",
        "NumericEquals" => "NumericNotEquals",
        "DateEquals" => "DateNotEquals",
        "IpAddress" => "NotIpAddress",
        base => base,
    }
}

fn operators(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Number => &["NumericEquals", "NumericLessThan", "Null"],
        Kind::Date => &["DateLessThan", "DateEquals", "Null"],
        Kind::Address => &["IpAddress", "Null"],
        Kind::Arn => &["ArnLike", "StringEquals", "StringLike", "Null"],
        _ => &[
            "StringEquals",
            "StringEquals",
            "StringLike",
            "StringLike",
            "StringEqualsIgnoreCase",
            "Null",
        ],
    }
}

fn operand(dice: &mut Dice, kind: Kind, base: &str, variables: &[&str]) -> String {
    match kind {
        Kind::Number => dice.pick(&["1", "2", "2.5", "10"]).to_owned(),
        Kind::Date => dice.pick(&DATES).to_owned(),
        Kind::Address => dice
            .pick(&["10.0.0.0/8", "10.0.0.0/24", "10.0.0.1", "0.0.0.0/0", "2001:db8::/32"])
            .to_owned(),
        _ => {
            let form = match dice.chance(45) && !variables.is_empty() {
                true => dice.pick(&["$", "$", "$*", "a$", "${, 'a'}", "$$", "*$*", "$?", "$b"]),
                false => dice.pick(&["a", "ab", "A", "a*", "*b", "?", "*", "k/z", "a?"]),
            };
            let key = if variables.is_empty() { "" } else { dice.pick(variables) };
            let text = match form {
                "${, 'a'}" => format!("${{{key}, 'a'}}"),
                form => form.replace('$', &format!("${{{key}}}")),
            };
            match base.starts_with("Arn") {
                true => format!("arn:aws:{}:::{text}", dice.pick(&["s3", "*", "s?s"])),
                false => text,
            }
        }
    }
}

/// Every text of the conditions.
fn operands(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|own| operands(own, into)),
        Value::Object(fields) => fields.values().for_each(|own| operands(own, into)),
        _ => {}
    }
}

/// A text that the pattern may match: something for each wildcard, an earlier value for each variable.
fn written_out(dice: &mut Dice, pattern: &str, earlier: &[String]) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['*', '?', '$']) {
        text += &rest[..at];
        let (sign, after) = rest[at..].split_at(1);
        rest = after;
        match sign {
            "*" => text += dice.pick(&["", "x", "ab", "/"]),
            "?" => text += dice.pick(&["a", "x", "k", "Z"]),
            _ => {
                let (inside, after) = rest.split_once('}').unwrap_or((rest, ""));
                rest = after;
                match (inside.split_once('\''), earlier.is_empty()) {
                    (Some((_, default)), _) if dice.chance(50) => text += default.trim_end_matches('\''),
                    (_, false) => text += &earlier[dice.below(earlier.len())],
                    _ => text += dice.pick(&["a", "k", "q"]),
                }
            }
        }
    }
    text + rest
}

/// The same text, or almost.
fn respelled(dice: &mut Dice, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let upper = |char: &char| match char.is_lowercase() {
        true => char.to_ascii_uppercase(),
        false => char.to_ascii_lowercase(),
    };
    match dice.below(5) {
        0 => chars.iter().map(upper).collect(),
        1 => format!("{text}{}", dice.pick(&["a", "x", "/"])),
        2 => format!("{}{text}", dice.pick(&["a", "x", "k"])),
        3 => chars.iter().skip(1).collect(),
        _ => chars.iter().take(chars.len().saturating_sub(1)).collect(),
    }
}

/// Some run of characters of the text.
fn piece(dice: &mut Dice, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let from = dice.below(chars.len());
    let length = 1 + dice.below(4);
    chars.iter().skip(from).take(length).collect()
}

fn near_number(dice: &mut Dice, texts: &[String]) -> String {
    let numbers: Vec<f64> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    match numbers.is_empty() {
        true => "3".to_owned(),
        false => (dice.pick(&numbers) + dice.pick(&[0.0, 0.0, 0.25, -0.25, 1.0, -1.0, 100.0])).to_string(),
    }
}

fn near_second(dice: &mut Dice) -> String {
    let around = dice.pick(&[1_767_225_600_i64, 1_906_502_400]);
    let seconds = around + dice.pick(&[0, 0, 1, -1, 2, 86_400, -400_000_000]);
    seconds.to_string()
}
