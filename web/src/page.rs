//! What every part of the page shares: the bench, what is chosen, and what is open.

use std::sync::Arc;
use std::time::Duration;

use iamwhy_engine::{Layer, Outcome};
use iamwhy_explain::{Explanation, StatementRef};
use iamwhy_workbench::check_list::{CheckList, CheckPlace};
use iamwhy_workbench::{Answer, Bench, LayerGroup, Names, Problem, Selected};
use leptos::prelude::*;

use crate::needs::Given;
use crate::sheets::Refusal;
use crate::typing::Pace;

/// A gate or a statement that is selected, here and everywhere that it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Chosen {
    /// The layer.
    pub(crate) layer: Layer,
    /// The policy and the number of the statement in it.
    pub(crate) statement: Option<(String, u32)>,
}

impl Chosen {
    pub(crate) fn of(statement: &StatementRef) -> Chosen {
        Chosen {
            layer: statement.layer,
            statement: Some((statement.policy.clone(), statement.statement)),
        }
    }
}

/// What the panel of inputs shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Open {
    /// A layer's place: the layer, and which of its slots.
    Layer(Layer, usize),
    /// The context of the request.
    Context,
    /// Who asks.
    Caller,
    /// The entry of the resource, or another part of the file, by its pointer.
    Part(String),
    /// The whole file.
    File,
}

/// The tabs under the rails.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Tab {
    /// What would flip it.
    Flips,
    /// Every statement.
    Trace,
    /// The cases.
    Tests,
    /// What the checks found.
    Checks,
    /// Against the baseline.
    Diff,
    /// AWS's flow chart.
    Aws,
    /// The language of policies, to look up.
    Reference,
}

/// What lies above the page.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Sheet {
    /// Paste anything, and the commands.
    Paste,
    /// Real situations.
    Examples,
    /// A link, a file, Markdown.
    Share,
    /// The keys.
    Help,
}

/// Something that is done to the scenario.
pub(crate) type Change = Box<dyn FnOnce(&mut Bench) -> Result<(), Problem>>;

/// Handles on the page's state; copied freely.
#[derive(Copy, Clone)]
pub(crate) struct Page {
    /// The scenario and its answer.
    pub(crate) bench: RwSignal<Bench>,
    /// What is decided.
    pub(crate) answer: Memo<Arc<Answer>>,
    /// The same, ahead of everything else on the page: what somebody types counts here at once.
    pub(crate) verdict: Memo<Arc<Answer>>,
    /// Whether something was typed that only the verdict shows yet.
    pub(crate) typed: RwSignal<bool>,
    /// How fast.
    pub(crate) pace: StoredValue<Pace>,
    /// Why, of the selected authorization.
    pub(crate) explanation: Memo<Option<Arc<Explanation>>>,
    /// The places where policies stand.
    pub(crate) layers: Memo<Vec<LayerGroup>>,
    /// The names of the scenario, to choose from, once the whole page is here.
    pub(crate) names: Memo<Names>,
    /// Whether the whole page is here: what the first answer can be understood without waits for that (`rest.rs`).
    pub(crate) whole: RwSignal<bool>,
    /// Whether what is shown is the last good answer: the text, or a policy in it, cannot be read.
    pub(crate) stale: Memo<bool>,
    pub(crate) chosen: RwSignal<Option<Chosen>>,
    pub(crate) open: RwSignal<Open>,
    /// Pointer of the policy that the editor shows; empty where it shows none.
    pub(crate) shown: RwSignal<String>,
    pub(crate) tab: RwSignal<Tab>,
    pub(crate) sheet: RwSignal<Option<Sheet>>,
    /// What would flip it, as the worker says it; nothing while it looks.
    pub(crate) flips: RwSignal<Option<String>>,
    /// What the checks found in the last text that they looked at.
    pub(crate) checks: RwSignal<Option<Arc<CheckList>>>,
    /// One line that comes and goes.
    pub(crate) toast: RwSignal<Option<String>>,
    /// Files that were given of those that the scenario reads.
    pub(crate) given: RwSignal<Given>,
    /// What the sheet that takes pastes has in it when it opens.
    pub(crate) brought: StoredValue<Option<String>>,
    /// The message that the scenario was made of: the commands that fetch what it leaves open come from it.
    pub(crate) refusal: StoredValue<Option<Refusal>>,
    /// A place that the editor should show.
    pub(crate) reveal: RwSignal<Option<(u32, u32)>>,
    /// A text that is to be written where the cursor is.
    pub(crate) insert: RwSignal<Option<String>>,
}

fn memo_of(answer: impl Fn() -> Arc<Answer> + Send + Sync + 'static) -> Memo<Arc<Answer>> {
    Memo::new_with_compare(
        move |_| answer(),
        |old: Option<&Arc<Answer>>, new| !matches!((old, new), (Some(old), Some(new)) if Arc::ptr_eq(old, new)),
    )
}

