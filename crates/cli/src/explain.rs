//! `iamwhy explain`: why, and what would flip it.

use std::io::Write;
use std::path::Path;

use iamwhy_engine::{Outcome, Request};
use iamwhy_explain::Explanation;
use iamwhy_explain::GateVerdict;
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::run::{CaseReport, Finding, Run};
use iamwhy_scenario::{Loaded, ReadError};

use crate::args::{Explain, Format};
use crate::colour::Colour;
use crate::disk::{self, Disk};
use crate::plain::{self, Speech};
use crate::refusal::{Refusal, instead_of_scenario};
use crate::remarks::Remarks;
use crate::report::{note, refusals};
use crate::suite::source::{beside, load, placed};
use crate::{CannotRun, Ended, flags, mistyped, pathless, vain};

/// How many ways to turn a decision around are shown to people.
const FLIPS: usize = 5;

pub(crate) fn run(options: &Explain, colour: Colour) -> Result<Ended, CannotRun> {
    let is_json = options.format == Format::Json || options.flags.print_scenario;
    let mut out = plain::stdout(if is_json { Speech::Json } else { Speech::Text(colour) });
    let mut refusal = options.error.as_deref().map(Refusal::read).transpose()?;
    let loaded = match (&options.file, &mut refusal) {
        (Some(file), _) => {
            let text = disk::read(Path::new(file)).map_err(CannotRun::Input)?;
            let loaded = load(file, &text, &Disk::beside(Path::new(file)));
            loaded.map_err(|errors| {
                let placed = errors
                    .into_iter()
                    .map(|error| placed(error, file, |named| beside(Path::new(file), named)));
                instead_of_scenario(file, &text).unwrap_or_else(|| readable(placed.collect()))
            })?
        }
        (None, Some(refusal)) => {
            let text = refusal.scenario(options)?;
            if options.flags.print_scenario {
                writeln!(out, "{}", text.trim_end())?;
                return Ok(Ended::Passed);
            }
            if options.format == Format::Pretty {
                refusal.understood(&mut out, colour)?;
                if refusal.is_beyond_policies() {
                    return Ok(Ended::Passed);
                }
            }
            Loaded::load("the message", &text, &Disk::beside(Path::new("here"))).map_err(readable)?
        }
        (None, None) => {
            let scene = flags::scenario(&options.flags)?;
            let text = serde_json::to_string_pretty(&scene).map_err(|error| CannotRun::Input(error.to_string()))?;
            if options.flags.print_scenario {
                writeln!(out, "{text}")?;
                return Ok(Ended::Passed);
            }
            Loaded::load(flags::NAME, &text, &Disk::beside(Path::new("here"))).map_err(readable)?
        }
    };
    let chosen = choose(&loaded, options.case.as_deref())?;
    if options.format == Format::Json {
        writeln!(out, "{}", iamwhy_scenario::explain_json(&loaded, &chosen))?;
        return Ok(Ended::Passed);
    }
    if let Some(refusal) = refusal.as_ref().filter(|_| options.format == Format::Pretty) {
        refusal.perhaps(&mut out, options, &loaded, colour)?;
    }
    let remarks = match options.format {
        Format::Pretty => Remarks::of(&loaded),
        _ => Remarks::default(),
    };
    // What AWS refused was asked of it; the keys of its policies are unknown, and nobody's mistake.
    let findings = match options.format {
        Format::Pretty if refusal.is_none() => Remarks::asked(&loaded),
        _ => Vec::new(),
    };
    // Of an action that AWS does not have the answer is about nothing: that comes first.
    let (no_action, findings): (Vec<_>, Vec<_>) = findings
        .into_iter()
        .partition(|own| own.code() == "REQUEST_INVALID_ACTION");
    let cases = Cases::of(&loaded.scenario);
    let run = Run::of(&loaded, &cases);
    for (place, case) in cases.all().enumerate().filter(|(place, _)| chosen.contains(place)) {
        if place != *chosen.first().unwrap_or(&0) {
            writeln!(out)?;
        }
        if options.file.is_some() && options.format == Format::Pretty {
            writeln!(out, "{}", colour.strong(&iamwhy_explain::visible(&case.name)))?;
        }
        let numbers = 0..case.authorizations.len();
        let explained: Vec<(Request, Explanation)> = numbers.filter_map(|number| run.explain(&case, number)).collect();
        whole(&mut out, &explained, options.format, colour)?;
        if case.case.writes.is_some() {
            write(&mut out, &run.case(&case), options.format, colour)?;
        }
        // The one of a message was told already.
        let told = options.file.is_some().then(|| note(&case));
        for line in told.into_iter().flatten() {
            match options.format {
                Format::Markdown => writeln!(out, "{line}\n")?,
                _ => writeln!(out, "{} {line}\n", colour.strong("note:"))?,
            }
        }
        for line in Remarks::on_case(&loaded, &no_action, &case, options.file.is_none()) {
            writeln!(out, "{} {line}\n", colour.strong("a check says:"))?;
        }
        // Of a call that is denied as a whole, what is allowed needs no reasons.
        let is_denied = explained.iter().any(|(_, own)| own.decision.is_deny()) && options.format == Format::Pretty;
        let brief = |own: &&(Request, Explanation)| is_denied && own.1.decision == Outcome::Allow;
        let call: Vec<Request> = explained.iter().map(|(request, _)| request.clone()).collect();
        for (number, (request, explanation)) in explained.iter().filter(|own| !brief(own)).enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            one(&mut out, &loaded, (request, &call), explanation, options.format, colour)?;
            for line in remarks.on(explanation) {
                writeln!(out, "\n{} {line}", colour.strong("a check says:"))?;
            }
        }
        let mut before = "\n";
        for (_, explanation) in explained.iter().filter(brief) {
            let line = ["✔ ", &explanation.sentence].concat();
            writeln!(out, "{before}{}", colour.marks(&iamwhy_explain::visible(&line)))?;
            before = "";
        }
        for line in Remarks::on_case(&loaded, &findings, &case, options.file.is_none()) {
            writeln!(out, "\n{} {line}", colour.strong("a check says:"))?;
        }
    }
    let caller = options.flags.principal.as_deref();
    let caller = caller.or(refusal.as_ref().and_then(Refusal::caller));
    let pathless = caller.filter(|_| options.format == Format::Pretty);
    if let Some(line) = pathless.and_then(|caller| pathless::line(&loaded, caller)) {
        writeln!(out, "\n{} {line}", colour.strong("not known:"))?;
    }
    if let Some(refusal) = refusal.filter(|_| options.format == Format::Pretty) {
        refusal.difference(&mut out, &loaded, colour)?;
        refusal.commands(&mut out, options, colour)?;
    }
    Ok(Ended::Passed)
}

