//! The practice room: predict, see why, turn it around.

mod app;
mod chapter;
mod choice;
mod course;
mod desk;
mod files;
mod flip;
mod home;
mod interview;
mod keys;
mod link;
mod memory;
mod prose;
mod question;
mod read;
mod record;
mod reveal;
mod round;
mod route;
mod set;

use iamwhy_picture::{dom, theme, words};

fn main() {
    leptos::mount::mount_to_body(app::app);
}
