//! What a statement still lacks, in words.

use iamwhy_coverage::Statement;
use iamwhy_scenario::run::Span;

/// Something that no test touches.
pub(super) struct Gap<'c> {
    pub(super) span: &'c Span,
    pub(super) text: String,
}

/// The gaps of a statement; what follows from a gap is not told again.
pub(super) fn gaps(statement: &Statement) -> Vec<Gap<'_>> {
    let whole = |text: String| {
        vec![Gap {
            span: &statement.span,
            text,
        }]
    };
    if let Some(void) = &statement.void {
        return whole(format!("it can never match: {void}"));
    }
    if statement.matched == 0 {
        return whole("it never matched".to_owned());
    }
    let mut gaps = Vec::new();
    if statement.decisive == 0 {
        gaps.extend(whole("it matched, but no answer stood on it".to_owned()));
    }
    for element in &statement.elements {
        let label = element.label();
        for value in element.values.iter().filter(|value| value.matched == 0) {
            gaps.push(Gap {
                span: &value.span,
                text: format!("{label}: `{}` never matched", value.text),
            });
        }
        for (count, what) in [(element.held, "held"), (element.failed, "failed")] {
            if element.is_condition() && count == 0 {
                gaps.push(Gap {
                    span: &element.span,
                    text: format!("{label} never {what}"),
                });
            }
        }
    }
    gaps
}
