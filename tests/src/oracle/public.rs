//! S3 block public access: when is a policy public? S3-5 to S3-7.

use serde_json::Value;

use super::compare::network;
use super::principal::entries;
use super::scene::{arn_field, texts};
use super::soundness::is_sound;
use super::statement::Type;

/// Keys whose fixed values make an Allow for everybody an Allow for somebody.
const LIMITING: [&str; 15] = [
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceaccount",
    "aws:sourceowner",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "aws:userid",
    "aws:principalorgid",
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalorgpaths",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
];

/// S3-6: presumed public; one public Allow is enough.
pub fn is_public(policy: &Value, of_access_point: bool) -> bool {
    let statements = match &policy["Statement"] {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let kind = if of_access_point {
        Type::AccessPoint
    } else {
        Type::Resource
    };
    statements
        .iter()
        .any(|s| is_sound(s, kind) && s["Effect"] == "Allow" && is_for_everybody(s) && !is_limited(s, of_access_point))
}

fn is_fixed(text: &str) -> bool {
    !text.contains(['*', '?']) && !text.contains("${")
}

fn is_for_everybody(statement: &Value) -> bool {
    match statement.get("Principal") {
        Some(principal) => entries(principal)
            .iter()
            .any(|(key, value)| *key == "Federated" || !is_fixed(value)),
        None => true, // NotPrincipal
    }
}

fn is_limited(statement: &Value, of_access_point: bool) -> bool {
    let operators = statement["Condition"].as_object().into_iter().flatten();
    operators.into_iter().any(|(operator, keys)| {
        let operator = operator.to_ascii_lowercase();
        let base = operator.strip_prefix("foranyvalue:").unwrap_or(&operator);
        let positive = [
            "stringequals",
            "stringequalsignorecase",
            "stringlike",
            "arnequals",
            "arnlike",
            "ipaddress",
        ]
        .contains(&base);
        let arn = base.starts_with("arn");
        positive
            && keys.as_object().into_iter().flatten().any(|(key, values)| {
                let values = texts(values).unwrap_or_default();
                !values.is_empty()
                    && values.iter().all(|value| {
                        (!arn || arn_field(value, 5).is_some())
                            && limits(&key.to_ascii_lowercase(), value, of_access_point)
                    })
            })
    })
}

fn limits(key: &str, value: &str, of_access_point: bool) -> bool {
    match key {
        "aws:sourceip" => {
            network(value, false).is_some_and(|net| net.prefix_len() >= if net.addr().is_ipv4() { 8 } else { 32 })
        }
        "s3:dataaccesspointarn" if !of_access_point && !is_fixed(value) => {
            arn_field(value, 4).is_some_and(|account| !account.is_empty() && is_fixed(account)) && !value.contains("${")
        }
        key => LIMITING.contains(&key) && is_fixed(value),
    }
}
