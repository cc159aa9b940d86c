//! What is remembered between two visits, as a text that its owner keeps.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_scenario::Written;

pub use read::ProgressError;

use crate::{
    calibration::Calibration,
    confidence::Confidence,
    record::{Given, TrapRecord},
    schedule,
};

/// What somebody has answered, read and turned around.
///
/// ```
/// use iamwhy_traps::{Confidence, Given, Progress};
///
/// let mut progress = Progress::default();
/// let given = Given { trap: "a".to_owned(), answer: 2, confidence: Confidence::Sure, right: true };
/// progress.answered(&given, 20_000);
/// assert_eq!(progress.of("a").map(|record| record.due), Some(20_003));
///
/// let read = Progress::from_json(&progress.to_json())?;
/// assert_eq!(read, progress);
/// # Ok::<(), iamwhy_traps::ProgressError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// By slug.
    pub(crate) traps: BTreeMap<String, TrapRecord>,
    /// Which headings were read: chapter's folder, and the heading's name in links.
    pub(crate) read: BTreeSet<(String, String)>,
    /// Answers and right answers of each confidence, the least first.
    pub(crate) said: [(u32, u32); 4],
    /// What a later version wrote beside it, as it stands there.
    pub(crate) beside: Vec<(String, String)>,
}

/// The version that is written.
pub(crate) const VERSION: u32 = 1;
/// Says whose text it is, with its version.
pub(crate) const MARK: &str = "iamwhyProgress";

impl Progress {
    /// What is remembered of a trap.
    #[must_use]
    pub fn of(&self, slug: &str) -> Option<&TrapRecord> {
        self.traps.get(slug).filter(|record| record.seen > 0)
    }

    /// Whether the second challenge of a trap was met.
    #[must_use]
    pub fn is_flipped(&self, slug: &str) -> bool {
        self.traps.get(slug).is_some_and(|record| record.flipped)
    }

    /// Remembers an answer.
    pub fn answered(&mut self, given: &Given, today: u32) {
        let record = self.traps.entry(given.trap.clone()).or_default();
        *record = schedule::after(*record, given, today);
        let place = Confidence::ALL.iter().position(|own| *own == given.confidence);
        if let Some((asked, right)) = place.and_then(|place| self.said.get_mut(place)) {
            *asked = asked.saturating_add(1);
            *right = right.saturating_add(u32::from(given.right));
        }
    }

    /// Remembers that the second challenge was met.
    pub fn flipped(&mut self, slug: &str) {
        self.traps.entry(slug.to_owned()).or_default().flipped = true;
    }

    /// Remembers that a paragraph was read.
    pub fn has_read(&mut self, folder: &str, heading: &str) {
        self.read.insert((folder.to_owned(), heading.to_owned()));
    }

    /// Whether a paragraph was read.
    #[must_use]
    pub fn is_read(&self, folder: &str, heading: &str) -> bool {
        self.read.contains(&(folder.to_owned(), heading.to_owned()))
    }

    /// The traps to ask again on this day, those that wait longest first.
    #[must_use]
    pub fn due(&self, today: u32) -> Vec<&str> {
        let due = self.traps.iter().filter(|(_, own)| own.seen > 0 && own.due <= today);
        let mut due: Vec<(u32, &str)> = due.map(|(slug, own)| (own.due, slug.as_str())).collect();
        due.sort_unstable();
        due.into_iter().map(|(_, slug)| slug).collect()
    }

    /// Confidence against results, over everything.
    #[must_use]
    pub fn calibration(&self) -> Calibration {
        let mut all = Calibration::of([]);
        for (bucket, (asked, right)) in all.buckets.iter_mut().zip(self.said) {
            (bucket.asked, bucket.right) = (asked, right);
        }
        all
    }

    /// The text to keep: JSON, with its version.
    #[must_use]
    pub fn to_json(&self) -> String {
        let traps = self.traps.iter().map(|(slug, own)| {
            let mut members = vec![
                ("trap", slug.into()),
                ("seen", own.seen.into()),
                ("right", own.right.into()),
                ("step", own.step.into()),
                ("due", own.due.into()),
            ];
            if own.flipped {
                members.push(("flipped", true.into()));
            }
            Written::Object(members)
        });
        let read = self
            .read
            .iter()
            .map(|(folder, heading)| [folder, "#", heading].concat());
        let confidence = Confidence::ALL.iter().zip(self.said).map(|(said, (asked, right))| {
            Written::Object(vec![
                ("said", said.percent().into()),
                ("asked", asked.into()),
                ("right", right.into()),
            ])
        });
        let text = Written::Object(vec![
            (MARK, VERSION.into()),
            ("traps", traps.collect()),
            ("read", read.map(Written::Text).collect()),
            ("confidence", confidence.collect()),
        ])
        .pretty();
        let mut text = text.strip_suffix("\n}").unwrap_or(&text).to_owned();
        for (name, raw) in &self.beside {
            text.push_str(&[",\n  ", &Written::from(name).to_string(), ": ", raw].concat());
        }
        text.push_str("\n}\n");
        text
    }
}
