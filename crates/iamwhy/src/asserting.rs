//! Assertions whose failure prints the explanation.

use std::fmt::{self, Write};

use crate::{Outcome, Question};

/// Fails the test unless the request is allowed for certain, and prints why it is not.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let home = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/*"}}"#;
/// let scene = iamwhy::Scene::builder("arn:aws:iam::111122223333:user/alice").identity(home).build()?;
/// iamwhy::assert_allowed!(scene.ask("caller", "s3:GetObject", "arn:aws:s3:::home/notes")?);
/// # Ok(())
/// # }
/// ```
///
/// An answer that depends on something unknown is not allowed. Further arguments are put before the explanation, as with
/// [`assert!`].
#[macro_export]
macro_rules! assert_allowed {
    ($question:expr $(,)?) => {
        $crate::assert_allowed!($question, "not allowed")
    };
    ($question:expr, $($message:tt)+) => {
        match &$question {
            question => assert!(question.is_allowed(), "{}\n{}", format_args!($($message)+), question.report()),
        }
    };
}

/// Fails the test unless the request is denied for certain, and prints what allows it.
///
/// ```should_panic
/// # let open = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#;
/// # let scene = iamwhy::Scene::builder("arn:aws:iam::111122223333:user/alice").identity(open).build().unwrap();
/// iamwhy::assert_denied!(scene.ask("caller", "s3:DeleteBucket", "arn:aws:s3:::home").unwrap(), "{} is not ours", "home");
/// ```
#[macro_export]
macro_rules! assert_denied {
    ($question:expr $(,)?) => {
        $crate::assert_denied!($question, "not denied")
    };
    ($question:expr, $($message:tt)+) => {
        match &$question {
            question => assert!(question.is_denied(), "{}\n{}", format_args!($($message)+), question.report()),
        }
    };
}

impl Question<'_> {
    /// What a failing test should say: the sentence, the statements that decided, what an unknown answer depends on, what
    /// would turn a denial around.
    #[must_use]
    pub fn report(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_report(&mut text);
        text
    }

    fn write_report(&self, out: &mut String) -> fmt::Result {
        let Some(explanation) = self.explain() else {
            return write!(out, "{self}");
        };
        write!(out, "{}", explanation.sentence)?;
        for own in &explanation.deciding {
            let span = &own.span;
            write!(out, "\n  decided by {}:{}:{}", span.file, span.line, span.column)?;
            if let Some(sid) = &own.sid {
                write!(out, " (`{sid}`)")?;
            }
        }
        if explanation.decision == Outcome::Unknown {
            write!(out, "\n  say what is unknown: {}", self.unknowns().join(", "))?;
        }
        if explanation.decision.is_deny() {
            for flip in self.flips().iter().take(3) {
                write!(out, "\n  would turn it around: {}", flip.title)?;
            }
        }
        Ok(())
    }
}
