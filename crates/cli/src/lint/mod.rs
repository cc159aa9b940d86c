//! `iamwhy lint`: what policies should not say.

mod github;
mod json;
mod junit;
mod mend;
mod pretty;
mod sarif;
mod subject;
mod tell;
mod together;
mod unified;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use iamwhy_lint::{Finding, Kind, Options, Place, Report, Severity, Suppressions, World, checks, lint, requests};
use iamwhy_policy::spelling::{did_you_mean, quote};
use iamwhy_scenario::run::Span;

use crate::args::lint::{FailOn, Format, Lint};
use crate::colour::Colour;
use crate::plain::{Plain, Speech};
use crate::suite::cores;
use crate::test::keep;
use crate::{CannotRun, Ended, disk};
use subject::{Gathered, Subject};
use together::Seen;

/// Where suppressions are looked for.
const CONFIG: &str = "iamwhy.lint.json";

/// What came of all policies.
pub(crate) struct Linted<'s> {
    pub(crate) policies: Vec<One<'s>>,
    /// The file of suppressions, and those that fit nothing.
    pub(crate) unused: Vec<Unused>,
}

/// What came of one policy, or of the requests of a scenario.
pub(crate) struct One<'s> {
    pub(crate) subject: &'s Subject,
    /// The scenarios that have it; none where it is looked at by itself.
    pub(crate) seen: Vec<Seen<'s>>,
    pub(crate) findings: Vec<Finding>,
    /// The rest of what there is to say of a policy; none of requests.
    pub(crate) report: Option<Report>,
    /// For each finding, in which of them it shows.
    pub(crate) held: Vec<Vec<usize>>,
    /// Findings that somebody lets be, each with the reason.
    pub(crate) suppressed: Vec<(Finding, String)>,
}

/// A suppression that fits nothing.
pub(crate) struct Unused {
    pub(crate) at: Span,
    pub(crate) message: String,
}

pub(crate) fn run(options: &Lint, colour: Colour) -> Result<Ended, CannotRun> {
    if options.list {
        return tell::list(colour);
    }
    if let Some(code) = &options.explain {
        return tell::explain(code, colour);
    }
    let kind = options.kind.as_deref().map(kind).transpose()?;
    for code in &options.only {
        known(code)?;
    }
    let suppressions = suppressions(options)?;
    let gathered = subject::gather(&options.paths, kind.as_ref(), colour)?;
    let linted = look(&gathered, options, &suppressions);
    if options.fix || options.diff {
        return mend::run(&linted, options, colour);
    }
    for out in &options.out {
        let mut text = Vec::new();
        write(&mut text, out.format, &linted, Colour::none())?;
        keep(&out.file, &text)?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out, options.format, &linted, colour)?;
    out.flush()?;
    Ok(ended(&linted, options.fail_on))
}

fn write(out: &mut dyn Write, format: Format, linted: &Linted<'_>, colour: Colour) -> io::Result<()> {
    let speech = match format {
        Format::Json | Format::Sarif => Speech::Json,
        Format::Github => Speech::Commands,
        Format::Pretty | Format::Junit => Speech::Text(colour),
    };
    let out = &mut Plain::new(out, speech);
    match format {
        Format::Pretty => pretty::write(out, linted, colour),
        Format::Json => json::write(out, linted),
        Format::Junit => junit::write(out, linted),
        Format::Sarif => sarif::write(out, linted),
        Format::Github => github::write(out, linted),
    }
}

fn ended(linted: &Linted<'_>, fail_on: FailOn) -> Ended {
    let mildest = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::SecurityWarning => Severity::SecurityWarning,
        FailOn::Warning => Severity::Warning,
        FailOn::Suggestion => Severity::Suggestion,
        FailOn::Never => return Ended::Passed,
    };
    let fails =
        |one: &One<'_>| one.refused().next().is_some() || one.findings.iter().any(|own| own.severity() <= mildest);
    match linted.policies.iter().any(fails) {
        true => Ended::Failed,
        false => Ended::Passed,
    }
}

fn kind(word: &str) -> Result<Kind, CannotRun> {
    Kind::of_word(word).ok_or_else(|| {
        let near = did_you_mean(word, Kind::WORDS);
        CannotRun::Input(format!(
            "`--type {word}` is no type of policy{near}; the types are {}, and the prefixes of services that store policies",
            Kind::WORDS.join(", ")
        ))
    })
}

/// The check with this code, in any case of letters.
fn known(code: &str) -> Result<&'static iamwhy_lint::Check, CannotRun> {
    let check = checks::all().find(|check| check.code.eq_ignore_ascii_case(code));
    check.ok_or_else(|| {
        let near = did_you_mean(code, checks::all().map(|check| check.code));
        CannotRun::Input(format!(
            "there is no check {}{near}; `iamwhy lint --list` lists them",
            quote(code)
        ))
    })
}

