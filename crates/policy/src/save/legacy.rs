//! Step 3: what IAM calls legacy parsing: the case of `Effect`, dates, the shape of ARNs.

use super::Desk;
use super::syntax::wrong_case;
use crate::arn::Arn;
use crate::date::is_storable;
use crate::diagnostic::Diagnostic;
use crate::json::NodeId;
use crate::operator::Base;
use crate::spelling::quote;

const LEGACY: &str = "The policy failed legacy parsing";

impl Desk<'_> {
    pub(super) fn legacy(&mut self, diagnostics: &[Diagnostic]) {
        for found in diagnostics {
            if found.rule == "PARSE-21" && wrong_case(self.json, found) {
                self.refuse_because("PARSE-21", found.node, LEGACY, found.message.clone());
            }
        }
        for statement in &self.policy.statements {
            for pair in &statement.conditions {
                if pair.parsed.is_some_and(|operator| is_of_dates(operator.base)) {
                    pair.values.iter().for_each(|&value| self.date(value));
                }
            }
            if self.kind.is_identity_based() {
                let values = statement.resources.iter().flat_map(|element| &element.values);
                values.for_each(|&value| self.shape(value));
            }
        }
    }

    /// PARSE-33
    fn date(&mut self, value: NodeId) {
        let text = self.json.scalar(value).unwrap_or_default();
        if is_storable(text) {
            return;
        }
        let why = format!(
            "{} is no date: write `2026-01-31T12:00:00Z` or seconds since 1970",
            quote(text)
        );
        if self.kind.is_iam() {
            self.refuse_because("PARSE-33", value, LEGACY, why);
        } else {
            self.warn("PARSE-33", value, why);
        }
    }

    /// VALID-5: a short ARN may lack parts at its end, but none in between.
    fn shape(&mut self, value: NodeId) {
        let text = self.text(value);
        let arn = Arn::split(text);
        let hole = arn.fields().iter().skip(1).any(|field| field.is_empty());
        let nameless = arn.count() == 6 && arn.service().is_empty();
        if text != "*" && (arn.count() < 6 && hole || nameless) {
            let why = format!(
                "{} has an empty part and fewer than six: `arn:partition:service:region:account:resource`",
                quote(text)
            );
            let why = if nameless {
                format!("{} names no service", quote(text))
            } else {
                why
            };
            self.refuse_because("VALID-5", value, LEGACY, why);
        }
    }
}

fn is_of_dates(base: Base) -> bool {
    matches!(
        base,
        Base::DateEquals
            | Base::DateLessThan
            | Base::DateLessThanEquals
            | Base::DateGreaterThan
            | Base::DateGreaterThanEquals
    )
}
