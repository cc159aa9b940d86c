//! `iamwhy schema`: what scenario files may say.

use std::io::Write;

use iamwhy_scenario::operations::{self, Ask, Is, On, Slot, When};

use crate::args::Schema;
use crate::{CannotRun, Ended};

pub(crate) fn run(options: &Schema) -> Result<Ended, CannotRun> {
    let mut out = std::io::stdout().lock();
    if options.operations {
        for row in operations::list() {
            let slots: Vec<String> = row.slots.iter().map(slot).collect();
            writeln!(out, "{} {}", row.name, slots.join(" "))?;
            for ask in row.asks {
                writeln!(out, "    {}", authorization(ask))?;
            }
            let parameters = row.parameters();
            if !parameters.is_empty() {
                writeln!(out, "    parameters: {}", parameters.join(", "))?;
            }
        }
    } else {
        let schema = serde_json::to_string_pretty(&iamwhy_scenario::schema())
            .map_err(|error| CannotRun::Input(format!("cannot write the schema: {error}")))?;
        writeln!(out, "{schema}")?;
    }
    Ok(Ended::Passed)
}

/// `bucket`, `[version]`, `objects…`
fn slot(slot: &Slot) -> String {
    let many = if slot.many { "…" } else { "" };
    if slot.required {
        format!("{}{many}", slot.name)
    } else {
        format!("[{}{many}]", slot.name)
    }
}

fn authorization(ask: &Ask) -> String {
    let on = match ask.on {
        On::Nothing => String::new(),
        On::Slot(name) => format!(" on {name}"),
        On::KeyOf(name) => format!(" on the KMS key of {name}, if it has one"),
        On::StreamsOf(name) => format!(" on the streams of {name}"),
        On::TreeOf(name) => format!(" on {name} and everything above it"),
    };
    let when: String = ask.when.iter().map(condition).collect();
    let via = ask
        .via
        .map(|service| format!(", asked by {service}.amazonaws.com"))
        .unwrap_or_default();
    format!("{}{on}{when}{via}", ask.action)
}

/// `, if `acl` is given`
fn condition(when: &When) -> String {
    let one = |(name, value): &(&str, Option<&str>)| match value {
        Some(value) => format!("`{name}` is `{value}`"),
        None => format!("`{name}` is given"),
    };
    let names: Vec<String> = when.any.iter().map(one).collect();
    let word = match when.is {
        Is::Given => "if",
        Is::NotGiven => "unless",
        Is::Carried => "if the caller's session hands it on, or",
    };
    format!(", {word} {}", names.join(" or "))
}
