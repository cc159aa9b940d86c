//! Programs that are published as crates, each in a folder of its own that names its version.

use std::path::PathBuf;

use super::say;
use crate::failure::Failure;
use crate::ground::{Ground, in_path};
use crate::run::Run;

/// What a tool that works for seconds does not need: most of the time of its build goes into the optimizer.
const QUICK: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// One program.
pub(super) struct Tool<'t> {
    /// What it is called.
    pub(super) program: &'t str,
    /// The crate that it comes in.
    pub(super) package: &'t str,
    /// Exactly this version.
    pub(super) version: &'t str,
    /// Why exactly this one.
    pub(super) because: &'t str,
    /// More for `cargo install`.
    pub(super) arguments: &'t [&'t str],
}

impl Tool<'_> {
    /// The one in `PATH` if its version is right, else our own, else installed.
    pub(super) fn find(&self, ground: &Ground) -> Result<PathBuf, Failure> {
        let root = ground
            .own
            .join("tools")
            .join(format!("{}-{}", self.program, self.version));
        let file = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        let own = root.join("bin").join(file);
        let found = in_path(self.program).into_iter().chain([own.clone()]);
        if let Some(program) = found.into_iter().find(|program| self.is_right(program)) {
            return Ok(program);
        }
        say(&format!(
            "installing {} {}, because {}; some minutes, once",
            self.package, self.version, self.because
        ));
        if in_path("cargo-binstall").is_some() {
            let package = format!("{}@{}", self.package, self.version);
            let fetched = Run::cargo()
                .args(["binstall", "--no-confirm", "--disable-telemetry", "--root"])
                .args([root.as_os_str(), package.as_ref()])
                .folder(&ground.root)
                .logged(ground, self.program);
            if fetched.is_ok() && self.is_right(&own) {
                return Ok(own);
            }
            say("cargo-binstall could not; compiling it");
        }
        self.compile(ground, &root)?;
        Ok(own)
    }

    fn compile(&self, ground: &Ground, root: &std::path::Path) -> Result<(), Failure> {
        let package = format!("{}@{}", self.package, self.version);
        let mut run = Run::cargo()
            .args(["install", &package, "--root"])
            .args([root])
            .args(self.arguments)
            .folder(&ground.root)
            .without_foreign_flags()
            // The target folder of the repository is no place for a tool's thousand files.
            .without("CARGO_TARGET_DIR");
        for (name, value) in QUICK {
            run = run.env(name, value);
        }
        run.logged(ground, self.program).map(|_| ()).map_err(|failure| {
            Failure::new(format!(
                "{failure}\nby hand: put {} {} into `PATH`",
                self.program, self.version
            ))
        })
    }

    fn is_right(&self, program: &std::path::Path) -> bool {
        Run::new(program)
            .args(["--version"])
            .answer()
            .is_some_and(|said| said.split(' ').nth(1) == Some(self.version))
    }
}
