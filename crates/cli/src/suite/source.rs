//! A scenario file with everything that it names, read once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use iamwhy_catalog::Catalog;
use iamwhy_import::yaml;
use iamwhy_lint::{Expected, unknown_expectations};
use iamwhy_policy::{Json, NodeId};
use iamwhy_scenario::run::Span;
use iamwhy_scenario::{Files, Loaded, ReadError};

use crate::disk::{self, Disk};

/// A scenario that is read.
pub(crate) struct Source {
    /// The scenario, ready to be run.
    pub(crate) loaded: Loaded,
    /// Its text.
    pub(crate) text: String,
    /// The files that it names, as it names them.
    pub(crate) named: BTreeMap<String, Named>,
}

/// A file that a scenario names.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it says.
    pub(crate) text: String,
}

/// Why a scenario cannot be read: a place and a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    /// The sentence, its place included.
    pub(crate) message: String,
}

impl Source {
    /// Reads a scenario and what it names.
    pub(crate) fn read(path: &Path) -> Result<Source, Vec<Unreadable>> {
        let name = path.display().to_string();
        let text = disk::read(path).map_err(|message| {
            vec![Unreadable {
                file: name.clone(),
                line: 1,
                column: 1,
                message,
            }]
        })?;
        Source::of(&name, text, &Disk::beside(path), |named| beside(path, named))
    }

    /// Reads a scenario whose text is at hand.
    pub(crate) fn of(
        name: &str,
        text: String,
        files: &dyn Files,
        place: impl Fn(&str) -> PathBuf,
    ) -> Result<Source, Vec<Unreadable>> {
        let kept = Kept {
            files,
            read: RefCell::default(),
        };
        let loaded = load(name, &text, &kept).map_err(|errors| {
            let unreadable = |error: ReadError| {
                let error = placed(error, name, &place);
                Unreadable {
                    line: error.position.line,
                    column: error.position.column,
                    message: error.to_string(),
                    file: error.file,
                }
            };
            errors.into_iter().map(unreadable).collect::<Vec<_>>()
        })?;
        let read = kept.read.into_inner();
        let named = read.into_iter().map(|(name, text)| {
            let path = place(&name);
            (name, Named { path, text })
        });
        Ok(Source {
            named: named.collect(),
            loaded,
            text,
        })
    }

    /// A span as somebody finds it who stands where the command was given; none where it is in no file, as AWS's own policies.
    pub(crate) fn place(&self, span: &Span) -> Option<Span> {
        if span.file == self.loaded.file_name {
            return Some(span.clone());
        }
        if let Some(named) = self.named.get(&span.file) {
            return Some(Span {
                file: named.path.display().to_string(),
                ..span.clone()
            });
        }
        // A document written as a string, or made from a template: its own lines are in no file.
        if let Some(pointer) = span
            .file
            .strip_prefix(&self.loaded.file_name)
            .and_then(|rest| rest.strip_prefix('#'))
        {
            return self.at(pointer);
        }
        let (path, json, node) = self.made_from(&span.file)?;
        Some(place_of(&json, node, path.display().to_string()))
    }

    /// What a text was made from that is called `file#/pointer`: the file, and the place in it.
    pub(crate) fn made_from(&self, name: &str) -> Option<(&Path, Json, NodeId)> {
        let (name, pointer) = name.split_once("#/")?;
        let named = self.named.get(name)?;
        let json = match yaml::is_template(&named.text) {
            true => yaml::read(&named.text.as_str().into()),
            false => Json::read(named.text.as_str()),
        };
        let json = json.ok()?;
        let node = json.at_pointer(&["/", pointer].concat(), json.root())?;
        Some((&named.path, json, node))
    }

    /// Where something stands in the scenario file.
    pub(crate) fn at(&self, pointer: &str) -> Option<Span> {
        let json = &self.loaded.json;
        let node = json.at_pointer(pointer, json.root())?;
        Some(place_of(json, node, self.loaded.file_name.clone()))
    }
}

/// Reads a scenario; its cases can expect findings of checks.
pub(crate) fn load(name: &str, text: &str, files: &dyn Files) -> Result<Loaded, Vec<ReadError>> {
    let mut loaded = Loaded::load(name, text, files)?;
    let unknown = unknown_expectations(&loaded);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    loaded.checks = Some(|loaded| Box::new(Expected::of(loaded, Catalog::embedded())));
    Ok(loaded)
}

/// The error as somebody finds it who stands where the command was given: a scenario names its files from its own folder.
pub(crate) fn placed(mut error: ReadError, scenario: &str, place: impl Fn(&str) -> PathBuf) -> ReadError {
    let (file, within) = match error.file.find('#') {
        Some(at) => error.file.split_at(at),
        None => (error.file.as_str(), ""),
    };
    if file != scenario && error.file != scenario {
        error.file = format!("{}{within}", place(file).display());
    }
    error
}

/// What a scenario names, from its folder.
pub(crate) fn beside(scenario: &Path, named: &str) -> PathBuf {
    tidy(&scenario.parent().unwrap_or(Path::new("")).join(named))
}

/// Where a node stands.
fn place_of(json: &Json, node: NodeId, file: String) -> Span {
    let node = json.span(node);
    let (start, end) = (json.position(node.start), json.position(node.end));
    Span {
        file,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// Keeps what was read.
struct Kept<'f> {
    files: &'f dyn Files,
    read: RefCell<BTreeMap<String, String>>,
}

impl Files for Kept<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let text = self.files.read(path)?;
        self.read.borrow_mut().insert(path.to_owned(), text.clone());
        Ok(text)
    }
}

/// Without `.` and, where that is certain, without `..`.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidied.components().next_back(), Some(Component::Normal(_))) => {
                tidied.pop();
            }
            part => tidied.push(part),
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::tidy;
    use std::path::Path;

    #[test]
    fn goes_up_only_where_there_is_something_to_leave() {
        for (path, tidied) in [
            ("a/./b/../c", "a/c"),
            ("../a", "../a"),
            ("a/../../b", "../b"),
            ("/a/../b", "/b"),
        ] {
            assert_eq!(tidy(Path::new(path)), Path::new(tidied));
        }
    }
}
