//! PRIVILEGE_ESCALATION

use super::ways::{On, WAYS, Way};
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::sample;
use crate::scene::{Ask, Caller, Scene};
use crate::{Check, Origin, Severity};
use iamwhy_catalog::{Catalog, matches_pattern};
use iamwhy_engine::Outcome;
use iamwhy_policy::{NodeId, PolicyType, Statement};
use iamwhy_reach::LAUNCHES;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "PRIVILEGE_ESCALATION",
    severity: Severity::SecurityWarning,
    origin: Origin::Parliament,
    what: "A policy that is not an administrator's lets its holder become one, or take the rights of others.",
    why: "What a policy does not allow is no limit for somebody who can write policies, or run code with another's role.",
    fix: "Name the roles, users and policies in `Resource`, and the service with `iam:PassedToService`; or set a permissions boundary.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "Resource": "*" }"#,
    good: r#"{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Action": ["lambda:CreateFunction", "lambda:InvokeFunction"], "Resource": "*" },
  { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } } }
] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
};

/// A way, and the requests that go it.
type Open = (Way, Vec<Ask>);

/// Every way that could be open by the names of its actions; the evaluator says whether it is.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !matches!(look.kind, PolicyType::Identity | PolicyType::Managed) {
        return;
    }
    let Some(catalog) = look.catalog else { return };
    let services = services(look);
    let held = |action: &str| {
        let service = service(action);
        let near = |all: &Vec<&str>| all.iter().any(|own| own.eq_ignore_ascii_case(service));
        services.as_ref().is_none_or(near) && holder(look, action).is_some()
    };
    let named = |way: &Way| held(way.action) && way.with.iter().all(|own| held(own));
    let mut open: Vec<Way> = WAYS.iter().filter(|way| named(way)).copied().collect();
    if holder(look, "iam:PassRole").is_some() {
        let passes = LAUNCHES.iter().map(|launch| Way {
            action: "iam:PassRole",
            on: On::Role,
            with: launch.actions,
            service: Some(launch.service),
            gains: None,
            does: "run code with any role that the service may use",
        });
        open.extend(passes.filter(named));
    }
    if open.is_empty() {
        return;
    }
    let Some(scene) = Scene::of(look, &Caller::User, None) else {
        return;
    };
    if is_administrator(&scene) {
        return;
    }
    let asked = |action: &str| -> Option<Ask> {
        let statements = look
            .whole()
            .filter(|own| look.is_allow(own) && entry(look, own, action).is_some());
        let mut asks = statements.filter_map(|statement| {
            let resource = sample::resource(look, statement, catalog.action(action)?)?;
            Some(Ask {
                action: action.to_owned(),
                resource: sample::at_home(&scene, &resource),
                context: Vec::new(),
                outcome: Outcome::Allow,
            })
        });
        asks.find(|ask| scene.holds(ask))
    };
    let mut by_node: Vec<(NodeId, Vec<Open>)> = Vec::new();
    for way in open {
        if way.gains.is_some_and(|action| asked(action).is_some()) {
            continue;
        }
        let Some(asks) = asks(&scene, &way, catalog, &asked) else {
            continue;
        };
        let Some(node) = holder(look, way.action) else { continue };
        match by_node.iter_mut().find(|(own, _)| *own == node) {
            Some((_, ways)) => ways.push((way, asks)),
            None => by_node.push((node, vec![(way, asks)])),
        }
    }
    for (node, ways) in by_node {
        let Some((first, asks)) = ways.first() else { continue };
        let shown = scene.shown(format!("The holder of the policy can {}.", first.does), asks);
        found.at(&CHECK, node, message(&ways)).shown(shown);
    }
}

/// The first way in full, the others by their actions.
fn message(ways: &[Open]) -> String {
    const MOST: usize = 6;
    let Some((first, _)) = ways.first() else {
        return String::new();
    };
    let mut text = format!("with {} the caller can {}", spelled(first), first.does);
    let others: Vec<String> = ways.iter().skip(1).map(|(way, _)| spelled(way)).collect();
    if !others.is_empty() {
        text.push_str("; other ways are ");
        text.push_str(&others.iter().take(MOST).cloned().collect::<Vec<_>>().join(", "));
        if others.len() > MOST {
            text.push_str(&format!(" and {} more", others.len() - MOST));
        }
    }
    text
}

fn spelled(way: &Way) -> String {
    let mut all = vec![format!("`{}`", way.action)];
    all.extend(way.with.iter().map(|action| format!("`{action}`")));
    all.join(" + ")
}

