//! Which files to test: files as they are, folders with everything below them, patterns.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::CannotRun;

const ENDING: &str = ".scenario.json";
/// What other tools fetch or build.
const NOT_OURS: [&str; 2] = ["target", "node_modules"];

/// The scenario files that the paths stand for, sorted, each once.
pub(crate) fn find(paths: &[String]) -> Result<Vec<PathBuf>, CannotRun> {
    find_ending(paths, ENDING)
}

/// The files that the paths stand for, below folders those whose names end so; sorted, each once.
pub(crate) fn find_ending(paths: &[String], ending: &str) -> Result<Vec<PathBuf>, CannotRun> {
    let mut found = Vec::new();
    for path in paths {
        let before = found.len();
        let as_path = Path::new(path);
        // A pipe of the shell, as in `test <(…)`, is read like a file.
        if as_path.exists() && !as_path.is_dir() {
            found.push(as_path.to_path_buf());
        } else if as_path.is_dir() {
            below(as_path, |file| ends_with(file, ending), &mut found)?;
        } else if let Some(first) = path.find(['*', '?', '[', '{']) {
            let folder = match path.get(..first).and_then(|text| text.rsplit_once('/')) {
                None => ".",
                Some(("", _)) => "/",
                Some((folder, _)) => folder,
            };
            let pattern = path.strip_prefix("./").unwrap_or(path);
            let fits = |file: &Path| {
                let text = file.to_string_lossy();
                glob_match::glob_match(pattern, text.strip_prefix("./").unwrap_or(&text))
            };
            if Path::new(folder).is_dir() {
                below(Path::new(folder), fits, &mut found)?;
            }
        } else {
            return Err(CannotRun::Input(format!("there is no file or folder `{path}`")));
        }
        if found.len() == before {
            return Err(CannotRun::Input(format!(
                "`{path}` holds no `*{ending}` file (hidden files and what `.gitignore` names are left out)"
            )));
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

/// Every JSON file below a folder that is no scenario.
pub(crate) fn json_files(folder: &Path) -> Result<Vec<PathBuf>, CannotRun> {
    let mut found = Vec::new();
    let json = |file: &Path| file.extension().is_some_and(|ending| ending == "json") && !is_scenario(file);
    below(folder, json, &mut found)?;
    found.sort();
    Ok(found)
}

pub(crate) fn is_scenario(file: &Path) -> bool {
    ends_with(file, ENDING)
}

fn ends_with(file: &Path, ending: &str) -> bool {
    file.file_name()
        .is_some_and(|name| name.to_string_lossy().ends_with(ending))
}

/// Files below a folder, without those that git leaves out by the repository's own rules: a user's global ones would make results
/// differ between machines. Links to folders are not followed.
fn below(folder: &Path, wanted: impl Fn(&Path) -> bool, found: &mut Vec<PathBuf>) -> Result<(), CannotRun> {
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .ignore(false)
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !NOT_OURS.contains(&name.as_ref())
        })
        .build();
    for entry in walk {
        let entry =
            entry.map_err(|error| CannotRun::Input(format!("cannot read below `{}`: {error}", folder.display())))?;
        // A pipe, a device or a link to nothing is no file of anybody's: reading it might never end.
        if wanted(entry.path()) && entry.path().is_file() {
            found.push(entry.into_path());
        }
    }
    Ok(())
}
