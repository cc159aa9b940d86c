//! A compiler that knows the target.

use std::path::{Path, PathBuf};

use super::sysroot::Library;
use super::{TARGET, debian, linker, rustup, say, sysroot};
use crate::ask;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::run::Run;

/// What cargo has to be told.
pub(crate) enum Compiler {
    /// Nothing: the toolchain in use has the target.
    OfToolchain,
    /// Another compiler, a sysroot of our own, and a linker.
    OfDebian {
        /// Debian's rustc.
        rustc: PathBuf,
        /// Our sysroot, made for exactly this rustc.
        sysroot: PathBuf,
        /// A linker for WebAssembly.
        linker: PathBuf,
        /// What the standard library was made for.
        library: Library,
    },
}

/// Functions that need room on the stack stay functions of their own: what a first visit does not need can then be left
/// for later (`web/split`). What is in one piece is smaller and faster without: the checks by 7 kB gzip.
pub(crate) const APART: &str = "-Cllvm-args=-inline-max-stacksize=0";

/// Where cargo looks for flags of ours.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

impl Compiler {
    /// Prepares a cargo command, with a flag for the compiler or an empty one.
    pub(crate) fn apply(&self, run: Run, flag: &str) -> Run {
        let run = run.without_foreign_flags();
        match self {
            Self::OfToolchain if flag.is_empty() => run,
            Self::OfToolchain => run.env(FLAGS, flag),
            Self::OfDebian {
                rustc, sysroot, linker, ..
            } => run
                .env("RUSTC", rustc)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .env(FLAGS, format!("--sysroot={} {flag}", sysroot.display())),
        }
    }

    /// Whether the standard library was made for small modules.
    pub(crate) fn is_small(&self) -> bool {
        matches!(
            self,
            Self::OfDebian {
                library: Library::Small,
                ..
            }
        )
    }

    /// For the summary.
    pub(crate) fn how(&self) -> &'static str {
        match self {
            Self::OfToolchain => "the toolchain's own target",
            Self::OfDebian { .. } => "Debian's compiler",
        }
    }
}

/// Finds a compiler, or provides one.
pub(crate) fn compiler(ground: &Ground, library: Library) -> Result<Compiler, Failure> {
    if toolchain_has_target() {
        return Ok(Compiler::OfToolchain);
    }
    if rustup::is_here() && ask::rustup_may_install() {
        say("`rustup target add wasm32-unknown-unknown`, because the toolchain in use lacks the target");
        match rustup::add_target(ground) {
            Ok(()) => return Ok(Compiler::OfToolchain),
            Err(_) => say("rustup could not; trying the packages of the system"),
        }
    }
    let rustc = debian::compiler(ground)?;
    let sysroot = sysroot::of(ground, &rustc, library)?;
    let linker = linker::find(ground, &rustc)?;
    Ok(Compiler::OfDebian {
        rustc,
        sysroot,
        linker,
        library,
    })
}

fn toolchain_has_target() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Run::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .answer()
        .is_some_and(|folder| {
            let files = std::fs::read_dir(Path::new(&folder)).into_iter().flatten().flatten();
            files
                .into_iter()
                .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
}
