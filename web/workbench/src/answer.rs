//! The answer to the selected request.

use std::sync::Arc;

use iamwhy_engine::{Layer, Outcome, Request};
use iamwhy_explain::{Explanation, explain, explain_briefly};
use iamwhy_scenario::{
    Loaded,
    cases::{Asked, Cases, ExpandedCase},
    run::{CaseReport, Run},
};

use crate::{problem::Problem, question::Question, state::Selected};

/// The answer to the selected request, and what is to choose from beside it.
#[derive(Clone, Default)]
pub struct Answer {
    /// The scenario that the answer comes from: the last text that could be read.
    pub loaded: Option<Arc<Loaded>>,
    /// Whether the text is another one by now, which cannot be read.
    pub stale: bool,
    /// Whether statements that are far from matching are not explained yet.
    pub is_brief: bool,
    /// What is wrong with the text as it is now.
    pub errors: Vec<Problem>,
    /// The cases to choose from.
    pub cases: Vec<CaseHead>,
    /// What is looked at; it exists, unless there is nothing at all.
    pub selected: Selected,
    /// The request as the author wrote it.
    pub question: Question,
    /// What AWS asks of IAM, in order, each with its answer.
    pub asked: Vec<Authorized>,
    /// The decision of all of them together.
    pub verdict: Verdict,
}

/// A case in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseHead {
    /// Its name, or the request in words.
    pub name: String,
    /// How many requests it stands for.
    pub combinations: usize,
}

/// One authorization with its answer.
#[derive(Clone, Debug)]
pub struct Authorized {
    /// The request, for the engine.
    pub request: Request,
    /// Why it is asked.
    pub asked: Asked,
    /// The answer.
    pub decision: Outcome,
    /// The layer that decided.
    pub layer: Option<Layer>,
    /// Why; left out where there are very many of them.
    pub explanation: Option<Arc<Explanation>>,
}

/// What is decided about a whole call.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    /// `allow`, `explicitDeny`, `implicitDeny`, `unknown`, `accepted`, `refused`; empty where there is no answer.
    pub decision: &'static str,
    /// The layer that decided.
    pub layer: Option<&'static str>,
    /// Every layer that would have to change.
    pub blockers: Vec<&'static str>,
    /// Which authorization was refused.
    pub failing: Option<usize>,
    /// The unknowns that decide.
    pub unknowns: Vec<String>,
    /// What speaks for or against storing a document.
    pub findings: Vec<String>,
}

/// Most authorizations that are explained; others are decided only.
const EXPLAINED: usize = 32;
/// Most combinations that can be looked at.
const COMBINATIONS: usize = 10_000;

impl Answer {
    /// Why the selected authorization is decided as it is.
    #[must_use]
    pub fn explanation(&self) -> Option<&Arc<Explanation>> {
        self.authorized()?.explanation.as_ref()
    }

    /// The selected authorization.
    #[must_use]
    pub fn authorized(&self) -> Option<&Authorized> {
        self.asked.get(self.authorization())
    }

    /// Which authorization is looked at.
    #[must_use]
    pub fn authorization(&self) -> usize {
        let chosen = self.selected.authorization.filter(|own| *own < self.asked.len());
        chosen.or(self.verdict.failing).unwrap_or(0)
    }

    /// The same answer with every statement explained.
    pub(crate) fn completed(&self) -> Answer {
        let mut answer = self.clone();
        answer.is_brief = false;
        let Some(loaded) = &self.loaded else { return answer };
        for own in answer.asked.iter_mut().filter(|own| own.explanation.is_some()) {
            own.explanation = explain(&loaded.program, &own.request).map(Arc::new);
        }
        answer
    }

