//! From the name of an event to the action that is authorized.

/// Prefixes of actions that are not the first part of the event's source.
const SOURCES: [(&str, &str); 5] = [
    ("cloudcontrolapi", "cloudformation"),
    ("email", "ses"),
    ("monitoring", "cloudwatch"),
    ("rdsdata", "rds-data"),
    ("tagging", "tag"),
];

/// The service's prefix, and the operation under the name that CloudTrail's other services use. None where the action depends on
/// more than the name: API Gateway's are the verbs of HTTP.
pub(super) fn operation<'e>(source: &'e str, name: &'e str) -> Option<(&'e str, &'e str)> {
    let host = source.strip_suffix(".cn").unwrap_or(source);
    let service = host.strip_suffix(".amazonaws.com")?;
    let prefix = SOURCES.iter().find(|(own, _)| *own == service);
    let service = prefix.map_or(service, |(_, prefix)| *prefix);
    let is_plain =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let name = match service {
        "apigateway" | "signin" => return None,
        "lambda" => undated(name),
        _ => name,
    };
    let name = match (service, name) {
        // CloudTrail has names of its own for them.
        ("s3", "GetBucketPublicAccessBlock") => "GetPublicAccessBlock",
        ("s3", "PutBucketPublicAccessBlock") => "PutPublicAccessBlock",
        ("s3", "DeleteBucketPublicAccessBlock") => "DeletePublicAccessBlock",
        ("s3", "GetBucketObjectLockConfiguration") => "GetObjectLockConfiguration",
        ("s3", "PutBucketObjectLockConfiguration") => "PutObjectLockConfiguration",
        ("s3", "DeleteAccountPublicAccessBlock") => "PutAccountPublicAccessBlock",
        _ => name,
    };
    (is_plain(service) && is_plain(name)).then_some((service, name))
}

/// `CreateFunction20150331`, `GetFunction20150331v2`: the date of the API is no part of the action.
fn undated(name: &str) -> &str {
    let start = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let plain = start
        .strip_suffix('v')
        .filter(|_| start.len() < name.len())
        .unwrap_or(name);
    let bare = plain.trim_end_matches(|letter: char| letter.is_ascii_digit());
    match plain.len() - bare.len() {
        8 => bare,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::operation;

    #[test]
    fn events_have_names_of_their_own() {
        for (source, name, expected) in [
            ("s3.amazonaws.com", "GetObject", Some(("s3", "GetObject"))),
            (
                "monitoring.amazonaws.com",
                "PutMetricAlarm",
                Some(("cloudwatch", "PutMetricAlarm")),
            ),
            (
                "lambda.amazonaws.com",
                "CreateFunction20150331",
                Some(("lambda", "CreateFunction")),
            ),
            (
                "lambda.amazonaws.com",
                "GetFunction20150331v2",
                Some(("lambda", "GetFunction")),
            ),
            (
                "rdsdata.amazonaws.com",
                "ExecuteStatement",
                Some(("rds-data", "ExecuteStatement")),
            ),
            ("lambda.amazonaws.com", "Invoke", Some(("lambda", "Invoke"))),
            ("ec2.amazonaws.com.cn", "RunInstances", Some(("ec2", "RunInstances"))),
            ("apigateway.amazonaws.com", "CreateApi", None),
            ("elsewhere", "Do", None),
            ("s3.amazonaws.com", "a b", None),
        ] {
            assert_eq!(operation(source, name), expected, "{source} {name}");
        }
    }
}
