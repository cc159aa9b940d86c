//! A case whose expectation does not hold: what was believed, what is so, why, and where.

use iamwhy_engine::{Outcome, Truth};
use iamwhy_explain::{Explanation, StatementNode, TextSpan, visible};
use iamwhy_scenario::cases::{Cases, ExpandedCase};
use iamwhy_scenario::run::{CaseReport, FileReport, Mismatch, Run, Span};
use iamwhy_scenario::{DecisionWord, Expectation, StatementRef, Written};

use super::{Origin, Results};
use crate::remarks::Remarks;
use crate::suite::source::Source;

/// A case whose expectation does not hold.
pub(crate) struct Failure<'r> {
    pub(crate) file: &'r FileReport,
    pub(crate) case: &'r CaseReport,
    /// Where the case stands.
    pub(crate) test: Span,
    /// The statement that decided, or came nearest to allowing, where it stands in a file.
    pub(crate) statement: Option<Span>,
    /// The statement that was expected to decide, where it is another one.
    pub(crate) expected: Option<Expected>,
    /// One for each authorization.
    pub(crate) explanations: Vec<Explanation>,
    /// What the checks say of what it asks, and of broken statements.
    pub(crate) remarks: Vec<String>,
    /// What its author says of the case.
    pub(crate) note: Vec<String>,
}

/// A statement that was expected to decide.
pub(crate) struct Expected {
    pub(crate) span: Span,
    /// `the case expects that the boundary decides, by `Limit``
    pub(crate) words: String,
}

impl Failure<'_> {
    /// `file › case`
    pub(crate) fn name(&self) -> String {
        visible(&format!("{} › {}", self.file.file, self.case.name)).into_owned()
    }

    /// What was expected and is not so: a line for each field.
    pub(crate) fn differences(&self) -> Vec<String> {
        self.case.mismatches.iter().map(difference).collect()
    }

    /// The differences, and one sentence that says why it is so.
    pub(crate) fn message(&self) -> String {
        let mut message = self.differences().join("; ");
        let refused = refusals(self.case);
        if !refused.is_empty() {
            message.push_str(": AWS refuses what it writes: ");
            message.push_str(&refused.join("; "));
            return message;
        }
        if let Some(explanation) = standing_on(&self.explanations) {
            message.push_str(": ");
            message.push_str(&visible(explanation.sentence.trim_end()));
        }
        message
    }

    /// The explanations in full.
    pub(crate) fn why(&self) -> String {
        self.explanations.iter().map(iamwhy_explain::lines).collect()
    }

    /// The place that a reader should look at: the policy's, else the test's.
    pub(crate) fn place(&self) -> &Span {
        self.statement.as_ref().unwrap_or(&self.test)
    }

    /// The first field that differs.
    pub(crate) fn field(&self) -> &'static str {
        self.case
            .mismatches
            .first()
            .map_or("decision", |mismatch| mismatch.field)
    }
}

/// Why AWS would not store what a case writes; nothing where it stores it.
pub(crate) fn refusals(case: &CaseReport) -> Vec<String> {
    let findings = case.findings.iter().flatten().filter(|_| case.decision == "refused");
    findings
        .map(|own| visible(&format!("{} ({})", own.message, own.rule)).into_owned())
        .collect()
}

fn difference(mismatch: &Mismatch) -> String {
    let (expected, actual) = (plain(&mismatch.expected), plain(&mismatch.actual));
    format!("expected {} {expected}, but it is {actual}", mismatch.field)
}

