//! Writes what a page loads: `cargo run -p iamwhy-catalog --all-features --example browser_files -- FOLDER`.
//!
//! `catalogue.bin` is for `Catalog::read`, `descriptions/PREFIX.txt` for `Descriptions::read`.

use std::path::Path;
use std::{env, fs, io};

use iamwhy_catalog::{Catalog, Descriptions};

fn main() -> io::Result<()> {
    let folder = env::args_os()
        .nth(1)
        .ok_or_else(|| io::Error::other("name the folder to write"))?;
    let folder = Path::new(&folder);
    let descriptions = folder.join("descriptions");
    fs::create_dir_all(&descriptions)?;
    fs::write(folder.join("catalogue.bin"), Catalog::packed())?;
    for (prefix, text) in Descriptions::all() {
        fs::write(descriptions.join(format!("{prefix}.txt")), text)?;
    }
    Ok(())
}
