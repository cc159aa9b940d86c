//! What is wrong with a request that was typed.

use iamwhy_policy::spelling::did_you_mean;
use iamwhy_scenario::ReadError;

use crate::flags::NAME;
use crate::given::BUILT_IN;

/// Where what an option says stands in the scenario: what its pointer begins with, what is in it, and the option.
const PLACES: [(&str, &str, &str); 20] = [
    ("/cases/0/principal", "", "--principal"),
    ("/cases/0/action", "", "--action"),
    ("/cases/0/resourceOwner", "", "--resource-account"),
    ("/cases/0/resource", "", "--resource"),
    ("/cases/0/context", "", "--context"),
    ("/cases/0/tags", "", "--request-tag"),
    ("/cases/0/via", "", "--via"),
    ("/assume", "", "--assume"),
    ("/endpoints", "", "--endpoint-policy"),
    ("/principals", "/policies", "--identity"),
    ("/principals", "/boundary", "--boundary"),
    ("/principals", "/sessionPolicies", "--session-policy"),
    ("/principals", "/trust", "--resource-policy"),
    ("/principals", "", "--principal"),
    ("/resources", "/policy", "--resource-policy"),
    ("/resources", "", "--resource"),
    ("/organization", "rcps", "--rcp"),
    ("/organization", "", "--scp"),
    ("/accounts", "rcps", "--rcp"),
    ("/accounts", "", "--scp"),
];

/// What is wrong with what was typed, by its option: nobody has seen the scenario that it became.
pub(crate) fn said(error: &ReadError) -> String {
    let pointer = &error.pointer;
    let mut places = PLACES.iter();
    match places.find(|(start, within, _)| pointer.starts_with(start) && pointer.contains(within)) {
        Some((_, _, option)) if error.file == NAME => {
            // A path is relative to the scenario, where there is one.
            let help = error.help.as_ref().filter(|help| !help.starts_with("the path is"));
            let help = help.map(|help| format!("; {help}")).unwrap_or_default();
            format!("{option}: {}{help}{}", error.message, built_in(&error.message))
        }
        _ => error.to_string(),
    }
}

/// Where a file is missing whose name is nearly that of a policy that we bring along.
fn built_in(message: &str) -> String {
    let missing = message
        .strip_prefix("cannot read `")
        .filter(|rest| rest.contains("there is no file"));
    let name = missing.and_then(|rest| rest.split('`').next());
    name.map(|name| did_you_mean(name, BUILT_IN)).unwrap_or_default()
}
