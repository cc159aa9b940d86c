//! Trunk, which builds the page and serves it while somebody works on it.

use std::path::PathBuf;

use super::tool::Tool;
use crate::failure::Failure;
use crate::ground::Ground;

/// The version that `Trunk.toml` is written for; later ones want a later rustc than ours.
const VERSION: &str = "0.21.14";

/// The one in `PATH`, else our own.
pub(crate) fn trunk(ground: &Ground) -> Result<PathBuf, Failure> {
    let tool = Tool {
        program: "trunk",
        package: "trunk",
        version: VERSION,
        because: "it builds and serves the page",
        // What it would fetch with TLS is provided here: without it, a third of the compilation falls away.
        arguments: &["--locked", "--no-default-features"],
    };
    tool.find(ground)
}
