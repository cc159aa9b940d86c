//! What policies compare an unknown key with: texts, numbers, instants, addresses, and the patterns that a text can match.

use iamwhy_policy::{Add, Base, Listed, Operator, Seen};

use super::respelled::respelled;
use super::words::{Step, words, written};
use crate::bind::Bound;
use crate::compare::date::{self, Instant};
use crate::compare::decimal::Fixed;
use crate::compile::parts::{Cond, Operand};
use crate::evaluate::element::{Substitute, World};
use crate::keys::{KeyType, List, Value};
use crate::order::set;
use crate::pattern::{Pattern, Token};

/// Texts longer than this are not cut into pieces.
const LONGEST: usize = 160;

/// Values and patterns, as they are found.
pub(super) struct Found<'b, 'a> {
    bound: &'b Bound<'a>,
    kind: Option<KeyType>,
    /// Single values; some may be no possible values of the key.
    pub(super) values: Vec<String>,
    patterns: Vec<Vec<Step>>,
    met: Seen,
    /// Whether wildcards, and whether numbers, instants or addresses, are compared with: together they make classes
    /// that are not looked for.
    wild: bool,
    pub(super) measured: bool,
    numbers: bool,
    instants: Vec<Instant>,
    bools: bool,
    /// Whether wildcards in a variable's text would count (UND-6).
    wild_text: bool,
    /// False where some class may have no value.
    pub(super) complete: bool,
}

impl<'b, 'a> Found<'b, 'a> {
    /// `arn` says whether the key, or one that it is compared with, holds ARNs: for all of those the same texts are found.
    pub(super) fn new(bound: &'b Bound<'a>, kind: Option<KeyType>, arn: bool) -> Found<'b, 'a> {
        let mut found = Found {
            bound,
            kind,
            values: Vec::new(),
            patterns: Vec::new(),
            met: Seen::default(),
            wild: false,
            numbers: false,
            instants: Vec::new(),
            bools: false,
            wild_text: false,
            measured: matches!(kind, Some(KeyType::Ip | KeyType::Date | KeyType::Number)),
            complete: true,
        };
        if arn {
            found.pattern(any_arn());
        }
        found
    }

    fn pattern(&mut self, steps: Vec<Step>) {
        if self.met.insert_bytes(written(&steps)) {
            self.patterns.push(steps);
        }
    }

    /// Adds a text for every combination of patterns, `each` where there are more, and the numbers between numbers.
    pub(super) fn finish(&mut self, each: u8) {
        let (texts, complete) = words(&self.patterns, each);
        self.complete &= complete && !(self.wild && self.measured);
        self.values.add(texts);
        if self.numbers {
            self.between_numbers();
        }
        self.between_instants();
        // Compared as a text as well, what is equal may be written otherwise.
        if (self.measured || self.bools) && !self.patterns.is_empty() {
            self.values = respelled(self.kind, std::mem::take(&mut self.values));
        }
    }

    /// The values of a condition on the key itself, or on one that it is compared with.
    pub(super) fn condition(&mut self, cond: &Cond) {
        let Some(operator) = cond.operator else { return };
        self.wild_text = self.reads_wildcards(operator);
        for entry in cond.operands.of(&self.bound.program.operands) {
            self.operand(operator, &entry.operand);
        }
    }

    fn reads_wildcards(&self, operator: Operator) -> bool {
        self.bound.assume.other(6) && matches!(operator.base, Base::StringLike | Base::ArnLike | Base::ArnEquals)
    }

    fn operand(&mut self, operator: Operator, operand: &Operand) {
        let program = self.bound.program;
        match operand {
            Operand::Text(pattern) => {
                let any_case = operator.base == Base::StringEqualsIgnoreCase;
                self.text(*pattern, any_case);
            }
            Operand::Arn(parts) => self.arn(parts),
            Operand::AnyArn => self.pattern(any_arn()),
            Operand::ArnVariable(pattern) => {
                self.pattern(any_arn());
                self.text(*pattern, false);
            }
            Operand::Number(run) => self.number(program.templates.str(*run)),
            Operand::Instant(instant) => self.instant(*instant),
            Operand::Net(net) => self.around(net),
            Operand::Bool(_) | Operand::BoolText(_) => {
                self.bools = true;
                self.values.add(["true".to_owned(), "false".to_owned()]);
            }
            Operand::Bytes(_) => self.complete = false,
            Operand::Unreadable => {}
        }
    }