impl Page {
    pub(crate) fn new(text: &str) -> Page {
        let bench = RwSignal::new(Bench::open(text));
        let typed = RwSignal::new(false);
        let whole = RwSignal::new(false);
        let answer = memo_of(move || bench.with(|bench| Arc::clone(bench.answer())));
        let verdict = memo_of(move || {
            typed.track();
            bench.with(|bench| Arc::clone(bench.answer()))
        });
        let explanation = Memo::new_with_compare(
            move |_| answer.with(|answer| answer.explanation().cloned()),
            |old, new| match (old, new) {
                (Some(Some(old)), Some(Some(new))) => !Arc::ptr_eq(old, new),
                (Some(None), Some(None)) => false,
                _ => true,
            },
        );
        let page = Page {
            bench,
            answer,
            verdict,
            typed,
            pace: StoredValue::new(Pace::default()),
            explanation,
            layers: Memo::new(move |_| {
                answer.track();
                bench.with(Bench::layers)
            }),
            names: crate::rest::names(bench, answer, whole),
            whole,
            stale: Memo::new(move |_| {
                typed.track();
                bench.with(|bench| bench.answer().stale || !bench.state().drafts.is_empty())
            }),
            chosen: RwSignal::new(None),
            open: RwSignal::new(Open::File),
            shown: RwSignal::new(String::new()),
            tab: RwSignal::new(Tab::Flips),
            sheet: RwSignal::new(None),
            flips: RwSignal::new(None),
            checks: RwSignal::new(None),
            toast: RwSignal::new(None),
            given: RwSignal::new(Given::default()),
            brought: StoredValue::new(None),
            refusal: StoredValue::new(None),
            reveal: RwSignal::new(None),
            insert: RwSignal::new(None),
        };
        page.open_deciding();
        page
    }

    /// Changes the scenario; what cannot be done is said.
    pub(crate) fn edit(self, change: Change) {
        let mut said = None;
        crate::near::stay(self);
        crate::dom::hold("answer", false);
        self.bench.update(|bench| {
            bench.explain_rest();
            said = change(bench).err();
        });
        if let Some(problem) = said {
            self.say(problem.message);
        }
    }

    /// Shows one line for a while.
    pub(crate) fn say(self, text: String) {
        self.toast.set(Some(text.clone()));
        set_timeout(
            move || {
                if self.toast.with_untracked(|now| now.as_ref() == Some(&text)) {
                    self.toast.set(None);
                }
            },
            Duration::from_secs(6),
        );
    }

    /// Another scenario; the one before it stays within reach.
    pub(crate) fn load(self, text: &str) {
        crate::dom::hold("answer", false);
        crate::store::shelve(&self.bench.with_untracked(|bench| bench.text().to_owned()));
        self.refusal.set_value(None);
        self.bench.update(|bench| bench.replace(text));
        self.chosen.set(None);
        self.open_deciding();
    }

    /// Another state of the page, from a link or from before.
    pub(crate) fn put(self, bench: Bench) {
        self.bench.set(bench);
        self.chosen.set(None);
        self.open_deciding();
    }

    /// Opens the place that decides, else the first that has a policy.
    pub(crate) fn open_deciding(self) {
        let layer = self
            .explanation
            .with_untracked(|own| own.as_ref().and_then(|own| own.layer));
        let layers = self.layers.get_untracked();
        let tabs = || layers.iter().flat_map(|group| &group.tabs);
        let place = layer
            .and_then(|layer| tabs().find(|tab| tab.layer == layer))
            .or_else(|| tabs().find(|tab| tab.count > 0));
        match place {
            Some(tab) => self.open_layer(tab.layer),
            None => self.open.set(Open::File),
        }
    }

    fn open_layer(self, layer: Layer) {
        let layers = self.layers.get_untracked();
        let tab = layers
            .iter()
            .flat_map(|group| &group.tabs)
            .find(|tab| tab.layer == layer);
        let Some(tab) = tab else { return };
        // Of several levels the one that stops the request, else the last that has a policy of its own.
        let stops = tab.slots.iter().position(|slot| slot.state == tab.state && tab.blocker);
        let own = tab.slots.iter().rposition(|slot| !slot.policies.is_empty());
        self.open.set(Open::Layer(layer, stops.or(own).unwrap_or(0)));
    }

