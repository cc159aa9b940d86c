//! The way without rustup's downloads: Debian's compiler, which comes with the sources of the standard library.

use std::path::{Path, PathBuf};

use super::say;
use crate::ask;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::run::Run;

const PACKAGES: &[&str] = &["rustc-web", "rust-web-src", "cargo-web"];
const RUSTC: &str = "/usr/bin/rustc";
/// Debian's cargo, the one that may build the standard library.
pub(super) const CARGO: &str = "/usr/bin/cargo";
/// `rust-version` of the workspace.
const OLDEST: (u32, u32) = (1, 88);

/// Debian's rustc, installed if it is missing and we may.
pub(super) fn compiler(ground: &Ground) -> Result<PathBuf, Failure> {
    if is_complete() {
        return Ok(PathBuf::from(RUSTC));
    }
    let by_hand = format!(
        "by hand: `rustup target add {}` where rustup may install; on Debian, as root, `apt-get update && apt-get install {}`; elsewhere your system's package of the standard library for that target",
        super::TARGET,
        PACKAGES.join(" ")
    );
    if in_path("apt-get").is_none() {
        return Err(Failure::new(format!(
            "no compiler for the browser, and this is not Debian; {by_hand}"
        )));
    }
    if !ask::is_root() {
        return Err(Failure::new(format!(
            "no compiler for the browser, and only root may install one; {by_hand}"
        )));
    }
    say(&format!(
        "installing {}: a compiler with the sources of its library; under a minute, once",
        PACKAGES.join(", ")
    ));
    install(ground, PACKAGES).map_err(|failure| Failure::new(format!("{failure}\n{by_hand}")))?;
    if is_complete() {
        return Ok(PathBuf::from(RUSTC));
    }
    Err(Failure::new(format!(
        "Debian's compiler is older than {}.{} or has no sources; {by_hand}",
        OLDEST.0, OLDEST.1
    )))
}

/// The package with LLVM's linker, in the version of LLVM that this rustc was built with.
pub(super) fn linker(ground: &Ground, rustc: &Path) -> Result<(), Failure> {
    let about = Run::new(rustc).args(["-vV"]).answer().unwrap_or_default();
    let version = about.lines().find_map(|line| line.strip_prefix("LLVM version: "));
    let major = version
        .and_then(|version| version.split('.').next())
        .unwrap_or_default();
    let package = format!("lld-{major}");
    if in_path("apt-get").is_none() || !ask::is_root() {
        return Err(Failure::new(format!(
            "by hand: install LLVM's `lld` (on Debian, as root, `apt-get install {package}`)"
        )));
    }
    say(&format!(
        "installing {package}, because there is no linker for WebAssembly; seconds, once"
    ));
    install(ground, &[&package])
}

/// Asks apt for packages.
pub(super) fn install(ground: &Ground, packages: &[&str]) -> Result<(), Failure> {
    let apt = |arguments: &[&str]| {
        Run::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .logged(ground, "apt")
            .map(|_| ())
    };
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

/// New enough, and with the sources that `-Zbuild-std` reads.
fn is_complete() -> bool {
    let Some(sysroot) = Run::new(RUSTC).args(["--print", "sysroot"]).answer() else {
        return false;
    };
    let sources = Path::new(&sysroot).join("lib/rustlib/src/rust/library/std/Cargo.toml");
    let version = Run::new(RUSTC).args(["--version"]).answer().unwrap_or_default();
    sources.is_file() && Path::new(CARGO).is_file() && numbers(&version).is_some_and(|found| found >= OLDEST)
}

/// `rustc 1.96.0 (...)` is (1, 96).
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split(' ').nth(1)?.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn reads_what_rustc_prints() {
        assert_eq!(
            numbers("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            Some((1, 96))
        );
        assert_eq!(numbers("rustc"), None);
    }
}
