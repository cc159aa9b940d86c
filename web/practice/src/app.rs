//! The frame of the page.

use iamwhy_traps::{Room, unpack};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{chapter, desk::Desk, home, interview, read, record, route, route::Route, set};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = iamwhy)]
    fn room() -> js_sys::Promise;
}

/// The whole page, once its content is there.
pub(crate) fn app() -> impl IntoView {
    crate::theme::start();
    let loaded = RwSignal::new(None::<Result<Desk, String>>);
    let owner = Owner::current();
    spawn_local(async move {
        let text = JsFuture::from(room()).await.ok().and_then(|own| own.as_string());
        let desk = match text.as_deref().map(content) {
            None => Err("the chapters could not be loaded; try again with a network".to_owned()),
            Some(Err(why)) => Err(why),
            Some(Ok(room)) => {
                let begin = move || {
                    let desk = Desk::new(room);
                    route::listen(desk);
                    desk
                };
                Ok(match owner {
                    Some(owner) => owner.with(begin),
                    None => begin(),
                })
            }
        };
        loaded.set(Some(desk));
    });
    move || match loaded.get() {
        None => view! { <p class="quiet loading" role="status">"Loading the chapters…"</p> }.into_any(),
        Some(Err(why)) => view! { <p class="loading" role="alert">{why}</p> }.into_any(),
        Some(Ok(desk)) => frame(desk),
    }
}

fn content(text: &str) -> Result<Room, String> {
    let files = unpack(text).ok_or("the chapters are broken: reload the page")?;
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    Room::of(&files).map_err(|errors| errors.first().map(ToString::to_string).unwrap_or_default())
}

fn frame(desk: Desk) -> AnyView {
    crate::keys::listen(|key| {
        let is_next = matches!(key, "n" | "Enter");
        if is_next {
            crate::dom::press("#next");
        }
        is_next
    });
    let page = move || {
        let route = desk.route.get();
        // Only another place is another page: an answer that is remembered must not begin the question anew.
        untrack(move || match route {
            Route::Home => home::home(desk),
            Route::Chapter(at, step) => chapter::chapter(desk, at, step),
            Route::Read(at, slug) => read::read(desk, at, &slug),
            Route::Trap(at) => set::single(desk, at),
            Route::Practise => set::set(desk),
            Route::Interview => interview::interview(desk),
            Route::Record => record::record(desk),
            Route::Nothing(name) => nothing(&name),
        })
    };
    view! {
        <div class="room">
            <a class="skip" href="#title" on:click=|event| { event.prevent_default(); crate::dom::focus("title"); }>"Skip to the page"</a>
            <header class="top">
                <a class="brand" href="./">"iam"<i>"why"</i></a>
                <nav aria-label="Practice room" class="places">
                    {place(desk, "Course", &Route::Home, |route| matches!(route, Route::Home | Route::Chapter(..) | Route::Read(..)))}
                    {place(desk, "Practise", &Route::Practise, |route| matches!(route, Route::Practise | Route::Trap(_)))}
                    {place(desk, "Interview", &Route::Interview, |route| matches!(route, Route::Interview))}
                    {place(desk, "Record", &Route::Record, |route| matches!(route, Route::Record))}
                </nav>
                <nav aria-label="Page" class="other">
                    <a class="button plain" href="./">"Playground"</a>
                    <button type="button" class="button plain" aria-label="Light or dark" on:click=move |_| crate::theme::toggle()>"◐"</button>
                </nav>
            </header>
            <main>{page}</main>
            <p class="unseen" role="status" aria-live="polite">{move || desk.spoken.get()}</p>
        </div>
    }
    .into_any()
}

fn place(desk: Desk, name: &'static str, route: &Route, is: fn(&Route) -> bool) -> AnyView {
    let here = move || desk.route.with(is).then_some("page");
    view! { <a href=route.hash(&desk.room()) aria-current=here>{name}</a> }.into_any()
}

/// A link that leads nowhere.
pub(crate) fn nothing(name: &str) -> AnyView {
    view! {
        <article class="page">
            <h1 id="title" tabindex="-1">"There is no such page"</h1>
            <p>"Nothing here is called " <code>{name.to_owned()}</code> "."</p>
            <p><a class="button" href="#">"All chapters"</a></p>
        </article>
    }
    .into_any()
}
