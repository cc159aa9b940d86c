//! Cases, run on all cores; what comes out is the same whatever their number.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use iamwhy_scenario::cases::{Cases, ExpandedCase};
use iamwhy_scenario::run::{CaseReport, FileReport, Run};

use super::cores::{cores, with_all_hands};
use super::source::Source;
use crate::args::test::Shard;

/// How many cases a thread takes at once.
const HANDFUL: usize = 32;

/// Which cases are run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    pub(crate) filter: Option<String>,
    pub(crate) shard: Option<Shard>,
    pub(crate) fail_fast: bool,
    /// Whether the statements behind every answer are wanted, or only those of failures.
    pub(crate) detail: bool,
}

/// Where a case comes from: its index in `cases`, and which combination of its matrix it is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    pub(crate) case: usize,
    pub(crate) number: usize,
}

/// What came of a file.
pub(crate) struct Ran {
    pub(crate) report: FileReport,
    /// For each case of the report, where it comes from.
    pub(crate) places: Vec<Place>,
}

/// How many cases the files hold.
pub(crate) fn count(sources: &[Source]) -> usize {
    sources
        .iter()
        .map(|source| {
            let cases = Cases::of(&source.loaded.scenario);
            let all = 0..source.loaded.scenario.cases.len();
            all.map(|index| cases.expand(index).size_hint().0).sum::<usize>()
        })
        .sum()
}

/// Runs the chosen cases; `done` counts those that are behind us.
pub(crate) fn run(sources: &[Source], choice: &Choice, done: &AtomicUsize) -> Vec<Ran> {
    let cases: Vec<Cases<'_>> = sources
        .iter()
        .map(|source| Cases::of(&source.loaded.scenario))
        .collect();
    let runs: Vec<Run<'_>> = sources
        .iter()
        .zip(&cases)
        .map(|(source, cases)| Run::of(&source.loaded, cases))
        .collect();
    let feed = Mutex::new(feed(sources, &cases, choice, done));
    let first_failure = AtomicUsize::new(usize::MAX);
    let work = || {
        let mut own: Vec<(usize, usize, Place, CaseReport)> = Vec::new();
        loop {
            let handful: Vec<_> = match feed.lock() {
                Ok(mut feed) => feed.by_ref().take(HANDFUL).collect(),
                // Whoever panicked over it makes the whole panic.
                Err(_) => return own,
            };
            if handful.is_empty() {
                return own;
            }
            for (order, file, place, case) in handful {
                if order > first_failure.load(Ordering::Relaxed) {
                    return own;
                }
                let Some(run) = runs.get(file) else { continue };
                let quick = if choice.detail { None } else { run.decide(&case) };
                let quick = quick.filter(|report| report.passed != Some(false));
                let report = quick.unwrap_or_else(|| run.case(&case));
                if choice.fail_fast && report.passed == Some(false) {
                    first_failure.fetch_min(order, Ordering::Relaxed);
                }
                own.push((order, file, place, report));
            }
        }
    };
    let mut all = with_all_hands(cores(usize::MAX), work);
    all.sort_by_key(|(order, ..)| *order);
    // Threads that were ahead of the first failure ran cases that nobody asked for any more.
    let last = first_failure.into_inner();
    let mut ran: Vec<Ran> = sources.iter().map(empty).collect();
    for (_, file, place, report) in all.into_iter().take_while(|(order, ..)| *order <= last) {
        if let Some(own) = ran.get_mut(file) {
            own.report.cases.push(report);
            own.places.push(place);
        }
    }
    ran
}

fn empty(source: &Source) -> Ran {
    Ran {
        report: FileReport {
            file: source.loaded.file_name.clone(),
            title: source.loaded.scenario.title.clone(),
            cases: Vec::new(),
        },
        places: Vec::new(),
    }
}

/// The chosen cases in order: a number that grows, the file, the place in it, the case.
fn feed<'c>(
    sources: &'c [Source],
    cases: &'c [Cases<'c>],
    choice: &'c Choice,
    done: &'c AtomicUsize,
) -> impl Iterator<Item = (usize, usize, Place, ExpandedCase<'c>)> + Send {
    let all = sources
        .iter()
        .zip(cases)
        .enumerate()
        .flat_map(move |(file, (source, cases))| {
            let whole = choice.filter.as_deref().is_none_or(|text| {
                source.loaded.file_name.contains(text) || source.loaded.scenario.title.contains(text)
            });
            let indices = 0..source.loaded.scenario.cases.len();
            let expanded = indices.flat_map(move |case| {
                let numbered = cases.expand(case).enumerate();
                numbered.map(move |(number, expanded)| (Place { case, number }, expanded))
            });
            expanded
                .inspect(|_| {
                    done.fetch_add(1, Ordering::Relaxed);
                })
                .filter(move |(_, case)| whole || choice.filter.as_deref().is_some_and(|text| case.name.contains(text)))
                .map(move |(place, case)| (file, place, case))
        });
    let part = all.enumerate().filter(|(order, _)| match choice.shard {
        Some(shard) => order % shard.count == shard.index,
        None => true,
    });
    part.map(|(order, (file, place, case))| (order, file, place, case))
}
