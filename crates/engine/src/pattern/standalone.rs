//! A pattern by itself, outside any policy: for previews, checks and fuzzing.

use super::{Dialect, Resolve, Templates, VarId, glob};
use crate::assume::Assume;

/// What a pattern is written for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum PatternKind {
    /// `StringLike` and action names: `*` and `?` match anything.
    Text,
    /// `Resource`: in the first five parts of an ARN, wildcards inside a part stay in it (RES-2).
    Resource,
}

struct Plain<'t>(&'t str);

impl Resolve for Plain<'_> {
    fn text(&self) -> &str {
        self.0
    }

    fn variable(&self, _: VarId) -> Option<&str> {
        None
    }
}

/// Whether text matches a pattern without variables, in the default reading of undocumented points.
///
/// ```
/// use iamwhy_engine::{PatternKind, pattern_matches};
/// assert!(pattern_matches(PatternKind::Text, "s3:Get*", "s3:GetObject"));
/// assert!(pattern_matches(PatternKind::Resource, "arn:aws:sqs:*", "arn:aws:sqs:us-east-1:111122223333:jobs"));
/// assert!(!pattern_matches(PatternKind::Resource, "arn:aws:sqs:u*1:*:jobs", "arn:aws:sqs:us:east-1:jobs"));
/// ```
#[must_use]
pub fn pattern_matches(kind: PatternKind, pattern: &str, text: &str) -> bool {
    let mut templates = Templates::default();
    let dialect = match kind {
        PatternKind::Text => Dialect::Glob,
        PatternKind::Resource => Dialect::Resource { complete: false },
    };
    let compiled = templates.pattern(pattern, dialect, false, &Assume::default(), &mut |_| 0);
    glob(compiled, &templates.tokens, &Plain(&templates.text), text)
}
