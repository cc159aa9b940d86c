//! Reading what was kept: strict about what it understands, patient with what a later version added.

use std::fmt;

use iamwhy_policy::{Json, Kind, NodeId, Position};

use super::{MARK, Progress};
use crate::{confidence::Confidence, record::TrapRecord, schedule::STEPS};

/// Why a text is no progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressError {
    /// What is wrong, in lower case.
    pub message: String,
    /// Where.
    pub position: Position,
}

impl fmt::Display for ProgressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.position.line, self.position.column, self.message)
    }
}

impl std::error::Error for ProgressError {}

/// More than this is nobody's progress.
const LARGEST: usize = 4_000_000;

impl Progress {
    /// Reads what [`Progress::to_json`] wrote, also in a later version: what it does not know it keeps.
    ///
    /// # Errors
    /// The first thing that is wrong; nothing of a broken text is taken.
    pub fn from_json(text: &str) -> Result<Progress, ProgressError> {
        let first = Position { line: 1, column: 1 };
        if text.len() > LARGEST {
            let message = "this text is far too long to be a progress file".to_owned();
            return Err(ProgressError {
                message,
                position: first,
            });
        }
        let json = Json::read(text).map_err(|error| ProgressError {
            message: format!("this is no JSON: {}", error.message),
            position: first,
        })?;
        Reader(&json).progress()
    }
}

struct Reader<'j>(&'j Json);

impl Reader<'_> {
    fn wrong<T>(&self, node: NodeId, message: impl Into<String>) -> Result<T, ProgressError> {
        Err(ProgressError {
            message: message.into(),
            position: self.0.position(self.0.span(node).start),
        })
    }

    fn progress(&self) -> Result<Progress, ProgressError> {
        let json = self.0;
        let root = json.root();
        let Some(version) = json.get(root, MARK) else {
            return self.wrong(root, format!("this is no progress file: it has no `{MARK}`"));
        };
        if self.number(version)? == 0 {
            return self.wrong(version, "versions begin with 1");
        }
        let mut progress = Progress::default();
        for (key, value) in json.members(root) {
            match json.string(key).unwrap_or_default() {
                MARK => {}
                "traps" => self.traps(value, &mut progress)?,
                "read" => {
                    for item in self.items(value)? {
                        let Some((folder, heading)) = json.string(item).and_then(|text| text.split_once('#')) else {
                            return self.wrong(item, "expected `chapter#heading`");
                        };
                        progress.has_read(folder, heading);
                    }
                }
                "confidence" => {
                    for item in self.items(value)? {
                        let said = Confidence::of_percent(self.field(item, "said")?);
                        let place = Confidence::ALL.iter().position(|own| Some(*own) == said);
                        let (asked, right) = self.of_asked(item, "asked")?;
                        if let Some(own) = place.and_then(|place| progress.said.get_mut(place)) {
                            *own = (asked, right);
                        }
                    }
                }
                name => progress.beside.push((name.to_owned(), json.raw(value).to_owned())),
            }
        }
        Ok(progress)
    }

    fn traps(&self, list: NodeId, progress: &mut Progress) -> Result<(), ProgressError> {
        for item in self.items(list)? {
            let Some(slug) = self.0.get(item, "trap").and_then(|own| self.0.string(own)) else {
                return self.wrong(item, "expected an object with `trap`, the name of a trap");
            };
            let (seen, right) = self.of_asked(item, "seen")?;
            let record = TrapRecord {
                seen,
                right,
                step: self.field(item, "step")?.min(STEPS.len() as u32 - 1),
                due: self.field(item, "due")?,
                flipped: self.0.get(item, "flipped").and_then(|own| self.0.boolean(own)) == Some(true),
            };
            progress.traps.insert(slug.to_owned(), record);
        }
        Ok(())
    }

    /// How many were asked, and how many of them right.
    fn of_asked(&self, item: NodeId, asked: &str) -> Result<(u32, u32), ProgressError> {
        let (asked, right) = (self.field(item, asked)?, self.field(item, "right")?);
        if right > asked {
            return self.wrong(item, "more right answers than answers");
        }
        Ok((asked, right))
    }

    fn items(&self, list: NodeId) -> Result<Vec<NodeId>, ProgressError> {
        match self.0.kind(list) {
            Kind::Array => Ok(self.0.items(list).collect()),
            other => self.wrong(list, format!("expected a list, found {}", other.words())),
        }
    }

    fn field(&self, object: NodeId, name: &str) -> Result<u32, ProgressError> {
        match self.0.get(object, name) {
            Some(value) => self.number(value),
            None => self.wrong(object, format!("missing field `{name}`")),
        }
    }

    fn number(&self, node: NodeId) -> Result<u32, ProgressError> {
        let text = self.0.raw(node);
        match text.parse() {
            Ok(number) if self.0.kind(node) == Kind::Number => Ok(number),
            _ => self.wrong(node, "expected a whole number"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Progress::from_json(text).unwrap_err().to_string()
    }

    #[test]
    fn garbage_is_refused_with_its_place() {
        assert!(error("hello").starts_with("1:1: this is no JSON: "));
        assert_eq!(error("{}"), "1:1: this is no progress file: it has no `iamwhyProgress`");
        assert_eq!(
            error("{\"iamwhyProgress\": 1,\n \"traps\": {}}"),
            "2:11: expected a list, found an object"
        );
        let more = r#"{"iamwhyProgress":1,"traps":[{"trap":"a","seen":1,"right":2,"step":0,"due":0}]}"#;
        assert_eq!(error(more), "1:30: more right answers than answers");
        assert_eq!(
            error(r#"{"iamwhyProgress":1,"confidence":[{"said":-1}]}"#),
            "1:43: expected a whole number"
        );
    }

    #[test]
    fn what_a_later_version_added_is_kept() {
        let later = r#"{"iamwhyProgress": 2, "streak": {"days": [1, 2]}, "traps": []}"#;
        let read = Progress::from_json(later).unwrap();
        assert!(read.to_json().contains("\"streak\": {\"days\": [1, 2]}"));
        assert_eq!(Progress::from_json(&read.to_json()).unwrap(), read);
    }
}
