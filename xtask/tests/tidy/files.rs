//! Short files, one noun each, and nothing in them that the house does not build with.

use crate::{none, tree};

const LONGEST: usize = 400;
/// File names that say nothing about what is inside.
const NAMELESS: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc", "manager"];
/// Written in two halves, so that this file passes its own tests.
const UNSAFE: &str = concat!("un", "safe");
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];

#[test]
fn every_file_is_short() {
    let mut ours = tree::files("crates");
    ours.extend(tree::files("web"));
    let findings: Vec<String> = ours
        .iter()
        .filter(|leaf| {
            [".rs", ".mjs", ".js", ".css"]
                .iter()
                .any(|ending| leaf.path.ends_with(ending))
        })
        .map(|leaf| (leaf, leaf.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(leaf, lines)| format!("{}: {lines} lines", leaf.path))
        .collect();
    none(
        &findings,
        &format!("a file has at most {LONGEST} lines: give a noun that it holds a file of its own"),
    );
}

#[test]
fn every_file_has_a_name() {
    let findings: Vec<String> = tree::rust_files()
        .into_iter()
        .filter(|leaf| leaf.path.split(['/', '.']).any(|part| NAMELESS.contains(&part)))
        .map(|leaf| leaf.path)
        .collect();
    none(&findings, "name a file after the thing it holds");
}

#[test]
fn every_line_is_safe() {
    let mut findings = Vec::new();
    for leaf in tree::rust_files() {
        for (number, line) in tree::lines_with(&leaf.text, UNSAFE) {
            if !line.trim_start().starts_with("//") {
                findings.push(format!("{}:{number}: {}", leaf.path, line.trim()));
            }
        }
    }
    none(
        &findings,
        "nothing here needs it; see the invariants in ARCHITECTURE.md",
    );
}

#[test]
fn nothing_is_unfinished() {
    let mut findings = Vec::new();
    for leaf in tree::files("") {
        for word in UNFINISHED {
            findings.extend(tree::lines_with(&leaf.text, word).map(|(number, _)| format!("{}:{number}", leaf.path)));
        }
    }
    none(
        &findings,
        "finish it, or open an issue and leave the code as if it did not exist",
    );
}
