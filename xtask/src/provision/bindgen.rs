//! The wasm-bindgen command line, which writes the JavaScript beside a module.

use std::path::PathBuf;

use super::tool::Tool;
use crate::failure::Failure;
use crate::ground::Ground;

/// Exactly the version in `Cargo.lock`: the two halves speak a private format that changes with every release.
pub(crate) fn wasm_bindgen(ground: &Ground) -> Result<PathBuf, Failure> {
    let version = ground.locked_version("wasm-bindgen")?;
    let tool = Tool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: &version,
        because: "the lock file has that version",
        // Without --locked: the lock file that the package ships names a version that is no longer there.
        arguments: &[],
    };
    tool.find(ground)
}
