//! One case on each line, its file first; the summary last.

use std::io::{self, Write};

use iamwhy_scenario::Written;

use super::Results;

pub(super) fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    for file in &results.report.files {
        for case in &file.cases {
            let mut members = vec![("file", Written::Text(file.file.clone()))];
            if let Written::Object(own) = case.to_written() {
                members.extend(own);
            }
            writeln!(out, "{}", Written::Object(members))?;
        }
    }
    let summary = results.report.summary();
    let counts = [
        ("passed", summary.passed),
        ("failed", summary.failed),
        ("shown", summary.shown),
    ];
    let counts = counts.map(|(name, count)| (name, Written::from(count)));
    let last = Written::Object(vec![("summary", Written::Object(counts.to_vec()))]);
    writeln!(out, "{last}")
}