/// The requests of a way, if all of them are allowed.
fn asks(scene: &Scene, way: &Way, catalog: &Catalog, asked: &dyn Fn(&str) -> Option<Ask>) -> Option<Vec<Ask>> {
    let mut all = Vec::new();
    match way.on.both() {
        Some(names) => {
            for name in names {
                let service = way
                    .service
                    .map(|service| ("iam:PassedToService".to_owned(), Some(service.to_owned())));
                let ask = Ask {
                    action: way.action.to_owned(),
                    resource: format!("arn:{}:iam::{}:{name}", scene.partition, scene.account),
                    context: service.into_iter().collect(),
                    outcome: Outcome::Allow,
                };
                if !scene.holds(&ask) {
                    return None;
                }
                // One of them shows it.
                if all.is_empty() {
                    all.push(ask);
                }
            }
        }
        None => all.push(any(scene, way.action, catalog)?),
    }
    for action in way.with {
        all.push(asked(action)?);
    }
    Some(all)
}

/// A request for a resource of the action, where the policy allows it on two very different ones of a type.
fn any(scene: &Scene, action: &str, catalog: &Catalog) -> Option<Ask> {
    let known = catalog.action(action)?;
    let ask = |arn: &str, name: &str| Ask {
        action: action.to_owned(),
        resource: sample::at_home(scene, &sample::written(arn).replace("example", name)),
        context: Vec::new(),
        outcome: Outcome::Allow,
    };
    // A command needs its document and its instances; of the documents, only some run what the caller says.
    if action == "ssm:SendCommand" && !sends_own_commands(scene) {
        return None;
    }
    let types: Vec<&str> = known
        .on()
        .map(|on| on.resource_type())
        .filter(|own| own.name() != "document" && !(own.name() == "bucket" && action.starts_with("ssm:")))
        .flat_map(|own| own.arns())
        .collect();
    if types.is_empty() {
        return Some(ask("*", "")).filter(|ask| scene.holds(ask));
    }
    types.into_iter().find_map(|arn| {
        let (one, other) = (ask(arn, "a"), ask(arn, "Zz9-x"));
        (scene.holds(&one) && scene.holds(&other)).then_some(one)
    })
}

/// Whether the holder may use a document that runs what he writes: one of AWS's, or any of the account.
fn sends_own_commands(scene: &Scene) -> bool {
    let holds = |account: &str, name: &str| {
        scene.holds(&Ask {
            action: "ssm:SendCommand".to_owned(),
            resource: format!("arn:{}:ssm:us-east-1:{account}:document/{name}", scene.partition),
            context: Vec::new(),
            outcome: Outcome::Allow,
        })
    };
    let published = ["AWS-RunShellScript", "AWS-RunPowerShellScript", "AWS-RunRemoteScript"];
    let own = ["a", "Zz9-x"];
    published.iter().any(|name| holds("", name)) || own.iter().all(|name| holds(&scene.account, name))
}

/// Somebody who may do all of this gains nothing.
fn is_administrator(scene: &Scene) -> bool {
    const ALL: [&str; 7] = [
        "iam:CreateUser",
        "organizations:LeaveOrganization",
        "kms:Decrypt",
        "s3:DeleteBucket",
        "ec2:TerminateInstances",
        "secretsmanager:GetSecretValue",
        "dynamodb:DeleteTable",
    ];
    ALL.iter().all(|action| {
        scene.holds(&Ask {
            action: (*action).to_owned(),
            resource: "*".to_owned(),
            context: Vec::new(),
            outcome: Outcome::Allow,
        })
    })
}

/// The services that an Allow names; none where one may name any.
fn services<'a>(look: &Look<'a>) -> Option<Vec<&'a str>> {
    let mut all: Vec<&str> = Vec::new();
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        for element in &statement.actions {
            for &value in &element.values {
                let own = service(look.text(value));
                if element.negated || own.contains(['*', '?']) {
                    return None;
                }
                if !all.contains(&own) {
                    all.push(own);
                }
            }
        }
    }
    Some(all)
}

fn service(action: &str) -> &str {
    action.split(':').next().unwrap_or_default()
}

/// The first place in the policy that allows the action, by its name.
fn holder(look: &Look<'_>, action: &str) -> Option<NodeId> {
    let mut statements = look.whole().filter(|statement| look.is_allow(statement));
    statements.find_map(|statement| entry(look, statement, action))
}

fn entry(look: &Look<'_>, statement: &Statement, action: &str) -> Option<NodeId> {
    let matches = |text: &str| matches_pattern(text, action);
    statement.actions.iter().find_map(|element| {
        let hit = element.values.iter().find(|value| matches(look.text(**value)));
        match element.negated {
            true => hit.is_none().then_some(element.name),
            false => hit.copied(),
        }
    })
}
