//! The playground: what somebody pastes is decided at once, explained, and turned around.

mod answer;
mod app;
mod cases;
mod checker;
mod clipboard;
mod commands;
mod editor;
mod files;
mod foot;
mod forms;
mod inputs;
mod link;
mod menu;
mod near;
mod needs;
mod offer;
mod page;
mod pop;
mod question;
mod reader;
mod rest;
mod sheets;
mod store;
mod top;
mod typing;
mod why;
mod worker;

use iamwhy_picture::{dom, element, mounted, theme, words};

fn main() {
    // Leptos' own mount starts its executor and its owner of signals; the elements are put in by us.
    leptos::mount::mount_to_body(|| mounted::mount(app::app()));
}
