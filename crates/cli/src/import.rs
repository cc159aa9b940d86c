//! `iamwhy import`: a scenario to start from, out of files of other tools.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use iamwhy_import::{Export, Fault, ParameterValue, Parameters, Part, Source, starter, yaml};
use iamwhy_policy::{Json, JsonError, Position};

use crate::args::import::Import;
use crate::colour::Colour;
use crate::disk;
use crate::plain::{self, Speech};
use crate::{CannotRun, Ended};

/// A file that is read.
struct Read {
    /// As the scenario will name it.
    name: String,
    export: Export,
}

pub(crate) fn run(options: &Import, colour: Colour) -> Result<Ended, CannotRun> {
    if let Some(account) = &options.account
        && !(account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let message = format!("`{account}` is not an account id; it has 12 digits");
        return Err(CannotRun::Input(message));
    }
    // What is said beside the file of parameters, and both together.
    let mut beside = Parameters::default();
    for (name, value) in [("AWS::AccountId", &options.account), ("AWS::Region", &options.region)] {
        if let Some(value) = value {
            beside.set(name, ParameterValue::One(value.clone()));
        }
    }
    let mut all = match &options.parameters {
        Some(file) => {
            let json = tree(file)?;
            Parameters::read(&json).map_err(|fault| at(file, &json, &fault))?
        }
        None => Parameters::default(),
    };
    for (name, value) in beside.iter() {
        all.set(name, value.clone());
    }
    let none = Parameters::default();
    let mut read = Vec::new();
    for file in &options.files {
        let json = tree(file)?;
        let source = match options.kind {
            Some(kind) => kind.into(),
            None => Source::of(&json).ok_or_else(|| unknown(file))?,
        };
        let given = if takes_parameters(source) { &all } else { &none };
        let export = Export::read(source, &json, given).map_err(|fault| at(file, &json, &fault))?;
        let name = beside_scenario(file, options.out.as_deref());
        read.push(Read { name, export });
    }
    let parameters_file = options
        .parameters
        .as_deref()
        .map(|file| beside_scenario(file, options.out.as_deref()));
    let parts: Vec<Part<'_>> = read
        .iter()
        .map(|read| {
            let takes = takes_parameters(read.export.source);
            Part {
                file: &read.name,
                export: &read.export,
                parameters: if takes { &beside } else { &none },
                parameters_file: parameters_file.as_deref().filter(|_| takes),
            }
        })
        .collect();
    let text = starter(&parts, options.inline, options.region.as_deref());
    match &options.out {
        Some(out) => {
            std::fs::write(out, &text).map_err(|error| CannotRun::Input(format!("cannot write `{out}`: {error}")))?
        }
        None => plain::stdout(Speech::Json).write_all(text.as_bytes())?,
    }
    said(options, &read, colour)?;
    Ok(Ended::Passed)
}

fn takes_parameters(source: Source) -> bool {
    matches!(source, Source::TerraformPlan | Source::CloudFormation)
}

/// Says on standard error what was found and what is missing.
fn said(options: &Import, read: &[Read], colour: Colour) -> std::io::Result<()> {
    let mut err = plain::stderr(colour);
    for (file, read) in options.files.iter().zip(read) {
        let export = &read.export;
        writeln!(
            err,
            "{} {}: {}, {}, {}",
            colour.strong(file),
            export.source.output(),
            counted(export.policies.len(), "policy", "policies"),
            counted(export.principals.len(), "principal", "principals"),
            counted(export.resources.len(), "resource", "resources"),
        )?;
        for note in &export.notes {
            let Position { line, column } = export.json.position(export.json.span(note.node).start);
            writeln!(
                err,
                "{} {file}:{line}:{column}: {}",
                colour.bad("warning:"),
                note.message
            )?;
        }
        let lacks = |is_there: bool, arn: &str| !is_there && arn.starts_with("arn:");
        let principals = export
            .principals
            .iter()
            .filter(|own| lacks(own.has_place(), &own.arn))
            .count();
        let resources = export
            .resources
            .iter()
            .filter(|own| lacks(own.has_place(), &own.arn))
            .count();
        let counts = [
            (principals, counted(principals, "principal", "principals")),
            (resources, counted(resources, "resource", "resources")),
        ];
        let left_out = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, words)| words);
        let left_out: Vec<String> = left_out.collect();
        if !left_out.is_empty() {
            writeln!(
                err,
                "{} {file}: left out, because nothing says in which account: {}; give --account",
                colour.bad("warning:"),
                left_out.join(" and ")
            )?;
        }
    }
    if let Some(out) = &options.out {
        writeln!(err, "wrote {out}; see its answers with: iamwhy explain {out}")?;
    }
    Ok(())
}

