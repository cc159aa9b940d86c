//! Where things are.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The repository and the folder that holds everything we make.
pub(crate) struct Ground {
    /// The repository's root.
    pub(crate) root: PathBuf,
    /// `target/xtask`: everything that xtask provides or builds for itself; deleting it is always safe.
    pub(crate) own: PathBuf,
}

impl Ground {
    /// Finds the repository from where cargo says this package is.
    pub(crate) fn find() -> Result<Self, Failure> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package
            .parent()
            .map(Path::to_path_buf)
            .ok_or_else(|| Failure::new("cannot tell where the repository is; run `cargo xtask` inside it"))?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |given| root.join(given));
        let own = target.join("xtask");
        make_folder(&own)?;
        Ok(Self { root, own })
    }

    /// The log of one step; overwritten by the next run of the same step.
    pub(crate) fn log(&self, step: &str) -> Result<PathBuf, Failure> {
        let folder = self.own.join("log");
        make_folder(&folder)?;
        Ok(folder.join(format!("{step}.log")))
    }

    /// The exact version of a package in `Cargo.lock`.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String, Failure> {
        let path = self.root.join("Cargo.lock");
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?;
        let name = format!("name = \"{package}\"");
        let mut lines = text.lines().skip_while(|line| *line != name);
        lines
            .nth(1)
            .and_then(|line| line.strip_prefix("version = \""))
            .and_then(|rest| rest.strip_suffix('"'))
            .map(str::to_owned)
            .ok_or_else(|| {
                Failure::new(format!(
                    "`Cargo.lock` has no package `{package}`; run `cargo check` once"
                ))
            })
    }
}

/// Creates a folder and its parents.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| Failure::at(path, &error))
}

/// The first file of that name in `PATH`.
pub(crate) fn in_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|candidate| candidate.is_file())
}
