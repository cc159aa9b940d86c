//! One case.

use std::sync::OnceLock;

use iamwhy_engine::{Layer, Outcome, Program, Request};
use iamwhy_explain::{Assumption, Explanation, Warning, explain, explain_briefly};
use iamwhy_policy::{Add, Listed};

use super::{
    Loaded, checked,
    combined::Combined,
    expectation::Actual,
    findings::Findings,
    judged, later, path,
    public::is_public,
    report::{AuthorizationReport, CaseReport, Finding},
    writes::{self, Stored},
};
use crate::cases::{Authorization, Cases, ExpandedCase};

/// What all cases of a file are decided with. The cases may come from another reading of the same file, as when only its policies
/// are changed between the two.
pub struct Run<'a> {
    pub(super) loaded: &'a Loaded,
    cases: &'a Cases<'a>,
    /// Worked out when the first case is explained.
    findings: OnceLock<Findings>,
    /// Made when the first case expects the code of a check.
    #[cfg(feature = "checks")]
    pub(super) checked: OnceLock<Box<dyn super::Checked>>,
}

impl<'a> Run<'a> {
    /// A run of these cases.
    #[must_use]
    pub fn of(loaded: &'a Loaded, cases: &'a Cases<'a>) -> Run<'a> {
        Run {
            loaded,
            cases,
            findings: OnceLock::new(),
            #[cfg(feature = "checks")]
            checked: OnceLock::new(),
        }
    }

    /// Decides a case and compares the answer with what is believed about it.
    #[must_use]
    pub fn case(&self, case: &ExpandedCase<'_>) -> CaseReport {
        let requests = self.requests(case);
        let mut answers: Vec<Explanation> = requests.iter().filter_map(|request| self.answer(request)).listed();
        for (answer, asked) in answers.iter_mut().zip(&case.authorizations) {
            self.as_asked(answer, case, asked);
        }
        path::add(self.cases, &self.loaded.policies, case, &mut answers);
        let combined = Combined::of(&answers);
        // The document is looked at only where the call is allowed to store one.
        let may_store = combined
            .as_ref()
            .is_none_or(|combined| combined.outcome == Outcome::Allow);
        let mut outcome = Verdict::of(combined);
        if let Some(writes) = case.case.writes.as_ref().filter(|_| may_store) {
            let stored = writes::judge(
                &self.loaded.policies,
                case.index,
                writes,
                &self.loaded.program,
                requests.first(),
            );
            if let Some(stored) = stored {
                outcome.store(stored, answers.first_mut());
            }
        }
        let standing_on = match outcome.failing {
            Some(index) => answers.get(index..=index).unwrap_or_default(),
            None => answers.as_slice(),
        };
        let rules_of_findings = outcome.findings.iter().flatten().map(|warning| warning.rule.as_str());
        let codes = self.codes(case, &answers);
        let mut findings: Vec<&str> = answers
            .iter()
            .flat_map(|answer| &answer.warnings)
            .map(|warning| warning.rule.as_str())
            .chain(rules_of_findings)
            .chain(answers.iter().flat_map(|answer| self.findings().beside(answer)))
            .listed();
        findings.extend_from_slice(codes.as_deref().unwrap_or_default());
        let mismatches = case.expect.map(|expectation| {
            let actual = Actual {
                cases: self.cases,
                decision: outcome.decision,
                layer: outcome.layer.map(Layer::word),
                blockers: &outcome.blockers,
                standing_on,
                failing: outcome
                    .failing
                    .and_then(|index| answers.get(index).map(|answer| (index, answer))),
                unknowns: &outcome.unknowns,
                rules: &outcome.rules,
                findings: &findings,
                checked: codes.is_some(),
                public: &|| {
                    requests
                        .first()
                        .is_some_and(|request| is_public(&self.loaded.program, request))
                },
            };
            actual.mismatches(expectation)
        });
        let mut passed = mismatches.as_ref().map(Vec::is_empty);
        if codes.is_none() && passed == Some(true) {
            passed = None;
            let warnings = answers.first_mut().map(|answer| &mut answer.warnings);
            if let Some(list) = outcome.findings.as_mut().or(warnings) {
                list.push(checked::nobody_looks());
            }
        }
        CaseReport {
            name: case.name.clone(),
            passed,
            decision: outcome.decision,
            layer: outcome.layer.map(Layer::word),
            blockers: outcome.blockers,
            authorizations: answers.into_iter().map(judged::report).listed(),
            findings: outcome.findings.map(|list| {
                list.into_iter()
                    .map(|warning| Finding {
                        rule: warning.rule,
                        message: warning.message,
                        span: warning.span.map(Into::into),
                    })
                    .listed()
            }),
            mismatches: mismatches.unwrap_or_default(),
        }
    }

    /// Explains one authorization of a case, with what refuses the document that it would store.
    #[must_use]
    pub fn explain(&self, case: &ExpandedCase<'_>, number: usize) -> Option<(Request, Explanation)> {
        let program = &self.loaded.program;
        let asked = case.authorizations.get(number)?;
        let request = self.loaded.world.request(program, case, asked)?;
        let mut explanation = self.told(&request, explain(program, &request)?);
        self.as_asked(&mut explanation, case, asked);
        if number == 0 && case.case.writes.is_some() && explanation.decision == Outcome::Allow {
            let answered = self.case(case).authorizations;
            let refused = |own: &AuthorizationReport| own.decision != Outcome::Allow.word();
            if answered.first().is_some_and(refused) {
                explanation.block_public_policy();
            }
        }
        Some((request, explanation))
    }

    pub(super) fn requests(&self, case: &ExpandedCase<'_>) -> Vec<Request> {
        case.authorizations
            .iter()
            .filter_map(|asked| self.loaded.world.request(&self.loaded.program, case, asked))
            .listed()
    }

    /// The answer with what became of the operation on its way to this authorization.
    fn as_asked(&self, answer: &mut Explanation, case: &ExpandedCase<'_>, asked: &Authorization) {
        self.sent_otherwise(answer, case, asked);
        for (key, said) in &asked.overruled {
            let message =
                format!("the context's own value of `{key}` counts, where the operation's parameters say `{said}`");
            answer.warnings.push(Warning {
                rule: "AMEND-11".to_owned(),
                message,
                span: None,
            });
        }
    }

    /// What list actions are asked for is not documented (UND-13): named where the other reading gives another answer.
    fn sent_otherwise(&self, answer: &mut Explanation, case: &ExpandedCase<'_>, asked: &Authorization) {
        let Some(resource) = asked.sent.clone().filter(|_| answer.action == asked.action) else {
            return;
        };
        let word = if resource == "*" { "table" } else { "star" };
        let other = Authorization {
            resource,
            ..asked.clone()
        };
        let program = &self.loaded.program;
        let request = self.loaded.world.request(program, case, &other);
        let Some(other) = request.and_then(|request| explain_briefly(program, &request)) else {
            return;
        };
        if (other.decision, &other.deciding) != (answer.decision, &answer.deciding) {
            answer.assumptions.push(Assumption {
                id: "UND-13".to_owned(),
                word: word.to_owned(),
                flips: other.decision != answer.decision && !(other.decision.is_deny() && answer.decision.is_deny()),
            });
        }
    }

    fn findings(&self) -> &Findings {
        self.findings.get_or_init(|| Findings::of(&self.loaded.world))
    }

    fn answer(&self, request: &Request) -> Option<Explanation> {
        Some(self.told(request, explain_briefly(&self.loaded.program, request)?))
    }

    /// The answer with what the file says beyond its policies' texts.
    fn told(&self, request: &Request, mut answer: Explanation) -> Explanation {
        let later = later::values(&self.loaded.world, &answer);
        if !later.is_empty() {
            // What cannot be compared for want of a value that nobody knows yet is said by that alone.
            answer.warnings.retain(|own| !own.message.contains('‹'));
        }
        let refused = self.findings().at_gates(&answer);
        answer.warnings.add(refused);
        answer.warnings.add(later);
        if !answer.assumptions.iter().any(|assumption| assumption.id == OWNER) {
            answer.assumptions.add(assumed_owner(&self.loaded.program, request));
        }
        answer
    }
}

/// The rule by which somebody owns every resource.
const OWNER: &str = "MODEL-7";

/// Nothing says who owns the resource, so that the caller's account stands in.
fn assumed_owner(program: &Program, request: &Request) -> Option<Assumption> {
    let assumed = request.resource() != "*" && program.ask(request)?.owner_is_assumed();
    assumed.then(|| Assumption {
        id: OWNER.to_owned(),
        word: "callerAccount".to_owned(),
        flips: false,
    })
}

/// The answer to a case while it is put together.
struct Verdict {
    decision: &'static str,
    layer: Option<Layer>,
    blockers: Vec<&'static str>,
    failing: Option<usize>,
    unknowns: Vec<String>,
    rules: Vec<String>,
    findings: Option<Vec<Warning>>,
}

impl Verdict {
    fn of(combined: Option<Combined>) -> Verdict {
        let combined = combined.unwrap_or(Combined {
            outcome: Outcome::Unknown,
            layer: None,
            blockers: Vec::new(),
            failing: None,
            unknowns: Vec::new(),
        });
        Verdict {
            decision: combined.outcome.word(),
            layer: combined.layer,
            blockers: combined.blockers.into_iter().map(Layer::word).listed(),
            failing: combined.failing,
            unknowns: combined.unknowns,
            rules: Vec::new(),
            findings: None,
        }
    }

