//! What a paste is, as JSON.

use iamwhy_import::{Denial, Pasted, PastedPolicy, Printed, Tells, recognise};
use iamwhy_policy::PolicyType;
use serde_json::{Value, json};

use crate::started::started;

pub(crate) fn told(text: &str) -> Value {
    match recognise(text) {
        Pasted::Policy(own) => policy(&own),
        Pasted::Scenario(text) => json!({ "is": "scenario", "text": text }),
        Pasted::AccessDenied(own) => denial(&own),
        Pasted::ShareLink { fragment } => json!({ "is": "link", "fragment": fragment }),
        Pasted::Printed(own) => printed(&own),
        Pasted::Later(later) => match (&later.denial, started(text)) {
            (None, Some(own)) => json!({ "is": "export", "what": own.what, "account": own.account, "text": own.text }),
            (own, _) => json!({
                "is": "later",
                "sentence": later.sentence,
                "denial": own.as_deref().map(denial),
            }),
        },
        Pasted::Unknown(own) => json!({ "is": "unknown", "seen": own.seen, "why": own.why }),
    }
}

/// `{"is": "policy", "text", "why", "layers": [...], "trust", "notes": [...]}`: the layers where it may belong in the words of
/// scenario files, the likeliest first; `trust` where it is a role's trust policy.
fn policy(own: &PastedPolicy) -> Value {
    let first = own.guesses.first();
    json!({
        "is": "policy",
        "name": own.name,
        "text": own.text,
        "why": first.map(|guess| &guess.why),
        "layers": own.guesses.iter().map(|guess| guess.layer()).collect::<Vec<_>>(),
        "trust": first.is_some_and(|guess| guess.kind == PolicyType::Trust),
        "notes": own.notes,
    })
}

/// `{"is": "printed", "sentence", "notes": [...], "tells", …}`: what commands printed beside one policy.
fn printed(own: &Printed) -> Value {
    let all = |own: &[PastedPolicy]| own.iter().map(policy).collect::<Vec<_>>();
    let mut told = match &own.tells {
        Tells::Policies {
            all: own,
            is_whole,
            with_groups,
        } => json!({ "tells": "policies", "all": all(own), "whole": is_whole, "groups": with_groups }),
        Tells::Levels { layer, levels } => {
            let levels = levels
                .iter()
                .map(|own| json!({ "id": own.id, "all": all(&own.policies) }));
            json!({ "tells": "levels", "layer": layer, "levels": levels.collect::<Vec<_>>() })
        }
        Tells::Caller {
            field,
            value,
            id,
            session,
            account,
        } => {
            json!({ "tells": "caller", "field": field, "value": value, "id": id, "session": session, "account": account })
        }
        Tells::Setting { field, value } => json!({ "tells": "setting", "field": field, "value": value }),
        Tells::Nothing { layer } => json!({ "tells": "nothing", "layer": layer }),
    };
    told["is"] = "printed".into();
    told["sentence"] = own.sentence.as_str().into();
    told["notes"] = json!(own.notes);
    told
}

/// `{"is": "denial", "summary", "layer", "missing": [...], "commands": [{"why", "line"}], "text"}`: what the message says, the layer that AWS
/// names, what it does not say, the commands that fetch that, and the scenario that it makes.
fn denial(own: &Denial) -> Value {
    let missing: Vec<String> = own.missing().into_iter().map(|own| own.sentence).collect();
    let commands = own.fetch().into_iter();
    let commands = commands.map(|own| json!({ "why": own.why, "line": own.line }));
    json!({
        "is": "denial",
        "summary": own.summary(),
        "layer": own.layer(),
        "missing": missing,
        "commands": commands.collect::<Vec<_>>(),
        "text": own.scenario(),
    })
}
