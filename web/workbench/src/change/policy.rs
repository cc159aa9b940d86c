//! The text of a policy.

use iamwhy_policy::{Json, Kind};

use crate::{
    Bench, Draft, Origin, PolicyView, Problem,
    edit::{self, TextEdit, pretty, quoted},
};

impl Bench {
    /// What the author types into the editor of a policy. Where it is no policy yet, it is kept as a draft, and the scenario
    /// keeps the last one that was.
    ///
    /// # Errors
    /// Where the policy has no text that could be edited.
    pub fn set_policy(&mut self, pointer: &str, text: &str) -> Result<(), Problem> {
        let view = self.editable(pointer)?;
        if view.text() == text {
            return Ok(());
        }
        let tag = ["policy ", &view.source].concat();
        let title = ["edit ", &view.name].concat();
        if fault(text).is_some() {
            self.history.remember(&self.state, &tag, &title);
            self.forget_draft(&view.source);
            self.state.drafts.push(Draft {
                pointer: view.source,
                text: text.into(),
            });
            return Ok(());
        }
        let json = self.tree()?;
        let edit = match view.lens.text == text {
            true => None,
            false => Some(replacement(&json, &view, text)?),
        };
        self.history.remember(&self.state, &tag, &title);
        self.forget_draft(&view.source);
        if let Some(text) = edit.and_then(|edit| edit.apply(json.text())) {
            self.put(&tag, &title, text);
        }
        Ok(())
    }

    /// Lays a policy out anew, two spaces to each level.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn format_policy(&mut self, pointer: &str) -> Result<(), Problem> {
        let view = self.editable(pointer)?;
        if view.origin == Origin::Unknown {
            return Err(Problem::plain("this policy is declared unknown; it has no text"));
        }
        let json = Json::read(view.text()).map_err(|error| Problem::plain(error.message))?;
        self.history.settle();
        self.set_policy(pointer, &pretty(&json, json.root()))?;
        self.history.settle();
        Ok(())
    }

    /// Forgets a draft: the editor shows the policy that counts.
    pub fn drop_draft(&mut self, pointer: &str) {
        if let Some(view) = self.policy(pointer).filter(|view| view.draft.is_some()) {
            self.history
                .remember(&self.state, "", &["drop the draft of ", &view.name].concat());
            self.forget_draft(&view.source);
        }
    }

    /// What is wrong with the draft of a policy, in lines and columns of its editor.
    #[must_use]
    pub fn draft_problem(&self, pointer: &str) -> Option<Problem> {
        let kept = self.state.drafts.iter().find(|draft| draft.pointer == pointer);
        match kept {
            Some(draft) => fault(&draft.text),
            None => fault(&self.policy(pointer)?.draft?),
        }
    }

    fn forget_draft(&mut self, source: &str) {
        self.state.drafts.retain(|draft| draft.pointer != source);
    }

    fn editable(&self, pointer: &str) -> Result<PolicyView, Problem> {
        let view = self
            .policy(pointer)
            .ok_or_else(|| Problem::plain("there is no policy at this place"))?;
        if view.is_editable() {
            return Ok(view);
        }
        Err(Problem::plain(match &view.origin {
            _ if view.off => "this policy is switched off; switch it on to edit it",
            Origin::BuiltIn(_) => "this policy is AWS's own; make a copy to edit it",
            Origin::File(_) => "this policy stands in a file; take it into the scenario to edit it",
            _ => "there is no policy at this place",
        }))
    }
}

/// Puts a text in the place of a policy's.
fn replacement(json: &Json, view: &PolicyView, text: &str) -> Result<TextEdit, Problem> {
    let node = json.at_pointer(&view.source, json.root());
    let node = node.ok_or_else(|| Problem::plain("there is no policy at this place"))?;
    let inner = json.get(node, "text").filter(|_| json.get(node, "Statement").is_none());
    if let Some(inner) = inner.filter(|inner| json.kind(*inner) == Kind::String) {
        let span = json.span(inner);
        return Ok(TextEdit {
            start: span.start as usize,
            end: span.end as usize,
            text: quoted(text),
        });
    }
    let change = view.lens.change(json.text(), text);
    change.ok_or_else(|| Problem::plain("nothing changes"))
}

/// Why a text is no policy document.
pub(super) fn fault(text: &str) -> Option<Problem> {
    let problem = |message: String, json: &Json, offset: u32| {
        let place = json.position(offset);
        Some(Problem {
            message,
            line: place.line,
            column: place.column,
            ..Problem::default()
        })
    };
    let (json, errors) = Json::read_recovering(text);
    if let Some(error) = errors.first() {
        return problem(error.message.clone(), &json, error.span.start);
    }
    if json.kind(json.root()) != Kind::Object || json.get(json.root(), "Statement").is_none() {
        return problem("a policy document is an object with `Statement`".to_owned(), &json, 0);
    }
    for node in json.descendants(json.root()) {
        if json.kind(node) != Kind::Object {
            continue;
        }
        if let Some(key) = json.duplicates(node).first() {
            let name = json.string(*key).unwrap_or_default();
            return problem(
                format!("`{name}` appears twice in the same object: remove one"),
                &json,
                json.span(*key).start,
            );
        }
    }
    None
}

/// The text of a policy as JSON that can stand anywhere in the scenario.
pub(super) fn document(text: &str) -> Result<String, Problem> {
    match fault(text) {
        Some(problem) => Err(problem),
        None => Ok(edit::indented(text.trim(), "", "\n")),
    }
}
