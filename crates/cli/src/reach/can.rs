//! `iamwhy can`.

use std::io::Write;

use iamwhy_catalog::Catalog;
use iamwhy_reach::{Can as Found, Reach, Rights, Sure};
use serde_json::{Value, json};

use super::{context, heading, sources, steps, takes_tags};
use crate::args::reach::{Can, Format};
use crate::colour::Colour;
use crate::plain::{self, Speech};
use crate::suite::source::Source;
use crate::{CannotRun, Ended};

pub(crate) fn run(options: &Can, colour: Colour) -> Result<Ended, CannotRun> {
    let context = context(&options.circumstances)?;
    let sources = sources(&options.paths, colour)?;
    let mut answers: Vec<(&Source, Vec<Found>)> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for source in &sources {
        let reach = Reach::of(&source.loaded).choosing(takes_tags);
        match reach.find(&options.principal) {
            Some(index) => answers.push((source, reach.can(index, Catalog::embedded(), &context))),
            None => known.extend(reach.names().map(|name| format!("`{name}`"))),
        }
    }
    if answers.is_empty() {
        known.sort();
        known.dedup();
        return Err(CannotRun::Input(format!(
            "no principal is named `{}`; there are {}",
            options.principal,
            known.join(", ")
        )));
    }
    let json_wanted = options.format == Format::Json;
    let mut out = plain::stdout(if json_wanted {
        Speech::Json
    } else {
        Speech::Text(colour)
    });
    if options.format == Format::Json {
        let files: Vec<Value> = answers.iter().map(|(source, found)| json(source, found)).collect();
        writeln!(
            out,
            "{:#}",
            json!({ "version": 1, "principal": options.principal, "files": files })
        )?;
        return Ok(Ended::Passed);
    }
    for (place, (source, found)) in answers.iter().enumerate() {
        if let Some(heading) = heading(&sources, source) {
            let gap = if place > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", colour.strong(&heading))?;
        }
        text(&mut out, source, found, colour)?;
    }
    Ok(Ended::Passed)
}

fn text(out: &mut dyn Write, source: &Source, found: &[Found], colour: Colour) -> std::io::Result<()> {
    for (place, own) in found.iter().enumerate() {
        let name = colour.strong(&own.name);
        let gap = if place > 0 { "\n" } else { "" };
        let how = if own.way.is_empty() { "itself" } else { "within reach" };
        writeln!(out, "{gap}{name}  {}  {how}", colour.faint(&own.arn))?;
        steps::write(out, &own.way, source, colour)?;
        if own.rights.is_empty() {
            writeln!(out, "  nothing on what is declared here")?;
        }
        for rights in &own.rights {
            let scope = match rights.scope.arn.as_str() {
                "*" => "on no resource in particular".to_owned(),
                arn => format!("{}  {}", rights.scope.name, colour.faint(arn)),
            };
            writeln!(out, "  {scope}")?;
            let (count, all) = rights.count;
            if count == all {
                writeln!(out, "      all of the {all} actions that AWS lists")?;
                continue;
            }
            for (word, list) in [
                ("", &rights.allowed),
                ("depends on something unknown: ", &rights.depends),
            ] {
                if !list.is_empty() {
                    writeln!(out, "      {word}{}", few(list))?;
                }
            }
        }
    }
    Ok(())
}

/// What fits on a screen; programs get all of it.
fn few(list: &[String]) -> String {
    const FEW: usize = 40;
    let rest = list.len().saturating_sub(FEW);
    let shown = list.iter().take(FEW).cloned().collect::<Vec<_>>().join(", ");
    match rest {
        0 => shown,
        rest => format!("{shown} and {rest} more (all of them: --format json)"),
    }
}

fn json(source: &Source, found: &[Found]) -> Value {
    let rights = |own: &Rights| {
        let levels = own
            .levels
            .iter()
            .map(|(level, sure)| json!({ "level": level.word(), "sure": *sure == Sure::Allowed }));
        json!({
            "resource": own.scope.name, "arn": own.scope.arn, "allowed": own.allowed, "depends": own.depends,
            "count": own.count.0, "of": own.count.1,
            "levels": levels.collect::<Vec<_>>(),
        })
    };
    let everybody = found.iter().map(|own| {
        json!({
            "name": own.name, "arn": own.arn, "way": steps::json(&own.way, source),
            "rights": own.rights.iter().map(rights).collect::<Vec<_>>(),
        })
    });
    json!({ "file": source.loaded.file_name, "can": everybody.collect::<Vec<_>>() })
}
