//! Paste anything: it is recognised, and one press puts it where it belongs. What is no paste finds a command.

use iamwhy_engine::Layer;
use iamwhy_import::{Denial, Pasted, PastedPolicy, recognise};
use iamwhy_policy::PolicyType;
use iamwhy_workbench::{Command, find_commands};
use leptos::prelude::*;

use crate::commands::{keys, run};
use crate::page::Page;

/// The box and what came out of it.
pub(crate) fn paste(page: Page) -> AnyView {
    let text = RwSignal::new(String::new());
    let found = move || text.with(|text| understood(page, text));
    let commands = move || text.with(|text| commands(page, text));
    view! {
        <label class="unseen" for="paste-box">"A policy, a scenario, an AccessDenied message, a share link, or a command"</label>
        <textarea id="paste-box" class="field" autofocus spellcheck="false" rows="5"
            placeholder="A policy, a scenario, an AccessDenied message, a share link; or type to find a command"
            prop:value=text on:keydown=move |event| pressed(page, &event, &text.get_untracked()) on:input=move |event| text.set(event_target_value(&event))></textarea>
        <div aria-live="polite" class="list">{found}</div>
        {commands}
    }
    .into_any()
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

fn understood(page: Page, text: &str) -> AnyView {
    if text.trim().len() < 12 {
        return ().into_any();
    }
    match recognise(text) {
        Pasted::Policy(policy) => of_policy(page, policy),
        Pasted::Scenario(text) => view! {
            <p>"A scenario."</p>
            <button type="button" class="button primary" on:click=move |_| open(page, &text)>"Open it"</button>
        }
        .into_any(),
        Pasted::AccessDenied(denial) => of_denial(page, &denial),
        Pasted::ShareLink { fragment } => view! {
            <p>"A link to a shared scenario."</p>
            <button type="button" class="button primary" on:click=move |_| crate::link::open(page, fragment.clone())>"Open it"</button>
        }
        .into_any(),
        Pasted::Later(later) => {
            let denial = later.denial.map(|denial| of_denial(page, &denial));
            view! { <p>{later.sentence}</p> {denial} }.into_any()
        }
        Pasted::Unknown(unknown) => view! { <p class="quiet">"This looks like " {unknown.seen} ". " {unknown.why}</p> }.into_any(),
    }
}

fn open(page: Page, text: &str) {
    page.load(text);
    page.sheet.set(None);
}

/// The places that a policy of this type can go to.
fn layer(kind: PolicyType) -> Layer {
    match kind {
        PolicyType::Scp => Layer::Scp,
        PolicyType::Rcp => Layer::Rcp,
        PolicyType::VpcEndpoint => Layer::VpcEndpoint,
        PolicyType::Boundary => Layer::Boundary,
        PolicyType::Session => Layer::Session,
        PolicyType::Trust | PolicyType::Resource | PolicyType::AccessPoint => Layer::Resource,
        _ => Layer::Identity,
    }
}

fn of_policy(page: Page, policy: PastedPolicy) -> AnyView {
    let why = policy.guesses.first().map(|guess| guess.why.clone());
    let likely: Vec<Layer> = policy.guesses.iter().map(|guess| layer(guess.kind)).collect();
    let mut places: Vec<(usize, Layer, String, String)> = Vec::new();
    let trust = policy
        .guesses
        .first()
        .is_some_and(|guess| guess.kind == PolicyType::Trust);
    if trust {
        let roles = page.bench.with_untracked(iamwhy_workbench::Bench::roles);
        places.extend(
            roles
                .into_iter()
                .map(|(name, slot)| (0, Layer::Resource, ["trust policy of ", &name].concat(), slot)),
        );
    }
    for tab in page.layers.get_untracked().iter().flat_map(|group| &group.tabs) {
        // A role's trust policy belongs to no bucket.
        let other = trust && tab.layer == Layer::Resource && tab.label != "Trust policy";
        let rank = likely
            .iter()
            .position(|own| *own == tab.layer && !other)
            .unwrap_or(likely.len());
        places.extend(tab.slots.iter().map(|slot| {
            let label = match tab.layer {
                Layer::Scp | Layer::Rcp => [tab.label, " of ", &slot.label].concat(),
                _ => slot.label.clone(),
            };
            (rank, tab.layer, label, slot.pointer.clone())
        }));
    }
    places.sort_by_key(|(rank, ..)| *rank);
    let mut seen: Vec<String> = Vec::new();
    places.retain(|(.., slot)| {
        let new = !seen.contains(slot);
        seen.push(slot.clone());
        new
    });
    let buttons = places.into_iter().map(|(rank, layer, label, slot)| {
        let text = policy.text.clone();
        let put = move |_| {
            let (slot, text) = (slot.clone(), text.clone());
            page.edit(Box::new(move |bench| {
                bench.add_policy_text(&slot, layer, &text).map(drop)
            }));
            page.choose_layer(layer);
            page.sheet.set(None);
        };
        let class = if rank == 0 { "button primary" } else { "button" };
        view! { <button type="button" class=class on:click=put>{label}</button> }
    });
    view! {
        <p>"A policy: " {why}</p>
        <p class="quiet">"Where does it belong?"</p>
        <div class="bar">{buttons.collect::<Vec<_>>()}</div>
        {policy.notes.into_iter().map(|note| view! { <p class="quiet">{note}</p> }).collect::<Vec<_>>()}
    }
    .into_any()
}

fn of_denial(page: Page, denial: &Denial) -> AnyView {
    let summary = denial.summary();
    let missing = denial
        .missing()
        .into_iter()
        .map(|own| view! { <li class="quiet">{own.sentence}</li> })
        .collect::<Vec<_>>();
    let commands = denial.fetch().into_iter().map(|own| {
        let line = own.line.clone();
        view! {
            <li><p class="quiet">{own.why}</p>
                <p class="bar"><code class="chip">{own.line}</code>
                <button type="button" class="button small" on:click=move |_| crate::clipboard::copy(page, &line)>"Copy"</button></p></li>
        }
    });
    let commands = commands.collect::<Vec<_>>();
    let scenario = denial.scenario();
    view! {
        <p>"An AccessDenied message: " {crate::answer::chips(&summary)}</p>
        <ul>{missing}</ul>
        <button type="button" class="button primary" on:click=move |_| open(page, &scenario)>"Make it the question"</button>
        <p class="quiet">"These read-only commands fetch what could matter; paste each answer here:"</p>
        <ol class="list">{commands}</ol>
    }
    .into_any()
}

fn commands(page: Page, text: &str) -> AnyView {
    if !is_query(text) {
        return ().into_any();
    }
    let found: Vec<&'static Command> = find_commands(text);
    let items = found
        .into_iter()
        .filter(|own| page.bench.with_untracked(|bench| own.fits(bench)))
        .map(|own| {
            view! {
                <button type="button" class="item" on:click=move |_| run(page, own.id)>
                    <span>{own.title}</span> {keys(own.keys)}
                </button>
            }
        });
    view! { <div class="list" role="group" aria-label="Commands">{items.collect::<Vec<_>>()}</div> }.into_any()
}
