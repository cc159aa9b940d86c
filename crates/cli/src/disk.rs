//! Files on disk: what `{"file": …}` in a scenario names, relative to the scenario.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A folder that relative names start from.
pub(crate) struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// Names are relative to the folder of this file.
    pub(crate) fn beside(file: &Path) -> Disk {
        Disk {
            folder: file.parent().map(Path::to_path_buf).unwrap_or_default(),
        }
    }
}

impl iamwhy_scenario::Files for Disk {
    fn read(&self, path: &str) -> Result<String, String> {
        let full = self.folder.join(path);
        // A pipe would be waited for, a device never ends, and scenarios come with other people's pull requests.
        let is_special = |own: std::fs::Metadata| !own.is_file() && !own.is_dir();
        if std::fs::metadata(&full).is_ok_and(is_special) {
            return Err(format!("`{}` is no regular file: name one that is", full.display()));
        }
        read(&full)
    }
}

/// More than this from a pipe is cut.
const LONGEST: u64 = 64 << 20;

/// Reads standard input; what is not UTF-8 in it is replaced. It can be read once, and is kept for who asks again.
pub(crate) fn piped() -> Result<String, String> {
    static READ: OnceLock<Result<String, String>> = OnceLock::new();
    let read = || {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LONGEST).read_to_end(&mut bytes);
        read.map_err(|error| format!("cannot read standard input: {error}"))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    READ.get_or_init(read).clone()
}

/// All of a file; what is none, such as a pipe from the shell, has a limit.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let about = file.metadata()?;
    if about.is_file() || about.is_dir() {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LONGEST {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

/// Reads a text file; a byte order mark at its start is not part of the text.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let bytes = bytes(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no file `{}`", path.display()),
        std::io::ErrorKind::IsADirectory => format!("`{}` is a folder, not a file", path.display()),
        std::io::ErrorKind::FileTooLarge => format!("`{}` does not end: name a file", path.display()),
        _ => format!("cannot read `{}`: {error}", path.display()),
    })?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(format!(
            "`{}` is packed with gzip: unpack it with `gunzip` first",
            path.display()
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        format!("`{}` is not UTF-8 text (line {line}): save it as UTF-8", path.display())
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
