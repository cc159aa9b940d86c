//! Applying what would turn the decision around.

use iamwhy_explain::{Edit, Flip, apply};
use iamwhy_policy::{Json, Kind, NodeId};

use super::context::Scope;
use crate::{
    Bench, FILE, Problem,
    edit::{self, pointer, quoted},
};

impl Bench {
    /// Applies a flip that was found for the selected authorization; one step for undo.
    ///
    /// # Errors
    /// Where it does not fit the text any more.
    pub fn apply_flip(&mut self, flip: &Flip) -> Result<(), Problem> {
        if self.answer().stale {
            return Err(Problem::plain("mend the file first"));
        }
        self.step(&flip.title, |bench| bench.apply_edits(&flip.edits))
    }

    /// Applies a flip as the worker hands it over: one entry of `flips` in the JSON of `iamwhy explain`.
    ///
    /// # Errors
    /// Where it cannot be read, or does not fit the text any more.
    pub fn apply_flip_json(&mut self, flip: &str) -> Result<(), Problem> {
        let flip = read(flip).ok_or_else(|| Problem::plain("this change cannot be read"))?;
        self.apply_flip(&flip)
    }

    fn apply_edits(&mut self, edits: &[Edit]) -> Result<(), Problem> {
        // Text first: the other edits move it.
        let own = |edit: &&Edit| matches!(edit, Edit::Policy { span, .. } if span.file == FILE);
        let text = apply(self.text(), edits.iter().filter(own));
        if text != *self.state.text {
            self.put("", "", text);
        }
        let mut files: Vec<&str> = Vec::new();
        for edit in edits {
            if let Edit::Policy { span, policy, .. } = edit
                && span.file != FILE
                && !files.contains(&span.file.as_str())
            {
                let place = span.file.strip_prefix(FILE).and_then(|rest| rest.strip_prefix('#'));
                let place = place.ok_or_else(|| Problem::plain(["`", policy, "` cannot be changed here"].concat()))?;
                self.apply_inner(place, &span.file, edits)?;
                files.push(&span.file);
            }
        }
        for edit in edits {
            match edit {
                Edit::Policy { .. } => {}
                Edit::Context { key, value } => {
                    self.set_context_json(key, Some(value.as_deref().unwrap_or("null")), Scope::Case)?;
                }
                Edit::Principal { principal } => self.set_principal(principal)?,
                Edit::Endpoint { endpoint } => self.set_endpoint(endpoint.as_deref())?,
                Edit::Set { place, value } => {
                    let at = pointer::of_words(&*self.tree()?, place);
                    self.change("", "", &[&|json| edit::set(json, &at, value)])?;
                }
                Edit::Attach { place, layer, text } => {
                    let slot = pointer::of_words(&*self.tree()?, place);
                    self.stand(&slot, *layer, text)?;
                }
            }
        }
        Ok(())
    }

    /// Edits of a policy whose text stands in a JSON string.
    fn apply_inner(&mut self, place: &str, file: &str, edits: &[Edit]) -> Result<(), Problem> {
        let at = [place, "/text"].concat();
        let json = self.tree()?;
        let node = json.at_pointer(&at, json.root());
        let inner = node
            .and_then(|node| json.string(node))
            .ok_or_else(|| Problem::plain("this change does not fit any more"))?;
        let own = |edit: &&Edit| matches!(edit, Edit::Policy { span, .. } if span.file == file);
        let text = quoted(&apply(inner, edits.iter().filter(own)));
        self.change("", "", &[&|json| edit::set(json, &at, &text)])
    }
}

/// A flip from its JSON.
pub(crate) fn read(text: &str) -> Option<Flip> {
    let json = Json::read(text).ok()?;
    let root = json.root();
    let edits = json.get(root, "edits")?;
    Some(Flip {
        title: json.string(json.get(root, "title")?)?.to_owned(),
        guardrail: json
            .get(root, "guardrail")
            .and_then(|node| json.boolean(node))
            .unwrap_or(false),
        edits: json
            .items(edits)
            .map(|edit| read_edit(&json, edit))
            .collect::<Option<_>>()?,
    })
}

fn read_edit(json: &Json, node: NodeId) -> Option<Edit> {
    let text = |name: &str| {
        json.get(node, name)
            .and_then(|value| json.string(value))
            .map(str::to_owned)
    };
    let number = |object: NodeId, name: &str| json.raw(json.get(object, name)?).parse::<u32>().ok();
    let layer = || {
        let word = text("layer")?;
        iamwhy_engine::Layer::POLICIES
            .into_iter()
            .find(|layer| layer.word() == word)
    };
    if let Some(key) = text("context") {
        return Some(Edit::Context {
            key,
            value: text("value"),
        });
    }
    if let Some(principal) = text("principal") {
        return Some(Edit::Principal { principal });
    }
    if let Some(endpoint) = json.get(node, "endpoint") {
        let endpoint = json.string(endpoint).map(str::to_owned);
        return Some(Edit::Endpoint { endpoint });
    }
    if let Some(place) = text("set") {
        return Some(Edit::Set {
            place,
            value: text("value")?,
        });
    }
    if let Some(place) = text("attach") {
        return Some(Edit::Attach {
            place,
            layer: layer()?,
            text: text("text")?,
        });
    }
    let span = json.get(node, "span")?;
    let range = json
        .get(node, "range")
        .filter(|range| json.kind(*range) == Kind::Array)?;
    let mut range = json.items(range).map(|end| json.raw(end).parse::<u32>().ok());
    Some(Edit::Policy {
        policy: text("policy")?,
        layer: layer()?,
        span: iamwhy_explain::TextSpan {
            file: json.string(json.get(span, "file")?)?.to_owned(),
            line: number(span, "line")?,
            column: number(span, "column")?,
            end_line: number(span, "endLine")?,
            end_column: number(span, "endColumn")?,
        },
        range: (range.next()??, range.next()??),
        text: text("text")?,
    })
}
