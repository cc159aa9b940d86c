//! `iamwhy expand`: which actions a wildcard matches, and back.

mod json;
mod text;

use std::io::{self, BufWriter, Read, Write};

use iamwhy_catalog::{AccessLevel, Action, Catalog};

use crate::args::expand::{Expand, Format};
use crate::colour::Colour;
use crate::{CannotRun, Ended};

/// What was asked, and what came of it.
struct Expansion {
    catalog: &'static Catalog,
    /// Each pattern with the number of actions that it matches.
    patterns: Vec<(String, usize)>,
    /// What is left of them, each once, in the order of names.
    actions: Vec<Action<'static>>,
    /// Where they were asked for.
    shrunk: Option<Vec<String>>,
}

pub(crate) fn run(options: &Expand, colour: Colour) -> Result<Ended, CannotRun> {
    let catalog = Catalog::embedded();
    let patterns = patterns(&options.patterns)?;
    let access: Vec<AccessLevel> = options.access.iter().map(|word| (*word).into()).collect();
    let mut matched = Vec::new();
    let mut counted = Vec::new();
    for pattern in patterns {
        let before = matched.len();
        matched.extend(catalog.expand(&pattern));
        counted.push((pattern, matched.len() - before));
    }
    for pattern in &options.except {
        counted.push((pattern.clone(), catalog.expand(pattern).count()));
    }
    let excepted = |action: &Action<'_>| options.except.iter().any(|pattern| action.is_matched_by(pattern));
    matched.sort();
    matched.dedup();
    matched.retain(|action| !excepted(action) && (access.is_empty() || access.contains(&action.access())));
    let expansion = Expansion {
        catalog,
        patterns: counted,
        shrunk: options.shrink.then(|| catalog.shrink(&matched)),
        actions: matched,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match options.format {
        Format::Text => text::write(&mut out, &expansion, options.long, colour)?,
        Format::Json => json::write(&mut out, &expansion)?,
    }
    out.flush()?;
    let nothing: Vec<_> = expansion.patterns.iter().filter(|(_, count)| *count == 0).collect();
    for (pattern, _) in &nothing {
        writeln!(
            io::stderr(),
            "{} {}",
            colour.bad("no action:"),
            why_nothing(catalog, pattern)
        )?;
    }
    Ok(if nothing.is_empty() {
        Ended::Passed
    } else {
        Ended::Failed
    })
}

/// `-` stands for those of standard input, with white space or commas between them.
fn patterns(given: &[String]) -> Result<Vec<String>, CannotRun> {
    let mut patterns = Vec::new();
    for pattern in given {
        if pattern != "-" {
            patterns.push(pattern.clone());
            continue;
        }
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| CannotRun::Input(format!("standard input: {error}")))?;
        let words = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '"' | '[' | ']'));
        patterns.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    if patterns.is_empty() {
        return Err(CannotRun::Input(
            "standard input names no action; write one a line, such as `s3:Get*`".to_owned(),
        ));
    }
    Ok(patterns)
}

/// Why a pattern matches nothing, and what was perhaps meant.
fn why_nothing(catalog: &Catalog, pattern: &str) -> String {
    let Some((prefix, name)) = pattern.split_once(':') else {
        let everywhere = format!("*:{pattern}");
        return match catalog.service(pattern) {
            Some(service) => format!("`{pattern}` is a service; `{service}:*` is all of its actions"),
            None if catalog.matches_some(&everywhere) => {
                format!("`{pattern}` names no service; `{everywhere}` asks all of them")
            }
            None => format!("`{pattern}` names no service; write SERVICE:NAME, such as `s3:Get*`"),
        };
    };
    if !prefix.contains(['*', '?']) && catalog.service(prefix).is_none() {
        return match catalog.nearest_service(prefix) {
            Some(service) => format!("there is no service `{prefix}` (`{pattern}`); did you mean `{service}`?"),
            None => format!("there is no service `{prefix}` (`{pattern}`)"),
        };
    }
    if name.contains(['*', '?']) {
        return format!("`{pattern}` matches none");
    }
    match catalog.nearest_action(pattern) {
        Some(action) => format!("there is no `{pattern}`; did you mean `{action}`?"),
        None => format!("there is no `{pattern}`"),
    }
}
