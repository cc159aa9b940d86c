//! The playground: what somebody pastes is decided at once, explained, and turned around.

mod answer;
mod app;
mod cases;
mod clipboard;
mod commands;
mod dom;
mod editor;
mod files;
mod foot;
mod forms;
mod inputs;
mod link;
mod menu;
mod page;
mod pop;
mod question;
mod sheets;
mod store;
mod theme;
mod top;
mod why;
mod words;
mod worker;

fn main() {
    leptos::mount::mount_to_body(app::app);
}
