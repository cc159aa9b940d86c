//! The operation of a case.

use iamwhy_engine::{Cardinality, key_cardinality};
use iamwhy_policy::Listed;

use super::{cases::resource, checker::Checker};
use crate::{
    model::{Case, OneOrMany, Operation, OperationCall, Parameter, Scalar},
    operations::{self, On, Row, TAGS, Takes},
    read::{did_you_mean, one_of, shortened},
    step::{
        Step,
        Step::{Item, Key},
        below,
    },
};

pub(super) fn check(c: &mut Checker<'_, '_>, at: &[Step<'_>], case: &Case, operation: &Operation) {
    let at = below(at, Key("operation"));
    let name = operation.name();
    let name_at = if matches!(operation, Operation::Call(_)) {
        below(&at, Key("name"))
    } else {
        at.clone()
    };
    let Some(row) = operations::find(name) else {
        let help = did_you_mean(name, operations::list().iter().map(|row| row.name)).unwrap_or_else(|| {
            "`iamwhy schema --operations` lists them; or write the authorizations as `call`".to_owned()
        });
        return c.wrong(&name_at, format!("unknown operation `{}`", shortened(name)), &help);
    };
    let empty = OperationCall::default();
    let call = if let Operation::Call(call) = operation {
        call
    } else {
        &empty
    };
    for (slot, resources) in &call.resources {
        let at = below(&below(&at, Key("resources")), Key(slot));
        let Some(known) = row.slots.iter().find(|known| known.name == slot) else {
            let names: Vec<&str> = row.slots.iter().map(|slot| slot.name).listed();
            let help = did_you_mean(slot, names.iter().copied()).or_else(|| one_of(&names));
            c.error(
                &at,
                format!("operation `{name}` has no slot `{}`", shortened(slot)),
                help,
            );
            continue;
        };
        match resources {
            OneOrMany::One(text) => resource(c, &at, text),
            OneOrMany::Many(list) => {
                if !known.many && list.len() != 1 {
                    c.wrong(
                        &at,
                        format!("slot `{slot}` takes one resource, found {}", list.len()),
                        "write one resource",
                    );
                }
                if list.is_empty() && known.many {
                    c.wrong(
                        &at,
                        format!("slot `{slot}` is empty"),
                        "write at least one resource, or leave the slot out",
                    );
                }
                for (i, text) in list.iter().enumerate() {
                    resource(c, &below(&at, Item(i)), text);
                }
            }
        }
    }
    let names = row.parameters();
    for (parameter, value) in &call.parameters {
        let at = below(&below(&at, Key("parameters")), Key(parameter));
        if names.contains(&parameter.as_str()) {
            self::parameter(c, &at, row, parameter, value);
        } else {
            let help = did_you_mean(parameter, names.iter().copied())
                .or_else(|| one_of(&names))
                .unwrap_or_else(|| "leave it out".to_owned());
            c.wrong(
                &at,
                format!(
                    "operation `{name}` has no parameter `{}` that changes its authorizations",
                    shortened(parameter)
                ),
                &help,
            );
        }
    }
    if let (Some(Parameter::Pairs(own)), Some(tags)) = (call.parameters.get(TAGS), &case.tags)
        && tags.known() != Some(own)
    {
        let at = below(&below(&at, Key("parameters")), Key(TAGS));
        let problem = "the tags are given twice, and differ from `tags` of the case".to_owned();
        c.wrong(&at, problem, "keep one of them");
    }
    slots(c, &at, case, row, call);
}

/// A parameter holds what the operation can make something of.
fn parameter(c: &mut Checker<'_, '_>, at: &[Step<'_>], row: &Row, name: &str, value: &Parameter) {
    let found = match value {
        Parameter::One(_) => "one value",
        Parameter::Many(_) => "a list",
        Parameter::Pairs(_) => "an object",
    };
    let one_value = |key| key_cardinality(key) == Some(Cardinality::Single);
    let (wanted, help) = match (row.takes(name), value) {
        (Takes::Pairs, Parameter::One(_) | Parameter::Many(_)) => ("pairs", "write `{\"KEY\": \"VALUE\"}`"),
        (Takes::Key(key), Parameter::Many(_)) if one_value(key) => ("one value", "write the value without brackets"),
        (Takes::Key(_) | Takes::Text, Parameter::Pairs(_)) => ("a value", "write it as text"),
        (Takes::Text, Parameter::Many(_)) => ("one value", "write the value without brackets"),
        (Takes::Presence, Parameter::One(Scalar::Number(_))) => ("`true` or `false`", "write one of them"),
        (Takes::Presence, Parameter::One(Scalar::Text(text)))
            if ["true", "false"].iter().any(|own| text.eq_ignore_ascii_case(own)) =>
        {
            ("`true` or `false`", "write it without quotes")
        }
        _ => return,
    };
    c.wrong(at, format!("parameter `{name}` takes {wanted}, found {found}"), help);
}

/// Every required slot is filled; `resource` of the case fills the first.
fn slots(c: &mut Checker<'_, '_>, at: &[Step<'_>], case: &Case, row: &operations::Row, call: &OperationCall) {
    let name = row.name;
    if case.resource.is_some() {
        let case_at = below(&at[..at.len().saturating_sub(1)], Key("resource"));
        match row.slots.first() {
            None => c.wrong(
                &case_at,
                format!("operation `{name}` takes no resource"),
                "leave `resource` out",
            ),
            Some(first) if call.resources.contains_key(first.name) => {
                c.wrong(
                    &case_at,
                    format!("slot `{}` of operation `{name}` is filled twice", first.name),
                    "leave `resource` out",
                );
            }
            Some(_) => {}
        }
    }
    let is_filled = |name: &str| {
        let first = row.slots.first().is_some_and(|first| first.name == name);
        call.resources.contains_key(name) || (first && case.resource.is_some())
    };
    for slot in row.slots.iter().filter(|slot| slot.required && !is_filled(slot.name)) {
        c.wrong(
            at,
            format!("operation `{name}` needs the slot `{}`", slot.name),
            &format!(
                "write `{{\"name\": \"{name}\", \"resources\": {{\"{}\": …}}}}`",
                slot.name
            ),
        );
    }
    let mut asks = row.asks.iter().map(|ask| ask.on);
    let nothing = !asks.any(|on| match on {
        On::Nothing => true,
        On::Slot(slot) | On::KeyOf(slot) | On::TreeOf(slot) | On::StreamsOf(slot) => {
            is_filled(slot) || row.slots.iter().any(|own| own.name == slot && own.required)
        }
    });
    if nothing {
        let slots: Vec<&str> = row.slots.iter().map(|slot| slot.name).listed();
        c.wrong(
            at,
            format!("operation `{name}` asks for nothing, as no slot is filled"),
            &format!("fill `{}` in `resources`", slots.join("` or `")),
        );
    }
}