    /// The answer in a scenario; a brief one leaves out the details of statements that are far from matching.
    pub(crate) fn of(loaded: &Arc<Loaded>, selected: Selected, brief: bool) -> Answer {
        let cases = Cases::of(&loaded.scenario);
        let mut answer = Answer {
            loaded: Some(Arc::clone(loaded)),
            is_brief: brief,
            cases: (0..loaded.scenario.cases.len())
                .map(|index| head(&cases, index))
                .collect(),
            ..Answer::default()
        };
        let case = selected.case.min(answer.cases.len().saturating_sub(1));
        let most = answer
            .cases
            .get(case)
            .map_or(1, |head| head.combinations)
            .clamp(1, COMBINATIONS);
        let combination = if selected.case == case {
            selected.combination.min(most - 1)
        } else {
            0
        };
        answer.selected = Selected {
            case,
            combination,
            authorization: selected.authorization.filter(|_| selected.case == case),
        };
        let Some(expanded) = cases.expand(case).nth(combination) else {
            return answer;
        };
        answer.is_brief &= expanded.case.writes.is_none();
        answer.asked = asked(loaded, &expanded, answer.is_brief);
        if expanded.case.writes.is_some() {
            let run = Run::of(loaded, &cases);
            // What refuses the document speaks in the explanation of the call that would store it.
            if let (Some(first), Some((_, told))) = (answer.asked.first_mut(), run.explain(&expanded, 0)) {
                (first.decision, first.layer) = (told.decision, told.layer);
                first.explanation = Some(Arc::new(told));
            }
            answer.verdict = Verdict::written(run.case(&expanded), Verdict::of(&answer.asked).failing);
        } else {
            answer.verdict = Verdict::of(&answer.asked);
        }
        answer.question = Question::of(loaded, &expanded, answer.authorized());
        answer
    }
}

fn head(cases: &Cases<'_>, index: usize) -> CaseHead {
    let combinations = cases.expand(index);
    let count = combinations.size_hint().0;
    let case = cases.scenario().cases.get(index);
    let name = case.and_then(|case| case.name.clone());
    CaseHead {
        name: name.or_else(|| combinations.name()).unwrap_or_default(),
        combinations: count,
    }
}

fn asked(loaded: &Loaded, expanded: &ExpandedCase<'_>, brief: bool) -> Vec<Authorized> {
    let mut all = Vec::new();
    for own in &expanded.authorizations {
        let Some(request) = loaded.world.request(&loaded.program, expanded, own) else {
            continue;
        };
        let explanation = match brief {
            _ if all.len() >= EXPLAINED => None,
            true => explain_briefly(&loaded.program, &request),
            false => explain(&loaded.program, &request),
        };
        let (decision, layer) = match &explanation {
            Some(explanation) => (explanation.decision, explanation.layer),
            None => match loaded.program.decide(&request) {
                Some(decision) => (decision.outcome, decision.layer),
                None => continue,
            },
        };
        all.push(Authorized {
            request,
            asked: own.asked,
            decision,
            layer,
            explanation: explanation.map(Arc::new),
        });
    }
    all
}

impl Verdict {
    /// Any denied makes the call denied, else any unknown makes it unknown, else it is allowed.
    fn of(asked: &[Authorized]) -> Verdict {
        let failing = asked.iter().position(|own| own.decision.is_deny());
        let open = asked.iter().position(|own| own.decision == Outcome::Unknown);
        let Some(named) = asked.get(failing.or(open).unwrap_or(0)) else {
            return Verdict::default();
        };
        let mut unknowns: Vec<String> = Vec::new();
        if failing.is_none() && open.is_some() {
            for unknown in asked
                .iter()
                .filter_map(|own| own.explanation.as_ref())
                .flat_map(|own| &own.unknowns)
            {
                if !unknowns.contains(unknown) {
                    unknowns.push(unknown.clone());
                }
            }
        }
        let blockers = named
            .explanation
            .as_ref()
            .map(|own| own.blockers.iter().map(|layer| layer.word()).collect());
        Verdict {
            decision: named.decision.word(),
            layer: named.layer.map(Layer::word),
            blockers: blockers.unwrap_or_default(),
            failing,
            unknowns,
            findings: Vec::new(),
        }
    }

    /// The verdict on a call that would store a document.
    fn written(report: CaseReport, failing: Option<usize>) -> Verdict {
        let unknowns = report
            .authorizations
            .iter()
            .flat_map(|own| own.unknowns.iter().cloned())
            .collect();
        Verdict {
            decision: report.decision,
            layer: report.layer,
            blockers: report.blockers,
            failing,
            unknowns,
            findings: report
                .findings
                .into_iter()
                .flatten()
                .map(|finding| finding.message)
                .collect(),
        }
    }
}
