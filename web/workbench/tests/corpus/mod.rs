//! The scenario files of the repository.
#![allow(dead_code, clippy::unwrap_used)]

use std::{fs, path::Path};

/// Every fixture that carries all that it needs, by its path.
pub(crate) fn fixtures() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(".scenario.json") {
                let text = fs::read_to_string(&path).unwrap();
                if !text.contains("\"file\"") {
                    found.push((path.display().to_string(), text));
                }
            }
        }
    }
    found.sort();
    found
}

/// One fixture.
pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures")
        .join(format!("{name}.scenario.json"));
    fs::read_to_string(path).unwrap()
}
