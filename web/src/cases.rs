//! Cases as tests: keep, copy, rename, believe, remove.

use leptos::prelude::*;

use crate::page::Page;
use crate::pop::{Pop, pop};

/// Keeps what is asked now, with what is decided now as what is believed.
pub(crate) fn add(page: Page) {
    page.edit(Box::new(|bench| bench.add_test(None)));
    page.say("kept as a test, with today's decision as what is expected".to_owned());
}

/// What can be done with one case.
pub(crate) fn menu(page: Page, case: usize) -> AnyView {
    let item =
        move |label: &'static str,
              act: fn(&mut iamwhy_workbench::Bench, usize) -> Result<(), iamwhy_workbench::Problem>| {
            view! { <button type="button" class="choice" on:click=move |_| {
                page.edit(Box::new(move |bench| act(bench, case)));
                // The table was drawn anew.
                crate::dom::focus(&format!("case-menu-{case}"));
            }>{label}</button> }
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
        view! {
            <label class="named">"Name" <input class="field" prop:value=name on:change=renamed/></label>
            {item("Expect what is decided now", |bench, case| {
                bench.select(iamwhy_workbench::Selected { case, ..Default::default() });
                bench.accept()
            })}
            {item("Expect nothing, only show", |bench, case| bench.set_expect(case, None))}
            {item("Duplicate", |bench, case| bench.duplicate_case(case))}
            {item("Move up", |bench, case| bench.move_case(case, case.saturating_sub(1)))}
            {item("Move down", |bench, case| bench.move_case(case, case + 1))}
            {item("Remove", |bench, case| bench.remove_case(case))}
        }
        .into_any()
    };
    pop(Pop {
        id: format!("case-menu-{case}"),
        name: "Change this case",
        label: Box::new(|| {
            view! { <span aria-hidden="true">"⋯"</span> <span class="unseen">"Change this case"</span> }.into_any()
        }),
        body: Box::new(body),
        end: true,
    })
}
