//! Node, which bundles the editor and names the chunks.

use super::{debian, say};
use crate::ask;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::run::Run;

const OLDEST: u32 = 20;

/// Makes sure that there are node and npm in `PATH`.
pub(crate) fn node(ground: &Ground) -> Result<(), Failure> {
    if is_here() {
        return Ok(());
    }
    let by_hand = format!("by hand: install node {OLDEST} or later, with npm");
    if in_path("apt-get").is_none() || !ask::is_root() {
        return Err(Failure::new(format!(
            "the page's editor is bundled by node {OLDEST} or later with npm, and `PATH` has none; {by_hand}"
        )));
    }
    say("installing nodejs and npm, because they bundle the page's editor; under a minute, once");
    debian::install(ground, &["nodejs", "npm"]).map_err(|failure| Failure::new(format!("{failure}\n{by_hand}")))?;
    if is_here() {
        return Ok(());
    }
    Err(Failure::new(format!("Debian's node is too old; {by_hand}")))
}

fn is_here() -> bool {
    let version = Run::new("node").args(["--version"]).answer();
    let major = version.and_then(|said| said.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    in_path("npm").is_some() && major.is_some_and(|found| found >= OLDEST)
}
