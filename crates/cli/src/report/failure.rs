//! A case whose expectation does not hold: what was believed, what is so, why, and where.

use iamwhy_engine::Outcome;
use iamwhy_explain::{Explanation, TextSpan};
use iamwhy_scenario::Written;
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::run::{CaseReport, FileReport, Mismatch, Span};

use super::{Origin, Results};
use crate::suite::source::Source;

/// A case whose expectation does not hold.
pub(crate) struct Failure<'r> {
    pub(crate) file: &'r FileReport,
    pub(crate) case: &'r CaseReport,
    /// Where the case stands.
    pub(crate) test: Span,
    /// The statement that decided, or came nearest to allowing, where it stands in a file.
    pub(crate) statement: Option<Span>,
    /// One for each authorization.
    pub(crate) explanations: Vec<Explanation>,
}

impl Failure<'_> {
    /// `file › case`
    pub(crate) fn name(&self) -> String {
        format!("{} › {}", self.file.file, self.case.name)
    }

    /// What was expected and is not so: a line for each field.
    pub(crate) fn differences(&self) -> Vec<String> {
        self.case.mismatches.iter().map(difference).collect()
    }

    /// The differences, and one sentence that says why it is so.
    pub(crate) fn message(&self) -> String {
        let mut message = self.differences().join("; ");
        if let Some(explanation) = standing_on(&self.explanations) {
            message.push_str(": ");
            message.push_str(explanation.sentence.trim_end());
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

fn difference(mismatch: &Mismatch) -> String {
    let (expected, actual) = (plain(&mismatch.expected), plain(&mismatch.actual));
    format!("expected {} {expected}, but it is {actual}", mismatch.field)
}

/// JSON without quotes around a single word.
pub(crate) fn plain(value: &Written) -> String {
    match value {
        Written::Text(text) => format!("`{text}`"),
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
pub(super) fn failures<'r>(results: &'r Results<'_>) -> Vec<Failure<'r>> {
    let files = results.report.files.iter().zip(&results.origins);
    files.flat_map(|(file, origin)| of_file(file, origin)).collect()
}

fn of_file<'r>(file: &'r FileReport, origin: &Origin<'_>) -> Vec<Failure<'r>> {
    let source = origin.source;
    let failed = file.cases.iter().zip(&origin.places);
    let mut failed = failed.filter(|(case, _)| case.passed == Some(false)).peekable();
    let cases = Cases::of(&source.loaded.scenario);
    let mut found = Vec::new();
    for index in 0..source.loaded.scenario.cases.len() {
        if failed.peek().is_none_or(|(_, place)| place.case != index) {
            continue;
        }
        for (number, expanded) in cases.expand(index).enumerate() {
            let Some((case, place)) = failed.next_if(|(_, place)| place.case == index && place.number == number) else {
                continue;
            };
            let requests = expanded
                .authorizations
                .iter()
                .filter_map(|asked| source.loaded.world.request(&source.loaded.program, &expanded, asked));
            let explanations: Vec<Explanation> = requests
                .filter_map(|request| iamwhy_explain::explain(&source.loaded.program, &request))
                .collect();
            found.push(Failure {
                file,
                case,
                test: test(source, place.case),
                statement: standing_on(&explanations).and_then(|own| statement(source, own)),
                explanations,
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

fn place(source: &Source, span: &TextSpan) -> Option<Span> {
    source.place(&span.clone().into())
}