fn suppressions(options: &Lint) -> Result<(String, String, Suppressions), CannotRun> {
    let file = match &options.config {
        Some(file) => file.clone(),
        None if Path::new(CONFIG).is_file() => CONFIG.to_owned(),
        None => return Ok((String::new(), String::new(), Suppressions::default())),
    };
    let text = disk::read(Path::new(&file)).map_err(CannotRun::Input)?;
    let read = Suppressions::read(&file, &text).map_err(|error| CannotRun::Input(error.to_string()))?;
    Ok((file, text, read))
}

/// Runs the checks on everything, on all cores.
fn look<'s>(gathered: &'s Gathered, options: &Lint, suppressions: &(String, String, Suppressions)) -> Linted<'s> {
    let (file, text, list) = suppressions;
    let reports = cores::each(&gathered.subjects, |subject| {
        let world = subject.world.as_ref().and_then(|(index, place)| {
            let source = gathered.scenarios.get(*index)?;
            Some(World {
                loaded: &source.loaded,
                place,
            })
        });
        let catalog = iamwhy_catalog::Catalog::embedded();
        let mut report = subject.policy.as_ref().map(|parsed| {
            lint(
                parsed,
                &Options {
                    kind: subject.kind.clone(),
                    world,
                    catalog: Some(catalog),
                },
            )
        });
        let mut findings = match &mut report {
            Some(report) => std::mem::take(&mut report.findings),
            None => world.map_or_else(Vec::new, |world| requests(world.loaded, catalog)),
        };
        if !options.only.is_empty() {
            let chosen = |own: &Finding| options.only.iter().any(|code| code.eq_ignore_ascii_case(own.code()));
            findings.retain(chosen);
            if let Some(report) = &mut report {
                report.refusals.clear();
            }
        }
        (findings, report)
    });
    let mut used = vec![false; list.list.len()];
    let mut policies = Vec::new();
    for (subject, (found, report)) in gathered.subjects.iter().zip(reports) {
        let mut suppressed = Vec::new();
        let mut findings = Vec::new();
        for finding in found {
            let at = Place {
                path: &subject.file,
                policy: subject.world.as_ref().map(|(_, place)| place.as_str()),
                sid: subject.sid(&finding),
            };
            let fit = list.fits(&finding, &at);
            match fit.and_then(|index| Some((used.get_mut(index)?, list.list.get(index)?))) {
                Some((used, own)) => {
                    *used = true;
                    suppressed.push((finding, own.reason.clone()));
                }
                None => findings.push(finding),
            }
        }
        let seen = subject.world.as_ref().and_then(|(index, place)| {
            let scenario = gathered.scenarios.get(*index)?.loaded.file_name.as_str();
            Some(Seen { scenario, place })
        });
        policies.push(One {
            subject,
            seen: seen.into_iter().collect(),
            held: vec![vec![0]; findings.len()],
            findings,
            report,
            suppressed,
        });
    }
    let unused = list.list.iter().zip(&used).filter(|(_, used)| !**used);
    Linted {
        policies: together::together(policies),
        unused: unused
            .map(|(own, _)| Unused {
                at: subject::span(file, text, own.span),
                message: format!(
                    "nothing here has a finding {} that this fits: remove it",
                    quote(&own.code)
                ),
            })
            .collect(),
    }
}

impl One<'_> {
    /// What AWS refuses, the message that it returns first.
    pub(crate) fn refused(&self) -> impl Iterator<Item = &iamwhy_policy::save::Refusal> {
        let errors = self.report.iter().flat_map(|report| &report.refusals);
        errors.filter(|own| own.severity == iamwhy_policy::Severity::Error)
    }

    /// What AWS returns, where no finding stands at the same place.
    pub(crate) fn lone_refusal(&self) -> Option<&iamwhy_policy::save::Refusal> {
        self.refused().next().filter(|own| self.beside(own).is_none())
    }

    /// The error that stands where AWS refuses.
    fn beside(&self, refusal: &iamwhy_policy::save::Refusal) -> Option<&Finding> {
        let mut findings = self.findings.iter();
        findings.find(|own| own.severity() == Severity::Error && touches(own.span, refusal.span))
    }

    /// AWS's words about a finding, if they are those that AWS would return.
    pub(crate) fn refusal_at(&self, finding: &Finding) -> Option<&iamwhy_policy::save::Refusal> {
        let first = self.refused().next()?;
        let own = self.beside(first)?;
        (own == finding).then_some(first)
    }
}

fn touches(one: iamwhy_policy::Span, other: iamwhy_policy::Span) -> bool {
    one.start <= other.start && other.end <= one.end || other.start <= one.start && one.end <= other.end
}
