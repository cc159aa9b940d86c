//! Steps of a path, for people and as JSON.

use std::io::{self, Write};

use iamwhy_explain::{StatementRef, visible};
use iamwhy_reach::{Step, Sure, Via};
use iamwhy_scenario::run::Span;
use serde_json::{Value, json};

use crate::colour::Colour;
use crate::suite::source::Source;

/// One line for each step, below what it belongs to.
pub(super) fn write(out: &mut dyn Write, steps: &[Step], source: &Source, colour: Colour) -> io::Result<()> {
    for step in steps {
        let who = &step.who;
        let what = match &step.via {
            Via::Act => format!("{who} does {} on {}", step.action, step.resource),
            Via::Assume => format!("{who} assumes {}", step.resource),
            Via::Pass { service, launches } => {
                format!("{who} passes {} to {service} ({})", step.resource, launches.join(", "))
            }
        };
        let with: Vec<String> = step
            .with
            .iter()
            .map(|(key, value)| format!("{key}=`{}`", visible(value)))
            .collect();
        let what = match with.is_empty() {
            true => what,
            false => format!("{what} with {}", with.join(", ")),
        };
        let held: Vec<String> = step.holds.iter().map(|own| place(own, source)).collect();
        let why = match step.sure {
            Sure::Allowed => held.join(", "),
            Sure::Depends => format!("depends on {}", step.unknowns.join(", ")),
        };
        writeln!(out, "      {what}{}", suffix(&why, colour))?;
    }
    Ok(())
}

fn suffix(why: &str, colour: Colour) -> String {
    match why {
        "" => String::new(),
        why => format!("  {}", colour.faint(why)),
    }
}

/// `Sid` file:line, or the policy's name where it is in no file.
fn place(own: &StatementRef, source: &Source) -> String {
    let label = match &own.sid {
        Some(sid) => format!("`{sid}`"),
        None => format!("statement {}", own.statement + 1),
    };
    match source.place(&Span::from(own.span.clone())) {
        Some(span) => format!("{label} {}:{}", span.file, span.line),
        None => format!("{label} of {}", own.policy),
    }
}

/// The same for programs.
pub(super) fn json(steps: &[Step], source: &Source) -> Value {
    let list = steps.iter().map(|step| {
        let (via, more) = match &step.via {
            Via::Act => ("act", None),
            Via::Assume => ("assume", None),
            Via::Pass { service, launches } => ("pass", Some((service, launches))),
        };
        let mut own = json!({
            "who": step.who, "via": via, "action": step.action, "resource": step.resource,
            "sure": step.sure == Sure::Allowed, "unknowns": step.unknowns,
            "holds": step.holds.iter().map(|own| statement(own, source)).collect::<Vec<_>>(),
        });
        if let (false, Some(fields)) = (step.with.is_empty(), own.as_object_mut()) {
            let with: serde_json::Map<String, Value> = step
                .with
                .iter()
                .map(|(key, value)| (key.clone(), json!(value)))
                .collect();
            fields.insert("with".to_owned(), Value::Object(with));
        }
        if let (Some((service, launches)), Some(fields)) = (more, own.as_object_mut()) {
            fields.insert("service".to_owned(), json!(service));
            fields.insert("launches".to_owned(), json!(launches));
        }
        own
    });
    Value::Array(list.collect())
}

fn statement(own: &StatementRef, source: &Source) -> Value {
    let mut value = json!({
        "policy": own.policy, "layer": own.layer.word(), "statement": own.statement, "sid": own.sid, "pointer": own.pointer,
    });
    if let (Some(span), Some(fields)) = (source.place(&Span::from(own.span.clone())), value.as_object_mut()) {
        fields.insert("file".to_owned(), json!(span.file));
        fields.insert("line".to_owned(), json!(span.line));
    }
    value
}
