//! ARNs that patterns of policies match: something to ask about where nobody says on what.

use std::collections::BTreeSet;

use iamwhy_catalog::Action;
use iamwhy_lint::documents;
use iamwhy_scenario::Loaded;

/// What stands for the parts that a pattern or a type of resource leaves open.
pub(crate) struct Origin<'o> {
    pub(crate) partition: &'o str,
    pub(crate) region: &'o str,
    pub(crate) account: &'o str,
}

/// What stands for a name.
const NAME: &str = "NAME";

/// An ARN of each resource that the policies name and the action can be about, without wildcards.
pub(crate) fn resources(loaded: &Loaded, action: Action<'_>, origin: &Origin<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for document in documents(loaded) {
        let policy = document.policy.parse().policy;
        for statement in &policy.statements {
            let nodes = statement.resources.iter().flat_map(|element| element.values.iter());
            let own = nodes.filter_map(|node| of_pattern(policy.json.string(*node)?, origin));
            found.extend(own.filter(|arn| action.on().any(|on| on.resource_type().matches(arn))));
        }
    }
    found
}

/// An ARN that a pattern matches; none where it could be anything, or rests on a variable.
fn of_pattern(pattern: &str, origin: &Origin<'_>) -> Option<String> {
    let parts: Vec<&str> = pattern.splitn(6, ':').collect();
    let &[arn, partition, service, region, account, resource] = parts.as_slice() else {
        return None;
    };
    let is_open = service.contains(['*', '?']) || resource == "*" || pattern.contains("${");
    if arn != "arn" || is_open {
        return None;
    }
    let or = |part: &str, own: &str| {
        if part.contains(['*', '?']) {
            own.to_owned()
        } else {
            part.to_owned()
        }
    };
    let (partition, region) = (or(partition, origin.partition), or(region, origin.region));
    let account = or(account, origin.account);
    let resource = resource.replace('*', NAME).replace('?', "x");
    Some(["arn", &partition, service, &region, &account, &resource].join(":"))
}

/// What stands in for a resource of which only the type is known, where every request of the action has one and of one type.
pub(crate) fn of_type(action: Action<'_>, origin: &Origin<'_>) -> Option<String> {
    let mut types = action.on().filter(|on| on.required());
    let one = types.next().filter(|_| types.next().is_none())?;
    let mut arn = String::new();
    let mut rest = one.resource_type().arns().next()?;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, behind) = after.split_once('}')?;
        arn.push_str(before);
        arn.push_str(match name {
            "Partition" => origin.partition,
            "Region" => origin.region,
            "Account" => origin.account,
            _ => NAME,
        });
        rest = behind;
    }
    arn.push_str(rest);
    (!arn.contains('*')).then_some(arn)
}

#[cfg(test)]
mod tests {
    use super::{Origin, of_pattern, of_type};

    const ORIGIN: Origin<'_> = Origin {
        partition: "aws",
        region: "eu-west-1",
        account: "111122223333",
    };

    #[test]
    fn patterns_become_arns() {
        for (pattern, expected) in [
            (
                "arn:aws:dynamodb:*:*:table/a-*",
                Some("arn:aws:dynamodb:eu-west-1:111122223333:table/a-NAME"),
            ),
            ("arn:aws:s3:::logs/*", Some("arn:aws:s3:::logs/NAME")),
            (
                "arn:*:sqs:us-east-1:444455556666:job?",
                Some("arn:aws:sqs:us-east-1:444455556666:jobx"),
            ),
            ("*", None),
            ("arn:aws:s3:::*", None),
            ("arn:aws:*:::a", None),
            ("arn:aws:s3:::home/${aws:username}", None),
        ] {
            assert_eq!(of_pattern(pattern, &ORIGIN).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn types_become_arns_where_there_is_one() {
        let catalog = iamwhy_catalog::Catalog::embedded();
        for (action, expected) in [
            ("sqs:SendMessage", Some("arn:aws:sqs:eu-west-1:111122223333:NAME")),
            ("ec2:DescribeInstances", None),
            ("ec2:RunInstances", None),
        ] {
            let action = catalog.action(action).expect("it is in the catalogue");
            assert_eq!(of_type(action, &ORIGIN).as_deref(), expected, "{action:?}");
        }
    }
}