    pub(crate) fn is_chosen(self, layer: Layer) -> bool {
        self.chosen
            .with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.layer == layer))
    }

    pub(crate) fn is_statement(self, own: &Chosen) -> bool {
        self.chosen.with(|chosen| chosen.as_ref() == Some(own))
    }

    /// Selects a gate: its place opens, its statements light up.
    pub(crate) fn choose_layer(self, layer: Layer) {
        self.chosen.set(Some(Chosen { layer, statement: None }));
        self.open_layer(layer);
    }

    /// Selects a statement: its policy opens there.
    pub(crate) fn choose_statement(self, chosen: Chosen) {
        let layers = self.layers.get_untracked();
        let tab = layers
            .iter()
            .flat_map(|group| &group.tabs)
            .find(|tab| tab.layer == chosen.layer);
        if let (Some(tab), Some((policy, _))) = (tab, &chosen.statement) {
            let has = |slot: &iamwhy_workbench::Slot| slot.policies.iter().any(|own| own.name == *policy);
            if let Some(at) = tab.slots.iter().position(has) {
                self.open.set(Open::Layer(chosen.layer, at));
            } else {
                self.open_layer(chosen.layer);
            }
        }
        self.chosen.set(Some(chosen));
    }

    /// Pointer of the place that is open.
    pub(crate) fn slot(self) -> Option<String> {
        let Open::Layer(layer, at) = self.open.get_untracked() else {
            return None;
        };
        self.layers.with_untracked(|layers| {
            let tab = layers
                .iter()
                .flat_map(|group| &group.tabs)
                .find(|tab| tab.layer == layer)?;
            let slot = tab.slots.get(at).or(tab.slots.first())?;
            Some(slot.pointer.clone())
        })
    }

    /// Looks at another case; there is one before the first as there is one behind the last: none.
    pub(crate) fn look_at(self, case: usize) {
        crate::dom::hold("answer", false);
        self.bench.update(|bench| {
            if case < bench.answer().cases.len() {
                bench.select(Selected {
                    case,
                    ..Selected::default()
                });
            }
        });
    }

    /// Opens the text at a pointer: a policy in one of its places, else the entry itself.
    pub(crate) fn open_text(self, at: &str, line: u32, column: u32) {
        let found = self.layers.with_untracked(|layers| {
            let tabs = layers.iter().flat_map(|group| &group.tabs);
            let slots = tabs.flat_map(|tab| {
                tab.slots
                    .iter()
                    .enumerate()
                    .map(|(index, slot)| (tab.layer, index, slot))
            });
            let mut policies =
                slots.flat_map(|(layer, index, slot)| slot.policies.iter().map(move |own| (layer, index, own)));
            policies
                .find(|(.., own)| own.source == at)
                .map(|(layer, index, own)| (layer, index, own.pointer.clone()))
        });
        match found {
            Some((layer, index, pointer)) => {
                self.bench.update(|bench| bench.open_policy(Some(&pointer)));
                self.open.set(Open::Layer(layer, index));
            }
            None => self.open.set(Open::Part(at.to_owned())),
        }
        request_animation_frame(move || self.reveal.set(Some((line, column))));
    }

    /// Selects the next statement that decided or came nearest, or the one before.
    pub(crate) fn walk(self, by: isize) {
        let told: Vec<Chosen> = self.explanation.with_untracked(|own| {
            let near = own
                .iter()
                .flat_map(|own| own.near_misses.iter().map(|near| &near.statement));
            let deciding = own.iter().flat_map(|own| &own.deciding);
            // Of a denial that no statement made, what is missing comes before what allows.
            match own.as_ref().is_some_and(|own| own.decision == Outcome::ImplicitDeny) {
                true => near.chain(deciding).map(Chosen::of).collect(),
                false => deciding.chain(near).map(Chosen::of).collect(),
            }
        });
        let now = self
            .chosen
            .with_untracked(|chosen| told.iter().position(|own| Some(own) == chosen.as_ref()));
        let count = told.len().max(1).cast_signed();
        let next = now.map_or(if by > 0 { 0 } else { count - 1 }, |now| now.cast_signed() + by);
        if let Some(own) = told.get(next.rem_euclid(count).cast_unsigned()) {
            self.choose_statement(own.clone());
        }
    }

    /// The line and the column of a finding in the editor of its policy; none where this request has no such policy.
    pub(crate) fn place_of(self, place: &CheckPlace) -> Option<(u32, u32)> {
        let [line, column, ..] = place.lines;
        self.layers.with_untracked(|layers| {
            let slots = layers.iter().flat_map(|group| &group.tabs).flat_map(|tab| &tab.slots);
            let mut policies = slots.flat_map(|slot| &slot.policies);
            let own = policies.find(|own| own.source == place.source)?;
            own.lens.to_editor(line, column)
        })
    }

    /// Opens the place of a finding.
    pub(crate) fn open_check(self, place: &CheckPlace) {
        let [line, column, ..] = place.lines;
        match self.place_of(place) {
            Some((line, column)) => self.open_text(&place.source, line, column),
            // Another request's policy, or one that nobody uses: the file has it.
            None => {
                self.open.set(Open::File);
                request_animation_frame(move || self.reveal.set(Some((line, column))));
            }
        }
    }
}
