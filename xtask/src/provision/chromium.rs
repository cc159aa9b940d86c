//! A browser for the browser tests.

use std::path::PathBuf;

use super::{debian, say};
use crate::ask;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// What `CHROMIUM` names, else the first one in `PATH`, else Debian's, installed.
pub(crate) fn chromium(ground: &Ground) -> Result<PathBuf, Failure> {
    if let Some(given) = std::env::var_os("CHROMIUM") {
        return Ok(PathBuf::from(given));
    }
    if let Some(program) = found() {
        return Ok(program);
    }
    let by_hand = "by hand: install Chromium or Chrome, or name it in `CHROMIUM`";
    if in_path("apt-get").is_none() || !ask::is_root() {
        return Err(Failure::new(format!(
            "the browser tests need Chromium, and `PATH` has none; {by_hand}"
        )));
    }
    say("installing chromium, because the browser tests run in it; under a minute, once");
    debian::install(ground, &["chromium"]).map_err(|failure| Failure::new(format!("{failure}\n{by_hand}")))?;
    found().ok_or_else(|| Failure::new(format!("Debian's package brought no `chromium`; {by_hand}")))
}

fn found() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| in_path(name))
}
