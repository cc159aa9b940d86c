//! The JavaScript API: strings in, strings out, the same bytes that the command line prints.
//!
//! Functions take `&str` and numbers, and return `String` and nothing else. An error is part of the returned JSON, so
//! that no function needs anything of its host and the corpus runs in the bare module, without generated JavaScript.

#[cfg(feature = "scenes")]
pub mod scenes;

use iamwhy_scenario::{Loaded, NoFiles, ReadError, Report, read_and_run};
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of iamwhy, as in `Cargo.toml`.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Runs the cases of a scenario: the JSON that `iamwhy test --format json` prints for this one file.
#[wasm_bindgen]
#[must_use]
pub fn test(path: &str, text: &str) -> String {
    match read_and_run(path, text, &NoFiles) {
        Ok(file) => Report { files: vec![file] }.to_json(),
        Err(errors) => unreadable(&errors),
    }
}

/// Explains every case of a scenario: the JSON that `iamwhy explain --format json` prints.
#[wasm_bindgen]
#[must_use]
pub fn explain(path: &str, text: &str) -> String {
    match Loaded::load(path, text, &NoFiles) {
        Ok(loaded) => {
            let cases = iamwhy_scenario::cases::Cases::of(&loaded.scenario).all().count();
            iamwhy_scenario::explain_json(&loaded, &(0..cases).collect::<Vec<_>>())
        }
        Err(errors) => unreadable(&errors),
    }
}

/// What would flip one authorization of one case, both counted from 0, and what holds it open:
/// `{"version": 1, "flips": [{"title", "guardrail", "edits"}], "held": {"needed", "redundant", "sentence"}}`.
#[wasm_bindgen]
#[must_use]
pub fn flips(path: &str, text: &str, case: u32, authorization: u32) -> String {
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    match Loaded::load(path, text, &NoFiles) {
        Ok(loaded) => iamwhy_scenario::flips_json(&loaded, place(case), place(authorization))
            .unwrap_or_else(|| iamwhy_scenario::errors_json(&[])),
        Err(errors) => unreadable(&errors),
    }
}

/// `{"version": 1, "errors": [{"message", "line", "column", "pointer"}]}`
fn unreadable(errors: &[ReadError]) -> String {
    iamwhy_scenario::errors_json(errors)
}
