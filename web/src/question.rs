//! The question: who asks, for what, on what, from where.

use std::sync::Arc;

use iamwhy_workbench::{Answer, Question, RowState};
use leptos::prelude::*;

use crate::element::{Content, El, button, el, live, many, with_class};
use crate::page::{Open, Page};
use crate::pop::{Pop, pop};

/// The request as one sentence whose parts can be changed.
pub(crate) fn question(page: Page) -> Content {
    let now = Memo::new(move |_| page.answer.with(|answer| answer.question.clone()));
    // A memo: what somebody types in keeps the focus.
    let one_action = Memo::new(move |_| now.with(|own| !own.is_call && own.writes.is_none()));
    let word = |own: &'static str| el("span").child(own);
    let asked = move || match one_action.get() {
        true => action(page, now),
        false => several(page, now),
    };
    let on = move || one_action.get().then(|| many![word("on"), resource(page, now)]);
    with_class("section", "question")
        .label("The question")
        .child(word("Can"))
        .child(principal(page, now))
        .child(word("do"))
        .live(asked)
        .live(on)
        .child(from(page, now))
        .child(context(page))
        .child(word("?"))
        .child(case(page))
        .into()
}

/// A field with its name above it.
fn named(name: &'static str, field: El) -> El {
    with_class("label", "named").child(name).child(field)
}

fn principal(page: Page, now: Memo<Question>) -> Content {
    let label = move || {
        now.with(|own| {
            let session = own.session.clone().map(|session| ["session ", &session].concat());
            let (kind, name) = match own.who.split_once(' ') {
                None if own.who.is_empty() => ("", "nobody yet"),
                words => words.unwrap_or(("", &own.who)),
            };
            many![
                el("span")
                    .child(kind.to_owned())
                    .child(" ")
                    .child(el("code").child(name.to_owned())),
                el("small").child(session),
            ]
        })
    };
    let choices = move || {
        let names = page.bench.with(iamwhy_workbench::Bench::principals);
        let choices = names.into_iter().map(|(name, who)| {
            let own = name.clone();
            let pick = move || {
                let own = own.clone();
                page.edit(Box::new(move |bench| bench.set_principal(&own)));
            };
            let same = name.clone();
            button("choice", pick)
                .says("aria-pressed", move || {
                    now.with(|now| now.principal.as_deref() == Some(&*same))
                })
                .child(el("b").child(name))
                .child(el("small").child(who))
        });
        choices.collect::<Vec<_>>()
    };
    let typed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        if !text.trim().is_empty() {
            page.edit(Box::new(move |bench| bench.set_principal(text.trim())));
        }
    };
    let body = move || {
        let field = with_class("input", "field mono")
            .on("change", typed)
            .attr("placeholder", "arn:aws:iam::111122223333:user/alice");
        let change = button("button plain", move || page.open.set(Open::Caller));
        many![
            el("h2").child("Who asks"),
            live(choices),
            named("Or the ARN of anybody else ", field),
            change.child("Change the caller, or declare another…"),
        ]
    };
    pop(Pop {
        id: "slot-principal".to_owned(),
        name: "Who asks",
        label: Box::new(label),
        body: Box::new(body),
        end: false,
    })
}

/// A field that takes the place of a word; what was typed counts at once.
fn typed(
    id: &'static str,
    label: &'static str,
    list: &'static str,
    example: &'static str,
    value: impl Fn() -> String + 'static,
    set: impl Fn(String) + 'static,
) -> El {
    let field = with_class("input", "type")
        .id(id)
        .label(label)
        .attr("list", list)
        .attr("placeholder", example)
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .live_prop("value", value)
        .on("input", move |event| set(event_target_value(&event)));
    with_class("span", "slot").child(field)
}

fn action(page: Page, now: Memo<Question>) -> Content {
    let value = move || now.with(|own| own.operation.clone().or(own.action.clone()).unwrap_or_default());
    let set = move |text: String| {
        let operation = now.with_untracked(|own| own.operation.is_some());
        page.type_in(Box::new(move |bench| match operation {
            true => bench.set_operation(&text),
            false => bench.set_action(&text),
        }));
    };
    let known = move || {
        let names = page.names.get();
        let options = names.actions.into_iter().map(|own| el("option").attr("value", own));
        options.collect::<Vec<_>>()
    };
    many![
        typed("slot-action", "Action", "actions", "s3:GetObject", value, set),
        el("datalist").id("actions").live(known),
    ]
}

