//! One action a line, for people and pipes.

use std::io::{self, Write};

use iamwhy_catalog::{Action, Descriptions};

use super::Expansion;
use crate::colour::Colour;

pub(super) fn write(out: &mut dyn Write, expansion: &Expansion, long: bool, colour: Colour) -> io::Result<()> {
    if let Some(patterns) = &expansion.shrunk {
        return patterns.iter().try_for_each(|pattern| writeln!(out, "{pattern}"));
    }
    if !long {
        return expansion
            .actions
            .iter()
            .try_for_each(|action| writeln!(out, "{action}"));
    }
    let names = expansion.actions.iter().map(|action| action.to_string().len());
    let width = names.max().unwrap_or_default();
    for action in &expansion.actions {
        let name = format!("{:<width$}", action.to_string());
        let level = format!("{:<22}", action.access().word());
        writeln!(out, "{}  {level}  {}", colour.strong(&name), resource_types(*action))?;
        let said = Descriptions::embedded(action.service().prefix());
        if let Some(said) = said.and_then(|service| service.action(action.name())) {
            writeln!(out, "    {}", colour.faint(said))?;
        }
    }
    Ok(())
}

/// `key*, alias`; a star says that every request has one.
fn resource_types(action: Action<'_>) -> String {
    let types: Vec<_> = action
        .on()
        .map(|on| {
            let star = if on.required() { "*" } else { "" };
            format!("{}{star}", on.resource_type().name())
        })
        .collect();
    if types.is_empty() {
        return "no resource types, only \"Resource\": \"*\"".to_owned();
    }
    types.join(", ")
}
