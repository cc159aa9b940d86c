//! The question: who asks, for what, on what, from where.

use std::sync::Arc;

use iamwhy_workbench::{Answer, Question, RowState, Selected};
use leptos::prelude::*;

use crate::page::{Open, Page};
use crate::pop::{Pop, pop};

/// The request as one sentence whose parts can be changed.
pub(crate) fn question(page: Page) -> AnyView {
    let now = Memo::new(move |_| page.answer.with(|answer| answer.question.clone()));
    let one_action = move || now.with(|own| !own.is_call && own.writes.is_none());
    view! {
        <section class="question" aria-label="The question">
            <span>"Can"</span>
            {principal(page, now)}
            <span>"do"</span>
            {move || if one_action() { action(page, now) } else { several(page, now) }}
            {move || one_action().then(|| view! { <span>"on"</span> {resource(page, now)} })}
            {from(page, now)}
            {context(page)}
            <span>"?"</span>
            {case(page)}
        </section>
    }
    .into_any()
}

fn principal(page: Page, now: Memo<Question>) -> AnyView {
    let label = move || {
        now.with(|own| {
            let session = own.session.clone().map(|session| ["session ", &session].concat());
            let (kind, name) = own.who.split_once(' ').unwrap_or(("", &own.who));
            view! { <span>{kind.to_owned()} " " <code>{name.to_owned()}</code></span> <small>{session}</small> }
                .into_any()
        })
    };
    let choices = move || {
        let names = page.bench.with(iamwhy_workbench::Bench::principals);
        names.into_iter().map(|(name, who)| {
            let own = name.clone();
            let pick = move |_| {
                let own = own.clone();
                page.edit(Box::new(move |bench| bench.set_principal(&own)));
            };
            let same = name.clone();
            let selected = move || now.with(|now| now.principal.as_deref() == Some(&*same)).to_string();
            view! { <button type="button" class="choice" aria-pressed=selected on:click=pick><b>{name}</b> <small>{who}</small></button> }
        }).collect::<Vec<_>>()
    };
    let typed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        if !text.trim().is_empty() {
            page.edit(Box::new(move |bench| bench.set_principal(text.trim())));
        }
    };
    let body = move || {
        view! {
        <h2>"Who asks"</h2>
        {choices}
        <label class="named">"Or the ARN of anybody else" <input class="field mono" on:change=typed placeholder="arn:aws:iam::111122223333:user/alice"/></label>
        <button type="button" class="button plain" on:click=move |_| page.open.set(Open::Caller)>"Change the caller, or declare another…"</button>
    }.into_any()
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
    value: impl Fn() -> String + Send + 'static,
    set: impl Fn(String) + 'static,
) -> AnyView {
    view! {
        <span class="slot">
            <input class="type" id=id aria-label=label list=list spellcheck="false" autocapitalize="off" autocomplete="off"
                prop:value=value on:input=move |event| set(event_target_value(&event))/>
        </span>
    }
    .into_any()
}

fn action(page: Page, now: Memo<Question>) -> AnyView {
    let value = move || now.with(|own| own.operation.clone().or(own.action.clone()).unwrap_or_default());
    let set = move |text: String| {
        let operation = now.with_untracked(|own| own.operation.is_some());
        page.edit(Box::new(move |bench| match operation {
            true => bench.set_operation(&text),
            false => bench.set_action(&text),
        }));
    };
    let known = move || {
        page.bench
            .with(iamwhy_workbench::Bench::names)
            .actions
            .into_iter()
            .map(|own| view! { <option value=own></option> })
            .collect::<Vec<_>>()
    };
    view! { {typed("slot-action", "Action", "actions", value, set)} <datalist id="actions">{known}</datalist> }
        .into_any()
}

fn resource(page: Page, now: Memo<Question>) -> AnyView {
    let value = move || now.with(|own| own.resource.clone().unwrap_or_default());
    let set = move |text: String| {
        page.edit(Box::new(move |bench| {
            bench.set_resource((!text.is_empty()).then_some(text.as_str()))
        }))
    };
    let known = move || {
        page.bench
            .with(iamwhy_workbench::Bench::names)
            .resources
            .into_iter()
            .map(|(own, arn)| view! { <option value=own>{arn}</option> })
            .collect::<Vec<_>>()
    };
    let owner = move || {
        now.with(|own| match (own.same_account, &own.owner) {
            _ if own.owner_is_assumed => "owner assumed".to_owned(),
            (true, _) => "same account".to_owned(),
            (false, Some(owner)) => ["of account ", owner].concat(),
            (false, None) => String::new(),
        })
    };
    view! { {typed("slot-resource", "Resource", "resources", value, set)} <datalist id="resources">{known}</datalist> <small class="quiet">{owner}</small> }.into_any()
}