fn resource(page: Page, now: Memo<Question>) -> Content {
    let value = move || now.with(|own| own.resource.clone().unwrap_or_default());
    let set = move |text: String| {
        page.type_in(Box::new(move |bench| {
            bench.set_resource((!text.is_empty()).then_some(text.as_str()))
        }))
    };
    let known = move || {
        let names = page.names.get();
        let options = names
            .resources
            .into_iter()
            .map(|(own, arn)| el("option").attr("value", own).child(arn));
        options.collect::<Vec<_>>()
    };
    let owner = move || {
        now.with(|own| match (own.same_account, &own.owner) {
            _ if own.owner_is_assumed => "owner assumed".to_owned(),
            (true, _) => "same account".to_owned(),
            (false, Some(owner)) => ["of account ", owner].concat(),
            (false, None) => String::new(),
        })
    };
    many![
        typed("slot-resource", "Resource", "resources", "its ARN", value, set),
        el("datalist").id("resources").live(known),
        with_class("small", "quiet").live(owner),
    ]
}

/// A call of several authorizations, or a document that would be stored.
fn several(page: Page, now: Memo<Question>) -> Content {
    let words = move || {
        now.with(|own| match &own.writes {
            Some(kind) => ["store a ", kind, " document"].concat(),
            None => "one call that needs several permissions".to_owned(),
        })
    };
    opens(page, Open::File, live(move || el("b").child(words())))
}

/// A word that opens a place.
fn opens(page: Page, open: Open, words: Content) -> Content {
    let own = el("button")
        .attr("type", "button")
        .on("click", move |_| page.open.set(open.clone()))
        .child(words);
    with_class("span", "slot").child(own).into()
}

fn from(page: Page, now: Memo<Question>) -> Content {
    let label = move || {
        let words = now.with(|own| match (&own.endpoint, own.via.as_slice()) {
            (_, via @ [_, ..]) => ["through ", &via.join(", ")].concat(),
            (Some(endpoint), []) => ["from endpoint ", endpoint].concat(),
            (None, []) => "from the internet".to_owned(),
        });
        el("b").child(words).into()
    };
    let endpoints = move || {
        let names = page.names.get();
        let endpoints = names.endpoints.into_iter().map(|own| {
            let id = own.clone();
            let pick = move || {
                let id = id.clone();
                page.edit(Box::new(move |bench| bench.set_endpoint(Some(&id))));
            };
            button("choice", pick)
                .child("Through the VPC endpoint ")
                .child(el("code").child(own))
        });
        endpoints.collect::<Vec<_>>()
    };
    let via = move || now.with(|own| own.via.join(", "));
    let set_via = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        let services: Vec<String> = text
            .split([',', ' '])
            .map(str::trim)
            .filter(|own| !own.is_empty())
            .map(str::to_owned)
            .collect();
        page.edit(Box::new(move |bench| bench.set_via(&services)));
    };
    let internet = move || {
        page.edit(Box::new(|bench| {
            bench.set_endpoint(None)?;
            bench.set_via(&[])
        }))
    };
    let body = move || {
        let field = with_class("input", "field mono")
            .live_prop("value", via)
            .on("change", set_via)
            .attr("placeholder", "athena.amazonaws.com");
        many![
            el("h2").child("From where"),
            button("choice", internet).child("Straight, from the internet"),
            live(endpoints),
            named("Through AWS services that act for the caller ", field),
        ]
    };
    pop(Pop {
        id: "slot-from".to_owned(),
        name: "From where",
        label: Box::new(label),
        body: Box::new(body),
        end: false,
    })
}

fn context(page: Page) -> Content {
    let words = move || {
        page.bench.with(|bench| {
            let rows = bench.context_rows();
            let is_unknown = |state: RowState| matches!(state, RowState::Unknown | RowState::UnknownPresence);
            let unknown = rows.iter().filter(|row| is_unknown(row.state)).count();
            let count = match rows.len() {
                0 => "no context keys that matter".to_owned(),
                1 => "1 context key".to_owned(),
                count => [&count.to_string(), " context keys"].concat(),
            };
            let unknown = (unknown > 0).then(|| [&unknown.to_string(), " unknown"].concat());
            many![el("b").child(count), el("small").child(unknown)]
        })
    };
    many![el("span").child("with"), opens(page, Open::Context, live(words))]
}

/// Which case of the file is looked at.
fn case(page: Page) -> El {
    let heads = Memo::new(move |_| page.answer.with(|answer: &Arc<Answer>| answer.cases.clone()));
    let pick = move |event: web_sys::Event| {
        let Ok(case) = event_target_value(&event).parse() else {
            return;
        };
        page.look_at(case);
    };
    let options = move || {
        let now = page.answer.with(|answer| answer.selected.case);
        let options = heads.get().into_iter().enumerate().map(|(index, head)| {
            let times = (head.combinations > 1).then(|| [" (", &head.combinations.to_string(), " requests)"].concat());
            el("option")
                .attr("value", index.to_string())
                .prop("selected", index == now)
                .child(head.name)
                .child(times)
        });
        options.collect::<Vec<_>>()
    };
    let field = with_class("select", "field")
        .label("Case")
        .on("change", pick)
        .live(options);
    with_class("label", "case")
        .child(with_class("span", "quiet").child("Case "))
        .child(field)
}
