//! The first thing that a visitor sees.

use std::fs;

use crate::{none, tree};

const REQUIRED: &[&str] = &[
    ".cargo",
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "Trunk.toml",
    "action",
    "action.yml",
    "bench",
    "clippy.toml",
    "crates",
    "deny.toml",
    "docs",
    "fixtures",
    "fuzz",
    "rustfmt.toml",
    "tests",
    "web",
    "xtask",
];
const ALLOWED: &[&str] = &[".git", "dist", "target", "node_modules"];

#[test]
fn holds_what_it_should_and_nothing_else() {
    let mut findings = Vec::new();
    for entry in fs::read_dir(tree::root()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !REQUIRED.contains(&name.as_str()) && !ALLOWED.contains(&name.as_str()) {
            findings.push(format!("`{name}` does not belong to the top level"));
        }
    }
    let missing = REQUIRED.iter().filter(|name| !tree::root().join(name).exists());
    findings.extend(missing.map(|name| format!("`{name}` is missing")));
    none(
        &findings,
        "the top level is a table of contents; its list is in this test",
    );
}
