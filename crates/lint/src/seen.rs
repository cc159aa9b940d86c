//! What the rules say of one policy, rule by rule.

use iamwhy_policy::save::{self, Refusal};
use iamwhy_policy::{NodeId, Parsed, Policy, Span};

use crate::checks::{self, Find};
use crate::findings::Findings;
use crate::look::{Around, Look};
use crate::{Finding, Kind, Options, Quota, Report};

/// All that there is to say of a policy, with whether it rests on the policy alone.
#[derive(Clone)]
pub(crate) struct Seen {
    kind: Kind,
    told: bool,
    refusals: Vec<Refusal>,
    quota: Option<Quota>,
    /// The rules that found something or asked for the scenario, in the order of the table.
    runs: Vec<Run>,
}

/// What one rule said.
#[derive(Clone)]
struct Run {
    find: fn(&Look<'_>, &mut Findings<'_>),
    findings: Vec<Finding>,
    /// Whether it asked for the scenario. If not, it says the same of the same policy anywhere.
    asked: bool,
}

impl Run {
    fn of(find: fn(&Look<'_>, &mut Findings<'_>), look: &Look<'_>) -> Run {
        let mut found = Findings::of(look.policy);
        find(look, &mut found);
        Run {
            find,
            findings: found.list,
            asked: look.around.take_asked(),
        }
    }
}

impl Seen {
    /// Runs every rule.
    pub(crate) fn of(parsed: &Parsed, options: &Options<'_>) -> Seen {
        let policy = &parsed.policy;
        let kind = options.kind.clone().unwrap_or_else(|| Kind::guessed(policy));
        let mut seen = Seen {
            told: options.kind.is_some(),
            refusals: save::check(parsed, kind.policy, kind.service.as_deref()),
            quota: Quota::of(policy, &kind),
            kind,
            runs: Vec::new(),
        };
        let look = seen.look(parsed, options);
        let rules = checks::FAMILIES.iter().flat_map(|family| family.rules);
        let runs = rules.filter_map(|rule| match rule.find {
            Find::Policy(find) => Some(Run::of(find, &look)),
            Find::Requests(_) => None,
        });
        seen.runs = runs.filter(|run| run.asked || !run.findings.is_empty()).collect();
        seen
    }

    /// Of the same policy, runs the rules again that asked for the scenario.
    pub(crate) fn again(&mut self, parsed: &Parsed, options: &Options<'_>) {
        let mut runs = std::mem::take(&mut self.runs);
        let look = self.look(parsed, options);
        for run in runs.iter_mut().filter(|run| run.asked) {
            run.findings = Run::of(run.find, &look).findings;
        }
        self.runs = runs;
    }

    fn look<'a>(&'a self, parsed: &'a Parsed, options: &Options<'a>) -> Look<'a> {
        let policy = &parsed.policy;
        Look {
            policy,
            json: &policy.json,
            diagnostics: &parsed.diagnostics,
            refusals: &self.refusals,
            kind: self.kind.policy,
            told: self.told,
            service: self.kind.service.as_deref(),
            around: Around::of(options.world),
            catalog: options.catalog,
        }
    }

    /// Says everything of the same text at another place. What comes before the policy is longer or shorter by so many bytes
    /// and nodes; what wraps around comes back.
    pub(crate) fn shift(&mut self, bytes: u32, nodes: u32) {
        let moved = |span: &mut Span| {
            span.start = span.start.wrapping_add(bytes);
            span.end = span.end.wrapping_add(bytes);
        };
        for refusal in &mut self.refusals {
            moved(&mut refusal.span);
            refusal.node = NodeId(refusal.node.0.wrapping_add(nodes));
        }
        for finding in self.runs.iter_mut().flat_map(|run| &mut run.findings) {
            moved(&mut finding.span);
            for related in &mut finding.related {
                moved(&mut related.span);
            }
            for edit in finding.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
                moved(&mut edit.span);
            }
        }
    }

    /// In the order of the text.
    pub(crate) fn report(self, policy: &Policy) -> Report {
        let findings = self.runs.into_iter().flat_map(|run| run.findings);
        let report = Report {
            told: self.told,
            findings: findings.collect(),
            refusals: self.refusals,
            quota: self.quota,
            kind: self.kind,
        };
        report.known(policy)
    }
}
