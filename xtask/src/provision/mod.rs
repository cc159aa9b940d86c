//! What a machine must have before it can build for the browser: found, or provided once, into `target/xtask`.
//!
//! Two kinds of machine work from the same command: one with rustup and a free network, and one that reaches
//! package registries only, where Debian's packages bring the compiler.

mod bindgen;
mod compiler;
mod debian;
mod linker;
mod optimizer;
mod rustup;
mod sysroot;

pub(crate) use bindgen::wasm_bindgen;
pub(crate) use compiler::{Compiler, compiler};
pub(crate) use optimizer::{wasm_opt, wasm_opt_options};

/// The target that pages and node load.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Says in one line what is about to be done and why.
fn say(what: &str) {
    println!("        {what}");
}
