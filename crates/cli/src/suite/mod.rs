//! Many scenario files: found, read and run.

pub(crate) mod cores;
pub(crate) mod progress;
pub(crate) mod run;
pub(crate) mod source;

use std::io::Write;
use std::path::PathBuf;

use crate::colour::Colour;
use crate::{CannotRun, paths, plain};
use source::{Source, Unreadable};

/// Reads every scenario that the paths stand for. A file that cannot be read hides what it would have checked: then nothing is run.
pub(crate) fn read(paths: &[String]) -> Result<Vec<Source>, Failed> {
    read_files(&paths::find(paths)?)
}

/// Reads these files.
pub(crate) fn read_files(files: &[PathBuf]) -> Result<Vec<Source>, Failed> {
    let mut sources = Vec::new();
    let mut unreadable = Vec::new();
    for read in cores::each(files, |file| Source::read(file)) {
        match read {
            Ok(source) => sources.push(source),
            Err(errors) => unreadable.extend(errors),
        }
    }
    if unreadable.is_empty() {
        Ok(sources)
    } else {
        Err(Failed::Unreadable(unreadable))
    }
}

/// Why nothing was run.
pub(crate) enum Failed {
    /// These files.
    Unreadable(Vec<Unreadable>),
    /// Something else.
    CannotRun(CannotRun),
}

impl From<CannotRun> for Failed {
    fn from(error: CannotRun) -> Failed {
        Failed::CannotRun(error)
    }
}

impl Failed {
    /// Says it on stderr, all but the last line, which is the error that remains.
    pub(crate) fn say(self, colour: Colour) -> CannotRun {
        let errors = match self {
            Failed::CannotRun(error) => return error,
            Failed::Unreadable(errors) => errors,
        };
        let mut err = plain::stderr(colour);
        for error in &errors {
            let _ = writeln!(err, "{} {}", colour.bad("error:"), error.message);
        }
        let many = match errors.len() {
            1 => "1 error".to_owned(),
            count => format!("{count} errors"),
        };
        CannotRun::Input(format!("{many} in scenario files; nothing was run"))
    }
}
