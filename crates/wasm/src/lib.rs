//! The JavaScript API: strings in, strings out, the same bytes that the command line prints.
//!
//! Functions take `&str` and return `String` and nothing else. An error is part of the returned JSON, so that no
//! function needs anything of its host and the corpus runs in the bare module, without generated JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of iamwhy, as in `Cargo.toml`.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
