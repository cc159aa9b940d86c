//! A linker for WebAssembly.

use std::path::{Path, PathBuf};

use super::debian;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::run::Run;

/// The `rust-lld` of the toolchain in use, else a `wasm-ld` of the system. (`gcc-ld/wasm-ld` of a toolchain is a
/// wrapper that fails when it is called from elsewhere.)
pub(super) fn find(ground: &Ground, rustc: &Path) -> Result<PathBuf, Failure> {
    if let Some(linker) = of_toolchain().or_else(of_system) {
        return Ok(linker);
    }
    debian::linker(ground, rustc)?;
    of_system().ok_or_else(|| Failure::new("no linker for WebAssembly in `PATH`; by hand: install LLVM's `lld`"))
}

fn of_toolchain() -> Option<PathBuf> {
    let sysroot = Run::new("rustc").args(["--print", "sysroot"]).answer()?;
    let about = Run::new("rustc").args(["-vV"]).answer()?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "))?;
    let file = format!("rust-lld{}", std::env::consts::EXE_SUFFIX);
    let linker = Path::new(&sysroot)
        .join("lib/rustlib")
        .join(host)
        .join("bin")
        .join(file);
    linker.is_file().then_some(linker)
}

/// Debian names it with LLVM's version.
fn of_system() -> Option<PathBuf> {
    let numbered = (14..=30).rev().map(|version| format!("wasm-ld-{version}"));
    numbered.chain(["wasm-ld".to_owned()]).find_map(|name| in_path(&name))
}
