//! The classes of values of an unknown key that the policies of a request can tell apart.

use iamwhy_policy::{Base, Operator};

use super::words::{Step, words};
use crate::bind::Bound;
use crate::compare::{date, fold};
use crate::compare::decimal::{Decimal, Fixed};
use crate::compile::parts::{Cond, Operand};
use crate::evaluate::element::{Substitute, World};
use crate::keys::{Cardinality, KeyType, List, Value};
use crate::pattern::{Pattern, Token};
use crate::request::ContextValue;

/// Everything in the request that looks at the key.
pub(super) struct Uses<'p> {
    /// Conditions on the key itself.
    pub(super) conditions: Vec<&'p Cond>,
    /// Conditions whose values mention the key as a variable.
    pub(super) compared: Vec<&'p Cond>,
    /// Whether resources mention it as a variable.
    pub(super) in_resource: bool,
    /// Texts that occur for other unknown keys, so that both can be equal.
    pub(super) shared: Vec<String>,
}

/// Single values, one or more for every class; false where some may be missing.
pub(super) fn values(bound: &Bound<'_>, kind: Option<KeyType>, uses: &Uses<'_>) -> (Vec<String>, bool) {
    let mut found = Found {
        values: Vec::new(),
        patterns: Vec::new(),
        complete: true,
    };
    if kind == Some(KeyType::Boolean) {
        return (vec!["true".to_owned(), "false".to_owned()], true);
    }
    for cond in &uses.conditions {
        let Some(operator) = cond.operator else { continue };
        for entry in cond.operands.of(&bound.program.operands) {
            found.operand(bound, operator, &entry.operand);
        }
    }
    for cond in &uses.compared {
        found.known(bound.value(cond.key));
    }
    if uses.in_resource {
        found.substrings(&bound.request.resource);
    }
    found.values.extend(uses.shared.iter().cloned());
    let (texts, complete) = words(&found.patterns);
    found.complete &= complete;
    found.values.extend(texts);
    found.between_numbers();
    let mut values = found.values;
    values.extend(fresh(kind).iter().map(|text| (*text).to_owned()));
    values.retain(|value| fits(kind, value));
    values.sort_unstable();
    values.dedup();
    (values, found.complete)
}

/// All values of a multivalued key: lists of the classes of single values.
pub(super) fn lists(single: &[String]) -> (Vec<ContextValue>, bool) {
    let list =
        |members: Vec<&String>| ContextValue::Many(members.into_iter().map(|text| text.as_str().into()).collect());
    let complete = single.len() <= 8;
    let mut all = Vec::new();
    if complete {
        for mask in 1..1_usize << single.len() {
            all.push(list(
                single
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| mask >> bit & 1 == 1)
                    .map(|(_, text)| text)
                    .collect(),
            ));
        }
    } else {
        all.extend(single.iter().map(|text| list(vec![text])));
        all.push(list(single.iter().collect()));
    }
    (all, complete)
}

/// Whether a key is known to hold lists.
pub(super) fn is_list(cardinality: Option<Cardinality>) -> bool {
    cardinality == Some(Cardinality::Multi)
}

/// Values that nothing in any policy equals; two, so that two unknown keys can also differ.
fn fresh(kind: Option<KeyType>) -> &'static [&'static str] {
    match kind {
        Some(KeyType::Boolean) => &[],
        Some(KeyType::Ip) => &["198.18.0.1", "3fff::1"],
        Some(KeyType::Date) => &["1", "4102444800"],
        Some(KeyType::Number) => &["-1", "0", "123456789"],
        Some(KeyType::Arn) => &["arn:aws:unheard:of:000000000000:thing"],
        Some(KeyType::Text) | None => &["unheard-of", "unheard-of-too"],
    }
}

/// Whether a service could send such a value.
fn fits(kind: Option<KeyType>, value: &str) -> bool {
    match kind {
        Some(KeyType::Ip) => value.parse::<std::net::IpAddr>().is_ok(),
        Some(KeyType::Date) => date::read(value, false).is_some(),
        Some(KeyType::Number) => Decimal::read(value).is_some(),
        Some(KeyType::Arn) => crate::compare::arn::split(value).is_some(),
        _ => !value.is_empty(),
    }
}

struct Found {
    values: Vec<String>,
    patterns: Vec<Vec<Step>>,
    complete: bool,
}

