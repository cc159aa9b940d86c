//! Lists the files of `fixtures/traps`, so that the feature `content` can hold them.
//!
//! They are taken from where they are written, instead of a packed copy beside the code: there is one text of each, and
//! nothing to forget when one is changed.

use std::{env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let here = env::var("CARGO_MANIFEST_DIR")?;
    let shelf = Path::new(&here).join("../../fixtures/traps");
    println!("cargo::rerun-if-changed={}", shelf.display());
    let mut list = String::from("&[\n");
    if env::var_os("CARGO_FEATURE_CONTENT").is_some() {
        for folder in names(&shelf)? {
            let folder_path = shelf.join(&folder);
            if !folder_path.is_dir() {
                continue;
            }
            for file in names(&folder_path)? {
                let path = folder_path.join(&file).canonicalize()?;
                writeln!(
                    list,
                    "({:?}, include_str!({:?})),",
                    format!("{folder}/{file}"),
                    path.display().to_string()
                )?;
            }
        }
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("content.rs"), list)?;
    Ok(())
}

/// What is in a folder, in order.
fn names(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
