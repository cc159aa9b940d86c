//! Paste anything: it is recognised, and one press puts it where it belongs. What is no paste finds a command.

use iamwhy_engine::Layer;
use iamwhy_workbench::{
    Bench, Command, Holds, Pasted, PastedDenial, PastedPolicy, Printed, Problem, Tells, find_commands,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::commands::{keys, run};
use crate::element::{Content, El, button, el, live, many, with_class};
use crate::page::Page;

/// A message that became the question.
#[derive(Clone)]
pub(crate) struct Refusal {
    /// Its text.
    pub(crate) said: String,
    /// The layer that AWS names in it.
    pub(crate) layer: Option<Layer>,
}

/// What is typed is nothing yet while it is shorter than this.
const SHORT: usize = 12;

/// The box and what came out of it.
pub(crate) fn paste(page: Page) -> Content {
    let brought = page.brought.try_update_value(Option::take).flatten();
    // Of a file it is said what it is, however short.
    let least = if brought.is_some() { 0 } else { SHORT };
    let text = RwSignal::new(brought.unwrap_or_default());
    let pasted = recognised(text, least);
    let name = with_class("label", "unseen")
        .attr("for", "paste-box")
        .child("A policy, a scenario, an AccessDenied message, a share link, or a command");
    let field = with_class("textarea", "field")
        .id("paste-box")
        .flag("autofocus", true)
        .attr("spellcheck", "false")
        .attr("rows", "5")
        .attr(
            "placeholder",
            "A policy, a scenario, an AccessDenied message, a share link; or type to find a command",
        )
        .live_prop("value", move || text.get())
        .on_key(move |event| pressed(page, &event, &text.get_untracked()))
        .on("input", move |event| text.set(event_target_value(&event)));
    let found = with_class("div", "list")
        .attr("aria-live", "polite")
        .live(move || pasted.with(|pasted| pasted.as_ref().map(|own| understood(page, own, text))));
    many![name, field, found, live(move || text.with(|text| commands(page, text)))]
}

/// Enter runs the command that stands first; with Ctrl it presses the black button of what was recognised.
fn pressed(page: Page, event: &web_sys::KeyboardEvent, text: &str) {
    if event.key() != "Enter" {
        return;
    }
    let with_control = event.ctrl_key() || event.meta_key();
    let first = match is_query(text) {
        true => page
            .bench
            .with_untracked(|bench| find_commands(text).into_iter().find(|own| own.fits(bench))),
        false => None,
    };
    if with_control {
        event.stop_propagation();
        event.prevent_default();
        crate::dom::press(".sheet .button.primary");
    } else if let Some(own) = first {
        event.stop_propagation();
        event.prevent_default();
        run(page, own.id);
    }
}

/// Whether a text looks for a command rather than being pasted.
fn is_query(text: &str) -> bool {
    text.len() <= 60 && !text.contains(['{', '\n'])
}

/// The black button: what one does with what was pasted.
fn primary(words: &'static str, act: impl Fn() + 'static) -> El {
    button("button primary", act).child(words)
}

/// What the text is, some time after it changed: a worker reads it.
fn recognised(text: RwSignal<String>, least: usize) -> RwSignal<Option<Result<Pasted, String>>> {
    let pasted = RwSignal::new(None);
    Effect::new(move |_| {
        let own = text.get();
        // What a command prints for nothing is short.
        if own.trim().len() < least && !matches!(own.trim(), "null" | "None" | "[]") {
            pasted.set(None);
            return;
        }
        spawn_local(async move {
            let found = crate::reader::recognised(&own).await;
            // The sheet may be shut by now, and what is typed since has a question of its own.
            if text.try_with_untracked(|now| *now == own) == Some(true) {
                pasted.set(Some(found));
            }
        });
    });
    pasted
}

fn understood(page: Page, pasted: &Result<Pasted, String>, said: RwSignal<String>) -> Content {
    let openable = |words: Content, does: &'static str, text: &str| {
        let text = text.to_owned();
        many![el("p").child(words), primary(does, move || open(page, &text))]
    };
    match pasted {
        Ok(Pasted::Policy(policy)) => of_policy(page, policy),
        Ok(Pasted::Printed(printed)) => of_printed(page, printed),
        Ok(Pasted::Scenario(text)) => openable("A scenario.".into(), "Open it", text),
        Ok(Pasted::Export { what, account, text }) => {
            let words = match account {
                Some(account) => [
                    "This is ",
                    what,
                    ". It does not say in which account: `",
                    account,
                    "` stands for it.",
                ]
                .concat(),
                None => ["This is ", what, "."].concat(),
            };
            openable(crate::answer::chips(&words), "Make a scenario of it", text)
        }
        Ok(Pasted::Denial(denial)) => of_denial(page, denial, said),
        Ok(Pasted::Link(fragment)) => {
            let fragment = fragment.clone();
            many![
                el("p").child("A link to a shared scenario."),
                primary("Open it", move || crate::link::open(page, fragment.clone())),
            ]
        }
        Ok(Pasted::Later { sentence, denial }) => {
            let denial = denial.as_ref().map(|denial| of_denial(page, denial, said));
            many![el("p").child(crate::answer::chips(sentence)), denial]
        }
        Ok(Pasted::Unknown { seen, why }) => quiet(&["This looks like ", seen, ": ", why].concat()).into(),
        Err(why) => quiet(&["This could not be read: ", why].concat()).into(),
    }
}

