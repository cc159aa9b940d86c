//! Imported policies in which values stand that nobody knows yet: an answer says so where it may rest on one (MODEL-8).

use iamwhy_engine::{PatternKind, pattern_matches, world::PolicyId};
use iamwhy_explain::{Explanation, Warning};
use iamwhy_policy::{Listed, Policy, Statement};

use crate::world::World;

/// One warning for each policy at the gates that speaks of the action and holds such a value. A value that the request itself
/// is about stands for itself: nothing hangs on what it will be.
pub(super) fn values(world: &World, answer: &Explanation) -> Vec<Warning> {
    let mut seen: Vec<PolicyId> = Vec::new();
    let mut found = Vec::new();
    let policies = answer.gates.iter().flat_map(|gate| &gate.policies);
    for id in policies.map(|policy| policy.id) {
        let own = |name: &&String| {
            let mark = ["‹", name.as_str(), "›"].concat();
            !world.is_open_key(name) && !answer.resource.contains(&mark) && !answer.principal.contains(&mark)
        };
        let depends: Vec<&String> = world.depends(id).iter().filter(own).listed();
        if depends.is_empty() || seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let Some(policy) = world.environment().policies.get(id.0 as usize) else {
            continue;
        };
        let speaks = |statement: &Statement| speaks_of(&policy.policy, statement, &answer.action);
        if !policy.policy.statements.iter().any(speaks) {
            continue;
        }
        let depends: Vec<String> = depends.iter().take(5).map(|name| format!("`{name}`")).listed();
        found.push(Warning {
            rule: "MODEL-8".to_owned(),
            message: format!(
                "`{}` depends on {}, which nobody knows yet: it is taken to equal itself and wildcards only",
                policy.name,
                depends.join(", ")
            ),
            span: None,
        });
    }
    found
}

/// Whether a statement may be about an action.
fn speaks_of(policy: &Policy, statement: &Statement, action: &str) -> bool {
    statement.actions.iter().any(|element| {
        let mut patterns = element.values.iter().filter_map(|value| policy.json.string(*value));
        element.negated || patterns.any(|pattern| fits(pattern, action))
    })
}

/// As the engine compares them, without case.
fn fits(pattern: &str, action: &str) -> bool {
    pattern_matches(
        PatternKind::Text,
        &pattern.to_ascii_lowercase(),
        &action.to_ascii_lowercase(),
    )
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn wildcards() {
        for (pattern, text, expected) in [
            ("s3:*", "s3:GetObject", true),
            ("*", "s3:GetObject", true),
            ("S3:get*", "s3:GetObject", true),
            ("s3:Get?bject", "s3:GetObject", true),
            ("s3:*Object", "s3:GetObjectTagging", false),
            ("sqs:*", "s3:GetObject", false),
            ("", "s3:GetObject", false),
            ("s3:${x}", "s3:GetObject", false),
            ("s3:**t", "s3:GetObject", true),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern}");
        }
    }
}