    fn text(&mut self, pattern: Pattern, any_case: bool) {
        let Some(steps) = self.steps(pattern, true) else { return };
        // What every text matches tells no values apart.
        let every = !steps.is_empty() && steps.iter().all(|step| *step == Step::Any { colon: true });
        self.wild |= !every
            && steps
                .iter()
                .any(|step| matches!(step, Step::One { .. } | Step::Any { .. }));
        self.wild |= any_case;
        if steps.is_empty() {
            self.values.push(String::new());
        }
        let steps = match any_case {
            true => steps.into_iter().map(|step| self.in_any_case(step)).listed(),
            false => steps,
        };
        self.pattern(steps);
    }

    fn in_any_case(&self, step: Step) -> Step {
        match step {
            Step::Char(char) if char.is_ascii() || !self.bound.assume.other(30) => Step::Letter(char),
            step => step,
        }
    }

    fn arn(&mut self, parts: &[Pattern; 6]) {
        let mut whole = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let Some(steps) = self.steps(*part, false) else { return };
            if index > 0 {
                whole.push(Step::Char(':'));
            }
            let colon = index == 5;
            whole.add(steps.into_iter().map(|step| match step {
                Step::Any { .. } => Step::Any { colon },
                Step::One { .. } => Step::One { colon },
                step => step,
            }));
        }
        self.wild = true;
        self.pattern(any_arn());
        self.pattern(whole);
    }

    /// A pattern as steps, with the variables that are known put in; none where it can match nothing, or where another
    /// unknown is in it. `whole` says whether it is all of a value.
    fn steps(&mut self, pattern: Pattern, whole: bool) -> Option<Vec<Step>> {
        let world = World { bound: self.bound };
        let templates = &self.bound.program.templates;
        let tokens = pattern.tokens.of(&templates.tokens);
        let mut steps = Vec::new();
        for token in tokens {
            match token {
                Token::Literal(run) => steps.add(templates.str(*run).chars().map(Step::Char)),
                Token::One => steps.push(Step::One { colon: true }),
                Token::OneInPart => steps.push(Step::One { colon: false }),
                Token::Star => steps.push(Step::Any { colon: true }),
                Token::StarInPart => steps.push(Step::Any { colon: false }),
                Token::Variable(variable) => match world.substitute(*variable) {
                    Substitute::Text(text) => {
                        self.complete &= !self.wild_text || !text.contains(['*', '?']);
                        steps.add(text.chars().map(Step::Char));
                    }
                    Substitute::Default(text) => steps.add(text.chars().map(Step::Char)),
                    Substitute::NoValue => return None,
                    Substitute::Unknown => {
                        // Equality of two unknowns is looked for; more than that is not.
                        self.complete &= whole && tokens.len() == 1 && !self.wild_text;
                        // Where the other one is absent, its default stands there.
                        let default = templates.variables.get(variable.0 as usize).and_then(|own| own.default);
                        self.values.add(default.map(|run| templates.str(run).to_owned()));
                        return None;
                    }
                },
            }
        }
        Some(steps)
    }

    /// A condition whose values mention the key as a variable: all that the variable could stand for in what is known.
    pub(super) fn compared(&mut self, cond: &Cond) {
        let any_case = cond
            .operator
            .is_some_and(|own| own.base == Base::StringEqualsIgnoreCase);
        // Parts of a text are cut out as they are written: of their other spellings none is tried.
        let templates = &self.bound.program.templates;
        let mut operands = cond.operands.of(&self.bound.program.operands).iter();
        let partly = operands.any(|entry| match &entry.operand {
            Operand::Text(pattern) => pattern.tokens.of(&templates.tokens).len() > 1,
            _ => false,
        });
        self.complete &= !(any_case && partly);
        match self.bound.value(cond.key) {
            Value::One(text) => self.pieces(text, any_case),
            Value::Many(list) => List::iter(list).for_each(|text| self.pieces(text, any_case)),
            Value::Clash(tags, key) => {
                let same = |name: &str| crate::compare::fold::same(name, key, false);
                let own = tags.iter().filter(|(name, _)| same(name));
                own.for_each(|(_, text)| self.pieces(text, any_case));
            }
            Value::Unknown { .. } => self.complete &= !any_case,
            Value::Absent => {}
        }
        self.complete &= !cond.operator.is_some_and(|own| self.reads_wildcards(own));
    }

    fn pieces(&mut self, text: &str, any_case: bool) {
        if any_case {
            let letters: Vec<Step> = text.chars().map(|char| self.in_any_case(Step::Char(char))).listed();
            self.pattern(letters);
            self.wild = true;
        }
        self.substrings(text);
    }

    /// What a variable in a resource could stand for.
    pub(super) fn resource(&mut self, arn: &str) {
        // UND-6: wildcards in it may count.
        self.complete &= !self.bound.assume.other(6);
        self.substrings(arn);
    }

    /// Every run of characters that a variable could stand for in this text.
    fn substrings(&mut self, text: &str) {
        if text.is_empty() {
            self.values.push(String::new());
        }
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).listed();
        if cuts.len() > LONGEST {
            self.values.push(text.to_owned());
            self.complete = false;
            return;
        }
        for (index, start) in cuts.iter().enumerate() {
            for end in &cuts[index + 1..] {
                self.values.push(text[*start..*end].to_owned());
            }
        }
    }

    fn number(&mut self, text: &str) {
        self.measured = true;
        self.numbers = true;
        self.values.push(text.to_owned());
        match Fixed::read(text) {
            // Instants in seconds: whole ones on either side (DATE-4).
            Some(number) if self.kind == Some(KeyType::Date) => {
                let below = number.floor();
                self.values.add([below.plus(-1), below, below.plus(1)].map(Fixed::text));
            }
            Some(_) => {}
            None => self.complete = false,
        }
    }

    /// The instant, and those before and after; in seconds since 1970 where they can be.
    fn instant(&mut self, instant: Instant) {
        self.measured = true;
        self.instants.push(instant);
        let whole = instant.nanos == 0;
        for step in [-1, 0, 1] {
            // The last instant has a neighbour too, which 64 bits with a sign do not hold.
            let text = match u64::try_from(i128::from(instant.seconds) + i128::from(step)) {
                Ok(seconds) if whole => Some(seconds.to_string()),
                _ => date::write(instant.later(step)),
            };
            match text {
                Some(text) => self.values.push(text),
                None => self.complete = false,
            }
        }
    }

    /// The first and last address of a block and their neighbours.
    fn around(&mut self, net: &ipnet::IpNet) {
        self.measured = true;
        match net {
            ipnet::IpNet::V4(net) => {
                let (first, last) = (u32::from(net.network()), u32::from(net.broadcast()));
                let near = [Some(first), Some(last), first.checked_sub(1), last.checked_add(1)];
                let near = near.into_iter().flatten();
                self.values
                    .add(near.map(|number| std::net::Ipv4Addr::from(number).to_string()));
            }
            ipnet::IpNet::V6(net) => {
                let (first, last) = (u128::from(net.network()), u128::from(net.broadcast()));
                let near = [Some(first), Some(last), first.checked_sub(1), last.checked_add(1)];
                let near = near.into_iter().flatten();
                self.values
                    .add(near.map(|number| std::net::Ipv6Addr::from(number).to_string()));
            }
        }
    }

    /// An instant between two that are a second apart or less.
    fn between_instants(&mut self) {
        let instants = set(std::mem::take(&mut self.instants));
        let pairs = instants
            .windows(2)
            .filter_map(|pair| pair.first()?.between(*pair.last()?));
        self.values.add(pairs.filter_map(date::write));
    }

    /// A number between every two neighbours, one below and one above all.
    fn between_numbers(&mut self) {
        let numbers = set(self.values.iter().filter_map(|text| Fixed::read(text)).listed());
        let mut more: Vec<Fixed> = numbers
            .windows(2)
            .filter_map(|pair| Some(pair.first()?.between(*pair.last()?)))
            .listed();
        more.add(numbers.first().map(|first| first.plus(-1)));
        more.add(numbers.last().map(|last| last.plus(1)));
        self.values.add(more.into_iter().map(Fixed::text));
    }
}

/// What every ARN looks like.
fn any_arn() -> Vec<Step> {
    let mut steps: Vec<Step> = "arn".chars().map(Step::Char).listed();
    for last in [false, false, false, false, true] {
        steps.add([Step::Char(':'), Step::Any { colon: last }]);
    }
    steps
}
