//! The operation of a case.

use super::{cases::resource, checker::Checker};
use crate::{
    model::{Case, OneOrMany, Operation, OperationCall},
    operations,
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
            let names: Vec<&str> = row.slots.iter().map(|slot| slot.name).collect();
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
    for parameter in call.parameters.keys() {
        if !names.contains(&parameter.as_str()) {
            let help = did_you_mean(parameter, names.iter().copied())
                .or_else(|| one_of(&names))
                .unwrap_or_else(|| "leave it out".to_owned());
            let at = below(&below(&at, Key("parameters")), Key(parameter));
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
    slots(c, &at, case, row, call);
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
    for (i, slot) in row.slots.iter().enumerate() {
        let filled = call.resources.contains_key(slot.name) || (i == 0 && case.resource.is_some());
        if slot.required && !filled {
            c.wrong(
                at,
                format!("operation `{name}` needs the slot `{}`", slot.name),
                &format!(
                    "write `{{\"name\": \"{name}\", \"resources\": {{\"{}\": …}}}}`",
                    slot.name
                ),
            );
        }
    }
}
