//! The fixtures, decided by the module under node.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::run::Run;
use crate::steps::Outcome;
use crate::wasm::Module;

/// Runs `crates/wasm/corpus.mjs`, which says in its last line what it has run.
pub(crate) fn check(ground: &Ground, module: &Module) -> Result<Outcome, Failure> {
    let Some(node) = in_path("node") else {
        return Ok(Outcome::Skipped(
            "node is not installed; any version from 18 will do".to_owned(),
        ));
    };
    let native = native(ground)?;
    let script = ground.root.join("crates").join("wasm").join("corpus.mjs");
    let run = Run::new(node)
        .args([&script, &module.small])
        .args(["fixtures"])
        .args([&native]);
    let text = run.folder(&ground.root).logged(ground, "corpus")?;
    Ok(Outcome::Done(text.lines().next_back().unwrap_or_default().to_owned()))
}

/// What the command line says of the fixtures, in a file.
pub(crate) fn native(ground: &Ground) -> Result<PathBuf, Failure> {
    let native = ground.own.join("corpus.json");
    let folder = [
        "run",
        "--quiet",
        "--package",
        "iamwhy-cli",
        "--",
        "test",
        "--format",
        "json",
        "fixtures",
    ];
    // Code 1 says that a case failed. That is for the step `test` to report; here the two answers are compared.
    Run::cargo().args(folder).folder(&ground.root).into_file(&native, 1)?;
    Ok(native)
}
