//! Every flip that is offered for a case of the fixtures turns its decision, when it is made in the text of the scenario
//! and that text is read again.

use std::fs;
use std::path::PathBuf;

use iamwhy_engine::{ContextValue, Outcome, Program, Request};
use iamwhy_policy::{Json, Kind, NodeId};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Files, Loaded};

use super::super::text::{add_member, applied};
use super::super::{FEW, apply, flips};
use super::context_value;
use crate::flip::{Edit, Flip};

#[path = "../../../tests/fixtures/mod.rs"]
mod folder;

struct Beside(PathBuf);

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.0.join(path)).map_err(|error| error.to_string())
    }
}

/// One authorization of a case in its file.
struct Asked<'a> {
    loaded: &'a Loaded,
    text: &'a str,
    files: &'a Beside,
    case: usize,
    authorization: usize,
    request: &'a Request,
}

#[test]
fn every_flip_turns_its_decision() {
    let mut checked = 0;
    for path in folder::scenarios().1 {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let files = Beside(path.parent().unwrap().to_owned());
        let Ok(loaded) = Loaded::load(name, &text, &files) else {
            continue;
        };
        for (case, expanded) in Cases::of(&loaded.scenario).all().enumerate() {
            let of = |own| loaded.world.request(&loaded.program, &expanded, own);
            let call: Vec<Request> = expanded.authorizations.iter().filter_map(of).collect();
            for (authorization, own) in expanded.authorizations.iter().enumerate() {
                let Some(request) = of(own) else { continue };
                let asked = Asked {
                    loaded: &loaded,
                    text: &text,
                    files: &files,
                    case,
                    authorization,
                    request: &request,
                };
                for flip in flips(&loaded.program, &request, &call, FEW) {
                    asked.check(&flip);
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 1000, "only {checked} flips were found");
}

impl Asked<'_> {
    fn check(&self, flip: &Flip) {
        let Some(after) = self.after(flip) else { return };
        let before = outcome(&self.loaded.program, self.request);
        let turned = match before {
            Outcome::Allow => after.is_deny(),
            Outcome::Unknown => after != Outcome::Unknown,
            Outcome::ExplicitDeny | Outcome::ImplicitDeny => after == Outcome::Allow,
        };
        let file = &self.loaded.file_name;
        assert!(turned, "{file}: {before:?} became {after:?} by {flip:?}");
    }

    /// The decision after the flip; nothing where it edits a text inside the file, of which only the JSON is checked.
    fn after(&self, flip: &Flip) -> Option<Outcome> {
        let file = self.loaded.file_name.as_str();
        let elsewhere = flip.edits.iter().filter_map(|edit| match edit {
            Edit::Policy { span, .. } if span.file != file => Some(span.file.as_str()),
            _ => None,
        });
        let mut whole = true;
        for other in elsewhere {
            self.check_inner(flip, other);
            whole = false;
        }
        if !whole {
            return None;
        }
        let mut text = apply(self.text, flip.edits.iter());
        assert!(Json::read(text.as_str()).is_ok(), "{file}: {flip:?}");
        for edit in &flip.edits {
            if let Edit::Attach {
                place, text: policy, ..
            } = edit
            {
                text = self.attached(&text, place, policy);
            }
            if let Edit::Set { place, value } = edit {
                text = with_field(&text, place, value);
            }
        }
        let again = Loaded::load(file, &text, self.files);
        let again = again.unwrap_or_else(|errors| panic!("{file}: {errors:?}: {flip:?}"));
        let cases = Cases::of(&again.scenario);
        let case = cases.all().nth(self.case)?;
        let own = case.authorizations.get(self.authorization)?;
        let mut request = again.world.request(&again.program, &case, own)?;
        for edit in &flip.edits {
            match edit {
                Edit::Context { key, value } => {
                    let value = value.as_deref().map_or(ContextValue::Absent, context_value);
                    request.context.set(key, value);
                }
                Edit::Endpoint { endpoint } => {
                    request.endpoint = endpoint.as_deref().map(|id| again.world.endpoint(id).unwrap());
                }
                Edit::Principal { principal } => request.principal = again.world.principal(principal).unwrap(),
                _ => {}
            }
        }
        Some(outcome(&again.program, &request))
    }

    fn check_inner(&self, flip: &Flip, file: &str) {
        let mut policies = self.loaded.world.environment().policies.iter();
        let own = policies.find(|policy| policy.file == file).unwrap();
        let edits = flip
            .edits
            .iter()
            .filter(|edit| matches!(edit, Edit::Policy { span, .. } if span.file == file));
        assert!(Json::read(apply(own.policy.json.text(), edits)).is_ok(), "{flip:?}");
    }

    /// The scenario with a policy where `place` says; what is called by its ARN is declared with it.
    fn attached(&self, text: &str, place: &str, policy: &str) -> String {
        let (path, last) = place.rsplit_once('.').unwrap();
        let (section, name) = path.split_once('.').unwrap();
        let listed = matches!(last, "policies" | "scps" | "sessionPolicies");
        let value = if listed {
            format!("[{policy}]")
        } else {
            policy.to_owned()
        };
        if name.starts_with("arn:") {
            let declaration = self.declaration(section, name, last, &value);
            return with_member(text, &format!("/{section}"), "new", &declaration);
        }
        let steps = match section {
            "organization" => path.replace('.', "/"),
            _ => format!("{section}/{name}"),
        };
        let owner = format!("/{steps}");
        let json = Json::read(text).unwrap();
        let list = json.at_pointer(&format!("{owner}/{last}"), json.root());
        match list.filter(|node| listed && json.kind(*node) == Kind::Array) {
            Some(list) => with_item(&json, list, policy),
            None => with_member(text, &owner, last, &value),
        }
    }

    fn declaration(&self, section: &str, arn: &str, last: &str, value: &str) -> String {
        let kind = match section {
            "principals" if arn.contains(":user/") => "user",
            "principals" => "role",
            _ => "arn",
        };
        let caller = &self.loaded.world.environment().principals[self.request.principal];
        let owner = self.request.resource_owner.as_ref().or(caller.account.as_ref());
        let nameless = kind == "arn" && arn.split(':').nth(4) == Some("");
        let account = match owner.filter(|_| nameless) {
            Some(account) => format!(r#""account": "{account}", "#),
            None => String::new(),
        };
        format!(r#"{{ "{kind}": "{arn}", {account}"{last}": {value} }}"#)
    }
}

/// The text with a field set; names may have dots in them.
fn with_field(text: &str, place: &str, value: &str) -> String {
    let (path, last) = place.rsplit_once('.').unwrap();
    let (path, inner) = match path.strip_suffix(".blockPublicAccess") {
        Some(path) => (path, "/blockPublicAccess"),
        None => (path, ""),
    };
    let owner = format!("/{}{inner}", path.replacen('.', "/", 1));
    let json = Json::read(text).unwrap();
    match json.at_pointer(&format!("{owner}/{last}"), json.root()) {
        Some(node) => {
            let span = json.span(node);
            [&text[..span.start as usize], value, &text[span.end as usize..]].concat()
        }
        None => with_member(text, &owner, last, value),
    }
}

fn with_item(json: &Json, list: NodeId, item: &str) -> String {
    let end = json.span(list).end as usize - 1;
    let comma = if json.items(list).next().is_some() { ", " } else { "" };
    format!("{}{comma}{item}{}", &json.text()[..end], &json.text()[end..])
}

/// The text with a member more in an object, which is made where there is none.
fn with_member(text: &str, object: &str, name: &str, value: &str) -> String {
    let json = Json::read(text).unwrap();
    let edit = match json.at_pointer(object, json.root()) {
        Some(node) => add_member(&json, node, name, value),
        None => {
            let (owner, last) = object.rsplit_once('/').unwrap();
            let node = json.at_pointer(owner, json.root()).unwrap();
            add_member(&json, node, last, &format!("{{ \"{name}\": {value} }}"))
        }
    };
    applied(text, vec![edit.unwrap()], 0)
}

fn outcome(program: &Program, request: &Request) -> Outcome {
    program.decide(request).unwrap().outcome
}
