//! `iamwhy collect`: a script that fetches what is missing. It is printed, never run.

use std::io::Write;

use crate::args::collect::Collect;
use crate::{CannotRun, Ended};

pub(crate) fn run(options: &Collect) -> Result<Ended, CannotRun> {
    for arn in &options.principal {
        let is_iam = arn.contains(":iam::") && (arn.contains(":user/") || arn.contains(":role/"));
        let is_session = arn.contains(":sts::") && arn.contains(":assumed-role/");
        if !arn.starts_with("arn:") || !(is_iam || is_session) || has_strange(arn) {
            let message = format!("`{arn}` is not the ARN of a user, a role or a session of a role");
            return Err(CannotRun::Input(message));
        }
    }
    for arn in &options.resource {
        if arn.splitn(6, ':').count() < 6 || !arn.starts_with("arn:") || has_strange(arn) {
            let message = format!("`{arn}` is not an ARN, `arn:partition:service:region:account:resource`");
            return Err(CannotRun::Input(message));
        }
    }
    let principals: Vec<&str> = options.principal.iter().map(String::as_str).collect();
    let resources: Vec<&str> = options.resource.iter().map(String::as_str).collect();
    let script = iamwhy_import::collect(&principals, &resources);
    std::io::stdout().lock().write_all(script.as_bytes())?;
    Ok(Ended::Passed)
}

/// Letters that no ARN has and that the script's JSON could not hold.
fn has_strange(arn: &str) -> bool {
    arn.chars()
        .any(|letter| matches!(letter, '"' | '\\') || letter.is_control())
}
