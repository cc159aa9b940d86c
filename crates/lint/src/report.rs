//! All checks, run on one policy.

use iamwhy_catalog::Catalog;
use iamwhy_policy::save::{Refusal, is_open};
use iamwhy_policy::{Parsed, Policy, PolicyType, Span};
use iamwhy_scenario::Loaded;

use crate::seen::Seen;
use crate::{Finding, Kind, Origin, Quota, Severity};

/// How a policy is looked at.
#[derive(Clone, Default)]
pub struct Options<'a> {
    /// Its type; where nobody says it, its shape does.
    pub kind: Option<Kind>,
    /// The scenario that it stands in.
    pub world: Option<World<'a>>,
    /// What AWS has; without it, checks that need it stay silent.
    pub catalog: Option<&'a Catalog>,
}

impl Options<'_> {
    /// A policy of this type.
    #[must_use]
    pub fn of(policy: PolicyType) -> Self {
        Options::of_kind(Kind { policy, service: None })
    }

    /// A policy of this type and service.
    #[must_use]
    pub fn of_kind(kind: Kind) -> Self {
        Options {
            kind: Some(kind),
            ..Options::default()
        }
    }
}

/// The scenario that a policy stands in.
#[derive(Copy, Clone)]
pub struct World<'a> {
    /// The scenario.
    pub loaded: &'a Loaded,
    /// Where the policy stands in it, such as `principals.alice.policies[0]`.
    pub place: &'a str,
}

/// What there is to say of a policy.
#[derive(Clone, Debug)]
pub struct Report {
    /// What it was taken to be.
    pub kind: Kind,
    /// Whether that was told, or guessed from its shape.
    pub told: bool,
    /// What the checks found, in the order of the text.
    pub findings: Vec<Finding>,
    /// What AWS says when it is saved, in AWS's order and words: the first error is the one that AWS returns.
    pub refusals: Vec<Refusal>,
    /// How much of its quota it takes, where there is one.
    pub quota: Option<Quota>,
}

/// Runs every check.
#[must_use]
pub fn lint(parsed: &Parsed, options: &Options<'_>) -> Report {
    Seen::of(parsed, options).report(&parsed.policy)
}

impl Report {
    /// Without what rests on something that nobody knows, in the order of the text.
    pub(crate) fn known(mut self, policy: &Policy) -> Report {
        if is_open(policy.json.raw(policy.root)) {
            self.findings.retain(|finding| is_known(policy, finding));
            self.refusals.retain(|own| !own.is_open(policy));
        }
        // By place, then as the table has them.
        self.findings
            .sort_by_key(|finding| (finding.span.start, finding.check.severity, finding.span.end));
        self
    }
}

fn is_open_string(policy: &Policy, span: Span) -> bool {
    let text = policy.json.text().get(span.start as usize..span.end as usize);
    text.is_some_and(|text| text.starts_with('"') && is_open(text))
}

/// What is wrong with a string that holds something unknown is not known either; nor is how the parts of its statement go together.
fn is_known(policy: &Policy, finding: &Finding) -> bool {
    let mut statements = policy.statements.iter();
    let own = statements.find(|own| Some(own.index) == finding.statement);
    let open = own.is_none_or(|own| is_open(policy.json.raw(own.node)));
    let alone = finding.check.origin == Origin::AccessAnalyzer || finding.severity() == Severity::SecurityWarning;
    (!open || alone) && !is_open_string(policy, finding.span)
}
