//! What the compiler does not check: the shape of the repository, and that rules, fixtures and code name each other.

mod dependencies;
mod files;
mod rules;
mod top_level;
mod tree;
mod words;

/// Fails with one line per finding.
fn none(findings: &[String], what_to_do: &str) {
    assert!(findings.is_empty(), "{}\n{what_to_do}", findings.join("\n"));
}
