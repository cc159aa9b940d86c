//! PROP-12 over the fixtures: whatever message the engine's answer is put into, reading it gives the request back.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use iamwhy_import::{Denial, denials};
use iamwhy_scenario::run::AuthorizationReport;
use iamwhy_scenario::{Files, read_and_run};

struct Beside(PathBuf);

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn scenarios(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        // The workloads are for measuring, and large.
        if path.is_dir() && path.file_name().unwrap() != "workloads" {
            scenarios(&path, found);
        } else if path.to_string_lossy().ends_with(".scenario.json") {
            found.push(path);
        }
    }
}

fn agrees(denial: &Denial, answer: &AuthorizationReport) -> Result<(), String> {
    let same = |what: &str, found: Option<&str>, expected: Option<&str>| match found == expected {
        true => Ok(()),
        false => Err(format!("{what}: {found:?} instead of {expected:?}")),
    };
    // A login with a token of a provider has no user.
    let login = denial.caller.is_none();
    let caller = denial.caller.as_ref().map(|caller| caller.written.text.as_str());
    same("principal", caller, Some(answer.principal.as_str()).filter(|_| !login))?;
    let written = denial.action.as_ref().map(|action| action.written.text.as_str());
    same("action", written, Some(&answer.action))?;
    // Messages about the list of buckets name no resource (ERR-5).
    let named = !login && answer.action != "s3:ListAllMyBuckets";
    let resource = denial.resource.written.as_ref().map(|written| written.text.as_str());
    same(
        "resource",
        resource,
        Some(answer.resource.as_str()).filter(|text| *text != "*" && named),
    )?;
    if answer.resource.starts_with("arn:") && named {
        same("ARN", denial.resource.arn.as_deref(), Some(&answer.resource))?;
    }
    // The short form of a refused AssumeRole across accounts names no layer (ERR-14), nor does that of a login.
    if denial.layer().is_some() {
        same("layer", denial.layer(), answer.layer)?;
        same("decision", Some(denial.decision()), Some(answer.decision))?;
    } else if !login && !answer.action.starts_with("sts:") {
        return Err("no layer".to_owned());
    }
    Ok(())
}

#[test]
fn messages_of_all_fixtures_are_read_back() {
    let mut files = Vec::new();
    scenarios(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures"),
        &mut files,
    );
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let folder = Beside(file.parent().unwrap().to_path_buf());
        let Ok(report) = read_and_run("fixture", &text, &folder) else {
            continue;
        };
        for answer in report.cases.iter().flat_map(|case| &case.authorizations) {
            let Some(message) = &answer.message else { continue };
            // All that S3 says to outsiders (ERR-12).
            if message == "Access Denied" {
                continue;
            }
            count += 1;
            let wrapped = format!(
                "botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the X operation: {message}\n"
            );
            for text in [message, &wrapped] {
                let found = denials(text);
                let result = match found.as_slice() {
                    [denial] => agrees(denial, answer),
                    other => Err(format!("{} refusals", other.len())),
                };
                if let Err(error) = result {
                    wrong.push(format!("{error}\n  {text}"));
                }
            }
        }
    }
    assert!(count > 400, "{count} messages");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}
