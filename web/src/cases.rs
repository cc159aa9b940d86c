//! Cases as tests: keep, copy, rename, believe, remove.

use leptos::prelude::*;

use crate::element::{Content, button, el, many, unseen, with_class};
use crate::page::Page;
use crate::pop::{Pop, pop};

/// Keeps what is asked now, with what is decided now as what is believed.
pub(crate) fn add(page: Page) {
    page.edit(Box::new(|bench| bench.add_test(None)));
    page.say("kept as a test, with today's decision as what is expected".to_owned());
}

/// What can be done with one case.
pub(crate) fn menu(page: Page, case: usize) -> Content {
    let item =
        move |label: &'static str,
              act: fn(&mut iamwhy_workbench::Bench, usize) -> Result<(), iamwhy_workbench::Problem>| {
            let act = move || {
                page.edit(Box::new(move |bench| act(bench, case)));
                // The table was drawn anew.
                crate::dom::focus(&["case-menu-", &case.to_string()].concat());
            };
            button("choice", act).child(label)
        };
    let name = move || {
        page.bench.with_untracked(|bench| {
            bench
                .answer()
                .cases
                .get(case)
                .map(|own| own.name.clone())
                .unwrap_or_default()
        })
    };
    let renamed = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        page.edit(Box::new(move |bench| bench.rename_case(case, name.trim())));
    };
    let body = move || {
        let field = with_class("input", "field").prop("value", name()).on("change", renamed);
        many![
            with_class("label", "named").child("Name ").child(field),
            item("Expect what is decided now", |bench, case| {
                bench.select(iamwhy_workbench::Selected {
                    case,
                    ..Default::default()
                });
                bench.accept()
            }),
            item("Expect nothing, only show", |bench, case| bench.set_expect(case, None)),
            item("Duplicate", |bench, case| bench.duplicate_case(case)),
            item("Move up", |bench, case| bench.move_case(case, case.saturating_sub(1))),
            item("Move down", |bench, case| bench.move_case(case, case + 1)),
            item("Remove", |bench, case| bench.remove_case(case)),
        ]
    };
    pop(Pop {
        id: ["case-menu-", &case.to_string()].concat(),
        name: "Change this case",
        label: Box::new(|| many![el("span").silent().child("⋯"), unseen("Change this case")]),
        body: Box::new(body),
        end: true,
    })
}