/// The places of the cases to explain.
fn choose(loaded: &Loaded, name: Option<&str>) -> Result<Vec<usize>, CannotRun> {
    let cases = Cases::of(&loaded.scenario);
    let names: Vec<String> = cases.all().map(|case| case.name.clone()).collect();
    let Some(name) = name else {
        return Ok((0..names.len()).collect());
    };
    let chosen: Vec<usize> = names
        .iter()
        .enumerate()
        .filter(|(_, own)| *own == name)
        .map(|(place, _)| place)
        .collect();
    if chosen.is_empty() {
        let list: Vec<String> = names.iter().map(|name| format!("  {name}")).collect();
        return Err(CannotRun::Input(format!(
            "no case is named `{name}`; the cases are:\n{}",
            list.join("\n")
        )));
    }
    Ok(chosen)
}

/// The answer to the whole call, where it takes several authorizations.
fn whole(
    out: &mut impl Write,
    explained: &[(Request, Explanation)],
    format: Format,
    colour: Colour,
) -> Result<(), CannotRun> {
    let all: Vec<Explanation> = explained.iter().map(|(_, own)| own.clone()).collect();
    match iamwhy_explain::headline(&all) {
        Some(headline) if format == Format::Markdown => writeln!(out, "{headline}\n")?,
        Some(headline) => writeln!(out, "{}\n", colour.marks(&headline))?,
        None => {}
    }
    Ok(())
}

/// A call may be allowed, and what it writes refused; of a call that is denied nothing is written.
fn write(out: &mut impl Write, case: &CaseReport, format: Format, colour: Colour) -> Result<(), CannotRun> {
    let doubts = || case.findings.iter().flatten();
    let (what, lines, mark) = match case.decision {
        "refused" => {
            let what = "AWS refuses what this writes, also where the call is allowed:";
            (what, refusals(case), colour.bad("✖"))
        }
        "accepted" => {
            let what = match doubts().next() {
                Some(_) => "AWS saves what this writes, though it may not do what is meant:",
                None => "AWS saves what this writes.",
            };
            let line = |own: &Finding| iamwhy_explain::visible(&format!("{} ({})", own.message, own.rule)).into_owned();
            (what, doubts().map(line).collect(), "!".to_owned())
        }
        _ => return Ok(()),
    };
    match format {
        Format::Markdown => writeln!(out, "**{what}**\n")?,
        _ => writeln!(out, "{}", colour.strong(what))?,
    }
    for line in lines {
        match format {
            Format::Markdown => writeln!(out, "- {}", crate::report::cell(&line))?,
            _ => writeln!(out, "  {mark} {line}")?,
        }
    }
    writeln!(out)?;
    Ok(())
}

fn one(
    out: &mut impl Write,
    loaded: &Loaded,
    (request, call): (&Request, &[Request]),
    explanation: &Explanation,
    format: Format,
    colour: Colour,
) -> Result<(), CannotRun> {
    if format == Format::Markdown {
        writeln!(out, "{}", iamwhy_explain::markdown(explanation))?;
        return Ok(());
    }
    for line in iamwhy_explain::lines(explanation).lines() {
        writeln!(out, "{}", colour.marks(line))?;
    }
    if explanation.decision == Outcome::Allow {
        let held = iamwhy_explain::held_open(&loaded.program, request);
        if !held.sentence.is_empty() {
            writeln!(out, "\n{} {}", colour.strong("what holds it open:"), held.sentence)?;
        }
        return Ok(());
    }
    if explanation.is_blocked_public_policy() {
        return Ok(());
    }
    for (index, line) in vain::lines(loaded, request, explanation.decision).iter().enumerate() {
        let before = if index == 0 { "\n" } else { "" };
        writeln!(out, "{before}{} {line}", colour.strong("in vain:"))?;
    }
    let flips = iamwhy_explain::flips(&loaded.program, request, call, FLIPS);
    if flips.is_empty() && explanation.decision.is_deny() {
        let open = explanation
            .gates
            .iter()
            .any(|gate| gate.verdict == GateVerdict::Unknown);
        let open = if open {
            " while what is marked `?` above is not known"
        } else {
            ""
        };
        writeln!(
            out,
            "\nno change that was tried turns it around{open}, nor a few of them together"
        )?;
    }
    if !flips.is_empty() {
        writeln!(
            out,
            "\n{}",
            colour.strong("what would turn it around (each was tried):")
        )?;
        for flip in flips {
            writeln!(out, "  • {}", flip.title)?;
        }
    }
    Ok(())
}

fn readable(errors: Vec<ReadError>) -> CannotRun {
    let lines: Vec<String> = errors.iter().map(mistyped::said).collect();
    CannotRun::Input(lines.join("\n"))
}
