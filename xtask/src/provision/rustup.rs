//! The ordinary way: rustup adds the target.

use super::TARGET;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::run::Run;

/// Whether there is a rustup.
pub(super) fn is_here() -> bool {
    in_path("rustup").is_some()
}

/// Adds the target to the toolchain in use.
pub(super) fn add_target(ground: &Ground) -> Result<(), Failure> {
    Run::new("rustup")
        .args(["target", "add", TARGET])
        .folder(&ground.root)
        .logged(ground, "rustup")
        .map(|_| ())
}
