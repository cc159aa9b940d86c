//! The wasm-bindgen command line, which writes the JavaScript beside a module.

use std::path::PathBuf;

use super::say;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::run::Run;

/// Exactly the version in `Cargo.lock`: the two halves speak a private format that changes with every release.
pub(crate) fn wasm_bindgen(ground: &Ground) -> Result<PathBuf, Failure> {
    let version = ground.locked_version("wasm-bindgen")?;
    let root = ground.own.join("tools").join(format!("wasm-bindgen-{version}"));
    let own = root
        .join("bin")
        .join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    if let Some(program) = in_path("wasm-bindgen")
        .into_iter()
        .chain([own.clone()])
        .find(|program| {
            Run::new(program)
                .args(["--version"])
                .answer()
                .is_some_and(|said| said.split(' ').nth(1) == Some(&version))
        })
    {
        return Ok(program);
    }
    say(&format!(
        "installing wasm-bindgen-cli {version}, because the lock file has that version; some minutes, once"
    ));
    let package = format!("wasm-bindgen-cli@{version}");
    // Without --locked: the lock file that the package ships names a version that is no longer there.
    Run::cargo()
        .args([
            "install".as_ref(),
            package.as_ref(),
            "--root".as_ref(),
            root.as_os_str(),
        ])
        .folder(&ground.root)
        .without_foreign_flags()
        .logged(ground, "wasm-bindgen")?;
    Ok(own)
}
