//! What can be done with a place and with the policy that is open in it.

use iamwhy_workbench::{Holds, Origin, PolicyView, Slot};
use leptos::prelude::*;

use crate::element::{Content, El, button, el, many, unseen, with_class};
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
pub(crate) fn menu(page: Page, slot: &Slot, policy: Memo<Option<PolicyView>>) -> Content {
    let slot = slot.clone();
    let can_add = slot.many || slot.policies.is_empty();
    let plus = can_add.then(|| {
        let pointer = slot.pointer.clone();
        button("button small", move || add(page, &pointer)).child("Add")
    });
    let body = move || {
        let own = policy.get().map(|view| of_policy(page, &view, slot.many));
        many![own, of_place(page, &slot)]
    };
    let pop = pop(Pop {
        id: "place-menu".to_owned(),
        name: "What to do here",
        label: Box::new(|| many![el("span").silent().child("⋯"), unseen("What to do here")]),
        body: Box::new(body),
        end: true,
    });
    many![plus, pop]
}

fn item(label: &'static str, act: impl Fn() + 'static) -> El {
    let act = move || {
        act();
        // The menu may have been drawn anew.
        crate::dom::focus("place-menu");
    };
    button("choice", act).child(label)
}

fn of_policy(page: Page, view: &PolicyView, many: bool) -> Content {
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
    let heading = el("h2").child("The policy ").child(view.name.clone());
    if let Some(number) = number {
        let on = item("Switch on again", move || {
            page.edit(Box::new(move |bench| bench.switch_on(number).map(drop)))
        });
        return many![heading, on];
    }
    let renamed = {
        let pointer = view.pointer.clone();
        move |event: web_sys::Event| {
            let (pointer, name) = (pointer.clone(), event_target_value(&event));
            page.edit(Box::new(move |bench| bench.rename_policy(&pointer, name.trim())));
        }
    };
    let built_in = matches!(view.origin, Origin::BuiltIn(_));
    let rename = (!built_in).then(|| {
        let field = with_class("input", "field mono")
            .prop("value", &*view.name)
            .on("change", renamed);
        with_class("label", "named").child("Name ").child(field)
    });
    let also = (!view.also.is_empty()).then(|| {
        with_class("p", "quiet")
            .child("Also used by ")
            .child(view.also.join(", "))
    });
    let own = (built_in || !view.also.is_empty())
        .then(|| item("Make a copy of its own here", with(|bench, own| bench.own_policy(own))));
    let moves = many.then(|| {
        many![
            item("Move up", with(|bench, own| bench.move_policy(own, -1).map(drop))),
            item("Move down", with(|bench, own| bench.move_policy(own, 1).map(drop))),
            item("Duplicate", with(|bench, own| bench.duplicate_policy(own).map(drop))),
        ]
    });
    let format = view
        .is_editable()
        .then(|| item("Format", with(|bench, own| bench.format_policy(own))));
    many![
        heading,
        rename,
        also,
        own,
        format,
        moves,
        item("Switch off", with(|bench, own| bench.switch_off(own))),
        item("Delete", with(|bench, own| bench.delete_policy(own))),
    ]
}

fn of_place(page: Page, slot: &Slot) -> Content {
    let is_unknown = slot.holds == Holds::Unknown;
    many![
        el("h2").child("This place"),
        (!is_unknown).then(|| item("I have not seen what is here: unknown", move || declare(page, true))),
        (slot.holds != Holds::Absent).then(|| item("There is nothing here", move || declare(page, false))),
    ]
}
