//! The resources of the scenario.

use iamwhy_policy::PolicyType;

use super::Cast;
use crate::arn::Arn;
use crate::denial::{Blame, Denial};
use crate::value::Value;

/// Services of which no resource carries a policy. As of 2026; a policy that is declared unknown in vain would only ask
/// for something that nobody has.
const WITHOUT: &[&str] = &[
    "athena",
    "autoscaling",
    "cloudformation",
    "cloudwatch",
    "ec2",
    "ecs",
    "eks",
    "elasticloadbalancing",
    "iam",
    "rds",
    "route53",
    "states",
    "sts",
];

/// Whether resources of this service may carry a policy.
pub(crate) fn may_have_policy(service: &str) -> bool {
    WITHOUT.binary_search(&service).is_err()
}

pub(super) fn resources(denial: &Denial, cast: &Cast<'_>) -> Option<Value> {
    let text = cast.governing.as_deref()?;
    let arn = Arn::split(text)?;
    let blamed = denial.reason.blame == Blame::Policy(PolicyType::Resource);
    if !may_have_policy(arn.service) && !blamed {
        return None;
    }
    let mut entry = vec![("arn".to_owned(), text.into())];
    let mut add = |name: &str, value: Value| entry.push((name.to_owned(), value));
    if let Some(owner) = cast.owner.filter(|_| arn.account.is_empty()) {
        add("account", owner.into());
    }
    let tags = denial
        .recorded
        .as_ref()
        .map(|own| own.resource_tags.as_slice())
        .unwrap_or_default();
    if !tags.is_empty() {
        add("tags", super::tags(tags));
    }
    add("policy", denial.unseen(PolicyType::Resource));
    if arn.service == "kms" {
        add("grants", Value::unknown());
    }
    if let Blame::BlockPublicAccess(setting) = &denial.reason.blame {
        let mut field = setting.clone();
        if let Some(first) = field.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        add("blockPublicAccess", Value::Object(vec![(field, Value::Bool(true))]));
    }
    Some(Value::object([("resource", Value::Object(entry))]))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::WITHOUT.is_sorted());
        assert!(super::may_have_policy("s3") && !super::may_have_policy("ec2"));
    }
}
