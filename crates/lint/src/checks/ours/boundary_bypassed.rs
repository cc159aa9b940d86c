//! BOUNDARY_BYPASSED_BY_RESOURCE_POLICY

use std::sync::Arc;

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity, sample};
use iamwhy_engine::world::{Attached, PolicyId};
use iamwhy_engine::{Environment, GrantKind, Layer, Outcome, Program, Request};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Policy, PolicyType, PrincipalEntry, PrincipalKind, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "BOUNDARY_BYPASSED_BY_RESOURCE_POLICY",
    severity: Severity::SecurityWarning,
    origin: Origin::Iamwhy,
    what: "The policy of a resource names a user or a role session, and thereby goes around his permissions boundary.",
    why: "Within an account, what a resource-based policy grants to a user or a session directly is not limited by a boundary that only does not allow it.",
    fix: "Name the role instead of its session, or deny in the boundary.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "A queue's policy goes around the boundary of a user.",
  "principals": { "dev": { "user": "arn:aws:iam::111122223333:user/dev", "policies": [],
    "boundary": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } } } },
  "resources": { "queue": { "arn": "arn:aws:sqs:eu-west-1:111122223333:orders", "account": "111122223333",
    "policy": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/dev" },
      "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" } } } },
  "cases": [{ "principal": "dev", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:orders", "expect": "allow" }] }"#,
    good: r#"{ "scenario": 1, "title": "A queue's policy and a boundary agree.",
  "principals": { "dev": { "user": "arn:aws:iam::111122223333:user/dev", "policies": [],
    "boundary": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "sqs:*", "Resource": "*" } } } },
  "resources": { "queue": { "arn": "arn:aws:sqs:eu-west-1:111122223333:orders", "account": "111122223333",
    "policy": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:user/dev" },
      "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" } } } },
  "cases": [{ "principal": "dev", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:orders", "expect": "allow" }] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
};

/// What the evaluator says twice: the request is allowed; and without the resource's policy, to an administrator, it is the boundary
/// that denies it.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Resource {
        return;
    }
    let Some(world) = look.world() else { return };
    let environment = world.loaded.world.environment();
    let bounded: Vec<usize> = environment
        .principals
        .iter()
        .enumerate()
        .filter(|(_, own)| matches!(own.limit(), Some(Attached::Policy(_))))
        .map(|(index, _)| index)
        .collect();
    // Only who is named by his own ARN.
    let named = |arn: &str| {
        let elements = look.statements().flat_map(|statement| &statement.principals);
        let mut entries = elements.flat_map(|element| &element.entries);
        entries.any(|entry| look.text(entry.value) == arn)
    };
    let mut principals = bounded.iter().filter_map(|index| environment.principals.get(*index));
    if !principals.any(|own| named(&own.arn)) {
        return;
    }
    let Some(alone) = alone(environment) else { return };
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        let elements = statement.principals.iter().filter(|element| !element.negated);
        for entry in elements
            .flat_map(|element| &element.entries)
            .filter(|own| own.kind == PrincipalKind::Aws)
        {
            bypass(look, found, statement, entry, &bounded, &alone);
        }
    }
}

fn bypass(
    look: &Look<'_>,
    found: &mut Findings<'_>,
    statement: &Statement,
    entry: &PrincipalEntry,
    bounded: &[usize],
    alone: &Program,
) {
    let Some(world) = look.world() else { return };
    let program = &world.loaded.program;
    let Some(catalog) = look.catalog else { return };
    let named = look.text(entry.value);
    for &index in bounded {
        let Some(principal) = program.environment().principals.get(index) else {
            continue;
        };
        if principal.arn != named {
            continue;
        }
        let asked = look.actions(statement).find_map(|(_, text)| {
            let mut actions = catalog.expand(text).filter(|action| action.on().next().is_some());
            actions.find_map(|action| {
                let resource = sample::resource(look, statement, action)?;
                let request = Request::new(index, action.to_string(), resource);
                let allowed = program.decide(&request)?;
                let direct = allowed.outcome == Outcome::Allow && allowed.grant == GrantKind::Direct;
                let denied = alone.decide(&request).filter(|_| direct)?;
                let by_boundary = denied.outcome == Outcome::ImplicitDeny && denied.layer == Some(Layer::Boundary);
                by_boundary.then(|| action.to_string())
            })
        });
        if let Some(action) = asked {
            let message = format!(
                "{} gets `{action}` from here, though his permissions boundary does not allow it",
                quote(named)
            );
            found.at(&CHECK, entry.value, message);
            return;
        }
    }
}

/// The same world, in which everybody is an administrator and no resource has a policy.
fn alone(environment: &Environment) -> Option<Program> {
    let mut environment = environment.clone();
    let policy = iamwhy_scenario::Policies::built_in("AdministratorAccess")?;
    let parsed: Policy = policy.parse().policy;
    let all: PolicyId = environment.add_policy(iamwhy_engine::world::AttachedPolicy {
        policy: Arc::new(parsed),
        name: policy.name,
        file: policy.file,
        arn: policy.arn,
    });
    for principal in &mut environment.principals {
        principal.identity = vec![Attached::Policy(all)];
    }
    for resource in &mut environment.resources {
        resource.policy = None;
    }
    Some(Program::compile(Arc::new(environment)))
}
