//! The files of the repository, without what is built or fetched.

use std::fs;
use std::path::{Path, PathBuf};

const NOT_OURS: &[&str] = &[".git", "target", "node_modules", "dist"];
/// Folders in folders: no repository is deeper, and a link in a circle ends here.
const DEPTH: usize = 16;

/// One file, as text.
pub(crate) struct Leaf {
    /// From the root, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file under `folder` (from the root; empty for all) that is text, in order.
pub(crate) fn files(folder: &str) -> Vec<Leaf> {
    let mut open = vec![(root().join(folder), 0)];
    let mut leaves = Vec::new();
    while let Some((path, depth)) = open.pop() {
        let Ok(entries) = fs::read_dir(&path) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if NOT_OURS.contains(&entry.file_name().to_string_lossy().as_ref()) {
                continue;
            }
            if path.is_dir() {
                if depth < DEPTH {
                    open.push((path, depth + 1));
                }
            } else if let Ok(text) = fs::read_to_string(&path) {
                let path = path
                    .strip_prefix(root())
                    .unwrap_or(&path)
                    .to_string_lossy()
                    .replace('\\', "/");
                leaves.push(Leaf { path, text });
            }
        }
    }
    leaves.sort_by(|one, other| one.path.cmp(&other.path));
    leaves
}

/// Every Rust file of the repository.
pub(crate) fn rust_files() -> Vec<Leaf> {
    files("")
        .into_iter()
        .filter(|leaf| leaf.path.ends_with(".rs"))
        .collect()
}

/// The numbers and texts of the lines that hold `word`, standing alone.
pub(crate) fn lines_with<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    text.lines()
        .enumerate()
        .filter(move |(_, line)| has_word(line, word))
        .map(|(index, line)| (index + 1, line))
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(start, _)| {
        !line[..start].chars().next_back().is_some_and(is_part)
            && !line[start + word.len()..].chars().next().is_some_and(is_part)
    })
}