/// A call of several authorizations, or a document that would be stored.
fn several(page: Page, now: Memo<Question>) -> AnyView {
    let words = move || {
        now.with(|own| match &own.writes {
            Some(kind) => ["store a ", kind, " document"].concat(),
            None => "one call that needs several permissions".to_owned(),
        })
    };
    view! {
        <span class="slot"><button type="button" on:click=move |_| page.open.set(Open::File)><b>{words}</b></button></span>
    }
    .into_any()
}

fn from(page: Page, now: Memo<Question>) -> AnyView {
    let label = move || {
        let words = now.with(|own| match (&own.endpoint, own.via.as_slice()) {
            (_, via @ [_, ..]) => ["through ", &via.join(", ")].concat(),
            (Some(endpoint), []) => ["from endpoint ", endpoint].concat(),
            (None, []) => "from the internet".to_owned(),
        });
        view! { <b>{words}</b> }.into_any()
    };
    let endpoints = move || {
        page.bench.with(iamwhy_workbench::Bench::names).endpoints.into_iter().map(|own| {
        let id = own.clone();
        let pick = move |_| {
            let id = id.clone();
            page.edit(Box::new(move |bench| bench.set_endpoint(Some(&id))));
        };
        view! { <button type="button" class="choice" on:click=pick>"Through the VPC endpoint " <code>{own}</code></button> }
    }).collect::<Vec<_>>()
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
    let internet = move |_| {
        page.edit(Box::new(|bench| {
            bench.set_endpoint(None)?;
            bench.set_via(&[])
        }))
    };
    let body = move || {
        view! {
        <h2>"From where"</h2>
        <button type="button" class="choice" on:click=internet>"Straight, from the internet"</button>
        {endpoints}
        <label class="named">"Through AWS services that act for the caller" <input class="field mono" prop:value=via on:change=set_via placeholder="athena.amazonaws.com"/></label>
    }.into_any()
    };
    pop(Pop {
        id: "slot-from".to_owned(),
        name: "From where",
        label: Box::new(label),
        body: Box::new(body),
        end: false,
    })
}

fn context(page: Page) -> AnyView {
    let words = move || {
        page.bench.with(|bench| {
        let rows = bench.context_rows();
        let unknown = rows.iter().filter(|row| matches!(row.state, RowState::Unknown | RowState::UnknownPresence)).count();
        let count = rows.len();
        view! {
            <b>{match count { 0 => "no context keys that matter".to_owned(), 1 => "1 context key".to_owned(), count => format!("{count} context keys") }}</b>
            <small>{(unknown > 0).then(|| format!("{unknown} unknown"))}</small>
        }.into_any()
    })
    };
    view! {
        <span>"with"</span>
        <span class="slot"><button type="button" on:click=move |_| page.open.set(Open::Context)>{words}</button></span>
    }
    .into_any()
}

/// Which case of the file is looked at.
fn case(page: Page) -> AnyView {
    let heads = Memo::new(move |_| page.answer.with(|answer: &Arc<Answer>| answer.cases.clone()));
    let pick = move |event: web_sys::Event| {
        let Ok(case) = event_target_value(&event).parse() else {
            return;
        };
        page.bench.update(|bench| {
            bench.select(Selected {
                case,
                ..Selected::default()
            })
        });
    };
    let options = move || {
        let now = page.answer.with(|answer| answer.selected.case);
        heads
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, head)| {
                let times = (head.combinations > 1).then(|| format!(" ({} requests)", head.combinations));
                view! { <option value=index.to_string() selected=index == now>{head.name} {times}</option> }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <label class="case"><span class="quiet">"Case "</span>
            <select class="field" aria-label="Case" on:change=pick>{options}</select>
        </label>
    }
    .into_any()
}
