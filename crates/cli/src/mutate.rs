//! `iamwhy mutate`: which edits of the policies no test notices.

mod json;
mod text;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::sync::atomic::Ordering;

use iamwhy_catalog::Catalog;
use iamwhy_coverage::Share;
use iamwhy_mutation::{Baseline, File, Mutant, Scene, Verdict, mutants, unedited};
use iamwhy_scenario::cases::Cases;

use crate::args::mutate::{Format, Mutate};
use crate::colour::Colour;
use crate::plain::{self, Plain, Speech};
use crate::suite::cores::each;
use crate::suite::progress;
use crate::suite::source::Source;
use crate::{CannotRun, Ended, suite};

/// The mutants with what came of them.
struct Mutation {
    /// How many there are in all; those that were tried may be fewer.
    all: usize,
    /// In the order of the files.
    tried: Vec<(Mutant, Verdict)>,
    /// Policies that cannot be edited where they stand: file and name.
    unedited: Vec<(String, String)>,
}

pub(crate) fn run(options: &Mutate, colour: Colour) -> Result<Ended, CannotRun> {
    let sources = suite::read(&options.paths).map_err(|failed| failed.say(colour))?;
    let catalog = Catalog::embedded();
    let scenes: Vec<Scene> = sources.into_iter().map(scene).collect();
    let cases: Vec<Cases<'_>> = scenes.iter().map(|scene| Cases::of(&scene.loaded.scenario)).collect();
    let pairs: Vec<(&Scene, &Cases<'_>)> = scenes.iter().zip(&cases).collect();
    let baselines = each(&pairs, |(scene, cases)| Baseline::of(scene, cases, catalog));
    if baselines.iter().any(|baseline| !baseline.failing().is_empty()) {
        for (baseline, scene) in baselines.iter().zip(&scenes) {
            for case in baseline.failing() {
                let file = &scene.loaded.file_name;
                writeln!(
                    plain::stderr(colour),
                    "{} {file} › {case}",
                    colour.bad("fails without any edit:")
                )?;
            }
        }
        return Ok(Ended::Failed);
    }
    if baselines.iter().all(|baseline| baseline.count() == 0) {
        return Err(CannotRun::Input(
            "no case expects anything, so none can notice an edit".to_owned(),
        ));
    }
    let found = mutants(&scenes, catalog);
    let all = found.len();
    let chosen = spread(found, options.max);
    let verdicts = progress::shown(chosen.len(), "edits", |done| {
        each(&chosen, |mutant| {
            let verdict = Baseline::judge(&baselines, mutant);
            done.fetch_add(1, Ordering::Relaxed);
            verdict
        })
    });
    let mutation = Mutation {
        all,
        tried: chosen.into_iter().zip(verdicts).collect(),
        unedited: scenes.iter().flat_map(left_out).collect(),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let speech = match options.format {
        Format::Text => Speech::Text(colour),
        Format::Json => Speech::Json,
    };
    let mut out = Plain::new(&mut out, speech);
    match options.format {
        Format::Text => text::write(&mut out, &mutation, colour)?,
        Format::Json => json::write(&mut out, &mutation)?,
    }
    out.flush()?;
    let killed = mutation.noticed();
    match options.min_killed {
        Some(least) if killed.percent() < least.0 => {
            let share = killed.words();
            let what = colour.bad("below the threshold:");
            writeln!(
                io::stderr(),
                "{what} the tests notice {share} of the edits, at least {} % they should",
                least.0
            )?;
            Ok(Ended::BelowThreshold)
        }
        _ => Ok(Ended::Passed),
    }
}

/// Without their cases' text nothing is read twice: the texts go along.
fn scene(source: Source) -> Scene {
    let file = |(name, named): (String, suite::source::Named)| {
        let place = named.path.display().to_string();
        (
            name,
            File {
                place,
                text: named.text,
            },
        )
    };
    Scene {
        loaded: source.loaded,
        text: source.text,
        files: source.named.into_iter().map(file).collect::<BTreeMap<_, _>>(),
    }
}

fn left_out(scene: &Scene) -> Vec<(String, String)> {
    let named = |name| (scene.loaded.file_name.clone(), name);
    unedited(scene).into_iter().map(named).collect()
}

/// At most so many, spread evenly.
fn spread<T>(mutants: Vec<T>, max: Option<usize>) -> Vec<T> {
    let (all, max) = (mutants.len(), max.unwrap_or(usize::MAX));
    if max >= all {
        return mutants;
    }
    let chosen = |at: usize| (at * max) / all != ((at + 1) * max) / all;
    let each = mutants.into_iter().enumerate();
    each.filter(|(at, _)| chosen(*at)).map(|(_, mutant)| mutant).collect()
}

impl Mutation {
    /// Edits that the tests notice, of those that can be read.
    fn noticed(&self) -> Share {
        let verdicts = self.tried.iter().map(|(_, verdict)| verdict);
        let readable = verdicts.filter(|verdict| **verdict != Verdict::Unreadable);
        let noticed = |verdict: &&Verdict| matches!(verdict, Verdict::Noticed { .. });
        Share {
            hit: readable.clone().filter(noticed).count(),
            all: readable.count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn a_sample_is_as_large_as_asked_for() {
        for (all, max) in [(10, 3), (10, 10), (7, 6), (1000, 1), (5, 0), (0, 3), (3, 9)] {
            let chosen = spread((0..all).collect(), Some(max));
            assert_eq!(chosen.len(), max.min(all), "{max} of {all}");
        }
        assert_eq!(spread((0..4).collect(), None), [0, 1, 2, 3]);
    }

    #[test]
    fn a_sample_is_spread_evenly() {
        assert_eq!(spread((0..10).collect(), Some(3)), [3, 6, 9]);
        assert_eq!(spread((0..8).collect(), Some(4)), [1, 3, 5, 7]);
    }
}
