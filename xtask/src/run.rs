//! Other programs: started, logged, and shown only when they fail.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::ground::Ground;

/// Flags that a caller's environment would put before ours.
const FOREIGN_FLAGS: &[&str] = &[
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
];

/// One program with its arguments.
pub(crate) struct Run {
    command: Command,
    shown: String,
}

impl Run {
    /// A program by name or path.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        Self {
            command: Command::new(program),
            shown: program.to_string_lossy().into_owned(),
        }
    }

    /// The cargo that runs us.
    pub(crate) fn cargo() -> Self {
        let mut run = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        run.shown = "cargo".to_owned();
        run
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        for argument in arguments {
            let argument = argument.as_ref();
            self.shown.push(' ');
            self.shown.push_str(&argument.to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// Sets a variable of its environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Removes a variable from its environment.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Puts folders before those of `PATH`.
    pub(crate) fn path_first(self, folders: impl IntoIterator<Item = PathBuf>) -> Result<Self, Failure> {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&old)));
        let path = path.map_err(|error| Failure::new(format!("`PATH` cannot name a folder of ours: {error}")))?;
        Ok(self.env("PATH", path))
    }

    /// Removes the compiler flags that the caller's environment may carry.
    pub(crate) fn without_foreign_flags(mut self) -> Self {
        for name in FOREIGN_FLAGS {
            self.command.env_remove(name);
        }
        self
    }

    /// Sets the folder that it runs in.
    pub(crate) fn folder(mut self, path: &Path) -> Self {
        self.command.current_dir(path);
        self
    }

    /// Runs it with both streams in the step's log; a failure carries the log's text.
    pub(crate) fn logged(mut self, ground: &Ground, step: &str) -> Result<String, Failure> {
        let path = ground.log(step)?;
        let log = File::create(&path).map_err(|error| Failure::at(&path, &error))?;
        let twin = log.try_clone().map_err(|error| Failure::at(&path, &error))?;
        let status = self.command.stdin(Stdio::null()).stdout(log).stderr(twin).status();
        let status = status.map_err(|error| self.not_started(&error))?;
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap_or_default()).into_owned();
        if status.success() {
            return Ok(text);
        }
        Err(Failure::new(format!(
            "{}\n`{}` failed ({status}); log: {}",
            text.trim_end(),
            self.shown,
            path.display()
        )))
    }

    /// Runs it before the eyes of whoever started us.
    pub(crate) fn shown(mut self) -> Result<(), Failure> {
        let status = self.command.stdin(Stdio::null()).status();
        let status = status.map_err(|error| self.not_started(&error))?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` failed ({status})", self.shown)))
    }

    /// Runs it and returns what it printed; `None` where it could not start or failed.
    pub(crate) fn answer(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Runs it with its standard output in a file; an exit code above `worst` is a failure.
    pub(crate) fn into_file(mut self, path: &Path, worst: i32) -> Result<(), Failure> {
        let file = File::create(path).map_err(|error| Failure::at(path, &error))?;
        let output = self
            .command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(Stdio::piped())
            .output();
        let output = output.map_err(|error| self.not_started(&error))?;
        if output.status.code().is_some_and(|code| code <= worst) {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure::new(format!(
            "{}\n`{}` failed ({})",
            said.trim_end(),
            self.shown,
            output.status
        )))
    }

    fn not_started(&self, error: &std::io::Error) -> Failure {
        Failure::new(format!("`{}` did not start: {error}", self.shown))
    }
}
