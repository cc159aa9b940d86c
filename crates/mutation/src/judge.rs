//! Whether the tests notice a mutant.

use crate::baseline::Baseline;
use crate::mutant::Mutant;
use crate::search;

/// What came of a mutant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// A case fails.
    Noticed {
        /// Its file.
        file: String,
        /// Its name.
        case: String,
    },
    /// No case fails; with a request that is decided differently, where one was found.
    Unnoticed(Option<Difference>),
    /// The changed text cannot be read, so it is no policy that anybody could deploy.
    Unreadable,
}

/// A request that is decided differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The scenario that it is a case for.
    pub file: String,
    /// The case, as JSON text on one line; it holds now and fails with the mutant.
    pub case: String,
    /// How it is decided now.
    pub before: &'static str,
    /// How it is decided with the mutant.
    pub after: &'static str,
}

impl Baseline<'_> {
    /// Whether any of these tests notices a mutant.
    #[must_use]
    pub fn judge(baselines: &[Baseline<'_>], mutant: &Mutant) -> Verdict {
        let mut unnoticed = Vec::new();
        for baseline in baselines.iter().filter(|own| own.scene.rests_on(&mutant.file)) {
            let Some(changed) = baseline.scene.with(mutant) else {
                return Verdict::Unreadable;
            };
            if let Some(case) = baseline.notices(&mutant.reach, &changed) {
                return Verdict::Noticed {
                    file: baseline.scene.loaded.file_name.clone(),
                    case: case.to_owned(),
                };
            }
            unnoticed.push((baseline, changed));
        }
        let found = |(baseline, changed)| search::difference(baseline, &changed, mutant);
        Verdict::Unnoticed(unnoticed.into_iter().find_map(found))
    }
}
