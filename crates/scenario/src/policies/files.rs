//! Where the files that a scenario names come from.

/// Reads the files that a scenario names, by their path relative to it. This crate knows no file system.
pub trait Files {
    /// The text of a file.
    ///
    /// # Errors
    /// Why it cannot be read, in words that fit behind "cannot read `path`: ".
    fn read(&self, path: &str) -> Result<String, String>;
}

/// No files: for scenarios that carry everything themselves.
#[derive(Copy, Clone, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _: &str) -> Result<String, String> {
        Err("no files can be read here".to_owned())
    }
}
