//! Something to ask about: resources that the policies themselves name.

use iamwhy_engine::Environment;

/// More than this for one service says nothing new.
const MOST: usize = 64;

/// ARNs of a service that policies name, wildcards filled in, and `*`.
pub(crate) fn of(environment: &Environment, service: &str) -> Vec<String> {
    let mut found = vec!["*".to_owned()];
    for attached in &environment.policies {
        let policy = &attached.policy;
        for statement in &policy.statements {
            for value in statement.resources.iter().flat_map(|element| &element.values) {
                let pattern = policy.json.string(*value).unwrap_or_default();
                if pattern.split(':').nth(2) != Some(service) || found.len() >= MOST {
                    continue;
                }
                let sample = filled(pattern);
                if !found.contains(&sample) {
                    found.push(sample);
                }
            }
        }
    }
    found
}

/// A text that a pattern matches: wildcards and variables stand for `example`.
pub(crate) fn filled(pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once("${") {
        text.push_str(before);
        text.push_str("example");
        rest = behind.split_once('}').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace('*', "example").replace('?', "x")
}
