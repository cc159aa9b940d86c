//! PATH_TO_ADMINISTRATOR

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::matches_pattern;
use iamwhy_policy::Statement;
use iamwhy_reach::{Question, Reach, Sure, Via};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "PATH_TO_ADMINISTRATOR",
    severity: Severity::SecurityWarning,
    origin: Origin::Iamwhy,
    what: "Somebody who is not an administrator becomes one, by passing a role to a service that runs his code.",
    why: "He has the rights of that role, whatever his own policies say.",
    fix: "Name the roles that may be passed.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "A developer becomes an administrator.",
  "principals": {
    "dev": { "user": "arn:aws:iam::111122223333:user/dev", "policies": [{ "Version": "2012-10-17", "Statement": {
      "Effect": "Allow", "Action": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "Resource": "*" } }] },
    "admin": { "role": "arn:aws:iam::111122223333:role/admin", "policies": ["AdministratorAccess"],
      "trust": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } } } } },
  "cases": [{ "principal": "dev", "action": "iam:PassRole", "resource": "arn:aws:iam::111122223333:role/admin" }] }"#,
    good: r#"{ "scenario": 1, "title": "A developer passes the role of his functions.",
  "principals": {
    "dev": { "user": "arn:aws:iam::111122223333:user/dev", "policies": [{ "Version": "2012-10-17", "Statement": [
      { "Effect": "Allow", "Action": ["lambda:CreateFunction", "lambda:InvokeFunction"], "Resource": "*" },
      { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app" }] }] },
    "admin": { "role": "arn:aws:iam::111122223333:role/admin", "policies": ["AdministratorAccess"],
      "trust": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } } } } },
  "cases": [{ "principal": "dev", "action": "iam:PassRole", "resource": "arn:aws:iam::111122223333:role/admin" }] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
};

/// What only an administrator may do.
const RIGHT: &str = "iam:AttachUserPolicy";

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let passes = |text: &str| matches_pattern(text, "iam:PassRole");
    let allows = look.whole().filter(|own| look.is_allow(own));
    let mut elements = allows.flat_map(|own| &own.actions);
    if !elements.any(|own| own.values.iter().any(|&value| passes(look.text(value))) != own.negated) {
        return;
    }
    let Some(world) = look.world().filter(|world| world.place.starts_with("principals.")) else {
        return;
    };
    let environment = world.loaded.world.environment();
    let accounts = environment.principals.iter().filter_map(|own| own.account.as_deref());
    let mut accounts: Vec<&str> = accounts.collect();
    accounts.sort_unstable();
    accounts.dedup();
    let reach = Reach::of(world.loaded);
    for account in accounts {
        let question = Question::new(RIGHT, &format!("arn:aws:iam::{account}:user/anybody"));
        for path in reach
            .who_can(&question)
            .iter()
            .filter(|path| path.sure() == Sure::Allowed)
        {
            let Some(step) = path.steps.iter().find(|step| matches!(step.via, Via::Pass { .. })) else {
                continue;
            };
            // The statement that lets the role be passed, if it is one of this policy.
            let Some(statement) = step.holds.iter().find_map(|held| {
                let stands = |own: &&Statement| {
                    let at = look.json.position(look.json.span(own.node).start);
                    (at.line, at.column) == (held.span.line, held.span.column)
                };
                look.statements().find(stands).filter(|_| held.span.file == file(look))
            }) else {
                continue;
            };
            let Via::Pass { service, launches } = &step.via else {
                continue;
            };
            let started: Vec<String> = launches.iter().map(|action| format!("`{action}`")).collect();
            let message = format!(
                "`{}` becomes an administrator: passes `{}` to `{service}`, with {}",
                path.caller,
                step.resource,
                started.join(" and ")
            );
            let node = look
                .member(statement.node, "Action")
                .map_or(statement.node, |(_, value)| value);
            found.at(&CHECK, node, message);
        }
    }
}

/// The file that the policy stands in.
fn file<'a>(look: &Look<'a>) -> &'a str {
    let Some(world) = look.world() else { return "" };
    let known = world.loaded.policies.at(world.place).and_then(|at| at.known());
    known.map_or("", |policy| policy.file.as_str())
}
