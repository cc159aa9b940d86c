//! Writes the packed catalogue, which `Catalog::read` takes: `cargo run -p iamwhy-catalog --bin catalogue -- FILE`.

use std::{env, fs, io};

use iamwhy_catalog::Catalog;

fn main() -> io::Result<()> {
    let file = env::args_os()
        .nth(1)
        .ok_or_else(|| io::Error::other("name the file to write"))?;
    fs::write(file, Catalog::packed())
}
