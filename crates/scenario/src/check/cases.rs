//! The cases.

use super::{callers, checker::Checker, context, expectations, operation};
use crate::{
    arn::{Arn, is_account_id},
    cases::{Combinations, ResourceFault, find_resource},
    model::{Case, Matrix, Writes},
    read::{did_you_mean, shortened},
    step::{
        Step,
        Step::{Item, Key},
        below,
    },
};

pub(super) fn check(c: &mut Checker<'_, '_>) {
    let mut total: usize = 0;
    for (i, case) in c.scenario.cases.iter().enumerate() {
        let at = [Key("cases"), Item(i)];
        request(c, &at, case);
        if let Some(writes) = &case.writes {
            self::writes(c, &at, writes);
        }
        context::check(c, &below(&at, Key("context")), &case.context);
        if let Some(id) = case
            .endpoint
            .as_deref()
            .filter(|id| !c.scenario.endpoints.contains_key(id))
        {
            let scenario = c.scenario;
            c.dangling(
                &below(&at, Key("endpoint")),
                "endpoint",
                id,
                scenario.endpoints.keys().map(String::as_str),
            );
        }
        via(c, &below(&at, Key("via")), &case.via);
        if let Some(id) = &case.resource_owner {
            c.account_id(&below(&at, Key("resourceOwner")), id);
        }
        let combinations = Combinations::count(case);
        total = total.saturating_add(combinations);
        if let Some(matrix) = &case.matrix {
            self::matrix(c, &at, case, matrix);
        }
        if total > Combinations::LIMIT {
            c.wrong(
                &below(&at, Key("matrix")),
                format!("more than {} cases in one file", Combinations::LIMIT),
                "shorten the lists of the matrix, or make several files",
            );
            total = 0;
        }
        expectations::check(c, &at, case, combinations);
    }
}

