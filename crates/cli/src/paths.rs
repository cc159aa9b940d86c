//! Which files to test: files as they are, folders with everything below them, patterns.

use std::path::{Path, PathBuf};

use crate::CannotRun;

const ENDING: &str = ".scenario.json";

/// The scenario files that the paths stand for, sorted, each once.
pub(crate) fn find(paths: &[String]) -> Result<Vec<PathBuf>, CannotRun> {
    let mut found = Vec::new();
    for path in paths {
        let before = found.len();
        let as_path = Path::new(path);
        if as_path.is_file() {
            found.push(as_path.to_path_buf());
        } else if as_path.is_dir() {
            below(as_path, &mut |file| is_scenario(file), &mut found)?;
        } else if path.contains(['*', '?', '[', '{']) {
            let (folder, _) = path.split_at(path.find(['*', '?', '[', '{']).unwrap_or(0));
            let folder = folder
                .rsplit_once('/')
                .map_or(".", |(folder, _)| if folder.is_empty() { "/" } else { folder });
            let pattern = path.strip_prefix("./").unwrap_or(path);
            let fits = |file: &Path| {
                let text = file.to_string_lossy();
                glob_match::glob_match(pattern, text.strip_prefix("./").unwrap_or(&text))
            };
            if Path::new(folder).is_dir() {
                below(Path::new(folder), &mut { fits }, &mut found)?;
            }
        } else {
            return Err(CannotRun::Input(format!("there is no file or folder `{path}`")));
        }
        if found.len() == before {
            return Err(CannotRun::Input(format!("`{path}` holds no `*{ENDING}` file")));
        }
    }
    let mut found: Vec<PathBuf> = found
        .into_iter()
        .map(|file| file.strip_prefix(".").map(Path::to_path_buf).unwrap_or(file))
        .collect();
    found.sort();
    found.dedup();
    Ok(found)
}

fn is_scenario(file: &Path) -> bool {
    file.file_name()
        .is_some_and(|name| name.to_string_lossy().ends_with(ENDING))
}

/// Files below a folder; hidden folders, `target` and `node_modules` are not entered, links to folders neither.
fn below(folder: &Path, wanted: &mut dyn FnMut(&Path) -> bool, found: &mut Vec<PathBuf>) -> Result<(), CannotRun> {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .map_err(|error| CannotRun::Input(format!("cannot read the folder `{}`: {error}", folder.display())))?;
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !name.starts_with('.') && name != "target" && name != "node_modules" => {
                    folders.push(path);
                }
                Ok(kind) if !kind.is_dir() && wanted(&path) => found.push(path),
                _ => {}
            }
        }
    }
    Ok(())
}
