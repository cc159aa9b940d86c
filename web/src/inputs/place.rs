//! One layer's place: its levels, its policies, and what can be done with them.

use iamwhy_engine::Layer;
use iamwhy_workbench::{Holds, Origin, PolicyView, Slot};
use leptos::prelude::*;

use crate::element::{Content, El, button, el, glyph, live, many, unseen, with_class};
use crate::page::{Open, Page};
use crate::words;

/// The policy that the editor shows: the one that was opened, else the one that matters most in the place.
pub(crate) fn policy(page: Page) -> Memo<Option<PolicyView>> {
    Memo::new(move |_| {
        let Open::Layer(layer, at) = page.open.get() else {
            return None;
        };
        let wanted = page.bench.with(|bench| bench.state().open.clone());
        let named = page
            .chosen
            .get()
            .and_then(|own| own.statement)
            .map(|(policy, _)| policy);
        page.layers.with(|layers| {
            let tab = layers
                .iter()
                .flat_map(|group| &group.tabs)
                .find(|tab| tab.layer == layer)?;
            let slot = tab.slots.get(at).or(tab.slots.first())?;
            let by = |wanted: &dyn Fn(&PolicyView) -> bool| slot.policies.iter().find(|own| wanted(own));
            let deciding = page.explanation.with(|own| {
                let own = own.as_ref()?;
                let near = own.near_misses.iter().map(|near| &near.statement);
                let told = own.deciding.iter().chain(near).find(|told| told.layer == layer)?;
                Some(told.policy.clone())
            });
            by(&|own| Some(&own.pointer) == wanted.as_ref())
                .or_else(|| by(&|own| Some(&own.name) == named.as_ref()))
                .or_else(|| by(&|own| Some(&own.name) == deciding.as_ref()))
                .or(slot.policies.last())
                .cloned()
        })
    })
}

/// What stands above the editor.
pub(crate) fn head(page: Page, layer: Layer, at: usize, policy: Memo<Option<PolicyView>>) -> Content {
    let view = move || {
        page.layers.with(|layers| {
            let tab = layers
                .iter()
                .flat_map(|group| &group.tabs)
                .find(|tab| tab.layer == layer)?;
            let slot = tab.slots.get(at).or(tab.slots.first())?;
            let levels = (tab.slots.len() > 1).then(|| self::levels(page, layer, &tab.slots));
            let menu = crate::menu::menu(page, slot, policy);
            let bar = with_class("div", "place-bar")
                .child(el("h2").child(slot.label.clone()))
                .child(quota(slot))
                .child(with_class("span", "end").child(menu));
            Some(many![
                bar,
                levels,
                policies(page, slot, policy),
                empty(page, slot),
                unseen_policy(slot, policy)
            ])
        })
    };
    live(view)
}

fn row(name: &'static str, buttons: Vec<El>) -> El {
    with_class("div", "policies")
        .attr("role", "group")
        .label(name)
        .child(buttons)
}

fn levels(page: Page, layer: Layer, slots: &[Slot]) -> El {
    let buttons = slots.iter().enumerate().map(|(index, slot)| {
        let (class, sign, word) = words::gate(slot.state);
        button("button small", move || page.open.set(Open::Layer(layer, index)))
            .says("aria-pressed", move || page.open.get() == Open::Layer(layer, index))
            .child(glyph(["dot ", class].concat(), sign))
            .child(slot.label.clone())
            .child(unseen(word))
    });
    row("Levels", buttons.collect())
}

fn policies(page: Page, slot: &Slot, policy: Memo<Option<PolicyView>>) -> Option<El> {
    let buttons = slot.policies.iter().map(|own| {
        let pointer = own.pointer.clone();
        let same = own.pointer.clone();
        let pressed = move || policy.with(|now| now.as_ref().is_some_and(|now| now.pointer == same));
        let class = if own.off { "button small off" } else { "button small" };
        let open = move || page.bench.update(|bench| bench.open_policy(Some(&pointer)));
        button(class, open)
            .says("aria-pressed", pressed)
            .child(own.name.clone())
            .child(own.off.then_some(" (switched off)"))
    });
    (slot.policies.len() > 1).then(|| row("Policies", buttons.collect()))
}

/// What it means that nothing stands here, and what can be done about it.
fn empty(page: Page, slot: &Slot) -> Option<El> {
    if slot.holds == Holds::Policies && !slot.policies.is_empty() {
        return None;
    }
    let pointer = slot.pointer.clone();
    let add = button("button", move || crate::menu::add(page, &pointer)).child("Add a policy here");
    Some(with_class("div", "empty").child(el("p").child(slot.meaning)).child(add))
}

/// What it means that an entry of a list is unknown.
fn unseen_policy(slot: &Slot, policy: Memo<Option<PolicyView>>) -> Option<El> {
    let is = policy.with(|own| own.as_ref().is_some_and(|own| own.origin == Origin::Unknown));
    let words = "Unknown: a policy that nobody has shown us, an Allow or a Deny. Paste its text in place of this one.";
    (is && slot.holds == Holds::Policies).then(|| with_class("div", "empty").child(el("p").child(words)))
}

fn quota(slot: &Slot) -> Option<El> {
    let quota = slot.quota?;
    let class = if quota.used > quota.limit {
        "quota over"
    } else {
        "quota"
    };
    let words = [&quota.used.to_string(), " of ", &quota.limit.to_string()].concat();
    Some(
        with_class("span", class)
            .attr("title", "of AWS's limit for such a policy")
            .child(words),
    )
}
