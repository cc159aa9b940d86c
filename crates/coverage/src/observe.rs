//! Counting: every authorization of every case, once for each statement, however many gates it is attached to.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_engine::Truth;
use iamwhy_explain::{Explanation, StatementNode, TextSpan, explain_briefly};
use iamwhy_scenario::Loaded;
use iamwhy_scenario::cases::{Cases, ExpandedCase};

use crate::decisive::is_decisive;
use crate::document::{Coverage, Document, Statement};
use crate::outline::outline;

/// Where something begins; within a file nothing else of its kind does.
type Start = (u32, u32);

impl Coverage {
    /// What the cases of a scenario exercise; a case that expects nothing tests nothing, and does not count. Spans are those of results: a file's name as the scenario writes it.
    #[must_use]
    pub fn of(loaded: &Loaded) -> Coverage {
        Coverage::of_part(loaded, 0, 1)
    }

    /// The same for one of so many parts of the cases, for several threads; the parts merge into the whole.
    #[must_use]
    pub fn of_part(loaded: &Loaded, part: usize, parts: usize) -> Coverage {
        let mut observed = Observed::new(loaded);
        let cases = Cases::of(&loaded.scenario);
        let own = cases.all().skip(part).step_by(parts.max(1));
        for case in own.filter(|case| case.expect.is_some()) {
            observed.case(loaded, &case);
        }
        Coverage {
            documents: observed.documents,
        }
    }
}

struct Observed {
    documents: Vec<Document>,
    /// Statements by file and beginning: document and place in it.
    at: BTreeMap<String, BTreeMap<Start, (usize, usize)>>,
}

/// What one authorization shows of a statement.
#[derive(Default)]
struct Seen<'e> {
    matched: bool,
    decisive: bool,
    nodes: Vec<&'e StatementNode>,
}

impl Observed {
    fn new(loaded: &Loaded) -> Observed {
        let mut observed = Observed {
            documents: Vec::new(),
            at: BTreeMap::new(),
        };
        let mut outlined = BTreeSet::new();
        for attached in &loaded.world.environment().policies {
            let document = outline(attached);
            let start = (document.span.line, document.span.column);
            if !outlined.insert((attached.file.clone(), start)) {
                continue;
            }
            let own = observed.at.entry(attached.file.clone()).or_default();
            for (place, statement) in document.statements.iter().enumerate() {
                own.insert(
                    (statement.span.line, statement.span.column),
                    (observed.documents.len(), place),
                );
            }
            observed.documents.push(document);
        }
        observed
    }

    fn case(&mut self, loaded: &Loaded, case: &ExpandedCase<'_>) {
        for asked in &case.authorizations {
            let request = loaded.world.request(&loaded.program, case, asked);
            if let Some(answer) = request.and_then(|request| explain_briefly(&loaded.program, &request)) {
                self.answer(&answer);
            }
        }
    }

    fn answer(&mut self, answer: &Explanation) {
        let mut seen: BTreeMap<(usize, usize), Seen<'_>> = BTreeMap::new();
        for gate in &answer.gates {
            for node in gate.policies.iter().flat_map(|policy| &policy.statements) {
                let Some(place) = self.find(&node.statement.span) else {
                    continue;
                };
                let own = seen.entry(place).or_default();
                // One of several that decide, whatever is not known, matches for some of it.
                own.matched |= node.matched == Truth::Yes || node.decisive;
                own.decisive |= is_decisive(answer, gate, node);
                own.nodes.push(node);
            }
        }
        for ((document, place), seen) in seen {
            let statements = self.documents.get_mut(document).map(|own| &mut own.statements);
            if let Some(statement) = statements.and_then(|own| own.get_mut(place)) {
                seen.count(statement);
            }
        }
    }

    fn find(&self, span: &TextSpan) -> Option<(usize, usize)> {
        self.at.get(&span.file)?.get(&(span.line, span.column)).copied()
    }
}

impl Seen<'_> {
    fn count(&self, statement: &mut Statement) {
        statement.matched += u64::from(self.matched);
        statement.decisive += u64::from(self.decisive);
        if let Some(void) = self.nodes.iter().find_map(|node| node.void.clone()) {
            statement.void = Some(void);
        }
        for element in &mut statement.elements {
            let start = (element.span.line, element.span.column);
            let mut held = Both::default();
            let mut values = vec![Both::default(); element.values.len()];
            for node in &self.nodes {
                let own = node
                    .elements
                    .iter()
                    .position(|own| (own.span.line, own.span.column) == start);
                let Some((at, own)) = own.and_then(|at| Some((at, node.elements.get(at)?))) else {
                    continue;
                };
                let others = node.elements.iter().enumerate().filter(|(other, _)| *other != at);
                if !others.map(|(_, other)| other).all(|other| other.matched == Truth::Yes) {
                    continue;
                }
                held.see(own.matched);
                for (value, both) in element.values.iter().zip(&mut values) {
                    let begins = |span: &TextSpan| (span.line, span.column) == (value.span.line, value.span.column);
                    if let Some(own) = own.values.iter().find(|own| begins(&own.span)) {
                        both.see(own.matched);
                    }
                }
            }
            element.held += u64::from(held.yes);
            element.failed += u64::from(held.no);
            for (value, both) in element.values.iter_mut().zip(values) {
                value.matched += u64::from(both.yes);
                value.unmatched += u64::from(both.no);
            }
        }
    }
}

/// Which outcomes were seen; what is unknown shows neither.
#[derive(Copy, Clone, Default)]
struct Both {
    yes: bool,
    no: bool,
}

impl Both {
    fn see(&mut self, truth: Truth) {
        self.yes |= truth == Truth::Yes;
        self.no |= truth == Truth::No;
    }
}
