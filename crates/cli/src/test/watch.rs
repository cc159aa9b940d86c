//! `--watch`: what has changed is run again, until somebody ends it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::once;
use crate::args::test::Test;
use crate::colour::Colour;
use crate::suite::source::Source;
use crate::{CannotRun, Ended, paths, plain, suite};

/// Editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// What each scenario rests on, as absolute paths.
type Rests = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

pub(super) fn watch(options: &Test, colour: Colour) -> Result<Ended, CannotRun> {
    let (tell, told) = channel();
    let failed = |error: notify::Error| CannotRun::Input(format!("cannot watch files: {error}"));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            // Nobody listens any more when the run ends.
            let _ = tell.send(event);
        }
    })
    .map_err(failed)?;
    let mut rests = Rests::new();
    let mut watched = BTreeSet::new();
    let mut due: BTreeSet<PathBuf> = paths::find(&options.paths)?.into_iter().collect();
    loop {
        due.retain(|file| file.is_file());
        if !due.is_empty() {
            round(options, colour, &due, &mut rests)?;
        }
        for folder in folders(options, &rests) {
            if !watched.contains(&folder) && folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive).map_err(failed)?;
                watched.insert(folder);
            }
        }
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{}", colour.faint("waiting for changes; end with Ctrl-C"))?;
        out.flush()?;
        drop(out);
        let Some(changed) = changes(&told) else {
            return Ok(Ended::Passed);
        };
        due = paths::find(&options.paths)
            .unwrap_or_default()
            .into_iter()
            .filter(|file| {
                let file = absolute(file);
                let rests_on = rests.get(&file);
                changed.contains(&file) || rests_on.is_none_or(|files| files.iter().any(|own| changed.contains(own)))
            })
            .collect();
    }
}

/// Runs these files; an error is said, and does not end the watch.
fn round(options: &Test, colour: Colour, due: &BTreeSet<PathBuf>, rests: &mut Rests) -> Result<(), CannotRun> {
    let files: Vec<PathBuf> = due.iter().cloned().collect();
    let say = |error: &CannotRun| {
        let _ = writeln!(plain::stderr(colour), "{} {error}", colour.bad("error:"));
    };
    let sources = match suite::read_files(&files) {
        Ok(sources) => sources,
        Err(failed) => {
            // They are run again when they, or anything at all, has changed.
            for file in &files {
                rests.remove(&absolute(file));
            }
            say(&failed.say(colour));
            return Ok(());
        }
    };
    for source in &sources {
        rests.insert(absolute(Path::new(&source.loaded.file_name)), rests_on(source));
    }
    match once(options, &sources, colour) {
        Err(CannotRun::Output(error)) => Err(CannotRun::Output(error)),
        Err(error) => {
            say(&error);
            Ok(())
        }
        Ok(_) => Ok(()),
    }
}

fn rests_on(source: &Source) -> BTreeSet<PathBuf> {
    source.named.values().map(|named| absolute(&named.path)).collect()
}

/// The folders to watch: those that were given, and those of all files that scenarios name.
fn folders(options: &Test, rests: &Rests) -> BTreeSet<PathBuf> {
    let parent = |file: &Path| file.parent().map(Path::to_path_buf);
    let given = options.paths.iter().filter_map(|path| {
        let plain = path.split(['*', '?', '[', '{']).next().unwrap_or_default();
        let path = absolute(Path::new(plain));
        if path.is_dir() { Some(path) } else { parent(&path) }
    });
    let named = rests.iter().flat_map(|(file, named)| named.iter().chain([file]));
    given.chain(named.filter_map(|file| parent(file))).collect()
}

/// The files that changed, once it is quiet again; none where nobody can tell any more.
fn changes(told: &Receiver<Event>) -> Option<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    loop {
        let event = if changed.is_empty() {
            told.recv().ok()?
        } else {
            match told.recv_timeout(QUIET) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return Some(changed),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        };
        // Reading a file is an event as well.
        if matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)
        ) {
            changed.extend(event.paths.iter().map(|path| absolute(path)));
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf())
}
