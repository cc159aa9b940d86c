//! Packs `data/` into the one file that the crate embeds and a browser loads.
//!
//! The packed file is not under version control: it could differ from the text that people review, and every renewal
//! would add half a megabyte that nobody can read.

#![allow(clippy::print_stdout, reason = "what a build script prints is for cargo")]

mod encode;
mod text;

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data");
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let (data, out) = (Path::new("data"), Path::new(&out));
    if env::var_os("CARGO_FEATURE_EMBEDDED").is_some() {
        let mut text = text::Text::default();
        text.read_source(&read(&data.join("source.txt"))?)?;
        text.read_global_keys(&read(&data.join("global-keys.txt"))?)?;
        for (name, service) in files(&data.join("services"))? {
            text.read_service(&service)
                .map_err(|why| format!("data/services/{name}.txt: {why}"))?;
        }
        let packed = encode::encode(&text)?;
        write(&out.join("catalogue.bin"), &packed)?;
    }
    if env::var_os("CARGO_FEATURE_DESCRIPTIONS").is_some() {
        let mut all = String::new();
        for (name, descriptions) in files(&data.join("descriptions"))? {
            all.push_str(&format!("\u{1}{name}\n{descriptions}"));
        }
        write(&out.join("descriptions.txt"), all.as_bytes())?;
    }
    Ok(())
}

/// The text files of a folder, by name without ending.
fn files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if let Some(name) = path.file_stem() {
            files.push((name.to_string_lossy().into_owned(), read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
