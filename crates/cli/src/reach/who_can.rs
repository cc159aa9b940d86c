//! `iamwhy who-can`.

use std::io::Write;

use iamwhy_reach::{Path, Question, Reach, Sure};
use iamwhy_scenario::cases::Cases;
use serde_json::{Value, json};

use super::{context, heading, sources, steps, takes_tags};
use crate::args::reach::{Format, WhoCan};
use crate::colour::Colour;
use crate::plain::{self, Speech};
use crate::suite::source::Source;
use crate::{CannotRun, Ended};

/// What one scenario answers.
struct Answer<'s> {
    source: &'s Source,
    resource: String,
    paths: Vec<Path>,
    strangers: Vec<String>,
    asked: usize,
}

pub(crate) fn run(options: &WhoCan, colour: Colour) -> Result<Ended, CannotRun> {
    if !options.action.contains(':') {
        return Err(CannotRun::Input(format!(
            "`{}` is no action: write service:Action, such as s3:GetObject",
            options.action
        )));
    }
    if std::path::Path::new(&options.resource).is_file() {
        return Err(CannotRun::Input(format!(
            "`{}` is a file, and the second word is the resource: iamwhy who-can {} RESOURCE {}",
            options.resource, options.action, options.resource
        )));
    }
    let context = context(&options.circumstances)?;
    let sources = sources(&options.paths, colour)?;
    let answers: Vec<Answer<'_>> = sources
        .iter()
        .filter_map(|source| {
            let resource = Cases::of(&source.loaded.scenario).resource(&options.resource)?;
            let question = Question {
                action: options.action.clone(),
                resource: resource.clone(),
                context: context.clone(),
            };
            let reach = Reach::of(&source.loaded).choosing(takes_tags);
            Some(Answer {
                source,
                resource,
                paths: reach.who_can(&question),
                strangers: reach.strangers(&question),
                asked: reach.names().count(),
            })
        })
        .collect();
    // A misspelt name is nobody's, and "nobody can" would be a comfortable lie.
    if answers.is_empty() {
        return Err(CannotRun::Input(unnamed(&options.resource, &sources)));
    }
    let json_wanted = options.format == Format::Json;
    let mut out = plain::stdout(if json_wanted {
        Speech::Json
    } else {
        Speech::Text(colour)
    });
    match options.format {
        Format::Text => text(&mut out, &answers, &sources, options, colour)?,
        Format::Json => {
            let files: Vec<Value> = answers.iter().map(json).collect();
            let all = json!({ "version": 1, "action": options.action, "files": files });
            writeln!(out, "{all:#}")?;
        }
    }
    let expected = |name: &String| options.expect.as_ref().is_none_or(|names| names.contains(name));
    let surprise = answers
        .iter()
        .flat_map(|answer| &answer.paths)
        .any(|path| !expected(&path.caller));
    Ok(if surprise { Ended::Failed } else { Ended::Passed })
}

/// What to write instead of a resource that nobody declared.
fn unnamed(text: &str, sources: &[Source]) -> String {
    let mut names: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.loaded.scenario.resources.keys())
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    let declared = match names.as_slice() {
        [] => "no resource is declared".to_owned(),
        [first @ .., last] if first.len() < 12 => {
            let first: String = first.iter().map(|name| format!("`{name}`, ")).collect();
            format!("declared are {first}`{last}`")
        }
        _ => format!("{} resources are declared", names.len()),
    };
    format!("`{text}` is no ARN, and no resource has this name: {declared}; a role is named by its ARN")
}

fn text(
    out: &mut dyn Write,
    answers: &[Answer<'_>],
    sources: &[Source],
    options: &WhoCan,
    colour: Colour,
) -> std::io::Result<()> {
    for (place, answer) in answers.iter().enumerate() {
        if let Some(heading) = heading(sources, answer.source) {
            let gap = if place > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", colour.strong(&heading))?;
        }
        let (count, asked) = (answer.paths.len(), answer.asked);
        let (action, resource) = (&options.action, &answer.resource);
        writeln!(out, "{count} of {asked} can do {action} on {resource}")?;
        if resource == "*" {
            let note =
                "asked of `*` itself: who may do it on some resources only is not among them; name one to ask for it";
            writeln!(out, "{}", colour.faint(note))?;
        }
        for path in &answer.paths {
            let unexpected = options
                .expect
                .as_ref()
                .is_some_and(|names| !names.contains(&path.caller));
            let mark = match path.sure() {
                Sure::Allowed => colour.marks("✔"),
                Sure::Depends => colour.strong("?"),
            };
            let note = if unexpected {
                colour.bad("  not expected")
            } else {
                String::new()
            };
            writeln!(
                out,
                "\n  {mark} {}  {}{note}",
                colour.strong(&path.caller),
                colour.faint(&path.arn)
            )?;
            steps::write(out, &path.steps, answer.source, colour)?;
        }
        if !answer.strangers.is_empty() {
            writeln!(out, "\n  named by policies, and not declared here:")?;
            for name in &answer.strangers {
                writeln!(out, "      {name}")?;
            }
        }
    }
    Ok(())
}

fn json(answer: &Answer<'_>) -> Value {
    let paths = answer.paths.iter().map(|path| {
        json!({
            "caller": path.caller, "arn": path.arn, "sure": path.sure() == Sure::Allowed, "unknowns": path.unknowns(),
            "steps": steps::json(&path.steps, answer.source),
        })
    });
    json!({
        "file": answer.source.loaded.file_name, "resource": answer.resource, "asked": answer.asked,
        "paths": paths.collect::<Vec<_>>(), "strangers": answer.strangers,
    })
}
