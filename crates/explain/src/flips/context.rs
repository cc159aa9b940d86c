//! Other keys and values in the request, as the policies ask for them.

use iamwhy_engine::{ContextValue, EntryDetail, InVain, OwnedValue, Site, Truth};
use iamwhy_policy::{Add, Base, Listed, Policy, instant};

use super::change::{Candidate, Change, Kind, WIDE};
use super::sample;
use super::scene::{Placed, Scene};
use super::seen::SeenStatement;
use super::wanted::{Asks, can_change};
use crate::missing::lacks;
use crate::words::tick;

/// Which conditions are to be turned.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Goal {
    /// Allows match, Denies do not.
    Open,
    /// Denies match, Allows do not.
    Close,
}

/// More of them are not tried.
const MOST: usize = 96;

impl Scene<'_> {
    /// Changes of the context that could serve the goal.
    pub(super) fn context_changes(&self, goal: Goal) -> Vec<Candidate> {
        let open = goal == Goal::Open;
        let mut found = Vec::new();
        for (gate, seen) in self.statements(!open) {
            if seen.truth != Truth::No
                && let Some(placed) = self.placed(gate, seen)
            {
                found.add(self.breaking(&placed, seen));
            }
        }
        for (gate, seen) in self.statements(open) {
            // A gate that is open already needs nothing; a Deny gate always can.
            let useful = !open || gate.truth != Truth::Yes || gate.layer == iamwhy_engine::Layer::Resource;
            if let Some(placed) = self.placed(gate, seen).filter(|_| useful) {
                if seen.fails_by_condition() {
                    found.add(self.fulfilling(&placed, seen));
                }
                found.add(self.variables(&placed, seen));
            }
        }
        if open {
            found.add(self.pairs_of_grants());
        }
        found.truncate(MOST);
        found
    }

    /// Pairs of the encryption context that a grant of the caller's wants (KMS-6).
    fn pairs_of_grants(&self) -> Vec<Candidate> {
        let wanted = self
            .asked
            .grants_in_vain()
            .into_iter()
            .filter_map(|(_, why)| match why {
                InVain::Lacks(name, value) => Some((["kms:EncryptionContext:", name].concat(), value)),
                InVain::Operation | InVain::Has(_) => None,
            });
        wanted
            .map(|(key, value)| self.set(&key, ContextValue::One(value.into()), 0))
            .listed()
    }

    /// Both values of every condition that rests on something unknown.
    pub(super) fn settling(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let all = self.statements(true).chain(self.statements(false));
        for (gate, seen) in all {
            let Some(placed) = self.placed(gate, seen) else {
                continue;
            };
            for event in seen.failed().filter(|event| event.truth == Truth::Unknown) {
                if event.site == Site::Condition {
                    found.add(self.values(&placed, event.node, true));
                    found.add(self.values(&placed, event.node, false));
                }
            }
            found.add(self.variables(&placed, seen));
        }
        found.truncate(MOST);
        found
    }

    /// One condition made false is enough.
    fn breaking(&self, placed: &Placed<'_>, seen: &SeenStatement) -> Vec<Candidate> {
        let conditions = seen.elements.iter().filter(|event| event.site == Site::Condition);
        conditions
            .flat_map(|event| self.values(placed, event.node, false))
            .listed()
    }

    /// Every condition that fails must be made true.
    fn fulfilling(&self, placed: &Placed<'_>, seen: &SeenStatement) -> Vec<Candidate> {
        let mut each: Vec<Vec<Candidate>> = seen
            .failed()
            .map(|event| self.values(placed, event.node, true))
            .listed();
        if each.len() == 1 {
            return each.pop().unwrap_or_default();
        }
        if each.len() > 4 || each.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        let firsts: Vec<Candidate> = each.into_iter().filter_map(|own| own.into_iter().next()).listed();
        together(&firsts).into_iter().listed()
    }

    /// Changes of one key that make a condition true, or false.
    fn values(&self, placed: &Placed<'_>, condition: u32, truth: bool) -> Vec<Candidate> {
        let mut found = Vec::new();
        if let Some(asks) = self.asks(placed, condition) {
            let kept = self.several(&asks, condition, truth);
            for value in kept.iter().cloned().chain(asks.values_for(truth)) {
                // A star that is compared to the letter was meant otherwise: nobody sends one.
                let star = match &value {
                    ContextValue::One(text) => text.contains('*'),
                    ContextValue::Many(list) => list.iter().any(|text| text.contains('*')),
                    ContextValue::Absent | ContextValue::Unknown { .. } => false,
                };
                if star || self.is_past(asks.key, &value) || is_private(asks.key, &value) {
                    continue;
                }
                let ways = self.by_endpoint(asks.key, &value);
                let ways = ways.or_else(|| self.by_mfa(asks.key, &value));
                if let Some(ways) = ways.or_else(|| Some(vec![self.by_pairs(asks.key, &value)?])) {
                    found.add(ways);
                    continue;
                }
                let breadth = match asks.is_asked_for(&value) {
                    // That a service makes the call is another call.
                    _ if asks.key.eq_ignore_ascii_case("aws:ViaAWSService") => WIDE,
                    true => 0,
                    false => u8::from(kept.as_ref() != Some(&value)),
                };
                let pattern = asks.pattern_of(&value).map(str::to_owned);
                let mut set = self.set(asks.key, value, breadth);
                if let Some(own) = pattern {
                    set.title.push_str(&[", which `", &own, "` matches"].concat());
                }
                found.push(set);
            }
        }
        found.add(self.variables_of(placed, condition, truth));
        found
    }

    /// Values of the policy variables with which a condition compares, such that its values are equal.
    fn variables_of(&self, placed: &Placed<'_>, condition: u32, truth: bool) -> Vec<Candidate> {
        let policy = &placed.view.attached.policy;
        let view = self.program.condition(condition, policy);
        let equal = view.and_then(|own| own.operator).map(|own| own.negated) != Some(truth);
        let Some(detail) = self.asked.condition(condition).filter(|_| equal) else {
            return Vec::new();
        };
        let now = match &detail.value {
            OwnedValue::One(now) => now,
            OwnedValue::Many(list) if list.len() == 1 => list.first().map_or("", String::as_str),
            _ => return Vec::new(),
        };
        let texts = detail.values.iter().filter_map(|own| policy.json.string(own.node));
        self.set_variables(texts, now)
    }

    /// Values of variables with which a pattern is a text.
    fn set_variables<'p>(&self, patterns: impl Iterator<Item = &'p str>, text: &str) -> Vec<Candidate> {
        patterns
            .filter_map(|pattern| variable(pattern, text))
            .filter(|(key, _)| self.is_open(key))
            .map(|(key, value)| self.set(key, ContextValue::One(value.into()), 1))
            .listed()
    }

    /// Whether the key could come with another value, or nobody knows with which it comes.
    fn is_open(&self, key: &str) -> bool {
        can_change(key, self.request, self.caller()) || matches!(self.asked.value(key), OwnedValue::Unknown(_))
    }

    /// Whether time would have to run back for it.
    fn is_past(&self, key: &str, value: &ContextValue) -> bool {
        let runs = ["aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime"];
        let (OwnedValue::One(now), ContextValue::One(then)) = (self.asked.value(key), value) else {
            return false;
        };
        runs.iter().any(|own| own.eq_ignore_ascii_case(key)) && instant(then, false) < instant(&now, false)
    }

    /// What a condition asks of the request, where the caller has a say in it.
    pub(super) fn asks<'p>(&self, placed: &Placed<'p>, condition: u32) -> Option<Asks<'p>> {
        let policy = &placed.view.attached.policy;
        let view = self.program.condition(condition, policy)?;
        let detail = self.asked.condition(condition)?;
        if !self.is_open(view.key) {
            return None;
        }
        let operator = view.operator?;
        let elsewhere = match operator.base {
            Base::Null => self.asked_of(view.key),
            _ => Vec::new(),
        };
        Some(Asks {
            operator,
            key: view.key,
            values: texts(policy, detail.values),
            now: detail.value,
            elsewhere,
        })
    }

    /// What positive conditions ask of a key.
    fn asked_of(&self, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (gate, seen) in self.statements(true).chain(self.statements(false)) {
            let Some(placed) = self.placed(gate, seen) else {
                continue;
            };
            let policy = &placed.view.attached.policy;
            for id in placed.view.conditions.clone() {
                let view = self
                    .program
                    .condition(id, policy)
                    .filter(|own| own.key.eq_ignore_ascii_case(key));
                let operator = view.and_then(|own| own.operator).filter(|own| own.base != Base::Null);
                if let (Some(operator), Some(detail)) = (operator, self.asked.condition(id)) {
                    let values = texts(policy, detail.values);
                    found.add(
                        values
                            .iter()
                            .filter_map(|value| sample::matching(operator.base, value, &OwnedValue::Absent)),
                    );
                }
            }
        }
        found.dedup();
        found
    }

    pub(super) fn set(&self, key: &str, value: ContextValue, breadth: u8) -> Candidate {
        let words = |list: &[Box<str>]| list.iter().map(|text| tick(text)).listed().join(", ");
        let wanted = match &value {
            ContextValue::One(text) => tick(text),
            ContextValue::Many(list) => words(list),
            ContextValue::Absent | ContextValue::Unknown { .. } => String::new(),
        };
        let title = match self.asked.value(key) {
            // No request sends the tags of a resource or of its caller.
            _ if wanted.is_empty() && lacks(key).contains("no tag") => ["remove the tag `", key, "`"].concat(),
            _ if wanted.is_empty() => ["send no `", key, "`"].concat(),
            OwnedValue::One(now) => ["change `", key, "` from `", &now, "` to ", &wanted].concat(),
            _ => ["set `", key, "` to ", &wanted].concat(),
        };
        Candidate {
            title,
            changes: vec![Change::Context {
                key: key.to_owned(),
                value,
            }],
            kind: Kind::Context,
            breadth,
            guardrail: false,
        }
    }

    /// Values of policy variables in a resource that fails.
    fn variables(&self, placed: &Placed<'_>, seen: &SeenStatement) -> Vec<Candidate> {
        let mut failed = seen.failed();
        let only = match (failed.next(), failed.next()) {
            (Some(event), None) if event.site == Site::Resource => event,
            _ => return Vec::new(),
        };
        let json = &placed.view.attached.policy.json;
        let element = placed.statement.resources.get(usize::from(only.extra));
        let Some(element) = element.filter(|own| !own.negated) else {
            return Vec::new();
        };
        let arn = self.arn_at(placed.set, placed.behind);
        self.set_variables(element.values.iter().filter_map(|node| json.string(*node)), arn)
    }
}

