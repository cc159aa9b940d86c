//! A policy that an option names: a file, which may be what a command printed, standard input, or one of AWS's own.

use std::path::Path;

use iamwhy_import::{Pasted, place_in_output, recognise};
use serde_json::{Map, Value, json};

use crate::CannotRun;
use crate::args::Flags;
use crate::disk;

pub(crate) const BUILT_IN: [&str; 3] = ["FullAWSAccess", "RCPFullAWSAccess", "AdministratorAccess"];
/// What stands for standard input, and what a policy from there is called.
const DASH: &str = "-";
const PIPED: &str = "standard input";

/// The policy as a scenario has it. In the output of a command its place is told; what cannot be read is left to who loads it.
pub(crate) fn policy(name: &str) -> Value {
    if BUILT_IN.contains(&name) {
        return json!(name);
    }
    if name == DASH {
        return json!(PIPED);
    }
    let (file, place) = match name.split_once("#/") {
        Some((file, place)) if !Path::new(name).exists() => (file, Some(["/", place].concat())),
        _ => (name, None),
    };
    let found = || place_in_output(&disk::read(Path::new(file)).ok()?);
    match place.or_else(found) {
        Some(pointer) => json!({ "file": file, "pointer": pointer }),
        None => json!({ "file": file }),
    }
}

/// Puts the policy from standard input into the scenario, where an option asked for it; `taken` says that the message came from there.
pub(crate) fn piped(flags: &Flags, taken: bool, scene: &mut Map<String, Value>) -> Result<(), CannotRun> {
    let one = [&flags.boundary, &flags.resource_policy, &flags.endpoint_policy];
    let lists = [&flags.identity, &flags.session_policy, &flags.scp, &flags.rcp];
    let names = one.into_iter().flatten().chain(lists.into_iter().flatten());
    if !names.flat_map(|own| own.split(',')).any(|own| own.trim() == DASH) {
        return Ok(());
    }
    if taken {
        return Err(CannotRun::Input(
            "standard input holds the message of `--error -`: give the policy as a file".into(),
        ));
    }
    let wrong = |why: String| CannotRun::Input(format!("standard input holds no policy: {why}"));
    let document = match recognise(&disk::piped().map_err(CannotRun::Input)?) {
        Pasted::Policy(policy) => policy.text,
        Pasted::Unknown(unknown) if unknown.seen == "nothing" => return Err(wrong("it is empty".into())),
        Pasted::Unknown(unknown) => {
            return Err(wrong(format!("it looks like {}; {}", unknown.seen, unknown.why)));
        }
        Pasted::Scenario(_) => return Err(wrong("it is a scenario; give its file without these options".into())),
        Pasted::AccessDenied(_) => {
            return Err(wrong("it is an access-denied message; give it with `--error -`".into()));
        }
        Pasted::Printed(own) => return Err(wrong(format!("{}; give each policy as a file", own.sentence))),
        Pasted::Later(later) => return Err(wrong(later.sentence.to_owned())),
        Pasted::ShareLink { .. } => return Err(wrong("it is a link; open it in a browser".into())),
    };
    let policies = scene.entry("policies").or_insert_with(|| json!({}));
    if let Some(policies) = policies.as_object_mut() {
        policies.insert(PIPED.to_owned(), json!({ "text": document }));
    }
    Ok(())
}