/// JSON without quotes around a single word.
pub(crate) fn plain(value: &Written) -> String {
    match value {
        Written::Text(text) => format!("`{}`", visible(text)),
        Written::Null => "absent".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The explanation that the answer stands on: the refused one, else the unknown one, else the first.
fn standing_on(explanations: &[Explanation]) -> Option<&Explanation> {
    let refused = explanations.iter().find(|own| own.decision.is_deny());
    let open = || explanations.iter().find(|own| own.decision == Outcome::Unknown);
    refused.or_else(open).or_else(|| explanations.first())
}

/// All of them, in order.
/// The note of a case, a line each.
pub(crate) fn note(case: &ExpandedCase<'_>) -> Vec<String> {
    let lines = case.case.note.iter().flat_map(|note| note.lines());
    lines.map(|line| visible(line).into_owned()).collect()
}

pub(super) fn failures<'r>(results: &'r Results<'_>) -> Vec<Failure<'r>> {
    let files = results.report.files.iter().zip(&results.origins);
    files.flat_map(|(file, origin)| of_file(file, origin)).collect()
}

fn of_file<'r>(file: &'r FileReport, origin: &Origin<'_>) -> Vec<Failure<'r>> {
    let source = origin.source;
    let failed = file.cases.iter().zip(&origin.places);
    let mut failed = failed.filter(|(case, _)| case.passed == Some(false)).peekable();
    let cases = Cases::of(&source.loaded.scenario);
    let run = Run::of(&source.loaded, &cases);
    let mut found = Vec::new();
    let mut findings = None;
    let mut statements = None;
    for index in 0..source.loaded.scenario.cases.len() {
        if failed.peek().is_none_or(|(_, place)| place.case != index) {
            continue;
        }
        for (number, expanded) in cases.expand(index).enumerate() {
            let Some((case, place)) = failed.next_if(|(_, place)| place.case == index && place.number == number) else {
                continue;
            };
            let numbers = 0..expanded.authorizations.len();
            let explanations = numbers.filter_map(|number| run.explain(&expanded, number));
            let explanations: Vec<Explanation> = explanations.map(|(_, own)| own).collect();
            let statement = standing_on(&explanations).and_then(|own| statement(source, own));
            let findings = findings.get_or_insert_with(|| Remarks::asked(&source.loaded));
            let mut remarks = Remarks::on_case(&source.loaded, findings, &expanded, false);
            // The checks know which part of a statement is broken.
            for own in explanations.iter().filter(|own| Remarks::is_about_broken(own)) {
                let all = statements.get_or_insert_with(|| Remarks::of(&source.loaded));
                remarks.extend(all.on(own).into_iter().map(str::to_owned));
            }
            let asked = standing_on(&explanations).and_then(|own| expected(source, expanded.expect?, case, own));
            found.push(Failure {
                file,
                case,
                test: test(source, place.case),
                expected: asked.filter(|own| statement.as_ref() != Some(&own.span)),
                statement,
                explanations,
                remarks,
                note: note(&expanded),
            });
        }
    }
    found
}

/// Where a case stands.
pub(crate) fn test(source: &Source, case: usize) -> Span {
    source.at(&format!("/cases/{case}")).unwrap_or_default()
}

/// The statement that decided, or came nearest, if it stands in a file.
fn statement(source: &Source, explanation: &Explanation) -> Option<Span> {
    let near = explanation.near_misses.iter().map(|near| &near.statement);
    let mut statements = explanation.deciding.iter().chain(near);
    statements.find_map(|statement| place(source, &statement.span))
}

/// The statement that the case expects to decide and that did not: of the expected layer, policy and `Sid` the one that came nearest.
fn expected(
    source: &Source,
    expectation: &Expectation,
    case: &CaseReport,
    explanation: &Explanation,
) -> Option<Expected> {
    let wanted = |field: &str| {
        let differs = case.mismatches.iter().any(|own| own.field == field);
        let (Expectation::Fields(fields), true) = (expectation, differs) else {
            return None;
        };
        Some(fields)
    };
    let layer = wanted("layer").and_then(|own| own.layer).map(|own| own.as_str());
    let policy = wanted("policy").and_then(|own| own.policy.as_deref());
    let statement = wanted("statement").and_then(|own| own.statement.as_ref());
    if layer.is_none() && policy.is_none() && statement.is_none() {
        return None;
    }
    let effect = match expectation.decision() {
        Some(DecisionWord::ExplicitDeny) => "Deny",
        _ => "Allow",
    };
    let gates = explanation.gates.iter();
    let gates = gates.filter(|gate| layer.is_none_or(|layer| gate.layer.word() == layer));
    let policies = gates.flat_map(|gate| &gate.policies);
    let policies = policies.filter(|own| policy.is_none_or(|name| own.name == name));
    let nodes = policies.flat_map(|own| &own.statements).filter(|node| match statement {
        Some(StatementRef::Sid(sid)) => node.statement.sid.as_ref() == Some(sid),
        Some(StatementRef::Index(index)) => node.statement.statement == *index,
        None => node.effect == effect && node.void.is_none(),
    });
    let failed = |node: &&StatementNode| node.elements.iter().filter(|own| own.matched != Truth::Yes).count();
    let nearest = nodes.min_by_key(failed)?;
    let own = &nearest.statement;
    let name = own
        .sid
        .clone()
        .unwrap_or_else(|| format!("Statement[{}]", own.statement));
    Some(Expected {
        span: place(source, &own.span)?,
        words: visible(&format!(
            "the case expects the layer `{}` to decide, here by `{name}` of `{}`",
            own.layer.word(),
            own.policy
        ))
        .into_owned(),
    })
}

fn place(source: &Source, span: &TextSpan) -> Option<Span> {
    source.place(&span.clone().into())
}