/// Who asks for what.
fn request(c: &mut Checker<'_, '_>, at: &[Step<'_>], case: &Case) {
    let matrix = case.matrix.as_ref();
    let action_listed = matrix.is_some_and(|m| m.action.is_some());
    let asked = [
        ("action", case.action.is_some() || action_listed),
        ("operation", case.operation.is_some()),
        ("call", case.call.is_some()),
    ];
    let mut asked = asked.iter().filter(|(_, given)| *given).map(|(field, _)| *field);
    let (first, second) = (asked.next(), asked.next());
    match (first, second) {
        (Some(first), Some(second)) => {
            c.wrong(
                &below(at, Key(second)),
                format!("a case has `{first}` or `{second}`, not both"),
                "keep one of them",
            );
        }
        (None, _) if case.writes.is_none() => {
            c.wrong(
                at,
                "missing field `action`".to_owned(),
                "a case needs `action`, `operation`, `call` or `writes`",
            );
        }
        _ => {}
    }
    match &case.principal {
        Some(principal) => self::principal(c, &below(at, Key("principal")), principal),
        None if first.is_some() && matrix.is_none_or(|m| m.principal.is_none()) => {
            c.wrong(at, "missing field `principal`".to_owned(), "say who calls");
        }
        None => {}
    }
    if let Some(action) = &case.action {
        self::action(c, &below(at, Key("action")), action);
    }
    if let Some(resource) = &case.resource {
        if first == Some("call") {
            c.wrong(
                &below(at, Key("resource")),
                "`resource` cannot stand beside `call`".to_owned(),
                "each authorization of `call` has its own",
            );
        } else if first.is_none() {
            c.wrong(
                &below(at, Key("resource")),
                "`resource` needs `action` or `operation` beside it".to_owned(),
                "say what is asked for",
            );
        }
        self::resource(c, &below(at, Key("resource")), resource);
    }
    if let Some(operation) = &case.operation {
        operation::check(c, at, case, operation);
    }
    calls(c, &below(at, Key("call")), case);
}

fn calls(c: &mut Checker<'_, '_>, at: &[Step<'_>], case: &Case) {
    let Some(calls) = &case.call else { return };
    if calls.is_empty() {
        c.wrong(
            at,
            "`call` lists no authorization".to_owned(),
            "add one, as `{\"action\": …, \"resource\": …}`",
        );
    }
    for (i, call) in calls.iter().enumerate() {
        let at = below(at, Item(i));
        action(c, &below(&at, Key("action")), &call.action);
        resource(c, &below(&at, Key("resource")), &call.resource);
        context::check(c, &below(&at, Key("context")), &call.context);
        via(c, &below(&at, Key("via")), call.via.as_deref().unwrap_or_default());
    }
}

fn via(c: &mut Checker<'_, '_>, at: &[Step<'_>], via: &[String]) {
    for (i, service) in via.iter().enumerate() {
        callers::service_name(c, &below(at, Item(i)), service);
    }
}

fn principal(c: &mut Checker<'_, '_>, at: &[Step<'_>], name: &str) {
    if name.starts_with("arn:") {
        bare_principal(c, at, name);
    } else if !c.scenario.principals.contains_key(name) && !is_nameable(name) {
        let scenario = c.scenario;
        c.dangling(at, "principal", name, scenario.principals.keys().map(String::as_str));
    }
}

/// Callers that need no ARN and no entry: nobody, and AWS's services.
fn is_nameable(name: &str) -> bool {
    let service = name
        .strip_suffix(".cn")
        .unwrap_or(name)
        .strip_suffix(".amazonaws.com")
        .unwrap_or_default();
    name == "anonymous" || (!service.is_empty() && !service.contains([' ', ':', '/', '*']))
}

/// The ARN of somebody who can call.
fn bare_principal(c: &mut Checker<'_, '_>, at: &[Step<'_>], text: &str) {
    let Some(arn) = Arn::split(text) else {
        return c.arn(at, text);
    };
    let (kind, name) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    let fits = match (arn.service, kind) {
        ("iam", "root") => name.is_empty() && arn.resource == "root",
        ("iam", "user" | "role") | ("sts", "federated-user" | "assumed-role") => !name.is_empty(),
        _ => false,
    };
    if fits && is_account_id(arn.account) {
        return;
    }
    c.wrong(
        at,
        format!("`{}` cannot call", shortened(text)),
        "name a principal, or write the ARN of a user, role, session, federated user or root",
    );
}

/// A request names one action.
pub(super) fn action(c: &mut Checker<'_, '_>, at: &[Step<'_>], action: &str) {
    if action.contains(['*', '?']) {
        c.wrong(
            at,
            format!("the action `{}` has a wildcard", shortened(action)),
            "a request names one action; use `matrix` for several",
        );
    } else if !action
        .split_once(':')
        .is_some_and(|(service, name)| !service.is_empty() && !name.is_empty() && !name.contains(':'))
    {
        c.wrong(
            at,
            format!("`{}` is not an action", shortened(action)),
            "an action is like `s3:GetObject`",
        );
    }
}

/// A name, a name plus a tail, an ARN, or `*`.
pub(super) fn resource(c: &mut Checker<'_, '_>, at: &[Step<'_>], text: &str) {
    let scenario = c.scenario;
    match find_resource(scenario, text) {
        Ok(_) => {}
        Err(ResourceFault::Malformed(fault)) => c.error(at, fault, None),
        Err(ResourceFault::Dangling(name)) => {
            if let Some(arn) = scenario.principals.get(name).and_then(|principal| principal.arn()) {
                c.wrong(
                    at,
                    format!("no resource is named `{}`", shortened(name)),
                    &format!("a principal is, write its ARN `{arn}`"),
                );
            } else {
                c.dangling(at, "resource", name, scenario.resources.keys().map(String::as_str));
            }
        }
    }
}

fn matrix(c: &mut Checker<'_, '_>, at: &[Step<'_>], case: &Case, matrix: &Matrix) {
    let at = below(at, Key("matrix"));
    let lists = [
        ("principal", &matrix.principal, case.principal.is_some()),
        ("action", &matrix.action, case.action.is_some()),
        ("resource", &matrix.resource, case.resource.is_some()),
    ];
    for (field, list, given) in lists {
        let Some(list) = list else { continue };
        let at = below(&at, Key(field));
        if given {
            c.wrong(
                &at,
                format!("`{field}` is given by the case and by its matrix"),
                "keep one of them",
            );
        }
        if list.is_empty() {
            empty(c, &at, field);
        }
        for (i, item) in list.iter().enumerate() {
            let at = below(&at, Item(i));
            match field {
                "principal" => principal(c, &at, item),
                "action" => action(c, &at, item),
                _ => resource(c, &at, item),
            }
        }
    }
    if matrix.resource.is_some() && (case.call.is_some() || case.operation.is_some()) {
        c.wrong(
            &below(&at, Key("resource")),
            "`resource` of a matrix needs `action`".to_owned(),
            "use `action` instead of `operation` or `call`",
        );
    }
    for (key, values) in &matrix.context {
        let field = format!("{}{key}", Matrix::CONTEXT);
        let at = below(&at, Key(&field));
        context::key(c, &at, key);
        if values.is_empty() {
            empty(c, &at, &field);
        }
        for (i, value) in values.iter().enumerate() {
            context::value(c, &below(&at, Item(i)), key, value);
        }
    }
}

fn empty(c: &mut Checker<'_, '_>, at: &[Step<'_>], field: &str) {
    c.wrong(
        at,
        format!("`{}` of a matrix is empty", shortened(field)),
        "an empty list makes no case at all; leave it out",
    );
}

fn writes(c: &mut Checker<'_, '_>, at: &[Step<'_>], writes: &Writes) {
    let kind = writes.kind.as_str();
    if !Writes::TYPES.contains(&kind) && !Writes::SERVICES.contains(&kind) {
        let help = did_you_mean(kind, Writes::TYPES.into_iter().chain(Writes::SERVICES))
            .unwrap_or_else(|| format!("use `{}`, or the prefix of a service", Writes::TYPES.join("`, `")));
        c.wrong(
            &below(&below(at, Key("writes")), Key("type")),
            format!("unknown type of document `{}`", shortened(kind)),
            &help,
        );
    }
}