    fn store(&mut self, stored: Stored, answer: Option<&mut Explanation>) {
        self.layer = None;
        let mut rule =
            |findings: &[Warning]| self.rules = findings.first().map(|first| first.rule.clone()).into_iter().listed();
        match stored {
            Stored::Accepted(doubts) => {
                self.decision = "accepted";
                self.findings = Some(doubts);
            }
            Stored::Refused(refusals) => {
                self.decision = "refused";
                rule(&refusals);
                self.findings = Some(refusals);
            }
            Stored::Unknown(place) => {
                self.decision = Outcome::Unknown.word();
                self.unknowns = vec![place];
            }
            Stored::Blocked(doubts) => {
                self.findings = Some(doubts);
                self.block(answer);
            }
        }
    }

    /// Public policies are blocked: the service refuses a call that IAM allows (AMEND-5).
    fn block(&mut self, answer: Option<&mut Explanation>) {
        self.rules = vec!["S3-5".to_owned(), "ERR-13".to_owned()];
        let Some(answer) = answer else {
            self.decision = "refused";
            return;
        };
        self.decision = Outcome::ImplicitDeny.word();
        self.layer = Some(Layer::Service);
        self.blockers = vec![Layer::Service.word()];
        self.failing = Some(0);
        answer.block_public_policy();
    }
}
