//! What can be done with a place and with the policy that is open in it.

use iamwhy_workbench::{Holds, Origin, PolicyView, Slot};
use leptos::prelude::*;

use crate::page::{Open, Page};
use crate::pop::{Pop, pop};

/// Adds a policy to a place and opens it.
pub(crate) fn add(page: Page, slot: &str) {
    let Open::Layer(layer, _) = page.open.get_untracked() else {
        return;
    };
    let slot = slot.to_owned();
    page.edit(Box::new(move |bench| bench.add_policy(&slot, layer).map(drop)));
}

/// Adds a policy to the place that is open.
pub(crate) fn add_here(page: Page) {
    if let Some(slot) = page.slot() {
        add(page, &slot);
    }
}

/// Says of the place that is open that nobody has seen it, or that nothing is there.
pub(crate) fn declare(page: Page, unknown: bool) {
    let Some(slot) = page.slot() else { return };
    page.edit(Box::new(move |bench| match unknown {
        true => bench.set_unknown(&slot),
        false => bench.set_none(&slot),
    }));
}

/// The menu of a place.
pub(crate) fn menu(page: Page, slot: &Slot, policy: Memo<Option<PolicyView>>) -> AnyView {
    let slot = slot.clone();
    let can_add = slot.many || slot.policies.is_empty();
    let plus = can_add.then(|| {
        let pointer = slot.pointer.clone();
        view! { <button type="button" class="button small" on:click=move |_| add(page, &pointer)>"Add"</button> }
    });
    let body = move || {
        let own = policy.get().map(|view| of_policy(page, &view, slot.many));
        view! { {own} {of_place(page, &slot)} }.into_any()
    };
    view! {
        {plus}
        {pop(Pop {
            id: "place-menu".to_owned(),
            name: "What to do here",
            label: Box::new(|| view! { <span aria-hidden="true">"⋯"</span> <span class="unseen">"What to do here"</span> }.into_any()),
            body: Box::new(body),
            end: true,
        })}
    }
    .into_any()
}

fn item(label: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="choice" on:click=move |_| {
        act();
        // The menu may have been drawn anew.
        crate::dom::focus("place-menu");
    }>{label}</button> }
    .into_any()
}

fn of_policy(page: Page, view: &PolicyView, many: bool) -> AnyView {
    let pointer = view.pointer.clone();
    let with = move |change: fn(&mut iamwhy_workbench::Bench, &str) -> Result<(), iamwhy_workbench::Problem>| {
        let pointer = pointer.clone();
        move || {
            let pointer = pointer.clone();
            page.edit(Box::new(move |bench| change(bench, &pointer)));
        }
    };
    let number = view
        .pointer
        .strip_prefix("off:")
        .and_then(|own| own.parse::<usize>().ok());
    let heading = view! { <h2>"The policy " {view.name.clone()}</h2> };
    if let Some(number) = number {
        let on = item("Switch on again", move || {
            page.edit(Box::new(move |bench| bench.switch_on(number).map(drop)))
        });
        return view! { {heading} {on} }.into_any();
    }
    let renamed = {
        let pointer = view.pointer.clone();
        move |event: web_sys::Event| {
            let (pointer, name) = (pointer.clone(), event_target_value(&event));
            page.edit(Box::new(move |bench| bench.rename_policy(&pointer, name.trim())));
        }
    };
    let built_in = matches!(view.origin, Origin::BuiltIn(_));
    let rename = (!built_in).then(|| view! {
        <label class="named">"Name" <input class="field mono" prop:value=view.name.clone() on:change=renamed/></label>
    });
    let also = (!view.also.is_empty()).then(|| view! { <p class="quiet">"Also used by " {view.also.join(", ")}</p> });
    let own = (built_in || !view.also.is_empty())
        .then(|| item("Make a copy of its own here", with(|bench, own| bench.own_policy(own))));
    let moves = many.then(|| {
        view! {
            {item("Move up", with(|bench, own| bench.move_policy(own, -1).map(drop)))}
            {item("Move down", with(|bench, own| bench.move_policy(own, 1).map(drop)))}
            {item("Duplicate", with(|bench, own| bench.duplicate_policy(own).map(drop)))}
        }
    });
    let format = view
        .is_editable()
        .then(|| item("Format", with(|bench, own| bench.format_policy(own))));
    view! {
        {heading}
        {rename}
        {also}
        {own}
        {format}
        {moves}
        {item("Switch off", with(|bench, own| bench.switch_off(own)))}
        {item("Delete", with(|bench, own| bench.delete_policy(own)))}
    }
    .into_any()
}

fn of_place(page: Page, slot: &Slot) -> AnyView {
    let is_unknown = slot.holds == Holds::Unknown;
    view! {
        <h2>"This place"</h2>
        {(!is_unknown).then(|| item("I have not seen what is here: unknown", move || declare(page, true)))}
        {(slot.holds != Holds::Absent).then(|| item("There is nothing here", move || declare(page, false)))}
    }
    .into_any()
}
