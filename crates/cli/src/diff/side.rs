//! One side of a comparison: a record, files on disk, or files in a git revision.

use std::path::Path;
use std::sync::atomic::AtomicUsize;

use super::git::Git;
use crate::CannotRun;
use crate::colour::Colour;
use crate::decisions::{self, ENDING, Line};
use crate::report::Results;
use crate::suite::run::{Choice, run};
use crate::suite::source::Source;
use crate::suite::{self, Failed};

/// One side of a comparison.
pub(crate) enum Side<'a> {
    Record(&'a str),
    Disk(&'a str),
    Git { rev: &'a str, path: &'a str },
}

impl<'a> Side<'a> {
    pub(crate) fn find(text: &'a str) -> Result<Side<'a>, CannotRun> {
        let there = Path::new(text).exists();
        match text.split_once(':') {
            _ if there && text.ends_with(ENDING) => Ok(Side::Record(text)),
            _ if there => Ok(Side::Disk(text)),
            Some((rev, path)) if !rev.is_empty() && !rev.starts_with('-') => Ok(Side::Git {
                rev,
                path: path.trim_matches('/'),
            }),
            _ => Err(CannotRun::Input(format!(
                "there is no file or folder `{text}`; a git revision is written REV:PATH, such as main:policies"
            ))),
        }
    }

    pub(super) fn is_record(&self) -> bool {
        matches!(self, Side::Record(_))
    }

    /// Its scenarios; a record has none.
    pub(crate) fn sources(&self, colour: Colour) -> Result<Vec<Source>, CannotRun> {
        let sources = match self {
            Side::Record(file) => {
                return Err(CannotRun::Input(format!(
                    "`{file}` holds decisions and no policies; name a folder, a scenario file or REV:PATH"
                )));
            }
            Side::Disk(path) => suite::read(&[(*path).to_owned()]),
            Side::Git { rev, path } => Git::open(rev)?.read(path),
        };
        sources.map_err(|failed: Failed| failed.say(colour))
    }

    /// What is decided. Names of files begin at the side's own root, unless they are wanted `whole`.
    pub(super) fn lines(&self, whole: bool, colour: Colour) -> Result<Vec<Line>, CannotRun> {
        let root = match self {
            Side::Record(file) => return decisions::read(file),
            Side::Disk(path) | Side::Git { path, .. } => *path,
        };
        let mut lines = decide(&self.sources(colour)?);
        if !whole {
            for line in &mut lines {
                line.file = below(&line.file, root);
            }
        }
        Ok(lines)
    }
}

fn decide(sources: &[Source]) -> Vec<Line> {
    let choice = Choice {
        detail: true,
        ..Choice::default()
    };
    let ran = run(sources, &choice, &AtomicUsize::new(0));
    decisions::lines(&Results::of(sources, ran, false))
}

/// A file's name below a root; a root that is the file itself leaves nothing, so that two files of different names can be compared.
pub(crate) fn below(file: &str, root: &str) -> String {
    let root = root.trim_start_matches("./").trim_end_matches('/');
    match file.strip_prefix(root) {
        Some("") => String::new(),
        Some(rest) if root.is_empty() || rest.starts_with('/') => rest.trim_start_matches('/').to_owned(),
        _ => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn names_begin_at_the_root() {
        for (file, root, name) in [
            ("policies/a.json", "policies", "a.json"),
            ("policies/a.json", "./policies/", "a.json"),
            ("policies/a.json", "pol", "policies/a.json"),
            ("a.json", "a.json", ""),
            ("a.json", ".", "a.json"),
            ("a.json", "", "a.json"),
        ] {
            assert_eq!(below(file, root), name);
        }
    }
}
