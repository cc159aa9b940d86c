//! What was expected against what is so.

use iamwhy_explain::{Explanation, StatementRef as Deciding};
use iamwhy_policy::Listed;

use super::{amended::answers_to, report::Mismatch, written::Written};
use crate::{
    cases::Cases,
    model::{DecisionWord, Expectation, Failing, Layer, StatementRef, is_code},
};

/// Everything about a case that an expectation can speak of.
pub(super) struct Actual<'a> {
    pub(super) cases: &'a Cases<'a>,
    pub(super) decision: &'static str,
    pub(super) layer: Option<&'static str>,
    pub(super) blockers: &'a [&'static str],
    /// The authorizations that the answer stands on: the refused one, else all.
    pub(super) standing_on: &'a [Explanation],
    /// Index, action and resource of the refused authorization.
    pub(super) failing: Option<(usize, &'a Explanation)>,
    pub(super) unknowns: &'a [String],
    /// Rules on the decision path, beside those of the authorizations.
    pub(super) rules: &'a [String],
    /// Rules of all findings.
    pub(super) findings: &'a [&'a str],
    /// Whether codes of checks would be among them.
    pub(super) checked: bool,
    /// Whether the resource's policy is public; worked out only where it is asked for.
    pub(super) public: &'a dyn Fn() -> bool,
}

impl Actual<'_> {
    /// Every field of the expectation that does not hold.
    pub(super) fn mismatches(&self, expectation: &Expectation) -> Vec<Mismatch> {
        let mut found = Vec::new();
        let mut differs = |field, expected: Written, actual: Written| {
            found.push(Mismatch {
                field,
                expected,
                actual,
            });
        };
        if let Some(word) = expectation.decision().filter(|word| !self.decided(*word)) {
            differs("decision", word.as_str().into(), self.decision.into());
        }
        let Expectation::Fields(expected) = expectation else {
            return found;
        };
        if let Some(layer) = expected.layer.filter(|layer| self.layer != Some(layer.as_str())) {
            differs("layer", layer.as_str().into(), self.layer.into());
        }
        if let Some(blockers) = &expected.blockers {
            let expected: Vec<&str> = blockers.iter().copied().map(Layer::as_str).listed();
            if !same_set(&expected, self.blockers) {
                differs("blockers", Written::texts(&expected), Written::texts(self.blockers));
            }
        }
        if let Some(statement) = &expected.statement {
            let is = |deciding: &Deciding| match statement {
                StatementRef::Sid(sid) => deciding.sid.as_ref() == Some(sid),
                StatementRef::Index(index) => deciding.statement == *index,
            };
            if !self.deciding().any(is) {
                let expected = match statement {
                    StatementRef::Sid(sid) => sid.into(),
                    StatementRef::Index(index) => (*index).into(),
                };
                let actual = self.deciding().map(|deciding| match &deciding.sid {
                    Some(sid) => sid.into(),
                    None => deciding.statement.into(),
                });
                differs("statement", expected, actual.collect());
            }
        }
        if let Some(policy) = &expected.policy
            && !self.deciding().any(|deciding| deciding.policy == *policy)
        {
            let mut actual: Vec<&str> = self.deciding().map(|deciding| deciding.policy.as_str()).listed();
            actual.dedup();
            differs("policy", policy.into(), Written::texts(&actual));
        }
        if let Some(rule) = &expected.rule {
            let paths = self.standing_on.iter().flat_map(|answer| &answer.rules);
            let actual: Vec<&String> = self.rules.iter().chain(paths).listed();
            if !actual.iter().any(|given| answers_to(given, rule)) {
                differs("rule", rule.into(), Written::texts(&actual));
            }
        }
        if let Some(unknowns) = &expected.unknowns
            && !same_set(unknowns, self.unknowns)
        {
            differs("unknowns", Written::texts(unknowns), Written::texts(self.unknowns));
        }
        if let Some(failing) = &expected.failing
            && !self.fails(failing)
        {
            let actual = self.failing.map(|(index, answer)| {
                Written::Object(vec![
                    ("index", index.into()),
                    ("action", (&answer.action).into()),
                    ("resource", (&answer.resource).into()),
                ])
            });
            differs("failing", failing_as_written(failing), actual.into());
        }
        if let Some(warnings) = &expected.warnings
            && !warnings
                .iter()
                .filter(|rule| self.checked || !is_code(rule))
                .all(|rule| self.findings.iter().any(|given| answers_to(given, rule)))
        {
            differs("warnings", Written::texts(warnings), Written::texts(self.findings));
        }
        if let Some(public) = expected.public {
            let actual = (self.public)();
            if actual != public {
                differs("public", public.into(), actual.into());
            }
        }
        found
    }

    fn decided(&self, word: DecisionWord) -> bool {
        match word {
            DecisionWord::Deny => matches!(self.decision, "explicitDeny" | "implicitDeny"),
            word => word.as_str() == self.decision,
        }
    }

    fn deciding(&self) -> impl Iterator<Item = &Deciding> {
        self.standing_on.iter().flat_map(|answer| &answer.deciding)
    }

    fn fails(&self, failing: &Failing) -> bool {
        let Some((index, answer)) = self.failing else {
            return false;
        };
        match failing {
            Failing::Action(action) => answer.action.eq_ignore_ascii_case(action),
            Failing::Index(wanted) => usize::try_from(*wanted) == Ok(index),
            Failing::Both(both) => {
                answer.action.eq_ignore_ascii_case(&both.action) && answer.resource == self.cases.arn(&both.resource)
            }
        }
    }
}

fn failing_as_written(failing: &Failing) -> Written {
    match failing {
        Failing::Action(action) => action.into(),
        Failing::Index(index) => (*index).into(),
        Failing::Both(both) => Written::Object(vec![
            ("action", (&both.action).into()),
            ("resource", (&both.resource).into()),
        ]),
    }
}

fn same_set<T: PartialEq<U>, U: PartialEq<T>>(one: &[T], other: &[U]) -> bool {
    one.iter().all(|item| other.iter().any(|own| own == item))
        && other.iter().all(|own| one.iter().any(|item| item == own))
}
