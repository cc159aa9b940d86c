//! Changes, written.

use std::io::{self, Write};

use iamwhy_explain::visible;
use iamwhy_scenario::Written;

use super::changes::{Change, Changes, Kind};
use crate::args::diff::Format;
use crate::colour::Colour;
use crate::decisions::Line;
use crate::plain::{Plain, Speech};
use crate::report::annotation::{Level, annotation};
use crate::report::{cell, count, summary};

pub(super) fn write(out: &mut dyn Write, format: Format, changes: &Changes, colour: Colour) -> io::Result<()> {
    let speech = match format {
        Format::Json | Format::Ndjson => Speech::Json,
        Format::Github => Speech::Commands,
        Format::Pretty | Format::Markdown => Speech::Text(colour),
    };
    let out = &mut Plain::new(out, speech);
    match format {
        Format::Pretty => pretty(out, changes, colour),
        Format::Json => {
            let value: serde_json::Value = serde_json::from_str(&whole(changes).to_string())?;
            writeln!(out, "{}", serde_json::to_string_pretty(&value)?)
        }
        Format::Ndjson => {
            for change in &changes.list {
                writeln!(out, "{}", written(change))?;
            }
            Ok(())
        }
        Format::Markdown => markdown(out, changes),
        Format::Github => github(out, changes),
    }
}

/// `2 cases are decided differently: 1 opens, 1 closes; 40 stay as they were`
fn last_line(changes: &Changes) -> String {
    let same = changes.same;
    if changes.list.is_empty() {
        return format!("nothing changes; {} as before", count(same, "case"));
    }
    let kinds = Kind::ALL.into_iter().map(|kind| (changes.count(kind), kind.word()));
    let counts: Vec<String> = kinds
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    format!(
        "{}: {}; {same} as before",
        count(changes.list.len(), "difference"),
        counts.join(", ")
    )
}

fn pretty(out: &mut dyn Write, changes: &Changes, colour: Colour) -> io::Result<()> {
    let mut file = None;
    for change in &changes.list {
        let Some(line) = change.line() else { continue };
        if file != Some(&line.file) {
            file = Some(&line.file);
            if !line.file.is_empty() {
                writeln!(out, "{}", colour.strong(&line.file))?;
            }
        }
        let word = format!("{:7}", change.kind.word());
        let word = match change.kind {
            Kind::Opens => colour.bad(&word),
            Kind::Closes => colour.good(&word),
            _ => colour.faint(&word),
        };
        writeln!(
            out,
            "  {word} {}: {}",
            colour.strong(&visible(&line.case)),
            change.words()
        )?;
    }
    if !changes.list.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", last_line(changes))
}

fn whole(changes: &Changes) -> Written {
    let kinds = Kind::ALL.map(|kind| (kind.word(), Written::from(changes.count(kind))));
    let mut summary = kinds.to_vec();
    summary.push(("same", changes.same.into()));
    Written::Object(vec![
        ("version", 1_u32.into()),
        ("summary", Written::Object(summary)),
        ("changes", changes.list.iter().map(written).collect()),
    ])
}

fn written(change: &Change) -> Written {
    let line = change.line();
    let mut members = vec![("change", Written::from(change.kind.word()))];
    members.extend(line.map(|line| ("file", Written::from(&line.file))));
    members.extend(line.map(|line| ("case", Written::from(&line.case))));
    members.extend(change.old.as_ref().map(|line| ("old", short(line))));
    members.extend(change.new.as_ref().map(|line| ("new", short(line))));
    Written::Object(members)
}

/// Without the case, which is the same on both sides.
fn short(line: &Line) -> Written {
    match line.written() {
        Written::Object(members) => {
            let own = members.into_iter().filter(|(name, _)| !["file", "case"].contains(name));
            Written::Object(own.collect())
        }
        other => other,
    }
}

fn markdown(out: &mut dyn Write, changes: &Changes) -> io::Result<()> {
    writeln!(out, "**{}**", last_line(changes))?;
    if changes.list.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| | case | before | after | file |\n|---|---|---|---|---|")?;
    for change in &changes.list {
        let Some(line) = change.line() else { continue };
        let words = |line: &Option<Line>| line.as_ref().map_or_else(|| "–".to_owned(), |line| cell(&line.words()));
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            change.kind.word(),
            cell(&line.case),
            words(&change.old),
            words(&change.new),
            cell(&line.file)
        )?;
    }
    Ok(())
}

/// What opens or closes is worth a look, at the statement that does it.
fn github(out: &mut dyn Write, changes: &Changes) -> io::Result<()> {
    for change in &changes.list {
        let loud = !matches!(change.kind, Kind::New | Kind::Gone);
        let Some(line) = change.line().filter(|_| loud) else {
            continue;
        };
        let title = format!("{}: {}", change.kind.word(), line.case);
        match &line.at {
            Some(span) => writeln!(out, "{}", annotation(Level::Warning, span, &title, &change.words()))?,
            None => writeln!(out, "{}: {}", visible(&title), change.words())?,
        }
    }
    writeln!(out, "{}", last_line(changes))?;
    summary(|file| markdown(file, changes))
}
