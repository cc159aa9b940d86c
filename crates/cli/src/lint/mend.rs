//! `--fix` and `--diff`: the safe fixes, made or shown.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use iamwhy_lint::{Finding, Options, lint, repaired};

use super::{Linted, One, unified};
use crate::args::lint::Lint;
use crate::colour::Colour;
use crate::report::count;
use crate::test::keep;
use crate::{CannotRun, Ended};

/// A fix can bring another mistake to light, which has a fix as well; after so many rounds it is enough.
const ROUNDS: usize = 8;

/// Mends every file; what remains to be found is for the next run.
pub(super) fn run(linted: &Linted<'_>, options: &Lint, colour: Colour) -> Result<Ended, CannotRun> {
    let mut by_file: BTreeMap<&PathBuf, Vec<&One<'_>>> = BTreeMap::new();
    for one in &linted.policies {
        if let Some(path) = &one.subject.path {
            by_file.entry(path).or_default().push(one);
        }
    }
    let mut out = std::io::stdout().lock();
    let mut changed = 0;
    let mut left = 0;
    for (path, policies) in by_file {
        let Some(before) = policies.first().map(|one| one.subject.json.text()) else {
            continue;
        };
        let findings: Vec<Finding> = policies.iter().flat_map(|one| one.findings.clone()).collect();
        left += findings.iter().filter(|own| !is_safe(own)).count();
        let after = mended(before, &findings, &policies, options);
        if after == before {
            continue;
        }
        changed += 1;
        let shown = path.display().to_string();
        if options.diff {
            write!(out, "{}", unified::diff(&shown, before, &after, colour))?;
        } else {
            keep(&shown, after.as_bytes())?;
            writeln!(out, "mended {shown}")?;
        }
    }
    let verb = if options.diff { "would change" } else { "changed" };
    writeln!(
        out,
        "{} {verb}; {} without a safe fix",
        count(changed, "file"),
        count(left, "finding")
    )?;
    Ok(Ended::Passed)
}

fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safe)
}

/// The text with all safe fixes made. A file that is one policy is looked at again until nothing is left to mend.
fn mended(before: &str, findings: &[Finding], policies: &[&One<'_>], options: &Lint) -> String {
    let mut text = repaired(before, findings);
    let [one] = policies else { return text };
    let Some((own, report)) = one.subject.policy.as_ref().zip(one.report.as_ref()) else {
        return text;
    };
    if one.subject.world.is_some() || own.policy.root != own.policy.json.root() {
        return text;
    }
    for _ in 0..ROUNDS {
        let mut again = lint(
            &iamwhy_policy::Policy::parse(text.as_str()),
            &Options {
                catalog: Some(iamwhy_catalog::Catalog::embedded()),
                ..Options::of_kind(report.kind.clone())
            },
        );
        let chosen = |own: &Finding| {
            let wanted =
                options.only.is_empty() || options.only.iter().any(|code| code.eq_ignore_ascii_case(own.code()));
            wanted && !one.suppressed.iter().any(|(other, _)| other.code() == own.code())
        };
        again.findings.retain(chosen);
        let next = repaired(&text, &again.findings);
        if next == text {
            break;
        }
        text = next;
    }
    text
}