impl Found {
    fn operand(&mut self, bound: &Bound<'_>, operator: Operator, operand: &Operand) {
        let program = bound.program;
        match operand {
            Operand::Text(pattern) => {
                if let Some(steps) = self.steps(bound, *pattern) {
                    if operator.base == Base::StringEqualsIgnoreCase {
                        let text: String = steps.iter().filter_map(char_of).collect();
                        self.values.extend(fold::spellings(&text));
                    }
                    self.patterns.push(steps);
                }
            }
            Operand::Arn(parts) => {
                let mut whole = Vec::new();
                for (index, part) in parts.iter().enumerate() {
                    let Some(steps) = self.steps(bound, *part) else { return };
                    if index > 0 {
                        whole.push(Step::Char(':'));
                    }
                    let last = index == 5;
                    whole.extend(steps.into_iter().map(|step| match step {
                        Step::Any { .. } => Step::Any { colon: last },
                        Step::One { .. } => Step::One { colon: last },
                        step => step,
                    }));
                }
                self.patterns.push(whole);
            }
            Operand::Number(run) => self.values.push(program.templates.str(*run).to_owned()),
            Operand::Instant(instant) => {
                let second = instant.div_euclid(1_000_000_000);
                for second in [second - 1, second, second + 1] {
                    self.values.push(second.max(0).to_string());
                }
            }
            Operand::Net(net) => self.around(net),
            Operand::Bool(_) | Operand::BoolText(_) => self.values.extend(["true".to_owned(), "false".to_owned()]),
            Operand::Bytes(_) | Operand::AnyArn | Operand::ArnVariable(_) | Operand::Unreadable => {}
        }
    }

    /// A pattern as steps, with the variables that are known put in; none where another unknown is in it.
    fn steps(&mut self, bound: &Bound<'_>, pattern: Pattern) -> Option<Vec<Step>> {
        let world = World { bound };
        let templates = &bound.program.templates;
        let mut steps = Vec::new();
        for token in pattern.tokens.of(&templates.tokens) {
            match token {
                Token::Literal(run) => steps.extend(templates.str(*run).chars().map(Step::Char)),
                Token::One => steps.push(Step::One { colon: true }),
                Token::OneInPart => steps.push(Step::One { colon: false }),
                Token::Star => steps.push(Step::Any { colon: true }),
                Token::StarInPart => steps.push(Step::Any { colon: false }),
                Token::Variable(variable) => match world.substitute(*variable) {
                    Substitute::Text(text) => steps.extend(text.chars().map(Step::Char)),
                    Substitute::NoValue | Substitute::Unknown => return None,
                },
            }
        }
        Some(steps)
    }

    fn known(&mut self, value: Value<'_>) {
        match value {
            Value::One(text) => self.substrings_of_arn(text),
            Value::Many(list) => self.values.extend(List::iter(list).map(str::to_owned)),
            _ => {}
        }
    }

    fn substrings_of_arn(&mut self, text: &str) {
        self.values.push(text.to_owned());
        self.substrings(text);
    }

    /// Every run of characters that a variable could stand for in this text.
    fn substrings(&mut self, text: &str) {
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        if cuts.len() > 160 {
            self.complete = false;
            return;
        }
        for (index, start) in cuts.iter().enumerate() {
            for end in &cuts[index + 1..] {
                self.values.push(text[*start..*end].to_owned());
            }
        }
    }

    /// The first and last address of a block and their neighbours.
    fn around(&mut self, net: &ipnet::IpNet) {
        match net {
            ipnet::IpNet::V4(net) => {
                let (first, last) = (u32::from(net.network()), u32::from(net.broadcast()));
                for number in [Some(first), Some(last), first.checked_sub(1), last.checked_add(1)]
                    .into_iter()
                    .flatten()
                {
                    self.values.push(std::net::Ipv4Addr::from(number).to_string());
                }
            }
            ipnet::IpNet::V6(net) => {
                let (first, last) = (u128::from(net.network()), u128::from(net.broadcast()));
                for number in [Some(first), Some(last), first.checked_sub(1), last.checked_add(1)]
                    .into_iter()
                    .flatten()
                {
                    self.values.push(std::net::Ipv6Addr::from(number).to_string());
                }
            }
        }
    }

    /// A number between every two neighbours, one below and one above all.
    fn between_numbers(&mut self) {
        let mut numbers: Vec<Fixed> = self.values.iter().filter_map(|text| Fixed::read(text)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut more: Vec<Fixed> = numbers
            .windows(2)
            .filter_map(|pair| Some(pair.first()?.between(*pair.last()?)))
            .collect();
        more.extend(numbers.first().map(|first| first.plus(-1)));
        more.extend(numbers.last().map(|last| last.plus(1)));
        self.values.extend(more.into_iter().map(Fixed::text));
    }
}

fn char_of(step: &Step) -> Option<char> {
    match step {
        Step::Char(char) => Some(*char),
        _ => None,
    }
}
