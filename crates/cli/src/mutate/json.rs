//! For programs.

use std::io::{self, Write};

use iamwhy_mutation::{Mutant, Verdict};
use serde_json::{Value, json};

use super::Mutation;
use crate::coverage::json::{present, span};

pub(super) fn write(out: &mut dyn Write, mutation: &Mutation) -> io::Result<()> {
    let noticed = mutation.noticed();
    let unedited = mutation.unedited.iter();
    let unedited = unedited.map(|(file, policy)| json!({ "file": file, "policy": policy }));
    let whole = json!({
        "version": 1,
        "summary": { "edits": mutation.all, "tried": mutation.tried.len(), "readable": noticed.all, "noticed": noticed.hit },
        "edits": mutation.tried.iter().map(edit).collect::<Vec<_>>(),
        "unedited": unedited.collect::<Vec<_>>(),
    });
    writeln!(out, "{}", serde_json::to_string_pretty(&whole)?)
}

fn edit((mutant, verdict): &(Mutant, Verdict)) -> Value {
    let (word, noticed_by, difference) = match verdict {
        Verdict::Noticed { file, case } => ("noticed", Some(json!({ "file": file, "case": case })), None),
        Verdict::Unreadable => ("unreadable", None, None),
        Verdict::Unnoticed(None) => ("noDifferenceFound", None, None),
        Verdict::Unnoticed(Some(found)) => {
            let case: Value = serde_json::from_str(&found.case).unwrap_or_default();
            let found = json!({ "file": found.file, "before": found.before, "after": found.after, "case": case });
            ("unnoticed", None, Some(found))
        }
    };
    present(json!({
        "kind": mutant.kind.word(),
        "title": mutant.title,
        "policy": mutant.policy,
        "span": span(&mutant.span),
        "edit": { "start": mutant.edit.start, "end": mutant.edit.end, "text": mutant.edit.text },
        "verdict": word,
        "noticedBy": noticed_by,
        "difference": difference,
    }))
}