fn quiet(words: &str) -> El {
    with_class("p", "quiet").child(crate::answer::chips(words))
}

fn open(page: Page, text: &str) {
    page.load(text);
    page.sheet.set(None);
}

fn of_policy(page: Page, policy: &PastedPolicy) -> Content {
    let text = policy.text.clone();
    let put = move |bench: &mut Bench, slot: &str, layer| bench.add_policy_text(slot, layer, &text).map(drop);
    let name = policy.name.as_ref();
    many![
        el("p")
            .child("A policy: ")
            .child(name.map(|name| crate::answer::chips(&["`", name, "`, "].concat())))
            .child(policy.why.clone()),
        places(page, policy, false, put),
        policy.notes.iter().map(|own| quiet(own)).collect::<Vec<_>>(),
    ]
}

/// What commands printed beside one policy.
fn of_printed(page: Page, printed: &Printed) -> Content {
    let what = match &printed.tells {
        Tells::Policies { all, .. } => {
            let listed = |own: &PastedPolicy| {
                let first = own.layers.first();
                matches!(first, Some(Layer::Identity | Layer::Session | Layer::Scp | Layer::Rcp))
            };
            if all.iter().all(listed) {
                let tells = printed.tells.clone();
                let put = move |bench: &mut Bench, slot: &str, layer| bench.add_policies(slot, layer, &tells);
                let identity = PastedPolicy {
                    layers: vec![Layer::Identity],
                    ..PastedPolicy::default()
                };
                places(page, all.first().unwrap_or(&identity), true, put)
            } else {
                // Where one policy stands each of them has a place of its own.
                all.iter().map(|own| of_policy(page, own)).collect::<Vec<_>>().into()
            }
        }
        tells => {
            let homes = page.bench.with_untracked(|bench| bench.homes(tells));
            if homes.is_empty() {
                quiet("This question has no place for it.").into()
            } else {
                let buttons = homes.into_iter().enumerate().map(|(at, home)| {
                    let (tells, own) = (tells.clone(), home.clone());
                    let put = move || {
                        let (tells, own) = (tells.clone(), own.clone());
                        page.edit(Box::new(move |bench| bench.take(&tells, &own.at)));
                        done(page, own.layer, &own.label);
                    };
                    button(if at == 0 { "button primary" } else { "button" }, put).child(home.label)
                });
                bar(buttons.collect())
            }
        }
    };
    many![
        el("p").child(crate::answer::chips(&[&printed.sentence, "."].concat())),
        what,
        printed.notes.iter().map(|own| quiet(own)).collect::<Vec<_>>(),
    ]
}

/// Said and shown: where it stands now.
fn done(page: Page, layer: Option<Layer>, label: &str) {
    // What could not be done is said already.
    if page.toast.with_untracked(Option::is_none) {
        page.say(["it stands in: ", label].concat());
    }
    if let Some(layer) = layer {
        page.choose_layer(layer);
    }
    page.sheet.set(None);
}

fn bar(buttons: Vec<El>) -> Content {
    many![quiet("Where does it belong?"), with_class("div", "bar").child(buttons)]
}

