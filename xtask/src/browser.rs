//! The stories of `web/browser`, in Chromium, and how long a person waits there.

use std::path::Path;

use crate::corpus;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::provision;
use crate::run::Run;
use crate::site::{self, Site};

/// Lives through all stories with the page in a folder; the last line says how many went well.
pub(crate) fn check(ground: &Ground, page: &Path) -> Result<String, Failure> {
    let chromium = provision::chromium(ground)?;
    let native = corpus::native(ground)?;
    let run = Run::new("node")
        .args(["web/browser/run.mjs".as_ref(), page.as_os_str()])
        .env("CHROMIUM", chromium)
        .env("NATIVE", native)
        .env("ARTEFACTS", ground.own.join("browser"))
        .folder(&ground.root);
    let text = run.logged(ground, "browser")?;
    Ok(text.lines().next_back().unwrap_or_default().to_owned())
}

/// `cargo xtask bench-page`: builds the page as it is published, and prints how long keystrokes and visits take.
pub(crate) fn bench(ground: &Ground, arguments: &[String]) -> Result<(), Failure> {
    if let Some(unknown) = arguments.first() {
        return Err(Failure::new(format!(
            "`bench-page` does not know `{unknown}`; it takes nothing"
        )));
    }
    let chromium = provision::chromium(ground)?;
    let page = ground.own.join("page-test");
    site::build(ground, Site::Release, &page)?;
    Run::new("node")
        .args(["web/browser/bench.mjs".as_ref(), page.as_os_str()])
        .env("CHROMIUM", chromium)
        .folder(&ground.root)
        .shown()
}
