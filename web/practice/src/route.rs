//! What is looked at, as it stands behind `#`: a link to a trap holds no answer.

use iamwhy_picture::dom;
use iamwhy_traps::Room;
use leptos::prelude::*;
use web_sys::window;

use crate::desk::Desk;

/// What is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Route {
    /// The chapters.
    Home,
    /// A step of a chapter; without one, the first that is not done.
    Chapter(usize, Option<usize>),
    /// A paragraph of a chapter.
    Read(usize, String),
    /// One trap.
    Trap(usize),
    /// Choosing a set, or the set.
    Practise,
    /// Choosing an interview, or the interview.
    Interview,
    /// What was reached so far.
    Record,
    /// Something that is not there.
    Nothing(String),
}

impl Route {
    /// Reads what stands behind `#`.
    pub(crate) fn of(hash: &str, room: &Room) -> Route {
        let hash = hash.trim_start_matches('#');
        let (name, value) = hash.split_once('=').unwrap_or((hash, ""));
        let (folder, rest) = value.split_once('/').unwrap_or((value, ""));
        let nothing = || Route::Nothing(value.to_owned());
        match name {
            "" => Route::Home,
            "practise" => Route::Practise,
            "interview" => Route::Interview,
            "record" => Route::Record,
            "trap" => room.find(value).map_or_else(nothing, Route::Trap),
            "chapter" => match room.find_chapter(folder) {
                // Steps are counted from 1 for people.
                Some(at) => Route::Chapter(at, rest.parse::<usize>().ok().and_then(|step| step.checked_sub(1))),
                None => nothing(),
            },
            "read" => match room.find_chapter(folder) {
                Some(at) => Route::Read(at, rest.to_owned()),
                None => nothing(),
            },
            _ => Route::Nothing(hash.to_owned()),
        }
    }

    /// What stands behind `#`.
    pub(crate) fn hash(&self, room: &Room) -> String {
        let folder = |at: usize| room.chapters.get(at).map_or("", |own| own.folder.as_str());
        match self {
            Route::Home | Route::Nothing(_) => "#".to_owned(),
            Route::Chapter(at, None) => ["#chapter=", folder(*at)].concat(),
            Route::Chapter(at, Some(step)) => ["#chapter=", folder(*at), "/", &(step + 1).to_string()].concat(),
            Route::Read(at, slug) => ["#read=", folder(*at), "/", slug].concat(),
            // By its number: the name of a trap says the answer.
            Route::Trap(at) => {
                let number = room.traps.get(*at).map(|own| own.card.number.to_string());
                ["#trap=", number.as_deref().unwrap_or_default()].concat()
            }
            Route::Practise => "#practise".to_owned(),
            Route::Interview => "#interview".to_owned(),
            Route::Record => "#record".to_owned(),
        }
    }
}

/// Follows what stands behind `#`, from now on.
pub(crate) fn listen(desk: Desk) {
    let read = move || {
        let hash = window().and_then(|own| own.location().hash().ok()).unwrap_or_default();
        Route::of(&hash, &desk.room())
    };
    desk.route.set(read());
    let heard = window_event_listener(leptos::ev::hashchange, move |_| {
        desk.leave(None);
        desk.route.set(read());
        desk.say("");
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        dom::focus("title");
    });
    on_cleanup(move || heard.remove());
}

/// Goes somewhere else.
pub(crate) fn go(desk: Desk, route: &Route) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(&route.hash(&desk.room()));
    }
}
