//! Changes to try: what they do to the world or the request, and how they are written down.

use std::cmp::Ordering;

use iamwhy_engine::world::PolicyId;
use iamwhy_engine::{ContextValue, Environment, KeyType, Layer, Request, key_info};
use iamwhy_policy::Listed;

use super::place::Target;
use super::setting::Setting;
use super::text::{TextEdit, quoted, settled};
use crate::explanation::TextSpan;
use crate::flip::{Edit, Flip};
use crate::visible::visible;

/// The kinds of change, the cheapest first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Kind {
    Context,
    Endpoint,
    Caller,
    Element,
    Statement,
    Attach,
    Narrow,
    Remove,
    Setting,
    /// A Deny gives its place to an Allow: its whole guard goes, so that everything else is better.
    Replace,
}

/// One change.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Change {
    /// `Absent` removes the key, also where it would be derived.
    Context {
        key: String,
        value: ContextValue,
    },
    Caller(usize),
    /// Through this endpoint, or none.
    Endpoint(Option<usize>),
    /// A setting that is no policy.
    Set(Setting),
    Text {
        policy: PolicyId,
        layer: Layer,
        edits: Vec<TextEdit>,
    },
    Attach {
        target: Target,
        layer: Layer,
        text: String,
    },
}

/// From this breadth on a change lets so much more through that everything narrower comes first.
pub(super) const WIDE: u8 = 8;

/// Changes that belong together.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Candidate {
    pub(super) title: String,
    pub(super) changes: Vec<Change>,
    pub(super) kind: Kind,
    /// How much more it lets through than this request.
    pub(super) breadth: u8,
    pub(super) guardrail: bool,
}

impl Candidate {
    pub(super) fn rank(&self, other: &Candidate) -> Ordering {
        // What opens a bucket to the public comes behind everything that lets in this caller alone.
        let last = |own: &Candidate| own.kind == Kind::Replace || (own.kind == Kind::Setting && own.guardrail);
        let kind = |own: &Candidate| match own.breadth {
            WIDE.. => own.kind.max(Kind::Narrow),
            _ => own.kind,
        };
        let key = |own: &Candidate| (last(own), own.changes.len(), kind(own), own.guardrail, own.breadth);
        key(self).cmp(&key(other))
    }

    /// Its changes, of which those of one text can be made one after the other.
    fn settled(&self, env: &Environment) -> Vec<Change> {
        let mut found: Vec<Change> = Vec::new();
        for change in &self.changes {
            let Change::Text { policy, layer, edits } = change else {
                found.push(change.clone());
                continue;
            };
            let same = found.iter_mut().find_map(|own| match own {
                Change::Text {
                    policy: own,
                    layer: at,
                    edits,
                } if own == policy && at == layer => Some(edits),
                _ => None,
            });
            let Some(own) = same else {
                found.push(change.clone());
                continue;
            };
            for edit in edits {
                if !own.contains(edit) {
                    own.push(edit.clone());
                }
            }
        }
        for change in &mut found {
            if let Change::Text { policy, edits, .. } = change
                && let Some(own) = env.policies.get(policy.0 as usize)
                && let Some(new) = settled(own.policy.json.text(), edits.clone())
            {
                *edits = new;
            }
        }
        found
    }

    pub(super) fn flip(&self, env: &Environment, request: &Request) -> Flip {
        let mut edits: Vec<Edit> = Vec::new();
        for edit in self.settled(env).iter().flat_map(|change| change.edits(env, request)) {
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
        Flip {
            title: visible(&self.title).into_owned(),
            edits,
            guardrail: self.guardrail,
        }
    }
}

/// Whether a layer limits what others may grant, so that its owner decides.
pub(super) fn is_guardrail(layer: Layer) -> bool {
    matches!(layer, Layer::Rcp | Layer::Scp | Layer::Boundary | Layer::VpcEndpoint)
}

/// What a title says behind a change in a guardrail.
pub(super) fn owner_note(layer: Layer) -> &'static str {
    match layer {
        Layer::Rcp => " (RCP; ask its owner)",
        Layer::Scp => " (SCP; ask its owner)",
        Layer::Boundary => " (boundary; ask its owner)",
        Layer::VpcEndpoint => " (endpoint policy; ask its owner)",
        _ => "",
    }
}

impl Change {
    fn edits(&self, env: &Environment, request: &Request) -> Vec<Edit> {
        match self {
            Change::Context { key, value } => vec![Edit::Context {
                key: key.clone(),
                value: json(key, value),
            }],
            Change::Caller(index) => {
                let name = env.principals.get(*index).map(|own| own.name.clone());
                name.map(|principal| Edit::Principal { principal }).into_iter().listed()
            }
            Change::Endpoint(index) => {
                let named = index.and_then(|index| env.endpoints.get(index));
                vec![Edit::Endpoint {
                    endpoint: named.map(|own| own.id.clone()),
                }]
            }
            Change::Set(setting) => {
                let (place, value) = setting.written(env);
                vec![Edit::Set { place, value }]
            }
            Change::Text { policy, layer, edits } => edits
                .iter()
                .filter_map(|edit| written(env, *policy, *layer, edit))
                .listed(),
            Change::Attach { target, layer, text } => vec![Edit::Attach {
                place: target.place(env, request),
                layer: *layer,
                text: text.clone(),
            }],
        }
    }
}

fn written(env: &Environment, policy: PolicyId, layer: Layer, edit: &TextEdit) -> Option<Edit> {
    let attached = env.policies.get(policy.0 as usize)?;
    let json = &attached.policy.json;
    let (first, last) = (json.position(edit.start), json.position(edit.end));
    Some(Edit::Policy {
        policy: attached.name.clone(),
        layer,
        span: TextSpan {
            file: attached.file.clone(),
            line: first.line,
            column: first.column,
            end_line: last.line,
            end_column: last.column,
        },
        range: (edit.start, edit.end),
        text: edit.text.clone(),
    })
}

/// A value as JSON text; none where the key goes.
fn json(key: &str, value: &ContextValue) -> Option<String> {
    let one = |text: &str| match key_info(key).map(|info| info.kind) {
        Some(KeyType::Boolean) if matches!(text, "true" | "false") => text.to_owned(),
        _ => quoted(text),
    };
    match value {
        ContextValue::One(text) => Some(one(text)),
        ContextValue::Many(list) => {
            let items: Vec<String> = list.iter().map(|text| one(text)).listed();
            Some(["[", &*items.join(", "), "]"].concat())
        }
        ContextValue::Absent | ContextValue::Unknown { .. } => None,
    }
}
