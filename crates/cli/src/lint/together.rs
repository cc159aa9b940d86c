//! A policy in a file that several scenarios name is one policy: what is found in it is said once.

use iamwhy_lint::Finding;

use super::One;

/// A scenario that has a policy, and where.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Seen<'s> {
    /// The scenario's file.
    pub(crate) scenario: &'s str,
    /// Such as `principals.alice.policies[0]`.
    pub(crate) place: &'s str,
}

/// Puts what came of the same policy together, at the first place. Types that differ keep it apart.
pub(super) fn together(policies: Vec<One<'_>>) -> Vec<One<'_>> {
    let mut all: Vec<One<'_>> = Vec::new();
    for one in policies {
        match all.iter_mut().find(|own| is_same(own, &one)) {
            Some(own) => join(own, one),
            None => all.push(one),
        }
    }
    all
}

fn is_same(one: &One<'_>, other: &One<'_>) -> bool {
    let (Some(first), Some(second)) = (&one.subject.policy, &other.subject.policy) else {
        return false;
    };
    !one.seen.is_empty()
        && !other.seen.is_empty()
        && one.subject.file == other.subject.file
        && one.subject.select() == other.subject.select()
        && first.policy.root == second.policy.root
        && one.report.as_ref().map(|own| &own.kind) == other.report.as_ref().map(|own| &own.kind)
        && one.subject.json.text() == other.subject.json.text()
}

/// What only some scenarios show is kept with their names.
fn join<'s>(one: &mut One<'s>, other: One<'s>) {
    let before = one.seen.len();
    one.seen.extend(other.seen);
    let late: Vec<usize> = (before..one.seen.len()).collect();
    let mut held: Vec<(Finding, Vec<usize>)> = std::mem::take(&mut one.findings)
        .into_iter()
        .zip(std::mem::take(&mut one.held))
        .collect();
    for finding in other.findings {
        let alike = |own: &&mut (Finding, Vec<usize>)| {
            own.0.code() == finding.code() && own.0.span == finding.span && own.0.message == finding.message
        };
        match held.iter_mut().find(alike) {
            Some((_, seen)) => seen.extend(&late),
            None => held.push((finding, late.clone())),
        }
    }
    // Stable: what several scenarios show stays in the order of its own.
    held.sort_by_key(|(own, _)| (own.span.start, own.severity(), own.span.end));
    (one.findings, one.held) = held.into_iter().unzip();
    for (finding, reason) in other.suppressed {
        if !one.suppressed.iter().any(|(own, _)| *own == finding) {
            one.suppressed.push((finding, reason));
        }
    }
}

impl One<'_> {
    /// Where a finding shows, if the policy stands in several scenarios.
    pub(crate) fn scenarios(&self, at: usize) -> Vec<Seen<'_>> {
        if self.seen.len() < 2 {
            return Vec::new();
        }
        let held = self.held.get(at).into_iter().flatten();
        held.filter_map(|index| self.seen.get(*index).copied()).collect()
    }

    /// `in a.scenario.json (principals.alice.policies[0]) and 3 more`; none where there is but one.
    pub(crate) fn in_scenarios(&self, at: usize) -> Option<String> {
        const MOST: usize = 4;
        let all = self.scenarios(at);
        let named = all.iter().take(MOST);
        let named: Vec<String> = named.map(|own| format!("{} ({})", own.scenario, own.place)).collect();
        let more = match all.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        (!named.is_empty()).then(|| format!("in {}{more}", named.join(", ")))
    }

    /// The policy for people and programs: with its place where it has but one.
    pub(crate) fn name(&self) -> String {
        match self.seen.len() {
            0 | 1 => self.subject.name(),
            _ => self.subject.file.clone(),
        }
    }
}
