//! Workload c: one identity policy of as many statements as one likes, of which hardly any concerns a given request.

use serde_json::{Value, json};

const BUCKET: &str = "arn:aws:s3:::";
const ACCOUNT: &str = "111122223333";

/// The scenario with this many statements.
pub fn c(size: usize) -> Value {
    let statements: Vec<Value> = (0..size).map(|index| statement(index, index + 1 == size)).collect();
    let last = format!("app{:04}-data", size - 1);
    let mut cases = vec![
        case("s3:GetObject", &format!("{last}/k"), "allow"),
        case("s3:GetObject", "nope/k", "implicitDeny"),
        case(
            "dynamodb:GetItem",
            "arn:aws:dynamodb:us-east-1:111122223333:table/app0005-x",
            "allow",
        ),
        case("s3:GetObject", "app0007-data/alice/k", "allow"),
        case(
            "sqs:SendMessage",
            "arn:aws:sqs:us-east-1:111122223333:q",
            "implicitDeny",
        ),
    ];
    let mut buckets = vec![last, "nope".to_owned(), "app0007-data".to_owned()];
    if size > 25 {
        let denied = format!("app{:04}-data", size - 26);
        cases.push(case("s3:DeleteObject", &format!("{denied}/k"), "explicitDeny"));
        buckets.push(denied);
    }
    let resources: serde_json::Map<String, Value> = buckets
        .into_iter()
        .map(|name| {
            (
                name.clone(),
                json!({ "arn": format!("{BUCKET}{name}"), "account": ACCOUNT }),
            )
        })
        .collect();
    json!({
        "scenario": 1,
        "title": format!("Workload c: {size} statements, of which hardly any concerns a given request."),
        "principals": {
            "alice": {
                "user": format!("arn:aws:iam::{ACCOUNT}:user/alice"),
                "policies": [{ "Version": "2012-10-17", "Statement": statements }],
            }
        },
        "resources": resources,
        "context": { "aws:PrincipalTag/team": "team5" },
        "cases": cases,
    })
}

fn statement(index: usize, last: bool) -> Value {
    let name = format!("app{index:04}");
    match index {
        _ if index % 25 == 24 && !last => json!({
            "Sid": format!("D{index}"), "Effect": "Deny", "Action": ["s3:DeleteObject"],
            "Resource": format!("{BUCKET}{name}-data/*"),
        }),
        _ if index % 10 == 5 => json!({
            "Sid": format!("S{index}"), "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
            "Resource": format!("arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/{name}-*"),
            "Condition": { "StringEquals": { "aws:PrincipalTag/team": format!("team{}", index % 7) } },
        }),
        _ if index % 10 == 7 => json!({
            "Sid": format!("S{index}"), "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"],
            "Resource": [format!("{BUCKET}{name}-data"), format!("{BUCKET}{name}-data/${{aws:username}}/*")],
        }),
        _ => json!({
            "Sid": format!("S{index}"), "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": format!("{BUCKET}{name}-data/*"),
        }),
    }
}

fn case(action: &str, resource: &str, expect: &str) -> Value {
    json!({ "principal": "alice", "action": action, "resource": resource, "expect": expect })
}
