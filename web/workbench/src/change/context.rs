//! Context keys: a value, absent, unknown, or whatever follows.

use iamwhy_policy::{Json, Kind};

use crate::{
    Bench, Problem,
    edit::{self, pointer, quoted},
};

/// What is said of a context key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyState {
    /// A string.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// A boolean.
    Boolean(bool),
    /// The values of a multivalued key; none at all is empty, which is not absent.
    List(Vec<String>),
    /// Not sent, also where a value follows.
    Absent,
    /// Sent, with a value that nobody knows.
    Unknown,
    /// Nobody knows whether it is sent.
    UnknownPresence,
    /// Nothing is said: what follows counts.
    Derived,
}

/// For whom it is said.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The selected case.
    Case,
    /// Every case.
    Scenario,
}

impl KeyState {
    /// JSON text; none removes the key.
    fn json(&self) -> Result<Option<String>, Problem> {
        Ok(Some(match self {
            KeyState::Text(text) => quoted(text),
            KeyState::Number(text) => match Json::read(text.as_str()) {
                Ok(json) if json.kind(json.root()) == Kind::Number => json.raw(json.root()).to_owned(),
                _ => return Err(Problem::plain(["`", text, "` is no number"].concat())),
            },
            KeyState::Boolean(value) => if *value { "true" } else { "false" }.to_owned(),
            KeyState::List(values) => {
                let list: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                ["[", &list.join(", "), "]"].concat()
            }
            KeyState::Absent => "null".to_owned(),
            KeyState::Unknown => "{ \"unknown\": true }".to_owned(),
            KeyState::UnknownPresence => "{ \"unknown\": \"presence\" }".to_owned(),
            KeyState::Derived => return Ok(None),
        }))
    }
}

impl Bench {
    /// Says something of a context key, for the selected case or for all.
    ///
    /// # Errors
    /// Where there is no case, or a number is none.
    pub fn set_context(&mut self, key: &str, state: &KeyState, scope: Scope) -> Result<(), Problem> {
        self.set_context_json(key, state.json()?.as_deref(), scope)
    }

    /// The same with the value as JSON text; none removes the key.
    pub(super) fn set_context_json(&mut self, key: &str, value: Option<&str>, scope: Scope) -> Result<(), Problem> {
        let tag = match scope {
            Scope::Case => ["context ", key, " of ", &self.state.selected.case.to_string()].concat(),
            Scope::Scenario => ["context ", key].concat(),
        };
        self.step_of(&tag, &["change ", key].concat(), |bench| {
            if scope == Scope::Case {
                bench.single_out(key)?;
            }
            let context = bench.context_pointer(key, scope)?;
            let json = bench.tree()?;
            let known = json
                .at_pointer(&context, json.root())
                .and_then(|object| member(&json, object, key));
            let at = pointer::join(&context, known.as_deref().unwrap_or(key));
            match (value, known) {
                (Some(value), _) => bench.change("", "", &[&|json| edit::set(json, &at, value)]),
                (None, None) => Ok(()),
                (None, Some(_)) => bench.change("", "", &[&|json| edit::remove(json, &at)]),
            }
        })
    }

    /// The object that a key is set in: of a call that lists its authorizations the one that says something of it already.
    fn context_pointer(&self, key: &str, scope: Scope) -> Result<String, Problem> {
        if scope == Scope::Scenario {
            return Ok("/context".to_owned());
        }
        let case = self.case_pointer()?;
        let json = self.tree()?;
        let own = [&case, "/call/", &self.answer().authorization().to_string(), "/context"].concat();
        let known = json
            .at_pointer(&own, json.root())
            .and_then(|object| member(&json, object, key));
        Ok(if known.is_some() {
            own
        } else {
            [&case, "/context"].concat()
        })
    }
}

/// The member of this name, in any case of letters, as it is spelled.
fn member(json: &Json, object: iamwhy_policy::NodeId, key: &str) -> Option<String> {
    json.members(object)
        .filter_map(|(name, _)| json.string(name))
        .find(|name| name.eq_ignore_ascii_case(key))
        .map(str::to_owned)
}