fn counted(count: usize, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{count} {word}")
}

fn tree(file: &str) -> Result<Arc<Json>, CannotRun> {
    let text = disk::read(Path::new(file)).map_err(CannotRun::Input)?;
    let shown: Arc<str> = text.into();
    let json = match yaml::is_template(&shown) {
        true => yaml::read(&shown),
        false if shown.trim_start().starts_with(['{', '[']) => Json::read(Arc::clone(&shown)),
        false => return Err(unknown(file)),
    };
    json.map(Arc::new).map_err(|error| broken(file, &shown, &error))
}

fn broken(file: &str, text: &str, error: &JsonError) -> CannotRun {
    let Position { line, column } = Position::of(text, error.span.start);
    CannotRun::Input(format!("{file}:{line}:{column}: {}", error.message))
}

fn at(file: &str, json: &Json, fault: &Fault) -> CannotRun {
    let Position { line, column } = json.position(json.span(fault.node).start);
    let pointer = json.pointer(fault.node, json.root());
    let mut message = format!("{file}:{line}:{column}: {}", fault.message);
    if !pointer.is_empty() {
        message.push_str(&format!(" (at {pointer})"));
    }
    if !fault.help.is_empty() {
        message.push_str(&format!("; {}", fault.help));
    }
    CannotRun::Input(message)
}

/// What to do with a file that none of the importers reads.
fn unknown(file: &str) -> CannotRun {
    let mut message = format!("`{file}` is nothing that can be imported; it can be");
    for source in Source::ALL {
        message.push_str(&format!("\n  {} ({})", source.output(), source.how()));
    }
    let is_yaml = file.ends_with(".yaml") || file.ends_with(".yml") || file.ends_with(".template");
    if is_yaml {
        message.push_str(
            "\nof YAML only templates are read: at the beginning of a line stands `Resources:` or `AWSTemplateFormatVersion:`",
        );
    }
    CannotRun::Input(message)
}

/// A file's path as a scenario at `out` names it.
fn beside_scenario(file: &str, out: Option<&str>) -> String {
    let folder = out.and_then(|out| Path::new(out).parent()).unwrap_or(Path::new(""));
    let file = crate::suite::source::tidy(Path::new(file));
    let folder = crate::suite::source::tidy(folder);
    if file.is_absolute() != folder.is_absolute() || folder.components().any(|part| part == Component::ParentDir) {
        let whole = std::path::absolute(&file).unwrap_or(file);
        return whole.display().to_string();
    }
    let shared = file
        .components()
        .zip(folder.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(file.components().skip(shared)).collect();
    path.display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::beside_scenario;

    #[test]
    fn a_scenario_names_files_from_where_it_stands() {
        for (file, out, expected) in [
            ("plan.json", None, "plan.json"),
            ("plan.json", Some("a.scenario.json"), "plan.json"),
            ("infra/plan.json", Some("tests/a.scenario.json"), "../infra/plan.json"),
            ("tests/plan.json", Some("tests/a.scenario.json"), "plan.json"),
            ("./x/plan.json", Some("x/y/a.scenario.json"), "../plan.json"),
        ] {
            assert_eq!(beside_scenario(file, out), expected);
        }
    }
}
