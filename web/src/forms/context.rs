//! The context of the request: only the keys that could matter, each given, derived, absent, empty or unknown.

use iamwhy_engine::KeyType;
use iamwhy_policy::{Json, Kind};
use iamwhy_workbench::{ContextRow, KeyState, RowState, Scope};
use leptos::prelude::*;

use crate::dom::{after_paint, focus};
use crate::element::{Content, El, button, el, many, with_class};
use crate::page::Page;

/// All keys, and the request's tags.
pub(crate) fn context(page: Page) -> Content {
    let rows = Memo::new(move |_| page.bench.with(iamwhy_workbench::Bench::context_rows));
    let more = RwSignal::new(false);
    let others = move || match more.get() {
        true => page.bench.with(iamwhy_workbench::Bench::other_keys),
        false => Vec::new(),
    };
    // A key that is to get a value has none yet.
    let wanted = RwSignal::new(None::<String>);
    let table = move || {
        rows.get()
            .into_iter()
            .chain(others())
            .map(|own| row(page, own, wanted))
            .collect::<Vec<_>>()
    };
    let none = move || {
        rows.with(Vec::is_empty)
            .then(|| with_class("p", "quiet").child("No policy that could decide this looks at a context key."))
    };
    let new = RwSignal::new(String::new());
    let add = move |event: web_sys::Event| {
        event.prevent_default();
        let key = new.get_untracked();
        if !key.trim().is_empty() {
            wanted.set(Some(key.trim().to_owned()));
            page.edit(Box::new(move |bench| {
                bench.set_context(key.trim(), &KeyState::Text(String::new()), Scope::Case)
            }));
            new.set(String::new());
            // What is typed next is its value.
            after_paint(|| focus(NEXT));
        }
    };
    let bar = with_class("div", "place-bar")
        .child(el("h2").child("Context of this request"))
        .child(with_class("span", "quiet").child("the keys that could matter to the answer, those that decide first"));
    let field = with_class("input", "field mono")
        .attr("list", "keys")
        .live_prop("value", move || new.get())
        .on("input", move |event| new.set(event_target_value(&event)))
        .attr("placeholder", "aws:SourceIp");
    let another = with_class("form", "bar")
        .on("submit", add)
        .child(with_class("label", "named").child("Another key ").child(field))
        .child(with_class("button", "button").attr("type", "submit").child("Add"));
    let known = iamwhy_engine::global_keys();
    let known = known.iter().map(|own| el("option").attr("value", own.name));
    let others = button("button plain", move || more.update(|own| *own = !*own))
        .says("aria-expanded", move || more.get())
        .live(move || match more.get() {
            true => "Hide the other keys that AWS sends",
            false => "Show the other keys that AWS sends",
        });
    let form = with_class("div", "form")
        .live(none)
        .child(with_class("ul", "keys").live(table))
        .child(another)
        .child(el("datalist").id("keys").child(known.collect::<Vec<_>>()))
        .child(others)
        .child(tags(page));
    many![bar, form]
}

/// The field of the value that is awaited.
const NEXT: &str = "next-value";

const STATES: [(&str, &str); 6] = [
    ("given", "is set to"),
    ("derived", "is filled in"),
    ("absent", "is not sent"),
    ("empty", "is sent empty"),
    ("unknown", "is not known"),
    ("presence", "may or may not be sent"),
];

