//! The workbench: a scenario's text, and what follows from it.

use std::sync::Arc;

use iamwhy_policy::Json;
use iamwhy_scenario::{Loaded, NoFiles};

use crate::{
    answer::Answer,
    baseline::Baseline,
    edit::TextEdit,
    history::History,
    problem::Problem,
    question::Question,
    state::{Selected, State},
};

/// The name under which the scenario is read; spans in it carry no other.
pub const FILE: &str = "playground.scenario.json";

/// Most bytes of texts whose worlds wait to be taken apart.
const MOST_OLD: usize = 1 << 20;

/// The playground's state. Whatever changes it decides the selected request anew.
#[derive(Clone)]
pub struct Bench {
    pub(crate) state: State,
    pub(crate) history: History,
    /// The last text that could be read, loaded.
    good: Option<Arc<Loaded>>,
    /// The tree of the text as it is now, if it is JSON.
    json: Option<Arc<Json>>,
    answer: Arc<Answer>,
    /// Whether a change only wants the verdict now.
    typing: bool,
    /// What keys have taken the place of, until there is time to take it apart.
    old: Vec<(Arc<Answer>, Option<Arc<Loaded>>)>,
    pub(crate) baseline: Option<Arc<Baseline>>,
}

/// An edit, of a text that is known only when it is made.
pub(crate) type Change<'c> = &'c dyn Fn(&Json) -> Option<TextEdit>;

impl Bench {
    /// Opens a scenario, also one that cannot be read.
    #[must_use]
    pub fn open(text: &str) -> Bench {
        Bench::of(State::new(text))
    }

    pub(crate) fn of(state: State) -> Bench {
        let mut bench = Bench {
            state,
            history: History::default(),
            good: None,
            json: None,
            answer: Arc::new(Answer::default()),
            typing: false,
            old: Vec::new(),
            baseline: None,
        };
        bench.reload();
        bench
    }

