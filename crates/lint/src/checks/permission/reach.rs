//! How a statement allows an action on more roles than it names.

use iamwhy_engine::{PatternKind, pattern_matches};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, Base, ConditionPair, NodeId, Operator, Qualifier, Statement};

use crate::look::Look;

/// A way in which a statement allows an action on roles that nobody has named.
pub(super) struct Way {
    /// The entry of `Action`, or the key `NotAction`.
    pub(super) node: NodeId,
    /// By `NotAction`.
    pub(super) negated: bool,
    /// By an entry with a wildcard.
    pub(super) wide: bool,
    /// By `NotResource`.
    pub(super) not_resource: bool,
}

impl Way {
    /// The entry, as written.
    pub(super) fn written(&self, look: &Look<'_>) -> String {
        quote(look.text(self.node))
    }
}

/// The ways in which the policy allows `action` on roles in general, which two very different ones stand for. A condition on
/// one of `keys` names what it is for.
pub(super) fn ways(look: &Look<'_>, action: &str, roles: &[&str], keys: &[&str]) -> Vec<Way> {
    let mut found = Vec::new();
    if !look.grants() {
        return found;
    }
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        let Some(not_resource) = reach(look, statement, roles) else {
            continue;
        };
        if statement
            .conditions
            .iter()
            .any(|pair| keys.iter().any(|key| look.is_on(pair, key)) && narrows(look, pair))
        {
            continue;
        }
        let matches = |text: &str| {
            pattern_matches(
                PatternKind::Text,
                &text.to_ascii_lowercase(),
                &action.to_ascii_lowercase(),
            )
        };
        for element in &statement.actions {
            if element.negated {
                if !element.values.iter().any(|&value| matches(look.text(value))) {
                    found.push(Way {
                        node: element.name,
                        negated: true,
                        wide: false,
                        not_resource,
                    });
                }
                continue;
            }
            // The plain name says more than a wildcard beside it.
            let own = element.values.iter().filter(|value| matches(look.text(**value)));
            let plain = own
                .clone()
                .find(|value| look.text(**value).eq_ignore_ascii_case(action));
            if let Some(&node) = plain.or_else(|| own.clone().next()) {
                found.push(Way {
                    node,
                    negated: false,
                    wide: plain.is_none(),
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
