//! A first question: who may do the usual thing to each kind of resource that there is.

use super::Starter;
use crate::arn::Arn;
use crate::value::Value;

/// How many principals, and how many kinds of resources, the first cases ask about.
const PRINCIPALS: usize = 8;
const RESOURCES: usize = 6;

/// What people ask of a service first, and what stands behind the resource's own name.
const USUAL: [(&str, &str, &str); 13] = [
    ("s3", "s3:GetObject", "/example.txt"),
    ("sqs", "sqs:SendMessage", ""),
    ("sns", "sns:Publish", ""),
    ("kms", "kms:Decrypt", ""),
    ("dynamodb", "dynamodb:GetItem", ""),
    ("lambda", "lambda:InvokeFunction", ""),
    ("secretsmanager", "secretsmanager:GetSecretValue", ""),
    ("ssm", "ssm:GetParameter", ""),
    ("ecr", "ecr:BatchGetImage", ""),
    ("events", "events:PutEvents", ""),
    ("kinesis", "kinesis:PutRecord", ""),
    ("states", "states:StartExecution", ""),
    ("elasticfilesystem", "elasticfilesystem:ClientMount", ""),
];

impl Starter {
    pub(super) fn cases(&self) -> Vec<Value> {
        let names: Vec<Value> = self
            .principals
            .iter()
            .take(PRINCIPALS)
            .map(|(name, _)| name.as_str().into())
            .collect();
        let mut cases = Vec::new();
        for (service, action, tail) in USUAL {
            let of_service = |value: &Value| {
                let arn = value.get("arn").and_then(Value::text).unwrap_or_default();
                Arn::split(&arn).is_some_and(|arn| arn.service == service)
            };
            if let Some((name, _)) = self.resources.iter().find(|(_, value)| of_service(value)) {
                cases.push(asked(&names, action, Some(&[name, tail].concat())));
            }
        }
        cases.truncate(RESOURCES);
        if cases.is_empty() {
            cases.extend(["s3:ListAllMyBuckets", "iam:CreateUser"].map(|action| asked(&names, action, None)));
        }
        cases
    }
}

fn asked(principals: &[Value], action: &str, resource: Option<&str>) -> Value {
    let mut members = Vec::new();
    match principals {
        [] => members.push(("principal".to_owned(), "arn:aws:iam::111122223333:role/somebody".into())),
        [one] => members.push(("principal".to_owned(), one.clone())),
        _ => {}
    }
    members.push(("action".to_owned(), action.into()));
    members.extend(resource.map(|resource| ("resource".to_owned(), resource.into())));
    if principals.len() > 1 {
        let matrix = vec![("principal".to_owned(), Value::List(principals.to_vec()))];
        members.push(("matrix".to_owned(), Value::Object(matrix)));
    }
    Value::Object(members)
}