/// The places where policies like this one can stand, what waits for one first; only lists where there are several.
fn places<P>(page: Page, policy: &PastedPolicy, several: bool, put: P) -> Content
where
    P: Fn(&mut Bench, &str, Layer) -> Result<(), Problem> + Clone + Send + 'static,
{
    let likely = &policy.layers;
    let mut places: Vec<(usize, bool, Layer, String, String)> = Vec::new();
    let trust = policy.is_trust;
    if trust {
        let roles = page.bench.with_untracked(Bench::roles);
        places.extend(
            roles
                .into_iter()
                .map(|(name, slot)| (0, false, Layer::Resource, ["trust policy of ", &name].concat(), slot)),
        );
    }
    for tab in page.layers.get_untracked().iter().flat_map(|group| &group.tabs) {
        // A role's trust policy belongs to no bucket.
        let other = trust && tab.layer == Layer::Resource && tab.label != "Trust policy";
        let rank = likely
            .iter()
            .position(|own| *own == tab.layer && !other)
            .unwrap_or(likely.len());
        let slots = tab.slots.iter().filter(|slot| slot.many || !several);
        places.extend(slots.map(|slot| {
            let label = match tab.layer {
                Layer::Scp | Layer::Rcp => [tab.label, " of ", &slot.label].concat(),
                _ => slot.label.clone(),
            };
            let known = slot.holds != Holds::Unknown;
            (rank, known, tab.layer, label, slot.pointer.clone())
        }));
    }
    places.sort_by_key(|(rank, known, ..)| (*rank, *known));
    let mut seen: Vec<String> = Vec::new();
    places.retain(|(.., slot)| {
        let new = !seen.contains(slot);
        seen.push(slot.clone());
        new
    });
    let buttons = places.into_iter().map(|(rank, _, layer, label, slot)| {
        let put = put.clone();
        let act = move || {
            let (slot, put) = (slot.clone(), put.clone());
            page.edit(Box::new(move |bench| put(bench, &slot, layer)));
            page.choose_layer(layer);
            page.sheet.set(None);
        };
        let class = if rank == 0 { "button primary" } else { "button" };
        button(class, act).child(label)
    });
    bar(buttons.collect())
}

fn of_denial(page: Page, denial: &PastedDenial, said: RwSignal<String>) -> Content {
    let missing = denial.missing.iter();
    let missing = missing
        .map(|own| with_class("li", "quiet").child(crate::answer::chips(own)))
        .collect::<Vec<_>>();
    let commands = denial.commands.iter().map(|(why, line)| {
        let own = line.clone();
        let copy = button("button small", move || crate::clipboard::copy(page, &own)).child("Copy");
        let bar = with_class("p", "bar")
            .child(with_class("code", "chip").child(line.clone()))
            .child(copy);
        el("li").child(quiet(why)).child(bar)
    });
    let commands = commands.collect::<Vec<_>>();
    let scenario = denial.text.clone();
    let layer = denial.layer;
    many![
        el("p")
            .child("An AccessDenied message: ")
            .child(crate::answer::chips(&denial.summary)),
        el("ul").child(missing),
        primary("Make it the question", move || {
            let said = said.get_untracked();
            open(page, &scenario);
            page.refusal.set_value(Some(Refusal { said, layer }));
            // There the search begins.
            if let Some(layer) = layer {
                page.choose_layer(layer);
            }
        }),
        quiet("These read-only commands fetch what could matter; paste each answer here:"),
        with_class("ol", "list").child(commands),
    ]
}

fn commands(page: Page, text: &str) -> Content {
    if !is_query(text) {
        return ().into();
    }
    let found: Vec<&'static Command> = find_commands(text);
    let items = found
        .into_iter()
        // That is where one is.
        .filter(|own| own.id != "paste" && page.bench.with_untracked(|bench| own.fits(bench)))
        .map(|own| {
            button("item", move || run(page, own.id))
                .child(el("span").child(crate::answer::chips(own.title)))
                .child(keys(own.keys))
        })
        .collect::<Vec<_>>();
    let none = items.is_empty().then(|| {
        let words =
            "No command has this in its name. A policy, a message, an event or a link is read when it is pasted.";
        with_class("p", "quiet").child(words)
    });
    with_class("div", "list")
        .attr("role", "group")
        .label("Commands")
        .child(none)
        .child(items)
        .into()
}
