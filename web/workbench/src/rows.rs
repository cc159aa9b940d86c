//! Context keys: which of them matter to the decision, and what the request has for each.

use iamwhy_engine::{Asked, Cardinality, ContextValue, KeyType, OwnedValue, Truth, global_keys, key_info};
use iamwhy_explain::{ElementNode, Explanation, StatementNode};
use iamwhy_scenario::Loaded;

use crate::{answer::Answer, bench::Bench};

/// What the request has for a key.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum RowState {
    /// It has a value that somebody gave.
    Given,
    /// It has a value that follows from the rest of the scenario.
    Derived,
    /// It is not sent.
    Absent,
    /// It is sent with no values.
    Empty,
    /// It is sent, with a value that nobody knows.
    Unknown,
    /// Nobody knows whether it is sent.
    UnknownPresence,
    /// Tags whose keys differ only by case, with different values.
    Ambiguous,
}

/// A context key of the selected request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContextRow {
    /// The key, as the scenario or the policy spells it.
    pub key: String,
    /// What the request has for it.
    pub state: RowState,
    /// Its values.
    pub values: Vec<String>,
    /// Where the value comes from: `this case`, `every case`, `the principal`, …
    pub from: &'static str,
    /// Whether somebody said something of it; else what follows counts.
    pub given: bool,
    /// The type of its values, where the key is known.
    pub kind: Option<KeyType>,
    /// Whether it holds a list.
    pub multi: bool,
    /// Whether another value could change the answer, as far as the explanation shows.
    pub decides: bool,
    /// The statements that ask for it.
    pub asked_by: Vec<String>,
}

/// Most statements that are named for one key.
const NAMED: usize = 4;

impl Bench {
    /// The keys that could matter to the selected authorization, those that decide first.
    #[must_use]
    pub fn context_rows(&self) -> Vec<ContextRow> {
        let answer = self.answer();
        let (Some(loaded), Some(authorized)) = (&answer.loaded, answer.authorized()) else {
            return Vec::new();
        };
        let (Some(explanation), Some(asked)) = (&authorized.explanation, loaded.program.ask(&authorized.request))
        else {
            return Vec::new();
        };
        let mut rows: Vec<ContextRow> = Vec::new();
        let mut note = |key: &str, decides: bool, by: &str| {
            let known = rows.iter().position(|row| row.key.eq_ignore_ascii_case(key));
            let at = known.unwrap_or_else(|| {
                rows.push(row(answer, loaded, &asked, key));
                rows.len() - 1
            });
            let Some(row) = rows.get_mut(at) else { return };
            row.decides |= decides;
            if !by.is_empty() && row.asked_by.len() < NAMED && !row.asked_by.iter().any(|own| own == by) {
                row.asked_by.push(by.to_owned());
            }
        };
        for unknown in explanation.unknowns.iter().filter(|own| is_key(own)) {
            note(unknown, true, "");
        }
        for gate in &explanation.gates {
            for node in gate.policies.iter().flat_map(|policy| &policy.statements) {
                asked_keys(explanation, node, &mut note);
            }
        }
        for entry in authorized.request.context.iter() {
            note(&entry.name, false, "");
        }
        iamwhy_engine::order::sort(&mut rows, &|one, other| rank(one).cmp(&rank(other)));
        rows
    }

    /// The other keys that this request has, and those that AWS would send with a value that nobody knows.
    #[must_use]
    pub fn other_keys(&self) -> Vec<ContextRow> {
        let answer = self.answer();
        let (Some(loaded), Some(authorized)) = (&answer.loaded, answer.authorized()) else {
            return Vec::new();
        };
        let Some(asked) = loaded.program.ask(&authorized.request) else {
            return Vec::new();
        };
        let shown = self.context_rows();
        global_keys()
            .iter()
            .filter(|info| !info.name.ends_with(['/', ':']))
            .filter(|info| !shown.iter().any(|row| row.key.eq_ignore_ascii_case(info.name)))
            .map(|info| row(answer, loaded, &asked, info.name))
            .filter(|row| row.state != RowState::Absent)
            .collect()
    }
}

fn rank(row: &ContextRow) -> (bool, bool, bool) {
    let open = matches!(row.state, RowState::Unknown | RowState::UnknownPresence);
    (!row.decides, !open, row.asked_by.is_empty())
}

/// The keys that a statement asks for, if the rest of it could match.
fn asked_keys(explanation: &Explanation, node: &StatementNode, note: &mut dyn FnMut(&str, bool, &str)) {
    let is_condition = |element: &&ElementNode| element.name == "Condition";
    let failed = |element: &&ElementNode| element.matched == Truth::No;
    let varies = |element: &&ElementNode| element.values.iter().any(|value| value.resolved.is_some());
    let fixed = node.elements.iter().filter(|own| !is_condition(own));
    if node.void.is_some() || fixed.clone().filter(failed).any(|element| !varies(&element)) {
        return;
    }
    let others = node.elements.iter().filter(failed).count();
    let near = explanation
        .near_misses
        .iter()
        .any(|near| near.statement.span == node.statement.span);
    let by = match &node.statement.sid {
        Some(sid) if !sid.is_empty() => [sid, " in ", &node.statement.policy].concat(),
        _ => [
            "statement ",
            &(node.statement.statement + 1).to_string(),
            " in ",
            &node.statement.policy,
        ]
        .concat(),
    };
    for element in &node.elements {
        let own = element.matched == Truth::No;
        // The only thing in the way, or one of those that hold it up.
        let decides = node.decisive || own && (others == 1 || near) || element.matched == Truth::Unknown && others == 0;
        if let Some(key) = &element.key {
            note(key, decides && !answered(explanation, element), &by);
        }
        for value in &element.values {
            variables(&value.text, &mut |key| note(key, decides && element.key.is_none(), &by));
        }
    }
}