fn row(page: Page, row: ContextRow, wanted: RwSignal<Option<String>>) -> El {
    let state = match row.state {
        RowState::Given | RowState::Ambiguous => "given",
        RowState::Derived => "derived",
        RowState::Absent => "absent",
        RowState::Empty => "empty",
        RowState::Unknown => "unknown",
        RowState::UnknownPresence => "presence",
    };
    let is_empty = row.given && row.values.iter().all(String::is_empty) && matches!(state, "given" | "empty");
    let is_wanted = wanted.with(|own| own.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(&row.key)));
    let state = match (is_empty, is_wanted) {
        (true, true) => "given",
        (true, false) => "empty",
        _ => state,
    };
    let state = if row.given {
        state
    } else if state == "given" {
        "derived"
    } else {
        state
    };
    let text = row.values.join(", ");
    let key = row.key.clone();
    let kind = row.kind;
    let multi = row.multi;
    let now = text.clone();
    let choose = move |event: web_sys::Event| {
        wanted.set((event_target_value(&event) == "given").then(|| key.clone()));
        let own = match event_target_value(&event).as_str() {
            "given" => value(&now, kind, multi),
            "absent" => KeyState::Absent,
            "empty" if multi => KeyState::List(Vec::new()),
            "empty" => KeyState::Text(String::new()),
            "unknown" => KeyState::Unknown,
            "presence" => KeyState::UnknownPresence,
            _ => KeyState::Derived,
        };
        set(page, &key, own);
    };
    let key = row.key.clone();
    let typed = move |event: web_sys::Event| set(page, &key, value(&event_target_value(&event), kind, multi));
    let options = STATES.map(|(own, label)| {
        el("option")
            .attr("value", own)
            .prop("selected", own == state)
            .child(label)
    });
    let has_value = matches!(state, "given" | "derived");
    let input = has_value.then(|| {
        let label = ["Value of ", &row.key].concat();
        let class = if row.given { "field mono" } else { "field mono derived" };
        let field = with_class("input", class).label(label);
        let field = if is_wanted { field.id(NEXT) } else { field };
        field
            .attr("spellcheck", "false")
            .prop("value", text)
            .on("change", typed)
    });
    let asked = (!row.asked_by.is_empty()).then(|| ["asked by ", &row.asked_by.join(", ")].concat());
    let from = (!row.given && has_value).then(|| ["from ", row.from].concat());
    let label = ["What the request has for ", &row.key].concat();
    let more = [asked, from].into_iter().flatten().collect::<Vec<_>>().join("; ");
    let class = if row.decides { "key decides" } else { "key" };
    let field = with_class("select", "field")
        .label(label)
        .on("change", choose)
        .child(Vec::from(options));
    let words = with_class("p", "quiet")
        .child(row.decides.then_some("decides; "))
        .child(more)
        .child(multi.then_some("; a list: separate values by commas"));
    with_class("li", class)
        .child(with_class("code", "name").child(row.key))
        .child(field)
        .child(input)
        .child(words)
}

fn set(page: Page, key: &str, state: KeyState) {
    let key = key.to_owned();
    page.edit(Box::new(move |bench| bench.set_context(&key, &state, Scope::Case)));
}

/// What was typed, in the type of the key.
fn value(text: &str, kind: Option<KeyType>, multi: bool) -> KeyState {
    let text = text.trim();
    match (multi, kind, text) {
        (true, ..) => KeyState::List(
            text.split(',')
                .map(str::trim)
                .filter(|own| !own.is_empty())
                .map(str::to_owned)
                .collect(),
        ),
        (_, Some(KeyType::Boolean), "true") => KeyState::Boolean(true),
        (_, Some(KeyType::Boolean), "false") => KeyState::Boolean(false),
        (_, Some(KeyType::Number), number)
            if Json::read(number).is_ok_and(|own| own.kind(own.root()) == Kind::Number) =>
        {
            KeyState::Number(number.to_owned())
        }
        _ => KeyState::Text(text.to_owned()),
    }
}

/// The tags that the request carries.
fn tags(page: Page) -> El {
    let own = Memo::new(move |_| {
        page.answer
            .with(|answer| (answer.selected, iamwhy_workbench::tags_text(&answer.question.tags)))
    });
    // What was typed and is no list of tags, why, and the request that it was typed for: it stays until it is mended.
    let wrong = RwSignal::new(None);
    let kept = move || wrong.get().filter(|(_, _, of)| own.with(|now| now == of));
    let text = move || match kept() {
        Some((typed, ..)) => typed,
        None => own.with(|(_, text)| text.clone()),
    };
    let typed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        match iamwhy_workbench::tags_of(&text) {
            Ok(tags) => {
                wrong.set(None);
                page.edit(Box::new(move |bench| bench.set_tags(&tags)));
            }
            Err(problem) => wrong.set(Some((text, problem.message, own.get_untracked()))),
        }
    };
    let why = move || kept().map(|(_, why, _)| with_class("p", "wrong").attr("role", "alert").child(why));
    let field = with_class("input", "field mono")
        .live_prop("value", text)
        .on("change", typed)
        .says("aria-invalid", move || kept().is_some())
        .attr("placeholder", "team=pay, env=prod");
    let field = with_class("label", "named")
        .child("Tags in the request (key=value, …): they fill aws:RequestTag and aws:TagKeys")
        .child(field);
    el("div").child(field).live(why)
}
