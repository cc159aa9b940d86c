//! What is decided, one case on each line, sorted: to be kept beside the policies, so that a pull request shows what it changes.

use iamwhy_scenario::Written;
use iamwhy_scenario::run::CaseReport;

use crate::report::Results;

/// The text of a record.
pub(crate) fn record(results: &Results<'_>) -> String {
    let mut lines: Vec<(String, String, String)> = Vec::new();
    for file in &results.report.files {
        for case in &file.cases {
            lines.push((file.file.clone(), case.name.clone(), line(&file.file, case)));
        }
    }
    lines.sort();
    lines.into_iter().map(|(_, _, line)| line + "\n").collect()
}

fn line(file: &str, case: &CaseReport) -> String {
    let deciding = case.authorizations.iter().flat_map(|own| &own.deciding);
    let by: Vec<Written> = deciding
        .map(|own| match &own.sid {
            Some(sid) => Written::Text(format!("{}#{sid}", own.policy)),
            None => Written::Text(format!("{}#{}", own.policy, own.statement)),
        })
        .collect();
    let mut members = vec![
        ("file", Written::Text(file.to_owned())),
        ("case", Written::Text(case.name.clone())),
        ("decision", Written::Text(case.decision.to_owned())),
    ];
    if let Some(layer) = case.layer {
        members.push(("layer", Written::Text(layer.to_owned())));
    }
    if !by.is_empty() {
        members.push(("by", Written::List(by)));
    }
    Written::Object(members).to_string()
}
