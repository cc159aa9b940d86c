//! wasm-opt, which makes a module about a tenth smaller.

use std::path::PathBuf;

use super::say;
use crate::ground::{Ground, in_path};
use crate::run::Run;

const PACKAGE: &str = "binaryen@132.0.0";

/// Puts functions of one type or file side by side, where they pack better.
const SORT: &str = "--reorder-functions-by-name";

/// Leaves functions with one caller apart: they pack better.
const APART: &str = "--one-caller-inline-max-function-size=20";

/// What makes any module of ours small, as far as this wasm-opt knows it; those of some systems are old.
pub(crate) fn wasm_opt_options(ground: &Ground) -> Vec<&'static str> {
    // No address wraps around the end of memory to one below 1,024, where the last of the stack is: so the numbers that
    // are added to addresses become part of the instructions that use them.
    // What the first round leaves, blocks and branches laid out anew and two more rounds make smaller by a twentieth.
    let mut options = vec![
        APART,
        "--low-memory-unused",
        "-Oz",
        "--flatten",
        "--rereloop",
        "-Oz",
        "-Oz",
    ];
    if wasm_opt(ground).is_some_and(sorts) {
        options.push(SORT);
    }
    options.extend(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    options
}

/// The one in `PATH`, else that of the npm package `binaryen`, which runs under node. `None` where there is neither:
/// the module is larger then, and right.
pub(crate) fn wasm_opt(ground: &Ground) -> Option<Run> {
    if let Some(program) = in_path("wasm-opt") {
        return Some(Run::new(program));
    }
    let node = in_path("node")?;
    let script = of_npm(ground)?.join("binaryen/bin/wasm-opt");
    Some(Run::new(node).args([script]))
}

/// Whether this wasm-opt is new enough to sort.
fn sorts(wasm_opt: Run) -> bool {
    let help = wasm_opt.args(["--help"]).answer();
    help.is_some_and(|text| text.split_whitespace().any(|word| word == SORT))
}

/// The folder to put into `PATH` for those who look for wasm-opt there; `None` where it is there already, and knows what
/// `web/index.html` asks of it, or where there is none.
pub(crate) fn wasm_opt_folder(ground: &Ground) -> Option<PathBuf> {
    if in_path("wasm-opt").is_some_and(|program| sorts(Run::new(program))) {
        return None;
    }
    of_npm(ground).map(|modules| modules.join(".bin"))
}

/// The folder `node_modules` with the package in it.
fn of_npm(ground: &Ground) -> Option<PathBuf> {
    let folder = ground.own.join("npm");
    let modules = folder.join("node_modules");
    let script = modules.join("binaryen/bin/wasm-opt");
    if script.is_file() {
        return Some(modules);
    }
    let npm = in_path("npm")?;
    say("fetching wasm-opt (npm package `binaryen`), because a smaller module loads sooner; seconds, once");
    let install = [
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--prefix",
    ];
    let fetched = Run::new(npm)
        .args(install)
        .args([folder.as_os_str(), PACKAGE.as_ref()])
        .logged(ground, "npm");
    if fetched.is_err() || !script.is_file() {
        say("npm could not; going on without wasm-opt");
        return None;
    }
    Some(modules)
}
