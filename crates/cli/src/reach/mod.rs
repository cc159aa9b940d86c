//! `iamwhy who-can`, `can` and `matrix`: over everything that scenarios declare.

pub(crate) mod can;
pub(crate) mod matrix;
mod steps;
pub(crate) mod who_can;

use iamwhy_engine::{Context, ContextValue};

use crate::CannotRun;
use crate::args::reach::Circumstances;
use crate::colour::Colour;
use crate::suite::source::Source;
use crate::suite::{self, Failed};

/// The scenarios that the paths stand for.
fn sources(paths: &[String], colour: Colour) -> Result<Vec<Source>, CannotRun> {
    suite::read(paths).map_err(|failed: Failed| failed.say(colour))
}

/// The keys that are given; a key that is given twice is a list.
fn context(circumstances: &Circumstances) -> Result<Context, CannotRun> {
    let mut context = Context::default();
    for text in &circumstances.context {
        let Some((key, value)) = text.split_once('=').filter(|(key, _)| !key.is_empty()) else {
            return Err(CannotRun::Input(format!(
                "`--context {text}` has no `=`: write --context KEY=VALUE"
            )));
        };
        crate::typed::check(key, value)?;
        let value: Box<str> = value.into();
        let several = match context.by_name(key) {
            Some(ContextValue::One(one)) => ContextValue::Many(vec![one.clone(), value]),
            Some(ContextValue::Many(many)) => ContextValue::Many(many.iter().cloned().chain([value]).collect()),
            _ => ContextValue::One(value),
        };
        context.set(key, several);
    }
    for key in &circumstances.absent {
        context.set(key, ContextValue::Absent);
    }
    Ok(context)
}

/// Whether AWS says that requests for an action can carry tags.
fn takes_tags(action: &str) -> bool {
    let action = iamwhy_catalog::Catalog::embedded().action(action);
    action.is_some_and(|own| own.lists("aws:RequestTag/key"))
}

/// `name: ` where several scenarios are asked, else nothing.
fn heading(sources: &[Source], source: &Source) -> Option<String> {
    (sources.len() > 1).then(|| format!("{} {}", source.loaded.file_name, source.loaded.scenario.title))
}
