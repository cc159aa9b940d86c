//! `cargo xtask dist`: what is published.

use crate::failure::Failure;
use crate::ground::Ground;
use crate::npm;
use crate::site::{self, Site};

/// The page, and the npm package for other people's pages and for node.
pub(crate) fn run(ground: &Ground, _: &[String]) -> Result<(), Failure> {
    site::build(ground, Site::Release, &ground.root.join("dist").join("site"))?;
    println!("dist/site");
    let package = npm::build(ground, &ground.root.join("dist").join("npm"))?;
    println!("{}", package.display());
    Ok(())
}
