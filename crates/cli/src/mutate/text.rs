//! For people: what no test notices, each with a case to paste.

use std::io::{self, Write};

use iamwhy_mutation::Verdict;

use super::Mutation;
use crate::colour::Colour;
use crate::report::count;

pub(super) fn write(out: &mut dyn Write, mutation: &Mutation, colour: Colour) -> io::Result<()> {
    let mut file = "";
    let mut without = 0;
    let mut unreadable = 0;
    for (mutant, verdict) in &mutation.tried {
        let found = match verdict {
            Verdict::Noticed { .. } => continue,
            Verdict::Unreadable => {
                unreadable += 1;
                continue;
            }
            Verdict::Unnoticed(found) => found,
        };
        if file != mutant.file {
            file = &mutant.file;
            writeln!(out, "{}", colour.strong(file))?;
        }
        let span = &mutant.span;
        let policy = colour.faint(&mutant.policy);
        writeln!(
            out,
            "  {} {}:{} {} {policy}",
            colour.bad("✖"),
            span.line,
            span.column,
            mutant.title
        )?;
        match found {
            None => {
                without += 1;
                writeln!(out, "      no difference found")?;
            }
            Some(found) => {
                let (before, after) = (found.before, found.after);
                writeln!(
                    out,
                    "      no test notices: {before} becomes {after}; as a case of {}:",
                    found.file
                )?;
                writeln!(out, "      {}", found.case)?;
            }
        }
    }
    for (file, policy) in &mutation.unedited {
        writeln!(
            out,
            "{file}: `{policy}` is not edited, because its text is not JSON in a file: edits are made in JSON. Of a template in YAML, \
             put the template in JSON beside it (`cfn-flip`, `yq -o json`, `cdk synth --json`) and name that one; of a percent-encoded \
             document, decode it"
        )?;
    }
    let noticed = mutation.noticed();
    if noticed.hit < noticed.all {
        writeln!(out)?;
    }
    let tried = mutation.tried.len();
    let of = match tried < mutation.all {
        true => format!(" of {}", mutation.all),
        false => String::new(),
    };
    write!(
        out,
        "{}{of}: the tests notice {} ({} of {})",
        count(tried, "edit"),
        noticed.words(),
        noticed.hit,
        noticed.all
    )?;
    if without > 0 {
        write!(out, "; for {without} that they do not notice, no difference was found")?;
    }
    if unreadable > 0 {
        write!(out, "; {unreadable} gave no readable policy")?;
    }
    writeln!(out)
}
