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

/// Actions with what they are done on; nothing where the service says on what. `account` stands where a pattern leaves it open.
pub(super) fn of(policy: &Found, account: &str) -> Vec<(String, Option<String>)> {
    let mut asks: Vec<(String, Option<String>)> = Vec::new();
    for statement in &policy.statements {
        let on = resource(statement, account);
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
fn resource(statement: &Named, account: &str) -> Option<String> {
    let pattern = statement.resources.iter().find(|pattern| *pattern != "*")?;
    let service = statement.actions.iter().find_map(|action| action.split_once(':'));
    filled(pattern, service.map(|(service, _)| service), account)
}

/// Services whose ARNs have no region.
const GLOBAL: [&str; 6] = ["iam", "s3", "sts", "route53", "cloudfront", "organizations"];

/// An ARN that a pattern covers; none where the pattern is no ARN.
pub(super) fn filled(pattern: &str, service: Option<&str>, account: &str) -> Option<String> {
    let plain = without_variables(pattern);
    let parts: Vec<&str> = plain.splitn(6, ':').collect();
    let [arn, partition, of, region, owner, rest] = parts.as_slice() else {
        return None;
    };
    let wild = |part: &str| part.contains(['*', '?']);
    let service = match wild(of) {
        true => service.filter(|own| !wild(own))?.to_ascii_lowercase(),
        false => (*of).to_owned(),
    };
    let bucket = service == "s3" && !rest.starts_with("accesspoint/");
    let region = match wild(region) {
        true if GLOBAL.contains(&service.as_str()) => "",
        true => "eu-west-1",
        false => region,
    };
    let owner = match wild(owner) {
        true if bucket => "",
        true => account,
        false => owner,
    };
    let partition = if wild(partition) { "aws" } else { partition };
    let name = rest.replace(['*', '?'], EXAMPLE);
    Some([arn, partition, &service, region, owner, &name].join(":"))
}

/// A pattern with `*` in place of each of its policy variables: what they stand for is as open.
fn without_variables(pattern: &str) -> String {
    let mut plain = String::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once("${") {
        plain.push_str(before);
        plain.push('*');
        rest = behind.split_once('}').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn a_pattern_is_filled_field_by_field() {
        let account = "111122223333";
        for (pattern, arn) in [
            (
                "arn:aws:ec2:*:*:instance/*",
                "arn:aws:ec2:eu-west-1:111122223333:instance/example",
            ),
            ("arn:aws:ec2:*::image/ami-?", "arn:aws:ec2:eu-west-1::image/ami-example"),
            ("arn:*:s3:::data/${aws:username}/*", "arn:aws:s3:::data/example/example"),
            ("arn:aws:s3:*:*:data", "arn:aws:s3:::data"),
            (
                "arn:aws:iam::*:role/${aws:PrincipalTag/team}",
                "arn:aws:iam::111122223333:role/example",
            ),
            (
                "arn:aws:sqs:${aws:RequestedRegion}:${aws:PrincipalAccount}:q",
                "arn:aws:sqs:eu-west-1:111122223333:q",
            ),
            ("arn:aws:*:*:*:*", "arn:aws:dynamodb:eu-west-1:111122223333:example"),
        ] {
            assert_eq!(
                filled(pattern, Some("dynamodb"), account).as_deref(),
                Some(arn),
                "{pattern}"
            );
        }
        assert_eq!(filled("arn:aws:*", Some("dynamodb"), account), None);
        assert_eq!(filled("arn:aws:*:*:*:*", None, account), None);
    }
}
