//! The standard library for the browser, compiled once for a compiler that came without it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{TARGET, debian, say};
use crate::failure::Failure;
use crate::ground::{Ground, make_folder};
use crate::run::Run;

/// What the library is made for.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(crate) enum Library {
    /// Somebody works on the page: a panic says what happened, and where.
    Plain,
    /// Somebody loads it.
    Small,
}

/// Without it, `lto = true` finds no bitcode in the library.
const BITCODE: &str = "-Cembed-bitcode=yes";

/// A panic stops the module at once and prints nothing, so that neither messages, nor places in the source, nor the
/// code that formats them are in it. The library knows this as the panic strategy `immediate-abort`; but a library with
/// that strategy links only with crates that have it too, and those would need an unstable flag. The library's own code
/// asks for no more than the `cfg`.
const SILENT: &str = "-Aexplicit_builtin_cfgs_in_flags --cfg=panic=\"immediate-abort\"";

/// The library has shorter algorithms beside its fast ones.
const FEATURES: &str = "optimize_for_size";

/// As in the profile `wasm`. It also keeps the compiler from inlining the library's generic code into itself.
const LEVEL: &str = "z";

impl Library {
    fn flags(self) -> String {
        match self {
            Self::Plain => BITCODE.to_owned(),
            Self::Small => format!("{BITCODE} {SILENT}"),
        }
    }

    /// With what it is made, for a path.
    fn name(self) -> String {
        let made_with = match self {
            Self::Plain => self.flags(),
            Self::Small => format!("-{LEVEL}-{FEATURES}{}", self.flags()),
        };
        made_with
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .collect()
    }
}

/// The sysroot for this compiler. Cargo does not notice a sysroot that changes in place, so the path names what is
/// in it: the compiler's commit, and with what it was made.
pub(super) fn of(ground: &Ground, rustc: &Path, library: Library) -> Result<PathBuf, Failure> {
    let about = Run::new(rustc).args(["-vV"]).answer().unwrap_or_default();
    let field = |name: &str| {
        about
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .map_or("unknown", str::trim)
    };
    let name = format!("{}-{}{}", field("release:"), field("commit-hash:"), library.name());
    let folder = ground.own.join("sysroot");
    let sysroot = folder.join(&name);
    if sysroot.is_dir() {
        return Ok(sysroot);
    }
    say("compiling the standard library for the browser, because Debian ships it as sources; a minute or two, once");
    // Built elsewhere and moved when complete, so that an interrupted run leaves nothing that looks done.
    let draft = folder.join(format!("draft-{}", std::process::id()));
    let build = || {
        compile(ground, rustc, library, &draft)?;
        collect(&draft)?;
        fs::rename(draft.join("sysroot"), &sysroot).map_err(|error| Failure::at(&sysroot, &error))
    };
    let built = build();
    let removed = fs::remove_dir_all(&draft).map_err(|error| Failure::at(&draft, &error));
    built.and(removed).map(|()| sysroot)
}

/// Cargo builds the standard library only on the way to some crate: an empty one will do.
fn compile(ground: &Ground, rustc: &Path, library: Library, draft: &Path) -> Result<(), Failure> {
    write(&draft.join("src/lib.rs"), "#![no_std]\n")?;
    write(
        &draft.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n",
    )?;
    let build = Run::new(debian::CARGO).args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"]);
    let build = match library {
        Library::Plain => build,
        Library::Small => build
            .args([format!("-Zbuild-std-features={FEATURES}")])
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", LEVEL),
    };
    build
        .args(["--target-dir"])
        .args([draft.join("target")])
        .folder(draft)
        .without_foreign_flags()
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", library.flags())
        .env("RUSTC", rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        .logged(ground, "sysroot")
        .map(|_| ())
}

/// Lays the libraries where rustc looks for them.
fn collect(draft: &Path) -> Result<(), Failure> {
    let from = draft.join("target").join(TARGET).join("release").join("deps");
    let to = draft.join("sysroot/lib/rustlib").join(TARGET).join("lib");
    make_folder(&to)?;
    for entry in fs::read_dir(&from).map_err(|error| Failure::at(&from, &error))? {
        let path = entry.map_err(|error| Failure::at(&from, &error))?.path();
        let Some(name) = path.file_name() else { continue };
        let is_library = path.extension().is_some_and(|extension| extension == "rlib");
        // The empty crate's own library lies beside those of the standard library.
        if is_library && !name.to_string_lossy().starts_with("libempty-") {
            fs::copy(&path, to.join(name)).map_err(|error| Failure::at(&path, &error))?;
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, text).map_err(|error| Failure::at(path, &error))
}
