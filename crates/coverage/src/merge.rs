//! Several coverages as one.

use iamwhy_scenario::run::Span;

use crate::document::{Coverage, Document, Element, Statement, Value};

impl Coverage {
    /// Adds the counts of another coverage. Documents are the same where they begin at the same place.
    pub fn merge(&mut self, other: Coverage) {
        for document in other.documents {
            let same =
                |own: &&mut Document| own.span == document.span && own.statements.len() == document.statements.len();
            match self.documents.iter_mut().find(same) {
                Some(own) => own.add(&document),
                None => self.documents.push(document),
            }
        }
    }

    /// Says of every place where somebody finds it; documents without one, such as AWS's own, are dropped.
    pub fn relocate(&mut self, place: &dyn Fn(&Span) -> Option<Span>) {
        self.documents.retain_mut(|document| {
            let Some(span) = place(&document.span) else {
                return false;
            };
            document.span = span;
            let moved = |own: &mut Span| {
                if let Some(span) = place(own) {
                    *own = span;
                }
            };
            for statement in &mut document.statements {
                moved(&mut statement.span);
                for element in &mut statement.elements {
                    moved(&mut element.span);
                    element.values.iter_mut().for_each(|value| moved(&mut value.span));
                }
            }
            true
        });
    }

    /// Sorts the documents by file and place.
    pub fn sort(&mut self) {
        self.documents.sort_by(|one, other| key(one).cmp(&key(other)));
    }
}

fn key(document: &Document) -> (&str, u32, u32, &str) {
    let span = &document.span;
    (&span.file, span.line, span.column, &document.name)
}

impl Document {
    fn add(&mut self, other: &Document) {
        for (own, other) in self.statements.iter_mut().zip(&other.statements) {
            own.add(other);
        }
    }
}

impl Statement {
    fn add(&mut self, other: &Statement) {
        self.matched += other.matched;
        self.decisive += other.decisive;
        // Attached in one place it may be void, in another it is not.
        if other.void.is_none() {
            self.void = None;
        }
        for (own, other) in self.elements.iter_mut().zip(&other.elements) {
            own.add(other);
        }
    }
}

impl Element {
    fn add(&mut self, other: &Element) {
        self.held += other.held;
        self.failed += other.failed;
        for (own, other) in self.values.iter_mut().zip(&other.values) {
            own.add(other);
        }
    }
}

impl Value {
    fn add(&mut self, other: &Value) {
        self.matched += other.matched;
        self.unmatched += other.unmatched;
    }
}