    /// The scenario's text: what is exported, shared and tested.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.state.text
    }

    /// What undo brings back.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The answer to the selected request. It is ready: whatever changed the bench has worked it out.
    #[must_use]
    pub fn answer(&self) -> &Arc<Answer> {
        &self.answer
    }

    /// Makes a change of which only the verdict is wanted at once: statements that are far from matching are explained when
    /// [`Bench::explain_rest`] is called, which is half of the work.
    pub fn type_in<T>(&mut self, change: impl FnOnce(&mut Bench) -> T) -> T {
        // Of a large text one is enough.
        if self.old.len() * self.state.text.len() < MOST_OLD {
            self.old.push((Arc::clone(&self.answer), self.good.clone()));
        }
        self.typing = true;
        let done = change(self);
        self.typing = false;
        done
    }

    /// Explains what [`Bench::type_in`] left out. Nothing that the verdict says changes by it.
    pub fn explain_rest(&mut self) {
        self.old.clear();
        if self.answer.is_brief {
            self.answer = Arc::new(self.answer.completed());
        }
    }

    /// The last text that could be read, loaded.
    #[must_use]
    pub fn loaded(&self) -> Option<&Arc<Loaded>> {
        self.good.as_ref()
    }

    /// The tree of the text as it is now, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<&Arc<Json>> {
        self.json.as_ref()
    }

    /// Replaces the whole text, as in an editor of the file.
    pub fn set_text(&mut self, text: &str) {
        if *self.state.text != *text {
            self.put("text", "edit the file", text.to_owned());
        }
    }

    /// Another scenario in the place of this one; undo brings this one back.
    pub fn replace(&mut self, text: &str) {
        self.history.settle();
        self.history.remember(&self.state, "", "open a scenario");
        self.state = State::new(text);
        self.good = None;
        self.reload();
    }

    /// Looks at another case, combination or authorization.
    pub fn select(&mut self, selected: Selected) {
        if self.state.selected != selected {
            self.state.selected = selected;
            self.ask();
        }
    }

    /// Opens a policy in the editor, or closes the editor.
    pub fn open_policy(&mut self, pointer: Option<&str>) {
        self.state.open = pointer.map(str::to_owned);
    }

    /// What is typed next is a step of its own for undo: to be called when the author pauses.
    pub fn settle(&mut self) {
        self.history.settle();
    }

    /// Takes the last change back. Whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.history.undo(&self.state);
        self.go(before)
    }

    /// Makes the change again that was taken back last. Whether there was one.
    pub fn redo(&mut self) -> bool {
        let before = self.history.redo(&self.state);
        self.go(before)
    }

    /// What undo would take back, in words.
    #[must_use]
    pub fn undo_title(&self) -> Option<&str> {
        self.history.undo_title()
    }

    /// What redo would make again, in words.
    #[must_use]
    pub fn redo_title(&self) -> Option<&str> {
        self.history.redo_title()
    }

    fn go(&mut self, state: Option<State>) -> bool {
        let Some(state) = state else { return false };
        let same = Arc::ptr_eq(&state.text, &self.state.text);
        self.state = state;
        if same {
            self.ask()
        } else {
            self.reload()
        }
        true
    }

    /// A new text; changes of the same tag in a row are one step for undo.
    pub(crate) fn put(&mut self, tag: &str, title: &str, text: String) {
        self.history.remember(&self.state, tag, title);
        self.state.text = text.into();
        match self.history.held {
            true => self.json = Json::read(Arc::clone(&self.state.text)).ok().map(Arc::new),
            false => self.reload(),
        }
    }

    /// Several changes that are one step; where one of them cannot be made, none is.
    pub(crate) fn step<T>(
        &mut self,
        title: &str,
        run: impl FnOnce(&mut Bench) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.step_of("", title, run)
    }

    /// The same; steps of the same tag in a row are one.
    pub(crate) fn step_of<T>(
        &mut self,
        tag: &str,
        title: &str,
        run: impl FnOnce(&mut Bench) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        if self.history.held {
            return run(self);
        }
        let (state, json) = (self.state.clone(), self.json.clone());
        let new = self.history.remember(&self.state, tag, title);
        self.history.held = true;
        let done = run(self);
        self.history.held = false;
        if done.is_err() || self.state == state {
            self.state = state;
            self.json = json;
            if new {
                self.history.forget();
            }
        } else {
            self.reload();
        }
        done
    }

    /// Edits of the text, each of the text that the one before it left. Nothing changes where one of them cannot be made.
    pub(crate) fn change(&mut self, tag: &str, title: &str, edits: &[Change<'_>]) -> Result<(), Problem> {
        let mut json = self.tree()?;
        let mut text = None;
        for edit in edits {
            if let Some(text) = text.take() {
                let text: String = text;
                json = Arc::new(Json::read(text).map_err(|error| Problem::plain(error.message))?);
            }
            let edit = edit(&json).ok_or_else(|| {
                Problem::plain("this cannot be changed here: the text has something else in its place")
            })?;
            let changed = edit.apply(json.text());
            text = Some(changed.ok_or_else(|| Problem::plain("this cannot be changed here"))?);
        }
        match text {
            Some(text) if text != *self.state.text => self.put(tag, title, text),
            _ => {}
        }
        Ok(())
    }

    /// The text's tree, or why there is none.
    pub(crate) fn tree(&self) -> Result<Arc<Json>, Problem> {
        match &self.json {
            Some(json) => Ok(Arc::clone(json)),
            None => Err(self
                .answer
                .errors
                .first()
                .cloned()
                .unwrap_or_else(|| Problem::plain("mend the file first"))),
        }
    }

    /// Loads the text anew.
    pub(crate) fn reload(&mut self) {
        match Loaded::load(FILE, &self.state.text, &NoFiles) {
            Ok(loaded) => {
                self.json = Some(Arc::clone(&loaded.json));
                self.good = Some(Arc::new(loaded));
                self.ask();
            }
            Err(errors) => {
                self.json = Json::read(Arc::clone(&self.state.text)).ok().map(Arc::new);
                let problems = errors.into_iter().map(Problem::of).collect();
                self.answer = Arc::new(self.stale(problems));
            }
        }
    }

    /// Asks anew in the text that is loaded.
    pub(crate) fn ask(&mut self) {
        let Some(loaded) = &self.good else { return };
        let stale = !loaded.json.text().eq(&*self.state.text);
        let errors = if stale { self.answer.errors.clone() } else { Vec::new() };
        let answer = match stale {
            true => self.stale(errors),
            false => Answer::of(loaded, self.state.selected, self.typing),
        };
        if !stale {
            // Only what exists can be looked at.
            self.state.selected = answer.selected;
        }
        self.answer = Arc::new(answer);
    }

    /// The answer of the last text that could be read; it is there already, unless something else is looked at.
    fn stale(&self, errors: Vec<Problem>) -> Answer {
        let selected = self.state.selected;
        let is_there = match (&self.answer.loaded, &self.good) {
            (Some(loaded), Some(good)) => Arc::ptr_eq(loaded, good) && self.answer.selected == selected,
            _ => false,
        };
        let answer = match &self.good {
            Some(_) if is_there => (*self.answer).clone(),
            Some(loaded) => Answer::of(loaded, selected, self.typing),
            None => Answer::default(),
        };
        let question = self.as_written(&answer.question);
        Answer {
            stale: true,
            errors,
            question,
            ..answer
        }
    }

    /// The question with the words that stand in the text now: who types one must not find an older one in its place.
    fn as_written(&self, question: &Question) -> Question {
        let mut question = question.clone();
        let case = self.case_pointer().ok();
        let Some((json, case)) = self.json.as_ref().zip(case) else {
            return question;
        };
        let Some(case) = json.at_pointer(&case, json.root()) else {
            return question;
        };
        let Question {
            action,
            operation,
            resource,
            varied,
            ..
        } = &mut question;
        for (field, word) in [("action", action), ("operation", operation), ("resource", resource)] {
            match json.get(case, field) {
                Some(own) => *word = json.string(own).map(str::to_owned).or(word.take()),
                None if varied.iter().any(|own| own.eq_ignore_ascii_case(field)) => {}
                None => *word = None,
            }
        }
        question
    }
}
