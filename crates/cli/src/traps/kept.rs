//! Progress in a file, for those who name one.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use iamwhy_traps::Progress;

use crate::{CannotRun, disk};

/// Progress, and where it is kept.
pub(super) struct Kept {
    pub(super) progress: Progress,
    file: Option<PathBuf>,
}

impl Kept {
    /// Reads the file, if one is named and there.
    pub(super) fn open(file: Option<&str>) -> Result<Kept, CannotRun> {
        let file = file.map(PathBuf::from);
        let progress = match file.as_deref().filter(|file| file.exists()) {
            None => Progress::default(),
            Some(path) => read(path)?,
        };
        Ok(Kept { progress, file })
    }

    /// Writes it back: beside it first, so that nothing is lost half-way.
    pub(super) fn save(&self) -> Result<(), CannotRun> {
        let Some(file) = &self.file else { return Ok(()) };
        let wrong = |error: std::io::Error| CannotRun::Input(format!("cannot write `{}`: {error}", file.display()));
        let mut beside = file.clone().into_os_string();
        beside.push(".new");
        std::fs::write(&beside, self.progress.to_json()).map_err(wrong)?;
        std::fs::rename(&beside, file).map_err(wrong)
    }

    /// Whether anything is kept.
    pub(super) fn is_kept(&self) -> bool {
        self.file.is_some()
    }
}

fn read(path: &Path) -> Result<Progress, CannotRun> {
    let text = disk::read(path).map_err(CannotRun::Input)?;
    Progress::from_json(&text).map_err(|error| {
        CannotRun::Input(format!(
            "{}:{error}; name another file, or mend this one",
            path.display()
        ))
    })
}

/// Days since 1970; only what is due depends on it.
pub(super) fn today() -> u32 {
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    u32::try_from(since.as_secs() / 86_400).unwrap_or(0)
}

/// A seed that nobody chose.
pub(super) fn seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    // Short enough to be typed again.
    RandomState::new().hash_one(0) % 1_000_000
}
