//! Any part of the scenario in the editor: a principal, a resource, the organization.

use iamwhy_policy::Json;

use crate::{
    Bench, Draft, FILE, Problem,
    edit::pointer,
    lens::Lens,
    policy_view::{Origin, PolicyView},
};

impl Bench {
    /// The part at a pointer, as its editor shows it.
    #[must_use]
    pub fn part(&self, at: &str) -> Option<PolicyView> {
        let json = self.json().or(self.loaded().map(|loaded| &loaded.json))?;
        let span = json.span(json.at_pointer(at, json.root())?);
        let draft = self.state.drafts.iter().find(|draft| draft.pointer == at);
        Some(PolicyView {
            name: pointer::steps(at).last().cloned().unwrap_or_default(),
            pointer: at.to_owned(),
            source: at.to_owned(),
            origin: Origin::Inline,
            lens: Lens::on(json.text(), span.start as usize, span.end as usize),
            file: FILE.to_owned(),
            draft: draft.map(|draft| draft.text.to_string()),
            also: Vec::new(),
            arn: None,
            off: false,
        })
    }

    /// What the author types into the editor of a part. While it is no JSON it is kept as a draft.
    ///
    /// # Errors
    /// Where there is no such part.
    pub fn set_part(&mut self, at: &str, text: &str) -> Result<(), Problem> {
        let view = self
            .part(at)
            .ok_or_else(|| Problem::plain("there is nothing at this place"))?;
        if view.text() == text {
            return Ok(());
        }
        let (tag, title) = (["part ", at].concat(), ["edit ", &view.name].concat());
        let json = self.tree()?;
        self.history.remember(&self.state, &tag, &title);
        self.state.drafts.retain(|draft| draft.pointer != at);
        if Json::read(text).is_err() {
            self.state.drafts.push(Draft {
                pointer: at.to_owned(),
                text: text.into(),
            });
        } else if let Some(text) = view
            .lens
            .change(json.text(), text)
            .and_then(|edit| edit.apply(json.text()))
        {
            self.put(&tag, &title, text);
        }
        Ok(())
    }

    /// Pointer of the entry that governs the resource which is asked about, where it is declared.
    #[must_use]
    pub fn resource_entry(&self) -> Option<String> {
        let answer = self.answer();
        let (loaded, asked) = (answer.loaded.as_ref()?, answer.authorized()?);
        let index = loaded.program.ask(&asked.request)?.governing()?;
        let arn = &loaded.world.environment().resources.get(index)?.arn;
        let (name, _) = loaded.scenario.resources.iter().find(|(_, own)| own.arn == *arn)?;
        Some(pointer::of(&["resources", name]))
    }
}
