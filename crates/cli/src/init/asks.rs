//! Requests that a policy's own words suggest.

use iamwhy_scenario::operations;

use super::found::{Found, Named};

/// So many for one policy: a start, not a suite.
const ENOUGH: usize = 3;

/// What stands where a pattern leaves it open.
pub(super) const EXAMPLE: &str = "example";

/// Tags of the caller that the resources speak of: `${aws:PrincipalTag/team}`.
pub(super) fn tags(policy: &Found) -> Vec<String> {
    let resources = policy.statements.iter().flat_map(|statement| &statement.resources);
    let keys = resources.flat_map(|pattern| pattern.split("${aws:PrincipalTag/").skip(1));
    let name = |rest: &str| rest.split(['}', ',']).next().map(|key| key.trim().to_owned());
    keys.filter_map(name).collect()
}

/// Actions with what they are done on; nothing where the service says on what.
pub(super) fn of(policy: &Found) -> Vec<(String, Option<String>)> {
    let mut asks: Vec<(String, Option<String>)> = Vec::new();
    for statement in &policy.statements {
        let on = resource(statement);
        for action in statement.actions.iter().filter_map(|pattern| action(pattern)) {
            let ask = (action, on.clone());
            if !asks.contains(&ask) {
                asks.push(ask);
            }
            // The next statement has its say before this one's other actions.
            if asks.len() >= ENOUGH || statement.actions.len() > ENOUGH {
                break;
            }
        }
    }
    asks.truncate(ENOUGH);
    asks
}

/// An action that a pattern stands for: itself, or the first of the operations that we know which begins like it.
fn action(pattern: &str) -> Option<String> {
    let wild = ['*', '?'];
    if !pattern.contains(wild) {
        return pattern.contains(':').then(|| pattern.to_owned());
    }
    let start = pattern.strip_suffix('*')?;
    if !start.contains(':') || start.contains(wild) {
        return None;
    }
    let asks = operations::list().iter().flat_map(|row| row.asks);
    let begins = |action: &&str| {
        action
            .get(..start.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(start))
    };
    asks.map(|ask| ask.action).find(begins).map(str::to_owned)
}

/// Something that the statement's first pattern covers.
fn resource(statement: &Named) -> Option<String> {
    let pattern = statement.resources.iter().find(|pattern| *pattern != "*")?;
    let mut arn = String::new();
    let mut rest = pattern.as_str();
    while let Some((before, behind)) = rest.split_once("${") {
        arn.push_str(before);
        arn.push_str(EXAMPLE);
        rest = behind.split_once('}').map_or("", |(_, after)| after);
    }
    arn.push_str(rest);
    Some(arn.replace(['*', '?'], EXAMPLE))
}
