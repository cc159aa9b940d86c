//! The stories of `web/browser`, in Chromium.

use std::path::Path;

use crate::corpus;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::provision;
use crate::run::Run;

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