/// Whether an address is none that AWS sees: those of private networks never reach it (IP-7).
fn is_private(key: &str, value: &ContextValue) -> bool {
    let ContextValue::One(text) = value else { return false };
    let mut parts = text.split('.');
    let private = match (parts.next(), parts.next()) {
        (Some("10" | "127"), _) | (Some("192"), Some("168")) => true,
        (Some("172"), Some(second)) => second.len() == 2 && ("16"..="31").contains(&second),
        _ => false,
    };
    private && key.eq_ignore_ascii_case("aws:SourceIp")
}

/// The values of a condition, variables put in; one that has none for a variable is nothing to send.
fn texts(policy: &Policy, values: Vec<EntryDetail>) -> Vec<String> {
    let whole = values.into_iter().filter(|entry| !entry.unset && !entry.open);
    whole
        .filter_map(|entry| {
            entry
                .resolved
                .or_else(|| policy.json.scalar(entry.node).map(str::to_owned))
        })
        .listed()
}

/// The name of the first variable of a pattern, and the part of the ARN that stands at its place.
fn variable<'p, 'a>(pattern: &'p str, arn: &'a str) -> Option<(&'p str, &'a str)> {
    let (before, rest) = pattern.split_once("${")?;
    let (name, after) = rest.split_once('}')?;
    let key = name.split(',').next().unwrap_or(name);
    let value = arn.strip_prefix(before)?;
    let end = match after.chars().next() {
        None | Some('*' | '?') => value.find('/'),
        Some(next) => value.find(next),
    };
    let value = value.get(..end.unwrap_or(value.len()))?;
    (key.contains(':') && !value.is_empty()).then_some((key, value))
}

/// Several changes as one. Of those that set one key only the last is one: it takes the place of what was set before.
pub(super) fn together(parts: &[Candidate]) -> Option<Candidate> {
    let set_later = |at: usize, part: &Candidate| match part.changes.as_slice() {
        [Change::Context { key, .. }] => parts
            .iter()
            .skip(at + 1)
            .flat_map(|own| &own.changes)
            .any(|own| matches!(own, Change::Context { key: other, .. } if other.eq_ignore_ascii_case(key))),
        _ => false,
    };
    let parts: Vec<&Candidate> = parts
        .iter()
        .zip(0..)
        .filter(|(own, at)| !set_later(*at, own))
        .map(|(own, _)| own)
        .listed();
    let titles: Vec<&str> = parts.iter().map(|own| own.title.as_str()).listed();
    let first = *parts.first()?;
    let mut all = Candidate {
        title: titles.join(", and "),
        changes: Vec::new(),
        ..first.clone()
    };
    for part in parts {
        for change in &part.changes {
            if !all.changes.contains(change) {
                all.changes.push(change.clone());
            }
        }
        all.kind = all.kind.max(part.kind);
        all.breadth = all.breadth.max(part.breadth);
        all.guardrail |= part.guardrail;
    }
    Some(all)
}
