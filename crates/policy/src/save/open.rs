//! Values that nobody knows yet, in policies that were made of other tools' files: they stand there as `‹name›` (MODEL-8).

use super::Refusal;
use crate::policy::Policy;

/// Whether JSON text holds something that nobody knows yet.
#[must_use]
pub fn is_open(text: &str) -> bool {
    text.contains('‹') || text.contains("\\u2039")
}

impl Refusal {
    /// Whether it rests on a value that nobody knows yet: AWS would see the value, not what stands for it.
    #[must_use]
    pub fn is_open(&self, policy: &Policy) -> bool {
        let json = &policy.json;
        let text = json.text().get(self.span.start as usize..self.span.end as usize);
        if text.is_some_and(|text| text.starts_with('"') && is_open(text)) {
            return true;
        }
        // A service looks at how the parts of a statement go together.
        let mut statements = policy.statements.iter().map(|own| json.span(own.node));
        let around = statements.find(|own| own.start <= self.span.start && self.span.end <= own.end);
        let around = around.and_then(|own| json.text().get(own.start as usize..own.end as usize));
        self.rule == "VALID-6" && around.is_some_and(is_open)
    }
}
