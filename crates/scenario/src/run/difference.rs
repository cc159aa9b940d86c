//! Context values that are given although another one follows from the world (AMEND-11).

use iamwhy_engine::{ContextValue, OwnedValue, Program, Request};
use iamwhy_explain::Warning;

/// What follows only where nobody says otherwise is a default, no contradiction.
const DEFAULTS: [&str; 4] = [
    "aws:requestedregion",
    "aws:securetransport",
    "aws:currenttime",
    "aws:epochtime",
];

/// A warning for each given value that differs from the derived one.
pub(super) fn differences(program: &Program, request: &Request) -> Vec<Warning> {
    let mut found = Vec::new();
    for entry in request.context.iter() {
        let given: Vec<&str> = match &entry.value {
            ContextValue::One(one) => vec![one],
            ContextValue::Many(many) => many.iter().map(AsRef::as_ref).collect(),
            // `null` and unknown are said on purpose.
            ContextValue::Absent | ContextValue::Unknown { .. } => continue,
        };
        if DEFAULTS.contains(&entry.key.folded()) {
            continue;
        }
        let mut without = request.clone();
        without.context.unset(&entry.name);
        let Some(asked) = program.ask(&without) else { continue };
        let derived = match asked.value(&entry.name) {
            OwnedValue::One(one) => vec![one],
            OwnedValue::Many(many) => many,
            _ => continue,
        };
        if given != derived {
            found.push(Warning {
                rule: "AMEND-11".to_owned(),
                message: format!(
                    "the given value of `{}` is used; from the scenario would follow `{}`",
                    entry.name,
                    derived.join("`, `")
                ),
                span: None,
            });
        }
    }
    found
}