/// Whether an unknown was looked at and found not to decide.
fn answered(explanation: &Explanation, element: &ElementNode) -> bool {
    element.matched == Truth::Unknown
        && explanation.exact
        && !explanation
            .unknowns
            .iter()
            .any(|own| element.key.as_ref().is_some_and(|key| own.eq_ignore_ascii_case(key)))
}

/// An unknown is a key or a place; places have dots and no colon in front of them.
fn is_key(unknown: &str) -> bool {
    let sections = [
        "principals.",
        "resources.",
        "organization.",
        "accounts.",
        "endpoints.",
        "policies.",
        "cases[",
    ];
    unknown.contains(':') && !sections.iter().any(|section| unknown.starts_with(section))
}

/// The keys of the policy variables in a text.
fn variables(text: &str, note: &mut dyn FnMut(&str)) {
    for part in text.split("${").skip(1) {
        let Some((inside, _)) = part.split_once('}') else {
            continue;
        };
        let key = inside.split(',').next().unwrap_or("").trim();
        if key.contains(':') {
            note(key);
        }
    }
}

fn row(answer: &Answer, loaded: &Loaded, asked: &Asked<'_>, key: &str) -> ContextRow {
    let request = answer.authorized().map(|own| &own.request);
    let entry = request.and_then(|request| {
        request
            .context
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(key))
    });
    let info = key_info(key);
    let (state, values) = match asked.value(key) {
        OwnedValue::Absent => (RowState::Absent, Vec::new()),
        OwnedValue::Unknown(true) => (RowState::UnknownPresence, Vec::new()),
        OwnedValue::Unknown(false) => (RowState::Unknown, Vec::new()),
        OwnedValue::One(one) => (RowState::Derived, vec![one]),
        OwnedValue::Many(many) if many.is_empty() => (RowState::Empty, many),
        OwnedValue::Many(many) => (RowState::Derived, many),
        OwnedValue::Ambiguous(tags) => (RowState::Ambiguous, tags.into_iter().map(|(_, value)| value).collect()),
    };
    let state = if entry.is_some() && state == RowState::Derived {
        RowState::Given
    } else {
        state
    };
    let listed = entry.is_some_and(|entry| matches!(entry.value, ContextValue::Many(_)));
    ContextRow {
        key: entry.map_or(key, |entry| &entry.name).to_owned(),
        state,
        values,
        from: if entry.is_some() {
            giver(answer, loaded, key)
        } else {
            origin(key)
        },
        given: entry.is_some(),
        kind: info.map(|info| info.kind),
        multi: info.map_or(listed, |info| info.cardinality == Cardinality::Multi),
        decides: false,
        asked_by: Vec::new(),
    }
}

/// Who gave a value.
fn giver(answer: &Answer, loaded: &Loaded, key: &str) -> &'static str {
    let case = loaded.scenario.cases.get(answer.selected.case);
    let same = |own: &String| own.eq_ignore_ascii_case(key);
    match case {
        _ if answer.question.varied.iter().any(same) => "the matrix",
        Some(case) if case.context.keys().any(same) => "this case",
        _ if loaded.scenario.context.keys().any(same) => "every case",
        Some(case) if case.call.is_some() => "the call",
        _ => "the operation",
    }
}

/// Where a value that nobody gave comes from.
fn origin(key: &str) -> &'static str {
    let key = key.to_ascii_lowercase();
    let (service, name) = key.split_once(':').unwrap_or(("", &key));
    match (service, name) {
        ("aws", "requestedregion") => "the resource's region",
        ("aws", "tagkeys") => "the request's tags",
        ("aws", "securetransport" | "useragent" | "currenttime" | "epochtime" | "sourceip") => "a default",
        ("aws", "sourcevpc" | "sourcevpcarn" | "sourcevpce") => "the endpoint",
        ("aws", "viaawsservice" | "userid" | "username" | "assumedroot" | "tokenissuetime")
            if name != "viaawsservice" =>
        {
            "the principal"
        }
        ("aws", name) => match () {
            () if name.starts_with("requesttag/") => "the request's tags",
            () if name.starts_with("resource") => "the resource",
            () if name.starts_with("calledvia") || name == "viaawsservice" => "the forward access session",
            () if name.starts_with("vpce") => "the endpoint",
            () if name.starts_with("principal") || name.starts_with("source") || name.starts_with("multifactor") => {
                "the principal"
            }
            () if name == "federatedprovider" => "the principal",
            () => "",
        },
        ("kms", "viaservice") => "the forward access session",
        ("kms", "calleraccount") => "the principal",
        ("kms" | "s3", _) => "the resource",
        _ => "",
    }
}
