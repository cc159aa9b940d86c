//! Findings that bear on a decision.

use iamwhy_explain::{Explanation, TextSpan};
use iamwhy_lint::{Finding, Options, Severity, World, documents, lint, requests};
use iamwhy_scenario::Loaded;
use iamwhy_scenario::cases::ExpandedCase;

/// More would hide the explanation.
const MOST: usize = 2;

/// What the checks say of the statements of a scenario.
#[derive(Default)]
pub(crate) struct Remarks {
    list: Vec<Remark>,
}

/// A finding, and the statement that it is about.
struct Remark {
    file: String,
    line: u32,
    column: u32,
    text: String,
}

impl Remarks {
    /// Every finding that is more than a suggestion, of every statement.
    pub(crate) fn of(loaded: &Loaded) -> Remarks {
        let mut list = Vec::new();
        for document in documents(loaded) {
            let parsed = document.policy.parse();
            let report = lint(
                &parsed,
                &Options {
                    kind: document.kind.clone(),
                    world: Some(World {
                        loaded,
                        place: &document.place,
                    }),
                    catalog: Some(iamwhy_catalog::Catalog::embedded()),
                },
            );
            let json = &parsed.policy.json;
            for finding in report.findings.iter().filter(|own| own.severity() <= Severity::Warning) {
                // What is wrong with the whole document bears on each of its statements.
                let whole = finding.statement.is_none() && finding.severity() == Severity::Error;
                let own = json.position(finding.span.start);
                let text = format!(
                    "{} ({}:{}:{}, {})",
                    finding.message,
                    document.policy.file,
                    own.line,
                    own.column,
                    finding.code()
                );
                let statements = parsed.policy.statements.iter();
                for statement in statements.filter(|own| whole || Some(own.index) == finding.statement) {
                    let at = json.position(json.span(statement.node).start);
                    list.push(Remark {
                        text: text.clone(),
                        file: document.policy.file.clone(),
                        line: at.line,
                        column: at.column,
                    });
                }
            }
        }
        Remarks { list }
    }

    /// What the checks say of the requests of a scenario; it is the same for all its cases.
    pub(crate) fn asked(loaded: &Loaded) -> Vec<Finding> {
        requests(loaded, iamwhy_catalog::Catalog::embedded())
    }

    /// What of it there is to say of what a case asks; with its place, but for a request
    /// that was typed: then nobody wrote the scenario.
    pub(crate) fn on_case(loaded: &Loaded, asked: &[Finding], case: &ExpandedCase<'_>, typed: bool) -> Vec<String> {
        let json = &loaded.json;
        let own = format!("/cases/{}", case.index);
        let matrix = format!("{own}/matrix/");
        let texts = [case.action, case.resource];
        let bears = |pointer: &str| match pointer.strip_prefix(&matrix) {
            // Another combination of the matrix has its own.
            Some(rest) if !rest.starts_with("context.") => {
                let node = json.at_pointer(pointer, json.root());
                node.is_some_and(|node| texts.contains(&json.string(node)))
            }
            _ => pointer.starts_with("/context/") || pointer == own || pointer.starts_with(&format!("{own}/")),
        };
        let bearing = asked.iter().filter(|finding| bears(&finding.pointer));
        let line = |finding: &Finding| {
            let at = json.position(finding.span.start);
            let place = match typed {
                true => String::new(),
                false => format!("{}:{}:{}, ", loaded.file_name, at.line, at.column),
            };
            format!("{} ({place}{})", finding.message, finding.code())
        };
        bearing.take(MOST).map(line).collect()
    }

    /// Whether a statement that it tells of is broken, or cannot stand where it does.
    pub(crate) fn is_about_broken(explanation: &Explanation) -> bool {
        void(explanation).next().is_some()
    }

    /// What there is to say of the statements that decided or came nearest, and of those that are broken or cannot stand there.
    pub(crate) fn on(&self, explanation: &Explanation) -> Vec<&str> {
        let near = explanation.near_misses.iter().map(|miss| &miss.statement);
        let spans = explanation.deciding.iter().chain(near).map(|own| &own.span);
        let spans: Vec<&TextSpan> = spans.chain(void(explanation)).collect();
        let bears = move |own: &&Remark| {
            spans
                .iter()
                .any(|one| one.file == own.file && (one.line, one.column) == (own.line, own.column))
        };
        // What AWS would not save is said in AWS's words already.
        let told: Vec<String> = explanation
            .warnings
            .iter()
            .filter_map(|own| own.span.as_ref())
            .map(|span| format!(" ({}:{}:{}, ", span.file, span.line, span.column))
            .collect();
        let news = |own: &&Remark| !told.iter().any(|place| own.text.contains(place.as_str()));
        let mut found: Vec<&str> = Vec::new();
        for own in self.list.iter().filter(bears).filter(news) {
            if found.len() < MOST && !found.contains(&own.text.as_str()) {
                found.push(&own.text);
            }
        }
        found
    }
}

/// Where the statements stand that are broken, or cannot stand there.
fn void(explanation: &Explanation) -> impl Iterator<Item = &TextSpan> {
    let void = explanation.warnings.iter().filter(|warning| warning.rule == "TYPE-1");
    void.filter_map(|warning| warning.span.as_ref())
}
