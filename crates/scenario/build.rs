//! Puts the tables of operations together, without their remarks: a page that decides loads the table, and nobody reads remarks in it.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let tables = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src/operations/tables");
    println!("cargo::rerun-if-changed={}", tables.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(&tables)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut table = String::new();
    for path in paths {
        let text = fs::read_to_string(path)?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            table.push_str(line);
            table.push('\n');
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("operations.txt"), table)?;
    Ok(())
}
