//! One layer's place: its levels, its policies, and what can be done with them.

use iamwhy_engine::Layer;
use iamwhy_workbench::{Holds, PolicyView, Slot};
use leptos::prelude::*;

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
pub(crate) fn head(page: Page, layer: Layer, at: usize, policy: Memo<Option<PolicyView>>) -> AnyView {
    let view = move || {
        page.layers.with(|layers| {
            let tab = layers
                .iter()
                .flat_map(|group| &group.tabs)
                .find(|tab| tab.layer == layer)?;
            let slot = tab.slots.get(at).or(tab.slots.first())?;
            let levels = (tab.slots.len() > 1).then(|| self::levels(page, layer, &tab.slots));
            Some(view! {
                <div class="place-bar">
                    <h2>{slot.label.clone()}</h2>
                    {quota(slot)}
                    <span class="end">{crate::menu::menu(page, slot, policy)}</span>
                </div>
                {levels}
                {policies(page, slot, policy)}
                {empty(page, slot)}
            })
        })
    };
    view! { {view} }.into_any()
}

fn levels(page: Page, layer: Layer, slots: &[Slot]) -> AnyView {
    let buttons = slots.iter().enumerate().map(|(index, slot)| {
        let (class, glyph, word) = words::gate(slot.state);
        let pressed = move || (page.open.get() == Open::Layer(layer, index)).to_string();
        view! {
            <button type="button" class="button small" aria-pressed=pressed on:click=move |_| page.open.set(Open::Layer(layer, index))>
                <span class=["dot ", class].concat() aria-hidden="true">{glyph}</span>
                {slot.label.clone()} <span class="unseen">{word}</span>
            </button>
        }
    });
    view! { <div class="policies" role="group" aria-label="Levels">{buttons.collect::<Vec<_>>()}</div> }.into_any()
}

fn policies(page: Page, slot: &Slot, policy: Memo<Option<PolicyView>>) -> AnyView {
    if slot.policies.len() < 2 {
        return ().into_any();
    }
    let buttons = slot.policies.iter().map(|own| {
        let pointer = own.pointer.clone();
        let same = own.pointer.clone();
        let pressed = move || {
            policy
                .with(|now| now.as_ref().is_some_and(|now| now.pointer == same))
                .to_string()
        };
        let off = own.off.then_some(" (switched off)");
        view! {
            <button type="button" class="button small" class:off=own.off aria-pressed=pressed
                on:click=move |_| page.bench.update(|bench| bench.open_policy(Some(&pointer)))>
                {own.name.clone()} {off}
            </button>
        }
    });
    view! { <div class="policies" role="group" aria-label="Policies">{buttons.collect::<Vec<_>>()}</div> }.into_any()
}

/// What it means that nothing stands here, and what can be done about it.
fn empty(page: Page, slot: &Slot) -> AnyView {
    if slot.holds == Holds::Policies && !slot.policies.is_empty() {
        return ().into_any();
    }
    let pointer = slot.pointer.clone();
    view! {
        <div class="empty">
            <p>{slot.meaning}</p>
            <button type="button" class="button" on:click=move |_| crate::menu::add(page, &pointer)>"Add a policy here"</button>
        </div>
    }
    .into_any()
}

fn quota(slot: &Slot) -> AnyView {
    let Some(quota) = slot.quota else { return ().into_any() };
    let class = if quota.used > quota.limit {
        "quota over"
    } else {
        "quota"
    };
    view! { <span class=class title="of AWS's limit for such a policy">{quota.used} " of " {quota.limit}</span> }
        .into_any()
}
