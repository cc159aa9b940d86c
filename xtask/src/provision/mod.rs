//! What a machine must have before it can build for the browser: found, or provided once, into `target/xtask`.
//!
//! Two kinds of machine work from the same command: one with rustup and a free network, and one that reaches
//! package registries only, where Debian's packages bring the compiler.

mod bindgen;
mod chromium;
mod compiler;
mod debian;
mod linker;
mod node;
mod optimizer;
mod rustup;
mod sysroot;
mod tool;
mod trunk;

pub(crate) use bindgen::wasm_bindgen;
pub(crate) use chromium::chromium;
pub(crate) use compiler::{APART, Compiler, compiler};
pub(crate) use node::node;
pub(crate) use optimizer::{wasm_opt, wasm_opt_folder, wasm_opt_options};
pub(crate) use sysroot::Library;
pub(crate) use trunk::trunk;

/// The target that pages and node load.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Says in one line what is about to be done and why.
pub(crate) fn say(what: &str) {
    println!("        {what}");
}
