//! A refusal that does not say on what: what the answer would be on each resource that the policies name.

use std::io::Write;
use std::path::Path;

use iamwhy_catalog::{Action, Catalog};
use iamwhy_import::Denial;
use iamwhy_operations as operations;
use iamwhy_scenario::Loaded;
use iamwhy_scenario::run::run;

use crate::CannotRun;
use crate::args::Explain;
use crate::colour::Colour;
use crate::disk::Disk;
use crate::fill::fill;
use crate::patterns::{Origin, of_type, resources};

/// More are counted only.
const MOST: usize = 8;

/// The action, where it is about resources and the refusal does not say which; a `*` is meant as it stands.
fn open_action(denial: &Denial) -> Option<Action<'static>> {
    let named = denial.resource.arn.is_some() || denial.resource.written.is_some();
    let action = denial.action.as_ref().filter(|_| !named)?;
    let sends = operations::Origin {
        partition: Some("aws"),
        region: Some("us-east-1"),
        account: Some("111122223333"),
    };
    // What services send for calls without a resource is known (RES-12).
    let is_sent = operations::sent_resource(&action.name, sends).is_some()
        || operations::find(&action.name).is_some_and(|row| row.slots.is_empty());
    Catalog::embedded().action(&action.name).filter(|_| !is_sent)
}

fn origin(denial: &Denial) -> Origin<'_> {
    let caller = denial.caller.as_ref();
    Origin {
        partition: denial.partition(),
        region: denial.region().unwrap_or("us-east-1"),
        account: caller.and_then(|own| own.account.as_deref()).unwrap_or("111122223333"),
    }
}

/// What stands in for the resource.
pub(crate) fn stand_in(denial: &Denial) -> Option<String> {
    of_type(open_action(denial)?, &origin(denial))
}

/// What the answer rests on: the resource is not said, and these are possible.
pub(crate) fn tell(
    out: &mut impl Write,
    denial: &Denial,
    caller: Option<&str>,
    options: &Explain,
    loaded: &Loaded,
    colour: Colour,
) -> Result<(), CannotRun> {
    let Some(action) = open_action(denial) else {
        return Ok(());
    };
    let all = resources(loaded, action, &origin(denial));
    let case = run(loaded).cases.into_iter().next();
    let asked = case.and_then(|case| Some(case.authorizations.first()?.resource.clone()));
    let heading = "on what, nobody says:";
    match asked.as_deref() {
        Some(arn) if arn != "*" => writeln!(
            out,
            "{} the answer below is about `{arn}`, which stands in",
            colour.strong(heading)
        )?,
        _ => writeln!(
            out,
            "{} the answer below is about no resource at all",
            colour.strong(heading)
        )?,
    }
    let others: Vec<&String> = all
        .iter()
        .filter(|arn| Some(arn.as_str()) != asked.as_deref())
        .collect();
    for arn in others.iter().take(MOST) {
        let mut own = denial.clone();
        own.set_resource(arn);
        let text = fill(&own.scenario(), caller, options)?;
        let Ok(loaded) = Loaded::load("the message", &text, &Disk::beside(Path::new("here"))) else {
            continue;
        };
        let report = run(&loaded);
        let Some(case) = report.cases.first() else { continue };
        let (mark, words) = match case.decision {
            "allow" => ("✔", "allowed"),
            "unknown" => ("?", "rests on what is not known"),
            "explicitDeny" => ("✖", "denied by a Deny"),
            _ => ("◯", "not allowed"),
        };
        let line = format!("  {mark} on `{arn}`, which the policies name: {words}");
        writeln!(out, "{}", colour.marks(&line))?;
    }
    if let Some(more) = others.len().checked_sub(MOST).filter(|more| *more > 0) {
        writeln!(out, "  and {more} more that the policies name")?;
    }
    writeln!(out, "  say which with --resource ARN\n")?;
    Ok(())
}
