//! How a statement allows an action on more roles than it names.

use iamwhy_catalog::matches_pattern;
use iamwhy_engine::{PatternKind, pattern_matches};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, Base, ConditionPair, Element, NodeId, Operator, Qualifier, Statement};

use crate::Check;
use crate::findings::Findings;
use crate::look::Look;

/// A right that is about roles.
pub(super) struct Right {
    pub(super) action: &'static str,
    /// Two very different ones: who can do it with both can do it with any.
    pub(super) roles: [&'static str; 2],
    /// A condition on one of these keys names what it is for.
    pub(super) keys: &'static [&'static str],
    /// What it reaches: on all of them.
    pub(super) any: &'static str,
    /// By `NotResource`.
    pub(super) others: &'static str,
    /// What is found, by how the resource and the action are named.
    pub(super) checks: Checks,
}

/// The checks of a right: by `Resource` and by `NotResource`, each as [`By`] has them.
pub(super) struct Checks {
    pub(super) resource: [&'static Check; 3],
    pub(super) not_resource: [&'static Check; 3],
}

/// How a statement names an action.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum By {
    /// By its own name.
    Name,
    /// By an entry with a wildcard.
    Wildcard,
    /// By not leaving it out.
    NotAction,
}

/// A way in which a statement allows an action on roles that nobody has named.
struct Way {
    /// The entry of `Action`, or the key `NotAction`.
    node: NodeId,
    by: By,
    /// By `NotResource`.
    not_resource: bool,
}

/// Adds a finding for each way in which the policy allows it on roles in general.
pub(super) fn find(look: &Look<'_>, found: &mut Findings<'_>, right: &Right) {
    for way in ways(look, right) {
        let [name, wildcard, not_action] = match way.not_resource {
            false => right.checks.resource,
            true => right.checks.not_resource,
        };
        let check = match way.by {
            By::Name => name,
            By::Wildcard => wildcard,
            By::NotAction => not_action,
        };
        found.at(check, way.node, way.message(look, right));
    }
}

impl Way {
    fn message(&self, look: &Look<'_>, right: &Right) -> String {
        let (action, what) = (right.action, if self.not_resource { right.others } else { right.any });
        match self.by {
            By::NotAction => format!("`NotAction` leaves `{action}` allowed {what}"),
            By::Wildcard => format!("{} includes `{action}` {what}", quote(look.text(self.node))),
            By::Name => format!("`{action}` {what}"),
        }
    }
}

/// The ways in which the policy allows it on roles in general.
fn ways(look: &Look<'_>, right: &Right) -> Vec<Way> {
    let mut found = Vec::new();
    if !look.grants() {
        return found;
    }
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        if statement
            .conditions
            .iter()
            .any(|pair| right.keys.iter().any(|key| look.is_on(pair, key)) && narrows(look, pair))
        {
            continue;
        }
        let matches = |text: &str| matches_pattern(text, right.action);
        let named = |own: &Element| own.values.iter().any(|&value| matches(look.text(value))) != own.negated;
        if !statement.actions.iter().any(named) {
            continue;
        }
        let Some(not_resource) = reach(look, statement, &right.roles) else {
            continue;
        };
        for element in &statement.actions {
            if element.negated {
                if !element.values.iter().any(|&value| matches(look.text(value))) {
                    found.push(Way {
                        node: element.name,
                        by: By::NotAction,
                        not_resource,
                    });
                }
                continue;
            }
            // The plain name says more than a wildcard beside it.
            let own = element.values.iter().filter(|value| matches(look.text(**value)));
            let plain = own
                .clone()
                .find(|value| look.text(**value).eq_ignore_ascii_case(right.action));
            if let Some(&node) = plain.or_else(|| own.clone().next()) {
                found.push(Way {
                    node,
                    by: if plain.is_some() { By::Name } else { By::Wildcard },
                    not_resource,
                });
            }
        }
    }
    found
}

/// Whether a condition lets only named values through. With `IfExists` it lets through whoever does not send the key.
fn narrows(look: &Look<'_>, pair: &ConditionPair) -> bool {
    let named = |operator: Operator| {
        let text = matches!(
            operator.base,
            Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike | Base::ArnEquals | Base::ArnLike
        );
        text && !operator.negated && !operator.if_exists && operator.qualifier != Qualifier::ForAllValues
    };
    let open = |value: &NodeId| look.scalar(*value).starts_with(['*', '?']);
    pair.parsed.is_some_and(named) && !pair.values.iter().any(open)
}

/// Whether the statement is about roles in general; and if so, by `NotResource`.
fn reach(look: &Look<'_>, statement: &Statement, roles: &[&str]) -> Option<bool> {
    let element = statement.resources.first()?;
    let covers = |&value: &NodeId| {
        let text = look.text(value);
        let own = Arn::split(text);
        let account = if own.account().bytes().all(|byte| byte.is_ascii_digit()) && own.account().len() == 12 {
            own.account()
        } else {
            "111122223333"
        };
        let partition = if own.partition().starts_with("aws") && !own.partition().contains('*') {
            own.partition()
        } else {
            "aws"
        };
        roles.iter().all(|role| {
            let arn = format!("arn:{partition}:iam::{account}:{role}");
            text == "*" || pattern_matches(PatternKind::Resource, text, &arn)
        })
    };
    let any = element.values.iter().any(covers);
    (any != element.negated).then_some(element.negated)
}
