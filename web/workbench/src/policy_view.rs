//! A policy in its place, as the page shows it.

use iamwhy_policy::{Json, Kind, NodeId};

use crate::{FILE, edit::pointer, lens::Lens};

/// Where the text of a policy comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// It stands in its place itself.
    Inline,
    /// An entry of `policies`, by this name.
    Named(String),
    /// A policy of AWS, by this name; it cannot be edited.
    BuiltIn(String),
    /// A file, by this path.
    File(String),
    /// Raw text in a JSON string.
    Text,
    /// Declared unknown: its text says just that.
    Unknown,
    /// Nothing that could be a policy.
    Broken,
}

/// A policy in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyView {
    /// What to call it: its name, or what kind of policy it is.
    pub name: String,
    /// Pointer of the place where it is attached; the page opens policies by it.
    pub pointer: String,
    /// Pointer of its text, or of what stands for it: of a named policy its entry in `policies`.
    pub source: String,
    /// Where its text comes from.
    pub origin: Origin,
    /// The way between its text and the scenario's; `lens.text` is what the editor shows, unless there is a draft.
    pub lens: Lens,
    /// The file that spans about it name.
    pub file: String,
    /// What the editor shows where it is no policy yet; the answer rests on `lens.text`.
    pub draft: Option<String>,
    /// Other places that use the same policy, in words.
    pub also: Vec<String>,
    /// Its ARN, for messages.
    pub arn: Option<String>,
    /// Whether it is switched off: it has a text, but the scenario does without it. Then `pointer` is `off:N`.
    pub off: bool,
}

impl PolicyView {
    /// What the editor shows.
    #[must_use]
    pub fn text(&self) -> &str {
        self.draft.as_deref().unwrap_or(&self.lens.text)
    }

    /// Whether its text can be edited.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        !self.off
            && matches!(
                self.origin,
                Origin::Inline | Origin::Named(_) | Origin::Text | Origin::Unknown
            )
    }

    /// The policy at a pointer.
    pub(crate) fn at(json: &Json, at: &str) -> Option<PolicyView> {
        let node = json.at_pointer(at, json.root())?;
        let mut view = PolicyView {
            name: String::new(),
            pointer: at.to_owned(),
            source: at.to_owned(),
            origin: Origin::Inline,
            lens: Lens::default(),
            file: FILE.to_owned(),
            draft: None,
            also: Vec::new(),
            arn: None,
            off: false,
        };
        let mut node = node;
        if json.kind(node) == Kind::String {
            let (name, found) = named(json, json.string(node)?);
            view.name = name.clone();
            match found {
                Some(found) => {
                    view.source = pointer::of(&["policies", &name]);
                    view.also = uses(json, &name)
                        .into_iter()
                        .filter(|own| own != at)
                        .map(|own| pointer::words(&own))
                        .collect();
                    view.origin = Origin::Named(name);
                    node = found;
                }
                None => {
                    let known = iamwhy_scenario::Policies::built_in(&name);
                    view.origin = if known.is_some() {
                        Origin::BuiltIn(name.clone())
                    } else {
                        Origin::Broken
                    };
                    if let Some(known) = known {
                        view.lens = Lens::plain(known.json.text().trim_end());
                        view.arn = known.arn;
                    }
                    view.file = name;
                    return Some(view);
                }
            }
        } else if let Some((["policies"], name)) = pointer::split(at)
            .as_ref()
            .map(|(parent, name)| ([parent.trim_start_matches('/')], name))
        {
            view.name.clone_from(name);
            view.also = uses(json, name).into_iter().map(|own| pointer::words(&own)).collect();
        }
        view.fill(json, node);
        Some(view)
    }

    /// The text, from the object that stands for the policy.
    fn fill(&mut self, json: &Json, node: NodeId) {
        let field = |name: &str| json.get(node, name).and_then(|value| json.string(value));
        self.arn = field("arn").map(str::to_owned);
        if json.get(node, "Statement").is_some() {
            let span = json.span(node);
            self.lens = Lens::on(json.text(), span.start as usize, span.end as usize);
        } else if json.get(node, "unknown").is_some() {
            self.origin = Origin::Unknown;
            let span = json.span(node);
            self.lens = Lens::on(json.text(), span.start as usize, span.end as usize);
        } else if let Some(text) = field("text") {
            if self.origin == Origin::Inline {
                self.origin = Origin::Text;
            }
            self.lens = Lens::plain(text);
            // As results name it.
            self.file = [FILE, "#", &self.source].concat();
        } else if let Some(file) = field("file") {
            self.origin = Origin::File(file.to_owned());
            self.file = file.to_owned();
        } else {
            self.origin = Origin::Broken;
        }
    }
}

/// The last name of a chain of names, and the entry that it leads to; none for policies of AWS and names that lead nowhere.
pub(crate) fn named(json: &Json, name: &str) -> (String, Option<NodeId>) {
    let policies = json.get(json.root(), "policies");
    let mut name = name.to_owned();
    for _ in 0..16 {
        let Some(entry) = policies.and_then(|policies| json.get(policies, &name)) else {
            return (name, None);
        };
        match json.string(entry).filter(|_| json.kind(entry) == Kind::String) {
            Some(next) if next != name => name = next.to_owned(),
            Some(_) => return (name, None),
            None => return (name, Some(entry)),
        }
    }
    (name, None)
}

/// Every place that uses an entry of `policies` by its name.
pub(crate) fn uses(json: &Json, name: &str) -> Vec<String> {
    let root = json.root();
    let mut found = Vec::new();
    for node in json.descendants(root) {
        if json.kind(node) != Kind::String || json.is_key(node) || json.string(node) != Some(name) {
            continue;
        }
        let at = json.pointer(node, root);
        if is_slot(&at) {
            found.push(at);
        }
    }
    found
}

/// Whether a policy can stand at a pointer.
pub(crate) fn is_slot(at: &str) -> bool {
    let steps = pointer::steps(at);
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    matches!(
        steps.as_slice(),
        ["policies", _]
            | ["resources" | "endpoints", _, "policy"]
            | ["principals", _, "boundary" | "trust" | "taskPolicy"]
            | ["principals", _, "policies" | "sessionPolicies", _]
            | ["principals", _, "groups", _, _]
            | ["accounts", _, "scps" | "rcps", _]
            | ["organization", .., "scps" | "rcps", _]
            | ["cases", _, "writes", "policy"]
    )
}
