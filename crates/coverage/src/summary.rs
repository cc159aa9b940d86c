//! Counts of counts.

use crate::document::{Coverage, Document};

/// So many of so many.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// Those that are exercised.
    pub hit: usize,
    /// All.
    pub all: usize,
}

/// How much of the policies is exercised.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Statements that matched.
    pub matched: Share,
    /// Statements that an answer stood on.
    pub decisive: Share,
    /// Values of elements that matched.
    pub values: Share,
    /// Outcomes of conditions: each can hold and fail.
    pub outcomes: Share,
}

impl Share {
    /// In percent; nothing at all is covered in full.
    #[must_use]
    pub fn percent(self) -> f64 {
        match self.all {
            0 => 100.0,
            all => self.hit as f64 * 100.0 / all as f64,
        }
    }

    /// In percent with one digit behind the point, never rounded up: what is not everything is not 100.
    #[must_use]
    pub fn words(self) -> String {
        let tenths = (self.hit * 1000).checked_div(self.all).unwrap_or(1000);
        format!("{}.{} %", tenths / 10, tenths % 10)
    }

    fn add(&mut self, hit: bool) {
        self.all += 1;
        self.hit += usize::from(hit);
    }
}

impl Coverage {
    /// The summary of all documents.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        self.documents.iter().for_each(|document| summary.count(document));
        summary
    }
}

impl Document {
    /// The summary of this document.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        summary.count(self);
        summary
    }
}

impl Summary {
    fn count(&mut self, document: &Document) {
        for statement in &document.statements {
            self.matched.add(statement.matched > 0);
            self.decisive.add(statement.decisive > 0);
            for element in &statement.elements {
                if element.is_condition() {
                    self.outcomes.add(element.held > 0);
                    self.outcomes.add(element.failed > 0);
                }
                for value in &element.values {
                    self.values.add(value.matched > 0);
                }
            }
        }
    }
}
