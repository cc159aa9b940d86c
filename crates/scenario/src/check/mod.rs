//! What the types cannot say: names that must exist, ids and ARNs that must be well formed, fields that exclude each other. Reports all of it.

mod accounts;
mod assume;
mod callers;
mod cases;
mod checker;
mod context;
mod endpoints;
mod expectations;
mod operation;
mod policies;
mod resources;

use iamwhy_policy::Json;

use crate::{model::Scenario, read::Errors, step::Step::Key};
use checker::Checker;

/// Adds everything that is wrong.
pub(crate) fn check(scenario: &Scenario, json: &Json, errors: &mut Errors<'_>) {
    let mut checker = Checker { scenario, json, errors };
    top(&mut checker);
    policies::check(&mut checker);
    accounts::check(&mut checker);
    callers::check(&mut checker);
    resources::check(&mut checker);
    endpoints::check(&mut checker);
    context::check(&mut checker, &[Key("context")], &scenario.context);
    assume::check(&mut checker);
    cases::check(&mut checker);
}

/// Adds everything that is wrong with the cases alone.
pub(crate) fn check_cases(scenario: &Scenario, json: &Json, errors: &mut Errors<'_>) {
    cases::check(&mut Checker { scenario, json, errors });
}

fn top(c: &mut Checker<'_, '_>) {
    let scenario = c.scenario;
    if scenario.scenario != 1 {
        c.wrong(
            &[Key("scenario")],
            format!("version `{}` of the scenario format is not known", scenario.scenario),
            "write `1`",
        );
    }
    if scenario.title.trim().is_empty() {
        c.wrong(
            &[Key("title")],
            "the title is empty".to_owned(),
            "write the claim that the file makes, as a sentence",
        );
    }
    if scenario.cases.is_empty() {
        c.wrong(
            &[Key("cases")],
            "a scenario needs at least one case".to_owned(),
            "add a case",
        );
    }
}
