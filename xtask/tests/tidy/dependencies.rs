//! Every dependency says why it is here.

use crate::{none, tree};

#[test]
fn every_dependency_is_justified() {
    let mut findings = Vec::new();
    for leaf in tree::files("").iter().filter(|leaf| leaf.path.ends_with("Cargo.toml")) {
        for line in unjustified(&leaf.text) {
            findings.push(format!("{}: {line}", leaf.path));
        }
    }
    none(
        &findings,
        "write above it, in one comment line, what it does better than we would",
    );
}

/// The dependency lines without a comment above or behind them. Our own crates need none, and what is taken from the
/// workspace is justified there.
fn unjustified(manifest: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut in_dependencies = false;
    let mut before = "";
    // The rest of an entry that goes over several lines starts with white space or closes a bracket.
    for line in manifest.lines().filter(|line| !line.starts_with([' ', '\t', ']', '}'])) {
        let trimmed = line.trim();
        if trimmed.starts_with('[') {
            let table = trimmed.trim_matches(['[', ']']);
            in_dependencies = table.ends_with("dependencies");
            let single = table
                .rsplit_once("dependencies.")
                .is_some_and(|(_, name)| !name.starts_with("iamwhy"));
            if single && !before.starts_with('#') {
                found.push(trimmed);
            }
        } else if in_dependencies && trimmed.contains('=') && !trimmed.starts_with('#') {
            let from_workspace = trimmed.contains(".workspace = true") || trimmed.contains("workspace = true");
            let explained = before.starts_with('#') || trimmed.contains(" # ");
            if !trimmed.starts_with("iamwhy") && !from_workspace && !explained {
                found.push(trimmed);
            }
        }
        before = trimmed;
    }
    found
}

#[test]
fn sees_a_dependency_without_a_reason() {
    let manifest = "[dependencies]\n# Because.\nserde = \"1\"\nregex = \"1\"\niamwhy-policy = { path = \"p\" }\n\
                    chrono.workspace = true\n\n[dev-dependencies.insta]\nversion = \"1\"\n";
    assert_eq!(unjustified(manifest), ["regex = \"1\"", "[dev-dependencies.insta]"]);
}
