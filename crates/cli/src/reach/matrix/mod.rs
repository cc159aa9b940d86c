//! `iamwhy matrix`: everybody against everything.

mod against;
mod cell;
mod csv;
mod html;
mod text;

use std::io::Write;

use iamwhy_catalog::{AccessLevel, Catalog};
use iamwhy_reach::{Matrix as Table, Reach, Sure};
use serde_json::{Value, json};

use super::{context, takes_tags};
use crate::args::reach::{Matrix, MatrixFormat};
use crate::colour::Colour;
use crate::diff::Side;
use crate::plain::{self, Speech};
use crate::suite::source::Source;
use crate::{CannotRun, Ended};

/// The matrix of one scenario.
struct Sheet {
    file: String,
    title: String,
    table: Table,
}

pub(crate) fn run(options: &Matrix, colour: Colour) -> Result<Ended, CannotRun> {
    let context = context(&options.circumstances)?;
    let catalog = Catalog::embedded();
    if let Some(pattern) = options.action.iter().find(|pattern| !catalog.matches_some(pattern)) {
        let near = catalog.nearest_action(pattern);
        let help = near.map_or_else(String::new, |action| format!("; did you mean `{action}`?"));
        return Err(CannotRun::Input(format!("no action of AWS is `{pattern}`{help}")));
    }
    let sheets = |sources: &[Source]| -> Vec<Sheet> {
        let sheet = |source: &Source| Sheet {
            file: source.loaded.file_name.clone(),
            title: source.loaded.scenario.title.clone(),
            table: Reach::of(&source.loaded)
                .choosing(takes_tags)
                .matrix(&options.action, catalog, &context),
        };
        sources.iter().map(sheet).collect()
    };
    let now = sheets(&super::sources(&options.paths, colour)?);
    let speech = match options.format {
        MatrixFormat::Json => Speech::Json,
        MatrixFormat::Csv => Speech::Csv,
        _ => Speech::Text(colour),
    };
    let mut out = plain::stdout(speech);
    if let Some(old) = &options.against {
        if options.format == MatrixFormat::Html {
            return Err(CannotRun::Input(
                "what differs is a list: with --against write it as text, csv or json".to_owned(),
            ));
        }
        let before = sheets(&Side::find(old)?.sources(colour)?);
        let changes = against::changes(&before, old, &now, &options.paths);
        against::write(&mut out, &changes, options.format, colour)?;
        let differs = options.exit_code && !changes.is_empty();
        return Ok(if differs { Ended::Failed } else { Ended::Passed });
    }
    match options.format {
        MatrixFormat::Text => text::write(&mut out, &now, colour)?,
        MatrixFormat::Csv => csv::write(&mut out, &now)?,
        MatrixFormat::Html => html::write(&mut out, &now)?,
        MatrixFormat::Json => {
            let files: Vec<Value> = now.iter().map(json).collect();
            writeln!(out, "{:#}", json!({ "version": 1, "files": files }))?;
        }
    }
    Ok(Ended::Passed)
}

fn json(sheet: &Sheet) -> Value {
    let columns = sheet.table.columns.iter().map(|column| {
        let mut own = json!({ "resource": column.scope.name, "arn": column.scope.arn });
        if let (Some(action), Some(fields)) = (&column.action, own.as_object_mut()) {
            fields.insert("action".to_owned(), json!(action));
        }
        own
    });
    let rows = sheet.table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let one =
                |(level, sure): &(AccessLevel, Sure)| json!({ "level": level.word(), "sure": *sure == Sure::Allowed });
            let list = |levels: &[(AccessLevel, Sure)]| -> Value { levels.iter().map(one).collect() };
            json!({ "levels": list(&cell.levels), "through": list(&cell.through) })
        });
        json!({ "name": row.name, "arn": row.arn, "cells": cells.collect::<Vec<_>>() })
    });
    json!({
        "file": sheet.file, "title": sheet.title, "columns": columns.collect::<Vec<_>>(), "rows": rows.collect::<Vec<_>>(),
    })
}
