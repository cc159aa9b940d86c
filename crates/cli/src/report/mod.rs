//! Reports of a run: one set of results, many ways to write it. None of them says when: two runs give the same bytes.

pub(crate) mod annotation;
mod failure;
mod github;
mod junit;
mod markdown;
mod ndjson;
mod pretty;
pub(crate) mod sarif;
mod tap;

use std::io::{self, Write};

use iamwhy_scenario::Report;
use iamwhy_scenario::run::CaseReport;

pub(crate) use failure::{Failure, note, refusals, test as test_place};
pub(crate) use github::summary;
pub(crate) use markdown::text as cell;

use crate::args::test::Format;
use crate::colour::Colour;
use crate::plain::{Plain, Speech};
use crate::suite::run::{Place, Ran};
use crate::suite::source::Source;

/// What came of a run.
pub(crate) struct Results<'s> {
    pub(crate) report: Report,
    /// For each file of the report, where it and its cases come from.
    pub(crate) origins: Vec<Origin<'s>>,
}

/// Where a file of a report and its cases come from.
pub(crate) struct Origin<'s> {
    pub(crate) source: &'s Source,
    pub(crate) places: Vec<Place>,
}

impl<'s> Results<'s> {
    /// The results of these scenarios; those of which no case was chosen are left out if only `chosen` ones were run.
    pub(crate) fn of(sources: &'s [Source], ran: Vec<Ran>, chosen: bool) -> Results<'s> {
        let mut results = Results {
            report: Report::default(),
            origins: Vec::new(),
        };
        for (source, ran) in sources.iter().zip(ran) {
            if !chosen || !ran.places.is_empty() {
                results.report.files.push(ran.report);
                results.origins.push(Origin {
                    source,
                    places: ran.places,
                });
            }
        }
        results
    }

    /// Every case.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &CaseReport> {
        self.report.files.iter().flat_map(|file| &file.cases)
    }

    /// Whether an answer is unknown without anybody saying that it should be.
    pub(crate) fn has_surprising_unknown(&self) -> bool {
        self.report.files.iter().zip(&self.origins).any(|(file, origin)| {
            let scenario = &origin.source.loaded.scenario;
            file.cases.iter().zip(&origin.places).any(|(case, place)| {
                let expected = scenario.cases.get(place.case).is_some_and(|own| own.expect.is_some());
                case.decision == "unknown" && !(expected && case.passed == Some(true))
            })
        })
    }

    /// The cases whose expectation does not hold, each with its explanation.
    pub(crate) fn failures(&self) -> Vec<Failure<'_>> {
        failure::failures(self)
    }
}

/// Writes the results in a format.
pub(crate) fn write(out: &mut dyn Write, format: Format, results: &Results<'_>, colour: Colour) -> io::Result<()> {
    let speech = match format {
        Format::Json | Format::Ndjson | Format::Sarif => Speech::Json,
        Format::Github => Speech::Commands,
        Format::Pretty | Format::Junit | Format::Tap | Format::Markdown => Speech::Text(colour),
    };
    let out = &mut Plain::new(out, speech);
    match format {
        Format::Pretty => pretty::write(out, results, colour),
        Format::Json => writeln!(out, "{}", results.report.to_json()),
        Format::Ndjson => ndjson::write(out, results),
        Format::Junit => junit::write(out, results),
        Format::Tap => tap::write(out, results),
        Format::Sarif => sarif::write(out, results),
        Format::Github => github::write(out, results),
        Format::Markdown => markdown::write(out, results),
    }
}

/// `1 case`, `2 cases`
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
