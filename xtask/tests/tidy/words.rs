//! The repository works in anybody's clone: it names no folder of one machine and no mirror of one network.

use crate::{none, tree};

/// Written in two halves, so that this file passes its own test.
const PLACES: &[&str] = &[concat!("/wo", "rk/"), concat!("/tm", "p/"), concat!("../sha", "red")];

#[test]
fn no_folder_of_one_machine() {
    let mut findings = Vec::new();
    for leaf in tree::files("") {
        for (index, line) in leaf.text.lines().enumerate() {
            for place in PLACES {
                // Inside a longer path, such as an S3 key, the word is somebody's example.
                let begins = |start: usize| {
                    !line[..start]
                        .chars()
                        .next_back()
                        .is_some_and(|letter| letter.is_alphanumeric() || letter == '/')
                };
                if line.match_indices(place).any(|(start, _)| begins(start)) {
                    findings.push(format!("{}:{}: `{place}`", leaf.path, index + 1));
                }
            }
        }
    }
    none(&findings, "take paths from arguments, the environment, or cargo");
}

#[test]
fn lock_files_name_no_mirror() {
    let mut findings = Vec::new();
    for leaf in tree::files("") {
        let name = leaf.path.rsplit('/').next().unwrap_or_default();
        if name == "package-lock.json" && leaf.text.contains("\"resolved\": \"http") {
            findings.push(format!(
                "{}: has `resolved`; set `omit-lockfile-registry-resolved=true`",
                leaf.path
            ));
        }
        if name == "Cargo.lock" {
            let sources = leaf.text.lines().filter(|line| line.starts_with("source = "));
            let foreign =
                sources.filter(|line| !line.contains("registry+https://github.com/rust-lang/crates.io-index"));
            findings.extend(foreign.map(|line| format!("{}: {line}", leaf.path)));
        }
    }
    none(&findings, "lock files name the public registries only");
}
